// SPDX-License-Identifier: MIT
// Makes a schema with its judge and generator from text, for tests.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "generate/generator.h"
#include "judge/body/body.h"

namespace avouch {

// A schema with its judge. The schema may be one that no value satisfies.
struct JudgedSchema {
  std::shared_ptr<const Schema> schema;
  std::unique_ptr<BodyJudge> judge;

  explicit JudgedSchema(const std::string& text, Dialect dialect = Dialect::draft2020_12) {
    Library library;
    const Result<const Document*> document = library.add("schema.json", text);
    if (!document) throw std::runtime_error(to_string(document.errors()));
    auto loaded = load_schema(library, **document, "", dialect);
    if (!loaded) throw std::runtime_error(to_string(loaded.errors()));
    schema = *loaded;
    Result<BodyJudge> made = BodyJudge::make(schema, {});
    if (!made) throw std::runtime_error(to_string(made.errors()));
    judge = std::make_unique<BodyJudge>(*std::move(made));
  }

  std::size_t keyword(const std::string& suffix) const {
    for (const SchemaClaim& claim : schema->claims()) {
      if (claim.suffix == suffix) return claim.keyword;
    }
    throw std::runtime_error("there is no claim " + suffix);
  }

  // The suffixes of the claims that the text violates.
  std::vector<std::string> violated(const std::string& text) const {
    const ParsedBody body = parse_body(text);
    if (body.instance == nullptr) throw std::runtime_error("no JSON: " + text);
    const std::vector<Verdict> verdicts = judge->judge(*body.instance);
    std::vector<std::string> suffixes;
    for (const SchemaClaim& claim : schema->claims()) {
      if (verdicts[claim.keyword].outcome == Outcome::violated) suffixes.push_back(claim.suffix);
    }
    return suffixes;
  }

  bool exercises(const std::string& text, const std::string& suffix) const {
    const ParsedBody body = parse_body(text);
    return judge->judge(*body.instance)[keyword(suffix)].outcome == Outcome::holds;
  }
};

// The same with its generator.
struct Made : JudgedSchema {
  std::unique_ptr<Generator> generator;

  explicit Made(const std::string& text, Dialect dialect = Dialect::draft2020_12)
      : JudgedSchema(text, dialect) {
    Result<Generator> generated = Generator::make(schema, *judge);
    if (!generated) throw std::runtime_error(to_string(generated.errors()));
    generator = std::make_unique<Generator>(*std::move(generated));
  }
};

}  // namespace avouch

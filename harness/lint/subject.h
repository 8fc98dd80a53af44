// SPDX-License-Identifier: MIT
// The input of lint rules: a contract, every schema in it, and the examples that should satisfy them.
//
//   LintSubject subject(contract);
//   for (const SchemaPart& part : subject.parts()) …
//   subject.report({.rule = "dead-keyword", …});
//
// Serves one call of lint(). The contract must outlive it.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/interruption.h"
#include "contract/document/document.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"
#include "judge/body/body.h"
#include "lint/lint.h"

namespace avouch {

// A schema object in a document, with one place that uses it.
struct SchemaPart {
  std::shared_ptr<const Schema> schema;  // a schema that uses it
  std::size_t node = 0;                  // its node in that schema
  const Document* document = nullptr;
  std::string pointer;
  const JsonValue* value = nullptr;  // an object
  bool is_json = true;       // of a value that is JSON somewhere: of a body in JSON, a parameter, a header
  bool is_composed = false;  // a branch of allOf, or beside one: other schemas speak of the same value

  Place place() const { return document->place(pointer); }
  Place place(std::string_view keyword) const;
};

// A value in a document that should satisfy a schema.
struct ExampleUse {
  std::string what;  // "the example", "the default"
  std::shared_ptr<const Schema> schema;
  const Document* document = nullptr;
  std::string pointer;  // of the value
};

// A place where an example contradicts its schema.
struct Contradiction {
  std::string pointer;                     // in the value
  std::string reason;                      // /filters/0 is "onMessageSend"; expected one of 23 values
  const SchemaKeyword* keyword = nullptr;  // of the schema
  std::string expected = {};               // "format date (something follows it)"
};

class LintSubject {
 public:
  explicit LintSubject(const Contract& contract);

  const Contract& contract() const { return contract_; }
  // Where the user wrote what stands there: a document of Swagger 2.0 is converted.
  Place source_of(const Place& place) const;
  UntilInterrupted<SchemaPart> parts() const { return UntilInterrupted(parts_); }
  UntilInterrupted<ExampleUse> examples() const { return UntilInterrupted(examples_); }
  // Of the contract and of all schemas, with their places in the user's documents.
  const std::vector<Error>& notes() const { return notes_; }
  const std::vector<Error>& faults() const { return faults_; }

  // Returns the schema at a part as a schema of its own; null if it cannot stand alone.
  std::shared_ptr<const Schema> schema_of(const SchemaPart& part);
  // Returns where the value at `pointer` of `document` fails; empty if it satisfies the schema or cannot be
  // judged.
  std::vector<Contradiction> contradictions(const std::shared_ptr<const Schema>& schema,
                                            const Document& document, const std::string& pointer);
  // Returns the pointers of members of that value that the schema does not document, if it accepts the value.
  std::vector<std::string> undocumented(const std::shared_ptr<const Schema>& schema, const Document& document,
                                        const std::string& pointer);
  // The same for an example of a part, on its own, which accepts it. Loads nothing.
  std::vector<std::string> undocumented(const SchemaPart& part, const std::string& pointer);
  // Returns whether the schema of a part, on its own, accepts the JSON text; nullopt if that cannot be
  // judged. Loads nothing.
  std::optional<bool> accepts(const SchemaPart& part, std::string_view json_text);
  // The same for a whole schema.
  std::optional<bool> accepts(const std::shared_ptr<const Schema>& schema, std::string_view json_text);

  // Reports why schemas cannot be judged.
  void check_judges();

  void report(LintFinding finding) { findings_.push_back(std::move(finding)); }
  std::vector<LintFinding>& findings() { return findings_; }
  const Errors& errors() const { return errors_; }

 private:
  void add_media(const std::vector<DocumentedMedia>& media);
  void add_examples(const std::vector<Example>& examples, const std::shared_ptr<const Schema>& schema);
  void add_schema(const std::shared_ptr<const Schema>& schema, bool is_json = true);
  void add_part(const std::shared_ptr<const Schema>& schema, std::size_t node, bool is_json);
  std::shared_ptr<const Schema> schema_at(const Place& place);
  const BodyJudge* judge_of(const std::shared_ptr<const Schema>& schema);

  const Contract& contract_;
  std::vector<std::shared_ptr<const Schema>> schemas_;
  std::map<const Schema*, bool> known_schemas_;  // with whether it is of JSON
  std::vector<SchemaPart> parts_;
  std::vector<ExampleUse> examples_;
  std::vector<Error> notes_;
  std::vector<Error> faults_;
  std::vector<LintFinding> findings_;
  Errors errors_;
  std::map<std::pair<std::string, std::string>, std::size_t> known_parts_;  // file, pointer -> index
  std::map<std::pair<std::string, std::string>, std::shared_ptr<const Schema>> loaded_;
  std::map<std::shared_ptr<const Schema>, std::unique_ptr<BodyJudge>> judges_;
};

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "prove/value_sources.h"

#include <memory>
#include <utility>
#include <vector>

#include "json/json_value.h"
#include "prove/mutants.h"

namespace avouch {

using Of = ValueSources::Key::Of;

std::optional<ValueSources::Claim> ValueSources::claim_of(const BoundClause& clause) {
  if (const auto* body = std::get_if<BodyKeywordSubject>(&clause.subject))
    return Claim{{clause.response, Of::body, body->media}, body->keyword};
  if (const auto* header = std::get_if<HeaderKeywordSubject>(&clause.subject))
    return Claim{{clause.response, Of::header, header->header}, header->keyword};
  return std::nullopt;
}

std::optional<ValueSources::Key> ValueSources::key_of(const BoundClause& clause) {
  const std::optional<Claim> claim = claim_of(clause);
  return claim ? std::optional(claim->key) : std::nullopt;
}

ValueSources::ValueSources(const Contract& single, const Judge& judge, std::uint64_t seed,
                           const SharedSchemas* shared, std::size_t operation_index)
    : contract_(single) {
  const Operation& operation = single.operations.front();
  for (std::size_t i = 0; i < operation.responses.size(); ++i) {
    const DocumentedResponse& response = operation.responses[i];
    for (std::size_t media = 0; media < response.media.size(); ++media) {
      const BodyUse use{operation_index, i, media};
      const std::shared_ptr<SharedSchema> known = shared == nullptr ? nullptr : shared->of(use);
      if (known != nullptr && add_shared({i, Of::body, media}, known, use, judge.of_body(0, i, media)))
        continue;
      add({i, Of::body, media}, response.media[media].schema, judge.of_body(0, i, media),
          response.media[media].examples, seed);
    }
    for (std::size_t header = 0; header < response.headers.size(); ++header) {
      add({i, Of::header, header}, response.headers[header].schema, judge.of_header(0, i, header),
          response.headers[header].examples, seed);
    }
  }
  for (const BoundClause& clause : single.clauses) {
    const std::optional<Claim> claim = claim_of(clause);
    const auto found = claim ? sources_.find(claim->key) : sources_.end();
    if (found == sources_.end()) continue;
    found->second.claims[claim->keyword] = clause.clause.coordinate.substr(operation.id.size() + 1);
  }
}

bool ValueSources::add_shared(Key key, const std::shared_ptr<SharedSchema>& shared, const BodyUse& use,
                              const BodyJudge* judge) {
  if (judge == nullptr) return true;
  if (const Result<Generator>& generator = shared->generator(); !generator) {
    without_[key] = generator.errors().front().title;
    return true;
  }
  if (shared->samples().empty()) return false;  // nothing would show that this response reaches the schema
  sources_.emplace(key, Source{.shared = shared,
                               .is_elsewhere = shared->home() != use,
                               .own = std::nullopt,
                               .judge = judge,
                               .claims = {}});
  return true;
}

void ValueSources::add(Key key, const std::shared_ptr<const Schema>& schema, const BodyJudge* judge,
                       const std::vector<Example>& examples, std::uint64_t seed) {
  if (judge == nullptr) return;
  std::vector<JsonValue> values;
  for (const Example& example : examples) values.push_back(example.value);
  Result<Generator> generator = Generator::make(schema, *judge, values, seed);
  if (generator) {
    sources_.emplace(key, Source{.shared = nullptr,
                                 .is_elsewhere = false,
                                 .own = *std::move(generator),
                                 .judge = judge,
                                 .claims = {}});
  } else {
    without_[key] = generator.errors().front().title;
  }
}

const Generator* ValueSources::generator(Key key) const {
  const auto found = sources_.find(key);
  return found == sources_.end() ? nullptr : &found->second.generator();
}

const SharedSchema* ValueSources::elsewhere(Key key) const {
  const auto found = sources_.find(key);
  return found != sources_.end() && found->second.is_elsewhere ? found->second.shared.get() : nullptr;
}

Mutants ValueSources::mutants(const BoundClause& clause, std::size_t most) const {
  const Key key = *key_of(clause);
  const bool is_body = key.of == Of::body;
  if (const auto found = without_.find(key); found != without_.end()) {
    return {.reason = Mutants::Reason::out_of_reach,
            .why = (is_body ? "no body can be made: " : "no value can be made: ") + found->second};
  }
  const Source& source = sources_.at(key);
  if (is_body) {
    const DocumentedMedia& media = contract_.operations.front().responses[key.response].media[key.index];
    const std::size_t keyword = std::get<BodyKeywordSubject>(clause.subject).keyword;
    if (source.is_elsewhere)
      return body_mutants(media, clause, source.shared->sample(keyword)->violations, source.claims);
    return body_mutants(media, clause, source.generator().violations(keyword, most), source.claims);
  }
  return header_value_mutants(contract_, clause, source.generator(), *source.judge, source.claims, most);
}

}  // namespace avouch

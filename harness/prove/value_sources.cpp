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

namespace {

// The wanted claims of each schema; nothing if all are wanted.
std::map<ValueSources::Key, GeneratorWishes> wishes_of(const Contract& single,
                                                       const std::set<std::size_t>* wanted) {
  std::map<ValueSources::Key, GeneratorWishes> wishes;
  if (wanted == nullptr) return wishes;
  for (const std::size_t index : *wanted) {
    const BoundClause& clause = single.clauses[index];
    const std::optional<ValueSources::Claim> claim = ValueSources::claim_of(clause);
    if (!claim) continue;
    const DocumentedResponse& response = single.operations.front().responses[clause.response];
    const std::shared_ptr<const Schema>& schema = claim->key.of == Of::body
                                                      ? response.media[claim->key.index].schema
                                                      : response.headers[claim->key.index].schema;
    GeneratorWishes& of = wishes[claim->key];
    of.claims.resize(schema->keywords().size());
    of.claims[claim->keyword] = true;
  }
  return wishes;
}

}  // namespace

ValueSources::ValueSources(const Contract& single, const Judge& judge, std::uint64_t seed,
                           const SharedSchemas* shared, std::size_t operation_index,
                           const std::set<std::size_t>* wanted)
    : contract_(single) {
  const Operation& operation = single.operations.front();
  const std::map<Key, GeneratorWishes> wishes = wishes_of(single, wanted);
  const auto add_own = [&](Key key, const std::shared_ptr<const Schema>& schema, const BodyJudge* own_judge,
                           const std::vector<Example>& examples) {
    const auto wished = wishes.find(key);
    if (wanted != nullptr && wished == wishes.end()) return;
    add(key, schema, own_judge, examples, seed, wished == wishes.end() ? GeneratorWishes() : wished->second);
  };
  for (std::size_t i = 0; i < operation.responses.size(); ++i) {
    const DocumentedResponse& response = operation.responses[i];
    for (std::size_t media = 0; media < response.media.size(); ++media) {
      const BodyUse use{operation_index, i, media};
      const std::shared_ptr<SharedSchema> known = shared == nullptr ? nullptr : shared->of(use);
      if (known != nullptr && add_shared({i, Of::body, media}, known, use, judge.of_body(0, i, media)))
        continue;
      add_own({i, Of::body, media}, response.media[media].schema, judge.of_body(0, i, media),
              response.media[media].examples);
    }
    for (std::size_t header = 0; header < response.headers.size(); ++header) {
      add_own({i, Of::header, header}, response.headers[header].schema, judge.of_header(0, i, header),
              response.headers[header].examples);
    }
  }
  for (const BoundClause& clause : single.clauses) {
    const std::optional<Claim> claim = claim_of(clause);
    const auto found = claim ? sources_.find(claim->key) : sources_.end();
    if (found == sources_.end()) continue;
    found->second.claims[claim->keyword] = clause.clause->coordinate.substr(operation.id.size() + 1);
  }
}

bool ValueSources::add_shared(Key key, const std::shared_ptr<SharedSchema>& shared, const BodyUse& use,
                              const BodyJudge* judge) {
  if (judge == nullptr) return true;
  if (const std::string& why_not = shared->prepare(); !why_not.empty()) {
    without_[key] = why_not;
    return true;
  }
  if (shared->home() != use && shared->samples().empty())
    return false;  // nothing would show that this response reaches the schema
  sources_.emplace(key,
                   Source{.shared = shared, .use = use, .own = std::nullopt, .judge = judge, .claims = {}});
  return true;
}

void ValueSources::add(Key key, const std::shared_ptr<const Schema>& schema, const BodyJudge* judge,
                       const std::vector<Example>& examples, std::uint64_t seed, GeneratorWishes wishes) {
  if (judge == nullptr) return;
  std::vector<JsonValue> values;
  for (const Example& example : examples) values.push_back(example.value);
  Result<Generator> generator = Generator::make(schema, *judge, values, seed, std::move(wishes));
  if (generator) {
    sources_.emplace(
        key,
        Source{.shared = nullptr, .use = {}, .own = *std::move(generator), .judge = judge, .claims = {}});
  } else {
    without_[key] = generator.errors().front().title;
  }
}

const Generator* ValueSources::generator(Key key) const {
  const auto found = sources_.find(key);
  return found == sources_.end() ? nullptr : found->second.generator();
}

const std::vector<MadeInstance>* ValueSources::values(Key key) const {
  const auto found = sources_.find(key);
  if (found == sources_.end()) return nullptr;
  const Generator* generator = found->second.generator();
  return generator == nullptr ? &found->second.shared->bodies() : &generator->instances().made;
}

std::optional<std::size_t> ValueSources::own_claims(Key key) const {
  const auto found = sources_.find(key);
  if (found == sources_.end() || found->second.own) return std::nullopt;
  return found->second.shared->own_claims(found->second.use);
}

const std::string& ValueSources::proof_of(const Claim& claim) const {
  static const std::string kNone;
  const auto found = sources_.find(claim.key);
  if (found == sources_.end() || found->second.own) return kNone;
  return found->second.shared->proof_of(claim.keyword, found->second.use);
}

bool ValueSources::is_sample(const Claim& claim) const {
  const auto found = sources_.find(claim.key);
  return found != sources_.end() && !found->second.own &&
         found->second.shared->sample(claim.keyword) != nullptr;
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
    if (!proof_of({key, keyword}).empty())
      return body_mutants(media, clause, source.shared->sample(keyword)->violations, source.claims);
    return body_mutants(media, clause, source.generator()->violations(keyword, most), source.claims);
  }
  return header_value_mutants(contract_, clause, *source.generator(), *source.judge, source.claims, most);
}

}  // namespace avouch

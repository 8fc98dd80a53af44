// SPDX-License-Identifier: MIT
#include "prove/opinions.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace avouch {

OpinionRuleText text_of(OpinionRule rule) {
  switch (rule) {
    case OpinionRule::pattern:
      return {"pattern",
              "JSON Schema 2020-12 Core §6.4, Validation §6.3.3: patterns are ECMA-262, in Unicode"};
    case OpinionRule::format:
      return {"format", "JSON Schema 2020-12 Validation §7: what a format means"};
    case OpinionRule::unevaluated:
      return {"unevaluated", "JSON Schema 2020-12 Core §11: draft 7 has no such keyword"};
    case OpinionRule::count_matches:
      return {"count of matches",
              "JSON Schema 2020-12 Validation §6.4.4, §6.4.5: draft 7 has no such keyword"};
    case OpinionRule::fraction_step:
      return {"multipleOf a fraction", "JSON Schema 2020-12 Validation §6.2.1: the division is exact"};
    case OpinionRule::other_keyword:
      return {"other keyword", "draft 7 says nothing of the kind"};
    case OpinionRule::named_schemas:
      return {"named schemas", "JSON Schema 2020-12 Core §8.2: schemas that name themselves"};
    case OpinionRule::one_way:
      return {"members of one direction",
              "OpenAPI 3.0.3 §4.7.24.2, JSON Schema 2020-12 Validation §9.4: readOnly and writeOnly"};
    case OpinionRule::elsewhere:
      return {"reference elsewhere",
              "JSON Schema 2020-12 Core §8.2.3: a reference out of the documents at hand"};
    case OpinionRule::large_schema:
      return {"large schema", "a limit of the second opinion"};
    case OpinionRule::unread:
      return {"unread schema", "the second validator cannot read it"};
    case OpinionRule::numbers:
      return {"number beyond a double", "RFC 8259 §6: numbers are of any size and precision"};
    case OpinionRule::text:
      return {"text beyond C", "RFC 8259 §7, §8.2: NUL, and surrogates by themselves"};
    case OpinionRule::written_integer:
      return {"integer as written", "JSON Schema draft 4 Core §3.5: 1.0 is no integer"};
    case OpinionRule::large_body:
      return {"large body", "a limit of the second opinion"};
    case OpinionRule::steps:
      return {"steps", "a limit of the second opinion"};
    case OpinionRule::undecided:
      return {"undecided", "a limit of Avouch itself"};
  }
  return {};
}

void SecondOpinions::add(const SecondOpinions& other) {
  bodies += other.bodies;
  for (const auto& [rule, count] : other.skipped) skipped[rule] += count;
  disagreed += other.disagreed;
  for (const Disagreement& one : other.disagreements) {
    if (disagreements.size() < kDisagreements) disagreements.push_back(one);
  }
}

std::size_t SecondOpinions::without() const {
  std::size_t count = 0;
  for (const auto& [rule, bodies_of_rule] : skipped) count += bodies_of_rule;
  return count;
}

Result<SecondValidator> valijson_validator(const std::string& schema) {
  Result<Oracle> made = Oracle::make(schema);
  if (!made) return made.errors();
  return SecondValidator([oracle = std::make_shared<const Oracle>(*std::move(made))](
                             const Instance& instance) { return oracle->opinion_of(instance); });
}

}  // namespace avouch

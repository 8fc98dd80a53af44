// SPDX-License-Identifier: MIT
// What a second validator of another house says of the bodies that a proof makes.
//
//   SecondOpinions opinions = proof.second;
//   opinions.bodies;  opinions.skipped[OpinionRule::format];  opinions.disagreements
//
// Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "clause/clause.h"
#include "oracle/oracle.h"

namespace avouch {

// Why there is no second opinion about a body: the second validator (draft 7, over doubles, by std::regex)
// cannot tell what a specification says, or is not to be asked.
enum class OpinionRule : std::uint8_t {
  // What breaks the body is a keyword that is left out of what it is asked:
  pattern,        // pattern, patternProperties, and what applies to the members that these do not name
  format,         // format
  unevaluated,    // unevaluatedItems, unevaluatedProperties
  count_matches,  // minContains, maxContains
  fraction_step,  // multipleOf a fraction
  other_keyword,  // one that is read otherwise
  // It is not asked about the schema at all:
  named_schemas,  // $id, $anchor, $dynamicRef and their like, within a document
  one_way,        // members that are readOnly or writeOnly
  elsewhere,      // a reference out of the documents at hand
  large_schema,   // over 5,000 schemas
  unread,         // it cannot read it
  // It is not asked about the body:
  numbers,          // one that no double carries, in body or schema
  text,             // NUL, or a lone surrogate
  written_integer,  // 1.0, where draft 4 tells it from 1
  large_body,       // too deep, too many values
  steps,            // too many steps
  undecided,        // Avouch itself reached a limit
};

inline constexpr std::size_t kOpinionRules = static_cast<std::size_t>(OpinionRule::undecided) + 1;

struct OpinionRuleText {
  std::string_view name;     // "format": the key in reports
  std::string_view section;  // where a specification says what the second validator cannot tell
};
OpinionRuleText text_of(OpinionRule rule);

// A body that the two judge differently: a defect of Avouch, until it is shown to be one of the other.
struct Disagreement {
  std::string operation;  // its id
  std::string answer;     // "200 application/json"
  std::string what;       // how the body came about: "account_sid is 33 characters long"
  std::string body;       // JSON text, shortened
  std::string avouch;     // "accepts it", "refuses it by minLength at /properties/sid/minLength"
  std::string second;     // "accepts it", "refuses it"
  Place place;            // of that keyword; of the schema where Avouch accepts the body
};

inline constexpr std::size_t kDisagreements = 20;

struct SecondOpinions {
  std::size_t bodies = 0;                      // distinct ones that had a second opinion
  std::map<OpinionRule, std::size_t> skipped;  // those that had none
  std::size_t disagreed = 0;                   // of `bodies`
  std::vector<Disagreement> disagreements;     // the first of them, at most kDisagreements

  void add(const SecondOpinions& other);
  std::size_t without() const;
};

// A validator for one schema, in draft 7's words. Errors: it cannot read the schema.
using SecondValidator = std::function<Opinion(const Instance&)>;
using SecondValidatorMaker = std::function<Result<SecondValidator>(const std::string& schema)>;

// valijson: oracle/oracle.h.
Result<SecondValidator> valijson_validator(const std::string& schema);

}  // namespace avouch

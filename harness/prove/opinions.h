// SPDX-License-Identifier: MIT
// The results of a second, independent validator for the bodies that a proof generates.
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

// Why a body has no second opinion: the second validator (draft 7, with doubles and std::regex) cannot follow
// the specification there, or is not asked.
enum class OpinionRule : std::uint8_t {
  // The keyword that the body breaks is omitted from the second validator's schema:
  pattern,        // pattern, patternProperties, and keywords for the members that these do not match
  format,         // format
  unevaluated,    // unevaluatedItems, unevaluatedProperties
  count_matches,  // minContains, maxContains
  fraction_step,  // multipleOf with a fraction
  other_keyword,  // a keyword that it interprets differently
  // The schema is not given to it at all:
  named_schemas,  // $id, $anchor, $dynamicRef and similar, within a document
  one_way,        // members that are readOnly or writeOnly
  elsewhere,      // a reference to a document that is not loaded
  large_schema,   // over 5,000 schemas
  unread,         // it cannot read the schema
  // The body is not given to it:
  numbers,          // a number in body or schema that no double represents
  text,             // NUL, or a lone surrogate
  written_integer,  // 1.0, which draft 4 distinguishes from 1
  large_body,       // too deep, or too many values
  steps,            // too many steps
  undecided,        // Avouch itself reached a limit
};

inline constexpr std::size_t kOpinionRules = static_cast<std::size_t>(OpinionRule::undecided) + 1;

struct OpinionRuleText {
  std::string_view name;     // "format": the key in reports
  std::string_view section;  // the section of a specification that the second validator cannot follow
};
OpinionRuleText text_of(OpinionRule rule);

// A body that the two validators judge differently: presumed to be a defect of Avouch until shown otherwise.
struct Disagreement {
  std::string operation;  // its id
  std::string answer;     // "200 application/json"
  std::string what;       // how the body was generated: "account_sid is 33 characters long"
  std::string body;       // JSON text, shortened
  std::string avouch;     // "accepts it", "refuses it by minLength at /properties/sid/minLength"
  std::string second;     // "accepts it", "refuses it"
  Place place;            // of that keyword; of the schema if Avouch accepts the body
};

inline constexpr std::size_t kDisagreements = 20;

struct SecondOpinions {
  std::size_t bodies = 0;                      // distinct bodies with a second opinion
  std::map<OpinionRule, std::size_t> skipped;  // bodies without one
  std::size_t disagreed = 0;                   // number of `bodies` with a disagreement
  std::vector<Disagreement> disagreements;     // the first disagreements, at most kDisagreements

  void add(const SecondOpinions& other);
  std::size_t without() const;
};

// Makes a validator for one schema of draft 7. Errors: it cannot read the schema.
using SecondValidator = std::function<Opinion(const Instance&)>;
using SecondValidatorMaker = std::function<Result<SecondValidator>(const std::string& schema)>;

// valijson: oracle/oracle.h.
Result<SecondValidator> valijson_validator(const std::string& schema);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Instances that break one claim of a schema, and no other if possible.
//
//   Violations broken = generator.violations(claim.keyword);
//   for (const Violation& one : broken.made) std::cout << one.what << ": " << one.text << '\n';
//
// Plain values.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

struct Violation {
  std::string text;  // JSON text of the whole body
  std::string what;  // "account_sid is 33 characters long"

  bool operator==(const Violation&) const = default;
};

struct Violations {
  enum class Reason {
    made,          // `made` break exactly this claim
    masked,        // all that break it break those of `also` too, or instead; `made` has some, if any exist
    vacuous,       // it cannot be broken: its claim is always true; see `none`
    unreachable,   // no otherwise conforming instance exercises it
    out_of_reach,  // a violation may exist, but the generator finds none
  };

  std::vector<Violation> made;  // confirmed by the judge; all are distinct
  Reason reason = Reason::made;
  std::string none;               // a sentence without a full stop: why no instance breaks exactly this claim
  std::vector<std::size_t> also;  // keywords of claims that all of `made` violate too, or instead
  // The keyword that fails in place of the claim, if one does: an anyOf or a oneOf, or the type of a schema
  // object that has the claim in its allOf. All of `made` then break, besides `also`, the claim alone in its
  // alternative, and no other alternative accepts them.
  std::optional<std::size_t> through = {};
};

// "made", "masked", "vacuous", "unreachable", "out of reach".
std::string_view to_string(Violations::Reason reason);

}  // namespace avouch

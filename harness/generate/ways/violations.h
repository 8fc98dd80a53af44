// SPDX-License-Identifier: MIT
// Instances that break one claim of a schema, and no other where that is possible.
//
//   Violations broken = generator.violations(claim.keyword);
//   for (const Violation& one : broken.made) std::cout << one.what << ": " << one.text << '\n';
//
// Plain values.
#pragma once

#include <cstddef>
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
    made,          // `made` breaks exactly this claim
    masked,        // whatever breaks it breaks those of `also` too, or in its place; `made` are such, if any
    vacuous,       // it cannot be broken: what it says is always true, and `none` tells why
    unreachable,   // no instance that conforms otherwise reaches what it speaks of
    out_of_reach,  // there may be a way, and the generator has none
  };

  std::vector<Violation> made;  // the judge says so of each; no two are equal
  Reason reason = Reason::made;
  std::string none;  // a sentence without a full stop: why none breaks exactly this claim
  std::vector<std::size_t>
      also;  // keywords of claims that everything in `made` violates besides, or in its place
};

// "made", "masked", "vacuous", "unreachable", "out of reach".
std::string_view to_string(Violations::Reason reason);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Assertions: the keywords that look at one value by themselves, each a constraint that valijson holds and
// judges.
//
// type, enum, const and the counts of items and members are valijson's own, over BodyAdapter. What it cannot
// carry rightly (exact bounds, lengths with NUL, ECMA-262 patterns, formats, member names, unique items in
// less than quadratic time, draft 4's integer) are constraints of ours, which valijson's parser builds
// through addConstraintBuilder and its visitor hands back to us.
//
// What a constraint says of every value of a kind (type), and which strings it lists (enum, const), is read
// from it once, so that most values are judged by a look-up; the others go to valijson's visitor.
//
// Immutable once made; any thread may judge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "json/instance.h"
#include "judge/body/kinds.h"

namespace avouch {

enum class Judged : std::uint8_t { holds, fails, unknown };  // unknown: a pattern's budget ran out

class BodyAssertions {
 public:
  // One for each keyword of `schema` that is an assertion. Errors: patterns and divisors that cannot be
  // judged.
  static Result<BodyAssertions> make(const Schema& schema);

  BodyAssertions(BodyAssertions&&) noexcept;
  BodyAssertions& operator=(BodyAssertions&&) noexcept;
  ~BodyAssertions();

  // Precondition: the keyword is an assertion, and speaks of values of that kind.
  Judged judge(std::size_t keyword, const Value& value) const {
    const Kinds& kinds = kinds_[keyword];
    if ((kinds.hold & mask_of(value.kind())) != 0) return Judged::holds;
    if ((kinds.fail & mask_of(value.kind())) != 0) return Judged::fails;
    return judge_value(keyword, value);
  }

  // Which kinds of value the keyword speaks of; none where it is no assertion.
  KindMask kinds(std::size_t keyword) const { return kinds_[keyword].asked; }

 private:
  struct Kinds {
    KindMask asked = 0;
    KindMask hold = 0;  // whatever the value
    KindMask fail = 0;  // whatever the value
  };
  struct State;
  BodyAssertions(std::unique_ptr<const State> state, std::vector<Kinds> kinds);
  Judged judge_value(std::size_t keyword, const Value& value) const;

  std::unique_ptr<const State> state_;
  std::vector<Kinds> kinds_;  // by keyword
};

}  // namespace avouch

// SPDX-License-Identifier: MIT
// How a value is chosen where the schema leaves a choice.
//
// A plain value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "contract/schema/schema.h"
#include "judge/body/kinds.h"

namespace avouch {

// One keyword that the value has to exercise: the branches that lead there, and what kind of value it speaks
// of.
struct Goal {
  std::unordered_map<std::size_t, std::size_t> branches;  // keyword -> branch
  std::size_t node = kNoKeyword;                          // the keyword's; kNoKeyword where there is no goal
  KindMask kinds = kEveryKind;                            // of values of that node
};

struct Taste {
  enum class Members { all, required, some };
  enum class Size { usual, least, most, empty };

  Members members = Members::all;  // which optional members are there
  Size size = Size::usual;         // lengths, counts of items, and numbers; empty: of arrays only
  bool prefers_null = false;
  bool is_random = false;
  std::size_t turn =
      0;  // which of several values and alternatives comes first: the turn-th, around and around
  std::size_t kind_turn = 0;  // which of several types, likewise; null apart
  Goal goal;

  // Nothing but what reads best is wanted.
  bool is_plain() const {
    return members == Members::all && size == Size::usual && !prefers_null && !is_random && turn == 0 &&
           kind_turn == 0 && goal.node == kNoKeyword;
  }
};

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Selects one of the values that a schema allows. The steps of the maker use it where the schema leaves a
// choice.
//
//   const Taste fullest{.members = Taste::Members::all, .size = Taste::Size::most};
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <utility>

#include "contract/schema/schema.h"
#include "judge/body/kinds.h"

namespace avouch {

// The branches on a way, by keyword. Copies share them: every value that is made has a taste of its own.
class GoalBranches {
 public:
  using Map = std::unordered_map<std::size_t, std::size_t>;

  GoalBranches() = default;
  explicit GoalBranches(Map branches) : branches_(std::make_shared<const Map>(std::move(branches))) {}

  Map::const_iterator find(std::size_t keyword) const { return map().find(keyword); }
  Map::const_iterator end() const { return map().end(); }
  bool contains(std::size_t keyword) const { return map().contains(keyword); }

 private:
  const Map& map() const {
    static const Map kNone;
    return branches_ == nullptr ? kNone : *branches_;
  }

  std::shared_ptr<const Map> branches_;
};

// One keyword that the value must exercise, with the branches that lead to it.
struct Goal {
  GoalBranches branches;
  std::size_t node = kNoKeyword;         // of the keyword; kNoKeyword: there is no goal
  KindMask kinds = kEveryKind;           // kinds of values of that node that exercise it
  std::size_t alternative = kNoKeyword;  // the node of the innermost alternative on the way, if there is one
  std::size_t object = kNoKeyword;       // the node of the innermost object that has a member on the way
};

struct Taste {
  enum class Members { all, required, some };
  enum class Size { usual, least, most, empty };

  Members members = Members::all;  // which optional members are present
  Size size = Size::usual;         // for texts, arrays and numbers; empty: only for arrays
  bool prefers_null = false;
  bool is_random = false;
  // The listed value or the alternative with this number comes first, modulo how many there are.
  std::size_t turn = 0;
  std::size_t kind_turn = 0;       // the same for types; null is not counted
  std::size_t whole = kNoKeyword;  // the node in the value of which all members are present
  bool is_sole = false;  // of the alternatives of an anyOf, only the one on the way to the goal matches
  Goal goal;

  // Returns whether the value only has to be easy to read.
  bool is_plain() const {
    return members == Members::all && size == Size::usual && !prefers_null && !is_random && turn == 0 &&
           kind_turn == 0 && goal.node == kNoKeyword;
  }
};

}  // namespace avouch

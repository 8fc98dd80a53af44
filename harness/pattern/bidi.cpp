// SPDX-License-Identifier: MIT
#include "pattern/bidi.h"

#include <algorithm>
#include <memory>

#include "pattern/engine/automaton.h"

namespace avouch {
namespace {

// RFC 5893 §2: a Bidi domain name has at least one of these characters.
constexpr const char* kRightToLeft = R"([\p{bc:R}\p{bc:AL}\p{bc:AN}])";

// Conditions 1 to 4, for a label that begins right to left.
constexpr const char* kRightToLeftLabel =
    R"(^(?=[\p{bc:R}\p{bc:AL}])(?!.*\p{bc:EN}.*\p{bc:AN})(?!.*\p{bc:AN}.*\p{bc:EN}))"
    R"([\p{bc:R}\p{bc:AL}\p{bc:AN}\p{bc:EN}\p{bc:ES}\p{bc:CS}\p{bc:ET}\p{bc:ON}\p{bc:BN}\p{bc:NSM}]*)"
    R"([\p{bc:R}\p{bc:AL}\p{bc:EN}\p{bc:AN}]\p{bc:NSM}*$)";

// Conditions 1, 5 and 6, for a label that begins left to right.
constexpr const char* kLeftToRightLabel =
    R"(^(?=\p{bc:L})[\p{bc:L}\p{bc:EN}\p{bc:ES}\p{bc:CS}\p{bc:ET}\p{bc:ON}\p{bc:BN}\p{bc:NSM}]*)"
    R"([\p{bc:L}\p{bc:EN}]\p{bc:NSM}*$)";

// Precondition: the pattern is well-formed.
std::unique_ptr<const Automaton> made(const char* pcre) {
  return Automaton::make(pcre, false).automaton;
}

}  // namespace

bool satisfies_bidi_rule(const std::vector<std::string_view>& labels) {
  static const std::unique_ptr<const Automaton> right_to_left = made(kRightToLeft);
  static const std::unique_ptr<const Automaton> right_to_left_label = made(kRightToLeftLabel);
  static const std::unique_ptr<const Automaton> left_to_right_label = made(kLeftToRightLabel);
  WorkBudget budget({});  // the labels are those of a host name, so they are short
  const auto is_bidi = [&](std::string_view label) {
    return right_to_left->matches(label, budget) == Matched::yes;
  };
  if (std::none_of(labels.begin(), labels.end(), is_bidi)) return true;
  return std::all_of(labels.begin(), labels.end(), [&](std::string_view label) {
    return right_to_left_label->matches(label, budget) == Matched::yes ||
           left_to_right_label->matches(label, budget) == Matched::yes;
  });
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "pattern/bidi.h"

#include <algorithm>

#include "pattern/engine.h"

namespace avouch {
namespace {

// RFC 5893 §2: a name is a Bidi domain name where it has a character of these.
constexpr const char* kRightToLeft = R"([\p{bc:R}\p{bc:AL}\p{bc:AN}])";

// Conditions 1 to 4, for a label that begins from right to left.
constexpr const char* kRightToLeftLabel =
    R"(^(?=[\p{bc:R}\p{bc:AL}])(?!.*\p{bc:EN}.*\p{bc:AN})(?!.*\p{bc:AN}.*\p{bc:EN}))"
    R"([\p{bc:R}\p{bc:AL}\p{bc:AN}\p{bc:EN}\p{bc:ES}\p{bc:CS}\p{bc:ET}\p{bc:ON}\p{bc:BN}\p{bc:NSM}]*)"
    R"([\p{bc:R}\p{bc:AL}\p{bc:EN}\p{bc:AN}]\p{bc:NSM}*$)";

// Conditions 1, 5 and 6, for one that begins from left to right.
constexpr const char* kLeftToRightLabel =
    R"(^(?=\p{bc:L})[\p{bc:L}\p{bc:EN}\p{bc:ES}\p{bc:CS}\p{bc:ET}\p{bc:ON}\p{bc:BN}\p{bc:NSM}]*)"
    R"([\p{bc:L}\p{bc:EN}]\p{bc:NSM}*$)";

}  // namespace

bool satisfies_bidi_rule(const std::vector<std::string_view>& labels) {
  static const EnginePattern right_to_left(kRightToLeft);
  static const EnginePattern right_to_left_label(kRightToLeftLabel);
  static const EnginePattern left_to_right_label(kLeftToRightLabel);
  const auto is_bidi = [&](std::string_view label) { return right_to_left.matches(label); };
  if (std::none_of(labels.begin(), labels.end(), is_bidi)) return true;
  return std::all_of(labels.begin(), labels.end(), [&](std::string_view label) {
    return right_to_left_label.matches(label) || left_to_right_label.matches(label);
  });
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Splits a choice that is too long for one PCRE2 program into several. The pattern matches if one of them
// matches.
//
//   for (const PatternShare& share : shares_of(tree, 8'000)) compile(pcre_of(tree, share));
//
// Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "pattern/tree.h"

namespace avouch {

// Some alternatives of one choice. All other choices are complete. The default is the whole pattern.
struct PatternShare {
  PatternIndex choice = kNoNode;
  PatternIndex first = kNoNode;  // index of the alternatives
  std::size_t count = 0;
};

// Splits the outermost choice with the most alternatives into shares of about `length` bytes. Returns one
// share with everything if no such choice exists. Precondition: the pattern has no back references.
std::vector<PatternShare> shares_of(const PatternTree& tree, std::size_t length);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// A choice that is too long for one program of the engine, dealt out to several: one of them matches wherever
// the pattern does.
//
//   for (const PatternShare& share : shares_of(tree, 8'000)) compile(pcre_of(tree, share));
//
// Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "pattern/tree.h"

namespace avouch {

// Some of the alternatives of one choice; of all other choices, all. By default, all of all.
struct PatternShare {
  PatternIndex choice = kNoNode;
  PatternIndex first = kNoNode;  // of the alternatives
  std::size_t count = 0;
};

// Of the outermost choice with the most alternatives; none has much more than `length` bytes. One, with all,
// where there is no such choice. Precondition: the pattern has no back references.
std::vector<PatternShare> shares_of(const PatternTree& tree, std::size_t length);

}  // namespace avouch

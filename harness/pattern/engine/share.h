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

// Some of the alternatives of one choice; every other choice is whole. By default, so are all.
struct PatternShare {
  PatternIndex choice = kNoNode;
  PatternIndex first = kNoNode;  // of the alternatives
  std::size_t count = 0;
};

// Shares of the outermost choice with the most alternatives; none has much more than `length` bytes. One
// share with everything where there is no such choice. Precondition: the pattern has no back references.
std::vector<PatternShare> shares_of(const PatternTree& tree, std::size_t length);

}  // namespace avouch

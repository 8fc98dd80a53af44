// SPDX-License-Identifier: MIT
// What was thrown, in words: for the few seams where an exception that nothing expected becomes a reason.
//
//   try {
//     judge();
//   } catch (...) {
//     reason = what_was_thrown();
//   }
#pragma once

#include <string>

namespace avouch {

// The reason of what lacks memory; short enough to be kept in a buffer made beforehand.
inline constexpr const char* kOutOfMemory = "this process ran out of memory";

// A clause without a full stop, safe to print. Precondition: it is called in a catch block. It needs memory
// itself, so it may throw std::bad_alloc.
std::string what_was_thrown();

}  // namespace avouch

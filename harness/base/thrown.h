// SPDX-License-Identifier: MIT
// Describes the exception in flight. For the few seams that turn an unexpected exception into a reason.
//
//   try {
//     judge();
//   } catch (...) {
//     reason = what_was_thrown();
//   }
#pragma once

#include <string>

namespace avouch {

// The reason if memory runs out. It is short enough for a buffer that was allocated beforehand.
inline constexpr const char* kOutOfMemory = "this process ran out of memory";

// Returns a phrase without a full stop that is safe to print. Precondition: the caller is in a catch block.
// It allocates memory, so it may throw std::bad_alloc.
std::string what_was_thrown();

}  // namespace avouch

// SPDX-License-Identifier: MIT
// A short stable name of a clause, for systems that compare the findings of two runs.
//
//   fingerprint("getBook/200/status") == "d1f0…"   // 32 hexadecimal digits
//
// Depends on the coordinate alone. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace avouch {

// Two FNV-1a hashes of 64 bits. No protection against collisions that somebody makes on purpose.
std::string fingerprint(std::string_view coordinate);

}  // namespace avouch

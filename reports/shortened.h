// SPDX-License-Identifier: MIT
// A ledger whose texts a person can read. A target, a contract or a list of known failures may have texts of
// a megabyte, and they stand in a report many times.
//
//   Ledger room;
//   const Ledger& shown = shortened(ledger, LongNames::cut, room);
//
// Shortened twice is the same as once. Pure and thread-safe.
#pragma once

#include <cstddef>

#include "verdict/ledger.h"

namespace avouch {

// In bytes. What is longer is cut before a code point, and followed by "…" and its length.
inline constexpr std::size_t kLongestText = 2'000;
inline constexpr std::size_t kLongestName = 500;  // with a fingerprint in place of its length
inline constexpr std::size_t kLongestCommand = std::size_t{32} << 10U;  // what is cut becomes a shell comment
inline constexpr std::size_t kLongestContent = std::size_t{64} << 10U;  // of a message

// Names are coordinates, and the names of operations and exchanges. Programs compare them with those of other
// reports, so a report for programs keeps them.
enum class LongNames { cut, keep };

// Returns `ledger` itself if nothing in it is long; else `room`, which becomes a copy with shorter texts.
const Ledger& shortened(const Ledger& ledger, LongNames names, Ledger& room);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Applies OpenAPI Overlay 1.0 and 1.1: changes to a document that the user cannot edit.
//
//   Errors notes;
//   Result<void> done = apply_overlay(library, "vendor.json", "stricter.yaml", notes);
//
// The changed document replaces the old one in the library, which remembers the source of each change
// (Library::source_of). Not thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"
#include "contract/document/library.h"

namespace avouch {

// What the updates and copies of one overlay merge into a document together, and the steps of its actions:
// values that they visit or look through, places that they select.
inline constexpr std::size_t kMostMergedValues = 1'000'000;
inline constexpr std::size_t kMostMergedBytes = std::size_t{64} << 20U;  // of texts and names
inline constexpr std::size_t kMostOverlaySteps = 50'000'000;

// Errors, all at once: a file cannot be read, is not an Overlay 1.0 or 1.1, cannot be applied, or exceeds
// these limits or that of the values in a document. Adds
// targets that select nothing and actions that change nothing to `notes`. Precondition: `file` is in the
// library.
Result<void> apply_overlay(Library& library, const std::string& file, const std::string& overlay,
                           Errors& notes);

}  // namespace avouch

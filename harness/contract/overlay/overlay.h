// SPDX-License-Identifier: MIT
// OpenAPI Overlay 1.0: changes to a document that is not one's own to edit.
//
//   Errors notes;
//   Result<void> done = apply_overlay(library, "vendor.json", "stricter.yaml", notes);
//
// The changed document takes the old one's place in the library, which remembers where each change is from
// (Library::source_of). One thread at a time.
#pragma once

#include <string>

#include "base/result.h"
#include "contract/document/library.h"

namespace avouch {

// Precondition: `file` is in the library. Errors, all at once: what cannot be read, is no Overlay 1.0, or
// cannot be applied. `notes`: targets that select nothing.
Result<void> apply_overlay(Library& library, const std::string& file, const std::string& overlay,
                           Errors& notes);

}  // namespace avouch

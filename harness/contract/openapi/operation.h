// SPDX-License-Identifier: MIT
// Path items and operations: OpenAPI 3.1 §4.8.9 and §4.8.10.
#pragma once

#include "contract/contract.h"
#include "contract/load.h"
#include "contract/openapi/reader.h"

namespace avouch {

// Adds every operation of `path` to the contract, with its errors in the reader; where options.skip_invalid
// says so, one that has errors is left out, with a note.
void read_path(Reader& reader, const NamedLocation& path, const Location& root, const LoadOptions& options,
               Contract& contract);

}  // namespace avouch

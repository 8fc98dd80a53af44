// SPDX-License-Identifier: MIT
// Reads path items and operations: OpenAPI 3.1 §4.8.9 and §4.8.10.
#pragma once

#include "contract/contract.h"
#include "contract/load.h"
#include "contract/openapi/reader.h"

namespace avouch {

// Adds every operation of `path` to the contract, and its errors to the reader. With options.skip_invalid, an
// operation with errors is left out, with a note.
void read_path(Reader& reader, const NamedLocation& path, const Location& root, const LoadOptions& options,
               Contract& contract);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Reads an OpenAPI document (3.0, 3.1 and 3.2) as a contract without clauses.
#pragma once

#include "base/result.h"
#include "contract/contract.h"
#include "contract/document/document.h"
#include "contract/document/library.h"
#include "contract/load.h"

namespace avouch {

// Reads every operation of `document`. References are resolved through `library`. Errors: as load_contract().
Result<Contract> read_openapi(Library& library, const Document& document, const LoadOptions& options);

}  // namespace avouch

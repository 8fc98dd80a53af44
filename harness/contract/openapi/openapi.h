// SPDX-License-Identifier: MIT
// An OpenAPI document as a contract without clauses: OpenAPI 3.0 and 3.1.
#pragma once

#include "base/result.h"
#include "contract/contract.h"
#include "contract/document/document.h"
#include "contract/document/library.h"
#include "contract/load.h"

namespace avouch {

// Every operation of `document`, whose references lead through `library`. Errors: as load_contract().
Result<Contract> read_openapi(Library& library, const Document& document, const LoadOptions& options);

}  // namespace avouch

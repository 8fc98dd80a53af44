// SPDX-License-Identifier: MIT
// x-avouch-cors, an extension of OpenAPI's operation: whom the documented Access-Control-* headers are for.
//
//   "x-avouch-cors": {"admitted": ["https://app.example"], "denied": ["https://evil.example"], "credentials":
//   true}
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "contract/openapi/reader.h"

namespace avouch {

// Of the operation at `operation`; nullopt where it has none. Mistakes go to the reader's errors: unknown
// members, texts that are no origin (null is one), an origin that is admitted and denied.
std::optional<CorsPolicy> read_cors_policy(Reader& reader, const Location& operation);

// Every operation that documents CORS must turn these origins away, too. Its clauses are derived anew.
// Errors: an origin that the contract admits.
Result<void> deny_origins(Contract& contract, const std::vector<std::string>& origins);

// Whether pages of admitted origins call every such operation with credentials, or none may. Clauses are
// derived anew.
Result<void> set_credentials(Contract& contract, bool admitted);

}  // namespace avouch

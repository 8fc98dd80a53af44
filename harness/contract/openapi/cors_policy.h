// SPDX-License-Identifier: MIT
// x-avouch-cors, an extension of OpenAPI operations: the origins that the documented Access-Control-* headers
// admit.
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

// Reads the policy of `operation`; nullopt if it has none. Adds to the reader's faults: unknown members,
// texts that are not an origin (null is one), an origin that is both admitted and denied.
std::optional<CorsPolicy> read_cors_policy(Reader& reader, const Location& operation);

// Makes every operation that documents CORS deny these origins, too, and derives the clauses again. Errors:
// the contract admits one of the origins.
Result<void> deny_origins(Contract& contract, const std::vector<std::string>& origins);

// Sets for every such operation whether pages of admitted origins call with credentials (true), or none may
// (false). Derives the clauses again.
void set_credentials(Contract& contract, bool admitted);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// A response that conforms to its documentation: what a mock serves, and what no judge may flag.
//
//   Result<http::Response> response = conformant_response(contract, operation.responses[0]);
//
// A documented example comes first; of several, the one that exercises the most. Where it contradicts its own
// schema, what contradicts is replaced by values of the schema and the rest is kept; where there is none, the
// whole is made from the schema. The judge has confirmed every body that this returns. The same contract
// gives the same response. Pure; the contract is only read.
#pragma once

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "contract/contract.h"
#include "http/message.h"

namespace avouch {

// With the documented media type, body and headers, and no others. "2XX" and "default" are served as 200.
// Errors: there is no body that the schema allows, or none that could be made, with its place.
Result<http::Response> conformant_response(const Contract& contract, const DocumentedResponse& response);

// The body alone. Precondition: media.is_json().
Result<nlohmann::json> conformant_body(const Contract& contract, const DocumentedMedia& media);

}  // namespace avouch

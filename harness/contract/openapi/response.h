// SPDX-License-Identifier: MIT
// Reads documented responses and their headers: OpenAPI 3.1 §4.8.16, §4.8.17 and §4.8.21.
#pragma once

#include <optional>
#include <vector>

#include "contract/contract.h"
#include "contract/openapi/reader.h"

namespace avouch {

struct ReadResponses {
  std::vector<DocumentedResponse> all;
  ContractFault fault = nullptr;  // why further statuses may be documented
};

// `responses`: a map from statuses to responses.
ReadResponses read_responses(Reader& reader, const Location& responses);

// One response; `member` is named by its status.
DocumentedResponse read_response(Reader& reader, const NamedLocation& member);

// nullopt if it cannot be read, with a fault, or if OpenAPI ignores it, with a note.
std::optional<DocumentedHeader> read_header(Reader& reader, const NamedLocation& member);

}  // namespace avouch

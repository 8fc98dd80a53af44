// SPDX-License-Identifier: MIT
// Reads documented responses and their headers: OpenAPI 3.1 §4.8.16, §4.8.17 and §4.8.21.
#pragma once

#include <vector>

#include "contract/contract.h"
#include "contract/openapi/reader.h"

namespace avouch {

// `responses`: a map from statuses to responses.
std::vector<DocumentedResponse> read_responses(Reader& reader, const Location& responses);

}  // namespace avouch

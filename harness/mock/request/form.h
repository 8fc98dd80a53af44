// SPDX-License-Identifier: MIT
// Parses a form into its members as they were written: application/x-www-form-urlencoded, and
// multipart/form-data (RFC 7578).
//
// Pure and thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/contract.h"
#include "mock/request/budget.h"
#include "mock/request/reading.h"

namespace avouch {

using FormMembers = std::vector<std::pair<std::string, WrittenValue>>;

// Reads members by their documented encodings. Members without one are read as OpenAPI 3.1 §4.8.14.4 says:
// plain values as they are, arrays one by one, objects as JSON.
// Returns none if the budget is over.
FormMembers form_members(std::string_view body, const std::map<std::string, Encoding>& encodings,
                         RequestBudget& budget);

// Returns nullopt if the body is not a multipart body with that boundary, or if the budget is over. Of the
// encodings, the separators of Swagger 2.0 count (contract/serialization.h).
std::optional<FormMembers> multipart_members(std::string_view body, std::string_view boundary,
                                             const std::map<std::string, Encoding>& encodings,
                                             RequestBudget& budget);

}  // namespace avouch

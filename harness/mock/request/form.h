// SPDX-License-Identifier: MIT
// A form as the members that it has, each as it was written: application/x-www-form-urlencoded, and
// multipart/form-data (RFC 7578).
//
// Pure; any thread may call these.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/contract.h"
#include "mock/request/reading.h"

namespace avouch {

using FormMembers = std::vector<std::pair<std::string, WrittenValue>>;

// By the encodings that are documented for its members; the others as OpenAPI 3.1 §4.8.14.4 says: plain
// values as they are, arrays one by one, objects as JSON.
FormMembers form_members(std::string_view body, const std::map<std::string, Encoding>& encodings);

// nullopt where the body is none of that boundary.
std::optional<FormMembers> multipart_members(std::string_view body, std::string_view boundary);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Formats an object as a form: application/x-www-form-urlencoded, and multipart/form-data (RFC 7578).
// Pure and thread-safe.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "contract/contract.h"

namespace avouch {

using Encodings = std::map<std::string, Encoding>;  // by member

// Formats members without an encoding as follows: strings and numbers as they are, arrays of them one by one,
// other values as JSON (OpenAPI 3.1 §4.8.14.4). nullopt if the documented style of a member cannot express
// its value. Precondition: `object` is an object.
std::optional<std::string> form_text(const nlohmann::json& object, const Encodings& encodings);

// Preconditions: `boundary` occurs in no member; `object` is an object.
std::string multipart_text(const nlohmann::json& object, const Encodings& encodings,
                           const std::string& boundary);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Formats an object as a form: application/x-www-form-urlencoded, and multipart/form-data (RFC 7578).
// Pure and thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "contract/contract.h"
#include "json/json_value.h"

namespace avouch {

using Encodings = std::map<std::string, Encoding>;  // by member

// Members without an encoding: strings and numbers as they are, arrays of them one by one, all else as JSON
// (OpenAPI 3.1 §4.8.14.4). nullopt where a member cannot be written in the style that is documented for it.
// Precondition: `object` is one.
std::optional<std::string> form_text(const JsonValue& object, const Encodings& encodings);

// `boundary` stands in no member. Precondition: `object` is one.
std::string multipart_text(const JsonValue& object, const Encodings& encodings, const std::string& boundary);

}  // namespace avouch

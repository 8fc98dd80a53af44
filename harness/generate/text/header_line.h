// SPDX-License-Identifier: MIT
// A line of a documented response header that conforms to its documentation.
//
//   conformant_line({.name = "X-Total", .type = Type::integer})   // "1"
//
// The first documented example that conforms, else a value that its standard and its schema allow. Pure.
#pragma once

#include <optional>
#include <string>

#include "contract/contract.h"
#include "json/json_value.h"

namespace avouch {

// nullopt where its schema allows none, or none that could be made. The judge has confirmed what it returns.
std::optional<std::string> conformant_line(const DocumentedHeader& header);

// A documented value as text: a string as it is, an array in style simple, else JSON.
std::string plain_value(const JsonValue& value);

}  // namespace avouch

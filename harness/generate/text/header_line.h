// SPDX-License-Identifier: MIT
// Generates a line of a documented response header that conforms to its documentation.
//
//   conformant_line({.name = "X-Total", .type = Type::integer})   // "1"
//
// Returns the first documented example that conforms, or else a value that its standard and its schema
// permit. Pure.
#pragma once

#include <optional>
#include <string>

#include "contract/contract.h"
#include "json/json_value.h"

namespace avouch {

// nullopt if its schema permits none, or none could be generated. The judge has accepted the line.
std::optional<std::string> conformant_line(const DocumentedHeader& header);

// A documented value as text: a string unchanged, an array in style simple, otherwise JSON.
std::string plain_value(const JsonValue& value);

}  // namespace avouch

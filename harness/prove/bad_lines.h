// SPDX-License-Identifier: MIT
// Header lines that contradict their documentation.
//
//   lines_of_another_type(DocumentedHeader::Type::integer)[0]   // "1.5"
//   lines_of_another_syntax("Retry-After")[0]                   // "soon"
//
// Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contract/contract.h"

namespace avouch {

// The most likely lines come first.
std::vector<std::string> lines_of_another_type(DocumentedHeader::Type type);

// For a field whose syntax a standard defines (http/field_syntax.h). Empty for any other field.
std::vector<std::string> lines_of_another_syntax(std::string_view name);

// For Access-Control-Allow-Origin: none of them admits https://avouch.example (Fetch §4.10).
const std::vector<std::string>& lines_of_no_origin();

}  // namespace avouch

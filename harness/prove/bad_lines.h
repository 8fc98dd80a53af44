// SPDX-License-Identifier: MIT
// Header lines that are not what they are documented to be.
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

// Likeliest first.
std::vector<std::string> lines_of_another_type(DocumentedHeader::Type type);

// Of a field whose syntax a standard fixes (http/field_syntax.h). Empty of any other.
std::vector<std::string> lines_of_another_syntax(std::string_view name);

// Of Access-Control-Allow-Origin: none of them admits https://avouch.example (Fetch §4.10).
const std::vector<std::string>& lines_of_no_origin();

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Values that differ from a given value in one place: one member fewer, one item more, one letter more.
//
//   neighbours(json_of_text(R"({"a":1})"), 100)   // "{}", R"({"a":null})", …
//
// No judge filters them, so an error of the judge does not hide them. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "json/json_reader.h"
#include "json/json_value.h"

namespace avouch {

// JSON texts, the outermost places first; at most `most`.
std::vector<std::string> neighbours(JsonValue value, std::size_t most);

}  // namespace avouch

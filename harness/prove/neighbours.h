// SPDX-License-Identifier: MIT
// Values that differ from one in one place: a member less, an item more, a text longer by a letter.
//
//   neighbours(json_of_text(R"({"a":1})"), 100)   // "{}", R"({"a":null})", …
//
// Nobody asks a judge whether they conform, so a mistake of the judge does not sort them out. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "json/json_reader.h"
#include "json/json_value.h"

namespace avouch {

// JSON texts, the outermost places first; so many at most.
std::vector<std::string> neighbours(JsonValue value, std::size_t most);

}  // namespace avouch

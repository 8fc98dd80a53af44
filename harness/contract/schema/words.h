// SPDX-License-Identifier: MIT
// How a schema's claims are named and worded.
//
//   path_segment("a/b") -> "a%2Fb";   path_segment("items") -> "properties/items"
//   type_words({"string", "null"}) -> "a string or null"
//
// Pure; any thread may call it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

// A property's part of a coordinate: itself, where it cannot be taken for a keyword; "properties/" before it
// otherwise. Bytes that a coordinate, a glob or a test filter gives a meaning to are percent-encoded.
std::string path_segment(std::string_view property);

// Percent-encoded likewise, whatever it is.
std::string path_encoded(std::string_view text);

// path + "/" + segment, without a leading slash.
std::string path_join(std::string_view path, std::string_view segment);

std::string type_words(const std::vector<std::string>& types);

// `"a", "b" or "c"`, shortened: at most four values by name, else "one of 23 documented values".
std::string value_words(const std::vector<std::string>& texts);

// "a, b and c", shown.
std::string name_words(const std::vector<std::string>& names, std::string_view last_join = "and");

// "at least 1 item", "at most 34 characters".
std::string bound_words(std::string_view relation, std::uint64_t bound, std::string_view singular,
                        std::string_view plural);

}  // namespace avouch

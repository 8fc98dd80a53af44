// SPDX-License-Identifier: MIT
// Builds the coordinates and texts of a schema's claims.
//
//   path_segment("a/b") -> "a%2Fb";   path_segment("items") -> "properties/items"
//   type_words({"string", "null"}) -> "a string or null"
//
// Pure; thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

// A property's segment of a coordinate: its name, or "properties/" and its name if the name could be mistaken
// for a keyword. Bytes with a meaning in a coordinate, a glob or a test filter are percent-encoded.
std::string path_segment(std::string_view property);

// The same percent-encoding for any text.
std::string path_encoded(std::string_view text);

// path + "/" + segment, without a leading slash.
std::string path_join(std::string_view path, std::string_view segment);

std::string type_words(const std::vector<std::string>& types);

// `"a", "b" or "c"`, shortened: at most four values by name, otherwise "one of 23 documented values".
std::string value_words(const std::vector<std::string>& texts);

// "a, b and c", safe to print.
std::string name_words(const std::vector<std::string>& names, std::string_view last_join = "and");

// "at most 3 bytes" for "at most 3 characters": the words of a length that counts bytes.
std::string in_bytes(std::string words);

// "at least 1 item", "at most 34 characters".
std::string bound_words(std::string_view relation, std::uint64_t bound, std::string_view singular,
                        std::string_view plural);

}  // namespace avouch

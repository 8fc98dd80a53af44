// SPDX-License-Identifier: MIT
// Numbers beyond a double. JSON allows them (RFC 8259 §6), and the JSON library stops at them: so it is given
// others in their stead, of the same length, and the document keeps what was written.
//
//   const BoundedNumbers bounded = bound_numbers(R"({"maximum":1e400})");
//   bounded.text == R"({"maximum":0e000})";   bounded.written.at(0) == "1e400"
//
// Pure; any thread may call it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace avouch {

struct BoundedNumbers {
  std::string text;                            // empty where nothing had to be replaced
  std::map<std::size_t, std::string> written;  // by how many numbers stand before it in the text
};

BoundedNumbers bound_numbers(std::string_view text);

// The value that stands for a number beyond a double: as near as a double comes.
double nearest_double(std::string_view written);

}  // namespace avouch

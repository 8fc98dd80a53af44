// SPDX-License-Identifier: MIT
// Parses the strings, numbers and literals of a body: RFC 8259 §3, §6 and §7. Used by instance_parser.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/instance_cursor.h"

namespace avouch {

// The place of a string's text: in the body, or in `decoded` if it had escapes.
struct ReadString {
  std::uint32_t at = 0;
  std::uint32_t size = 0;
  bool is_decoded = false;
  bool has_lone_surrogate = false;
};

// Each function reads at the cursor and advances it; returns false on a fault.
bool read_string(BodyCursor& cursor, std::string& decoded, ReadString& string);  // at the quotation mark
bool read_number(BodyCursor& cursor);
bool read_word(BodyCursor& cursor, std::string_view word);

}  // namespace avouch

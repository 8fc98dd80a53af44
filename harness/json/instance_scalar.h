// SPDX-License-Identifier: MIT
// Strings, numbers and words of a body: RFC 8259 §3, §6 and §7. For instance_parser.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/instance_cursor.h"

namespace avouch {

// Where a string's text stands: in the body, or, where it had escapes, in `decoded`.
struct ReadString {
  std::uint32_t at = 0;
  std::uint32_t size = 0;
  bool is_decoded = false;
  bool has_lone_surrogate = false;
};

// Each reads from the cursor, which stands behind it afterwards; false where there is a fault.
bool read_string(BodyCursor& cursor, std::string& decoded, ReadString& string);  // at the quotation mark
bool read_number(BodyCursor& cursor);
bool read_word(BodyCursor& cursor, std::string_view word);

}  // namespace avouch

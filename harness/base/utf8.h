// SPDX-License-Identifier: MIT
// Encodes code points as UTF-8.
//
//   append_utf8(0xE9, text);   // text ends in "\xC3\xA9"
//
// Thread-safe.
#pragma once

#include <string>

namespace avouch {

// Precondition: `point` is at most 0x10FFFF. A surrogate becomes three bytes, as in generalized UTF-8.
void append_utf8(char32_t point, std::string& out);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Writes strings as JSON (RFC 8259 §7), for all code in this folder that writes JSON text.
//
//   append_string("a\"b", out);   // out ends in "a\"b" with its quotation marks and the escape
//
// Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace avouch {

enum class Escapes { needed, all_but_ascii };

// Appends the text in quotes. A lone surrogate in generalized UTF-8 (json/instance.h) becomes an escape
// again; other bytes that are not UTF-8 become U+FFFD.
void append_string(std::string_view text, std::string& out, Escapes escapes = Escapes::needed);

}  // namespace avouch

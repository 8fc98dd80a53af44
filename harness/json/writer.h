// SPDX-License-Identifier: MIT
// Strings as JSON writes them (RFC 8259 §7), for everything in this room that writes JSON text.
//
//   append_string("a\"b", out);   // out ends in "a\"b" with its quotation marks and the escape
//
// Pure; any thread may call it.
#pragma once

#include <string>
#include <string_view>

namespace avouch {

enum class Escapes { needed, all_but_ascii };

// In quotes. A lone surrogate that was kept as generalized UTF-8 (json/instance.h) is an escape again; other
// bytes that are no UTF-8 become U+FFFD.
void append_string(std::string_view text, std::string& out, Escapes escapes = Escapes::needed);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Parses a response's head: RFC 9112 §4 and §5. Does no I/O.
//
//   const std::size_t size = head_size("HTTP/1.1 204 No Content\r\n\r\n");   // 27; npos if incomplete
//   const auto head = parse_head(std::string_view(bytes).substr(0, size));
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "http/message.h"

namespace avouch::wire {

// The length of the head in `bytes`, including the empty line that ends it; npos if the head is incomplete. A
// line may end in LF alone (RFC 9112 §2.2). `from`: bytes before it were searched already.
std::size_t head_size(std::string_view bytes, std::size_t from = 0);

// Whether `bytes` is the beginning of an HTTP/1.x response, or a prefix of one.
bool may_be_response(std::string_view bytes);

// Precondition: `head` ends in an empty line. The body of the response is empty.
//
// Field lines keep their order, case and duplicates. A folded line is unfolded with two SP (§5.2). A
// malformed field line (no colon, leading whitespace, a name that is not a token; §5.1) is kept under the
// name as it came: it is not mistaken for a valid field, and reports can show it. Lines that begin with
// whitespace directly after the status line are dropped (§2.2). If the status line is malformed, returns a
// sentence that says why.
std::variant<http::Response, std::string> parse_head(std::string_view head);

// Parses the field lines of a trailer section or a head, without the surrounding lines.
http::Fields parse_field_lines(std::string_view lines);

}  // namespace avouch::wire

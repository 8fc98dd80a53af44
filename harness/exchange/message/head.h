// SPDX-License-Identifier: MIT
// A response's head, read from its bytes: RFC 9112 §4 and §5. Nothing here touches a socket.
//
//   const std::size_t size = head_size("HTTP/1.1 204 No Content\r\n\r\n");   // 27; npos while it is not all
//   there const auto head = parse_head(std::string_view(bytes).substr(0, size));
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "http/message.h"

namespace avouch::wire {

// How many bytes of `bytes` are its head, with the empty line that ends it; npos where that has not come. A
// line may end in LF alone (RFC 9112 §2.2). `from`: nothing before it needs to be looked at again.
std::size_t head_size(std::string_view bytes, std::size_t from = 0);

// Whether `bytes` is an HTTP/1.x response's beginning, or may become one.
bool may_be_response(std::string_view bytes);

// Precondition: `head` ends in an empty line. The body of the outcome is empty.
//
// Field lines keep their order, case and duplicates. A folded line is unfolded with one SP (§5.2). A line
// that is no field line (no colon, a blank before it, a name that is not a token; §5.1) is kept under the
// name as it came, so that no one takes it for the field that it looks like, and everyone can see it. Lines
// that begin with a blank right after the status line are dropped (§2.2). The alternative is a sentence that
// says what is wrong with the status line.
std::variant<http::Response, std::string> parse_head(std::string_view head);

// The field lines of a trailer section or a head, without the lines around them.
http::Fields parse_field_lines(std::string_view lines);

}  // namespace avouch::wire

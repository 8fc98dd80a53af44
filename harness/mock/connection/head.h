// SPDX-License-Identifier: MIT
// Reads the head of a request: the request line and the fields (RFC 9112 §3, §5).
//
//   read_head("GET /a HTTP/1.1\r\nHost: b\r\n\r\n").request.target == "/a"
//   read_head("GET /a HTTP/1.1\r\nHost : b\r\n\r\n").fault->status == 400
//
// Strict: a head that two recipients could read differently is refused, because such heads hide one request
// in another. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "http/message.h"
#include "mock/connection/framing.h"

namespace avouch {

struct RequestHead {
  http::Request request;          // without content; with a fault, what was read before it
  bool closes = false;            // no request follows on the connection (RFC 9112 §9.3)
  bool expects_continue = false;  // the client waits for "100 Continue" (RFC 9110 §10.1.1)
  bool is_version_1_0 = false;
  std::optional<BadFraming> fault;  // nothing after this head can be read
};

// `text`: up to and including the empty line. A line may end in LF alone (RFC 9112 §2.2).
RequestHead read_head(std::string_view text);

// Reads one field line without its end, of a head or of trailers. Line folding (RFC 9112 §5.2) and blanks
// before the colon (§5.1) are refused.
std::variant<http::Field, BadFraming> read_field(std::string_view line);

}  // namespace avouch

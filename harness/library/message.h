// SPDX-License-Identifier: MIT
// Reads a response from the text of an HTTP/1.1 message, such as curl -i prints.
//
//   const http::Response response =
//       parse_response("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhello").value();
#pragma once

#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace avouch {

// Removes the transfer and content codings that the head names (RFC 9112 §6, RFC 9110 §8.4). `method` is that
// of the request: a response to HEAD has no content. Errors: the text is no response, or its content ends
// before its framing does.
Result<http::Response> parse_response(std::string_view text, std::string_view method = "GET");

}  // namespace avouch

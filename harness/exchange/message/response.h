// SPDX-License-Identifier: MIT
// Serializes a response as a server does: RFC 9112 §2.1, §4 to §6.
//
//   const std::string bytes = serialized({.status = 200, .body = "{}"}, "GET");
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace avouch::wire {

// The response to a request with that method, with the field lines in the order of the response. It is framed
// by its content: fields for the connection are left out. The content of a 204 or a 304 comes as bytes after
// the message (RFC 9112 §6.3); that of a response to HEAD only gives the length.
std::string serialized(const http::Response& response, std::string_view method);

}  // namespace avouch::wire

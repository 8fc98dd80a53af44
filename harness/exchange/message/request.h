// SPDX-License-Identifier: MIT
// A request as bytes: RFC 9112 §2.1, §3 and §5.
//
//   if (const std::optional<std::string> why = unsendable(request)) return …;
//   channel.write(serialized(request), limit);
#pragma once

#include <optional>
#include <string>

#include "http/message.h"

namespace avouch::wire {

// What would let a field or a line of the request's own choosing into the message (RFC 9110 §5.5, RFC 9112
// §11.1), or make it none. nullopt where nothing would.
std::optional<std::string> unsendable(const http::Request& request);

// Frames the request by its body: Content-Length is what it is, whatever the request said of it, and there is
// no Transfer-Encoding (RFC 9112 §6.2). A method that gives content a meaning has one for no content too (RFC
// 9110 §8.6).
void frame(http::Request& request);

// The message: its field lines are the request's, in their order. Precondition: it is not unsendable.
std::string serialized(const http::Request& request);

}  // namespace avouch::wire

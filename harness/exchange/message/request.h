// SPDX-License-Identifier: MIT
// Serializes a request: RFC 9112 §2.1, §3 and §5.
//
//   if (const std::optional<std::string> why = unsendable(request)) return …;
//   channel.write(serialized(request), limit);
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace avouch::wire {

// Adds the fields that every request has, where it lacks them. `host`: with the port, if the URL has one.
void add_usual_fields(http::Request& request, std::string_view host);

// Says why the request cannot be sent: a part of it would inject a field or a line into the message (RFC 9110
// §5.5, RFC 9112 §11.1), or make it invalid. nullopt if it can be sent.
std::optional<std::string> unsendable(const http::Request& request);

// Sets the framing by the body: replaces Content-Length by the actual length and removes Transfer-Encoding
// (RFC 9112 §6.2). A method that defines a meaning for content gets a Content-Length even without content
// (RFC 9110 §8.6).
void frame(http::Request& request);

// The message, with the field lines in the order of the request. Precondition: unsendable() returned nullopt.
std::string serialized(const http::Request& request);

}  // namespace avouch::wire

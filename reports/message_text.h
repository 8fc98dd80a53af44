// SPDX-License-Identifier: MIT
// The messages of an exchange as text for people: line by line, escaped for a terminal (printable()). Pure
// and thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "verdict/messages.h"

namespace avouch {

// "GET https://api.example.com/v1 HTTP/1.1", the fields, and the content after a blank line, which is cut
// after `limit` bytes. Lines end with "\n".
std::string request_text(const Messages& messages, std::size_t limit);

// The same for the response, from "HTTP/1.1 200 OK" on. Precondition: one came.
std::string response_text(const Messages& messages, std::size_t limit);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// The methods of a 405: a server must name those that there are (RFC 9110 §15.5.6).
//
//   add_allow(methods_of(operations_of_the_path), "PUT", response);   // Allow: GET, HEAD, OPTIONS
//
// Pure; thread-safe.
#pragma once

#include <string>
#include <vector>

#include "contract/contract.h"
#include "http/message.h"

namespace avouch {

// Of the operations of one path: their methods, HEAD if there is GET, and OPTIONS. Each once.
std::vector<std::string> methods_of(const std::vector<const Operation*>& operations);

// Gives a 405 those methods but the one that it refuses. Leaves other statuses as they are.
void add_allow(std::vector<std::string> methods, const std::string& refused, http::Response& response);

}  // namespace avouch

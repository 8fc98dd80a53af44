// SPDX-License-Identifier: MIT
// The challenge of a 401: a server must send at least one (RFC 9110 §11.6.1, §15.5.2).
//
//   add_challenge(operation, &operation.responses[1], response);   // WWW-Authenticate: Basic realm=…
//
// Pure; thread-safe.
#pragma once

#include "contract/contract.h"
#include "http/message.h"

namespace avouch {

// Gives a 401 the challenges of the operation's security, unless it has a fitting one. The documented header
// takes precedence: a challenge that contradicts it is not sent. `documented` is null if the response follows
// no documentation. Leaves other statuses as they are.
void add_challenge(const Operation& operation, const DocumentedResponse* documented,
                   http::Response& response);

}  // namespace avouch

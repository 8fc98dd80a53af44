// SPDX-License-Identifier: MIT
// The head of the response that answers a request, as it comes over a channel.
//
//   Inbox inbox(channel);
//   std::variant<http::Response, Failure> head = read_final_head(inbox, 256 * 1024, limit);
#pragma once

#include <cstddef>
#include <variant>

#include "exchange/connection/limit.h"
#include "exchange/exchange.h"
#include "exchange/message/inbox.h"
#include "http/message.h"

namespace avouch::wire {

// Passes over interim responses (RFC 9110 §15.2), but not over 101, behind which stands another protocol.
// Reads `max_head` bytes at most, those of interim responses included: their number has no limit of its own.
// The response's body is empty; its content is what `inbox` brings next.
std::variant<http::Response, Failure> read_final_head(Inbox& inbox, std::size_t max_head, const Limit& limit);

// Why there is no head: what a transfer that moved nothing means after `came` bytes of it.
Failure headless(const Transfer& transfer, std::size_t came);

}  // namespace avouch::wire

// SPDX-License-Identifier: MIT
// Reads the head of the final response from a channel.
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

// Skips interim responses (RFC 9110 §15.2), except 101, which is followed by another protocol. Reads at most
// `max_head` bytes, including interim responses; their number has no separate limit. The response's body is
// empty; `inbox` provides its content.
std::variant<http::Response, Failure> read_final_head(Inbox& inbox, std::size_t max_head, const Limit& limit);

// Explains why no head came: the transfer moved nothing after `came` bytes of the head.
Failure headless(const Transfer& transfer, std::size_t came);

}  // namespace avouch::wire

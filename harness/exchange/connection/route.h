// SPDX-License-Identifier: MIT
// The route to a target: direct or through a proxy, plain or over TLS.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "exchange/connection/channel.h"
#include "exchange/connection/limit.h"
#include "exchange/connection/tls.h"
#include "exchange/exchange.h"
#include "http/url.h"

namespace avouch::wire {

struct Route {
  http::Url target;
  std::optional<http::Url> proxy;         // an http URL
  std::shared_ptr<const TlsContext> tls;  // never null if the target is https
};

// Opens a channel that is ready for a request: to the target, or to the proxy if the target is http and a
// proxy is set. `max_head` limits the head of the proxy's response to CONNECT.
std::variant<Channel, Failure> dial(const Route& route, std::size_t max_head, const Limit& limit);

// The Basic credentials in a URL's user information; nullopt if it has none.
std::optional<std::string> basic_of(const http::Url& url);

}  // namespace avouch::wire

// SPDX-License-Identifier: MIT
// The way to a target: straight or through a proxy, plain or through TLS.
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
  std::optional<http::Url> proxy;         // http
  std::shared_ptr<const TlsContext> tls;  // never null where the target is https
};

// A channel to the target, ready for a request; to the proxy where the target is http and there is one.
// `max_head` bounds the proxy's answer to CONNECT.
std::variant<Channel, Failure> dial(const Route& route, std::size_t max_head, const Limit& limit);

// The Basic credentials in a URL's user information; nullopt where it has none.
std::optional<std::string> basic_of(const http::Url& url);

}  // namespace avouch::wire

// SPDX-License-Identifier: MIT
#include "exchange/connection/route.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "exchange/connection/socket.h"
#include "exchange/message/head.h"
#include "exchange/message/request.h"
#include "http/syntax.h"

namespace avouch::wire {
namespace {

// RFC 9110 §9.3.6. A byte after the proxy's head comes from the server.
std::optional<Failure> open_tunnel(const Route& route, Channel& channel, std::size_t max_head,
                                   const Limit& limit) {
  const std::string authority = route.target.origin().host + ":" + std::to_string(route.target.port);
  http::Request request{.method = "CONNECT", .target = authority, .fields = {{"Host", authority}}};
  if (const std::optional<std::string> basic = basic_of(*route.proxy))
    request.fields.push_back({"Proxy-Authorization", *basic});
  request.fields.push_back({"User-Agent", "avouch/" AVOUCH_VERSION});
  Transfer transfer = channel.write(serialized(request), limit);

  std::string head;
  bool whole = false;
  while (transfer.kind == Transfer::Kind::moved && !whole && head.size() < max_head &&
         may_be_response(head)) {
    char byte = 0;  // one at a time: bytes after the head belong to the tunnel
    transfer = channel.read(&byte, 1, limit);
    if (transfer.kind != Transfer::Kind::moved) break;
    head += byte;
    whole = head_size(head, head.size() - 1) != std::string::npos;
  }
  if (transfer.kind == Transfer::Kind::interrupted)
    return Failure{Failure::Kind::interrupted, "the run was interrupted"};
  if (transfer.kind == Transfer::Kind::exhausted) {
    return Failure{Failure::Kind::exhausted, "no memory is left to read the proxy's response (" +
                                                 transfer.reason +
                                                 "): raise the limits on memory, or lower --jobs"};
  }
  if (!whole && head.size() >= max_head) {
    return Failure{Failure::Kind::over_limit,
                   "the head of the proxy's response to CONNECT is longer than the " +
                       counted(max_head, "byte", "bytes") + " of it that are read: check --proxy"};
  }
  if (!whole) {
    return Failure{Failure::Kind::unreachable,
                   "the proxy sent no response to CONNECT: check --proxy and the proxy's log"};
  }
  const std::variant<http::Response, std::string> answer = parse_head(head);
  const http::Response* response = std::get_if<http::Response>(&answer);
  if (response == nullptr || response->status / 100 != 2) {
    return Failure{
        Failure::Kind::unreachable,
        "the proxy refused a tunnel to " + shown(authority) + " with " +
            (response == nullptr ? std::string("no HTTP/1.x response")
                                 : std::to_string(response->status) + " " + shown(response->reason)) +
            ": check --proxy and its credentials"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> basic_of(const http::Url& url) {
  if (url.user_information.empty()) return std::nullopt;
  const std::size_t colon = std::min(url.user_information.find(':'), url.user_information.size());
  const std::string_view text = url.user_information;
  return http::basic_authorization(percent_decoded(text.substr(0, colon)),
                                   percent_decoded(text.substr(std::min(colon + 1, text.size()))));
}

std::variant<Channel, Failure> dial(const Route& route, std::size_t max_head, const Limit& limit) {
  const http::Url& first = route.proxy ? *route.proxy : route.target;
  std::variant<Socket, Failure> connected = connect_to(first.host, first.port, limit);
  if (Failure* failure = std::get_if<Failure>(&connected)) {
    if (route.proxy && failure->kind == Failure::Kind::unreachable)
      failure->reason = "the proxy cannot be reached: " + failure->reason;
    return std::move(*failure);
  }
  Channel channel(std::move(std::get<Socket>(connected)));
  if (route.target.scheme != "https") return channel;
  if (route.proxy) {
    if (std::optional<Failure> failure = open_tunnel(route, channel, max_head, limit))
      return std::move(*failure);
  }
  if (std::optional<Failure> failure = channel.start_tls(*route.tls, route.target.host, limit))
    return std::move(*failure);
  return channel;
}

}  // namespace avouch::wire

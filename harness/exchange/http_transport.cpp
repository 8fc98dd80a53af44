// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "exchange/connection/limit.h"
#include "exchange/connection/pool.h"
#include "exchange/connection/route.h"
#include "exchange/connection/tls.h"
#include "exchange/message/inbox.h"
#include "exchange/message/request.h"
#include "exchange/recording.h"
#include "exchange/round_trip.h"
#include "exchange/transport.h"

namespace avouch {
namespace {

using wire::Clock;
using wire::Limit;
using wire::Link;

// RFC 9110 §9.2.2. An unknown method is not assumed to be idempotent.
bool is_idempotent(std::string_view method) {
  constexpr std::array<std::string_view, 7> kMethods = {"GET",   "HEAD", "OPTIONS", "TRACE",
                                                        "QUERY", "PUT",  "DELETE"};
  return std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

bool has_close(const http::Request& request) {
  const std::string connection = ascii_lower(http::combined(request.fields, "Connection").value_or(""));
  const std::vector<std::string_view> options = split(connection, ',');
  return std::any_of(options.begin(), options.end(),
                     [](std::string_view each) { return trim_ows(each) == "close"; });
}

// Has the connection of a response without content until bytes after it would have come.
class RestingLink final : public LateSurplus {
 public:
  struct Rest {
    Clock::time_point until;
    bool is_reusable = false;
    const Cancellation* cancellation = nullptr;
    const std::function<Clock::time_point()>* clock = nullptr;
  };

  RestingLink(wire::Channel channel, wire::Pool& pool, Rest rest)
      : channel_(std::move(channel)), pool_(pool), rest_(rest) {}

  bool is_due() const override { return (*rest_.clock)() >= rest_.until; }

  std::optional<std::string> take() override {
    wire::Inbox inbox(channel_);
    Limit limit{rest_.until, rest_.cancellation, rest_.clock};
    if (is_due()) {
      // What is there is read without a wait.
      if (!channel_.is_idle()) limit.deadline = (*rest_.clock)() + std::chrono::seconds(1);
    }
    const wire::Transfer transfer = inbox.fill(limit);
    if (transfer.kind == wire::Transfer::Kind::interrupted) return std::nullopt;
    std::string surplus(inbox.bytes().substr(0, kSurplusShown));
    if (rest_.is_reusable && transfer.kind == wire::Transfer::Kind::timed_out)
      pool_.keep(std::move(channel_));
    return surplus;
  }

 private:
  wire::Channel channel_;
  wire::Pool& pool_;
  const Rest rest_;
};

class HttpTransport final : public Transport, private Connections {
 public:
  HttpTransport(wire::Route route, const TransportOptions& options, const Cancellation& cancellation)
      : pool_(std::move(route), options.max_head),
        origin_(serialize(this->route().target.origin())),
        prefix_(this->route().target.prefix()),
        options_(options),
        cancellation_(cancellation) {}

  Exchange send(const http::Request& request) override;

 private:
  const wire::Route& route() const { return pool_.route(); }
  Limit limit(std::chrono::milliseconds time) const { return limit(time, options_.now()); }
  // Caps an absurdly long time, so that the sum stays within the clock's range.
  Limit limit(std::chrono::milliseconds time, Clock::time_point since) const {
    const Clock::time_point end = since + std::min<std::chrono::milliseconds>(time, std::chrono::years(1));
    return {std::min(end, options_.deadline), &cancellation_, &options_.now};
  }
  bool is_over() const {
    return options_.deadline != Clock::time_point::max() && options_.now() >= options_.deadline;
  }
  // Whether a proxy forwards each request, instead of a tunnel through it.
  bool is_passed_on() const { return route().proxy && route().target.scheme != "https"; }

  std::optional<wire::Channel> take() override { return pool_.take_idle(); }
  void keep(wire::Channel channel) override { pool_.keep(std::move(channel)); }
  bool open() override;
  Exchange resume(const http::Request& request, Begun begun) override;

  void carry_out(const http::Request& request, Begun* begun, Exchange& exchange);
  Exchange carried_out(const http::Request& request, Begun* begun);
  http::Request prepared(const http::Request& request) const;
  bool attempt(Exchange& exchange, bool fresh);
  bool finish_begun(Exchange& exchange, Begun begun);
  bool finish(Exchange& exchange, Link link, const Limit& whole, wire::Progress progress);
  void record(Exchange& exchange, wire::RoundTrip& trip);
  bool may_try_again(const Exchange& exchange) const;

  wire::Pool pool_;
  const std::string origin_;  // of the target
  const std::string prefix_;  // the target's path, without a trailing "/"
  const TransportOptions options_;
  const Cancellation& cancellation_;
};

// The request as sent: the target with its prefix, and the fields that every request has.
http::Request HttpTransport::prepared(const http::Request& request) const {
  http::Request made = request;
  made.target = prefix_ + request.target;
  wire::add_usual_fields(made, std::string_view(origin_).substr(origin_.find("//") + 2));
  if (is_passed_on() && !http::contains(made.fields, "Proxy-Authorization")) {
    if (std::optional<std::string> basic = wire::basic_of(*route().proxy))
      made.fields.push_back({"Proxy-Authorization", *std::move(basic)});
  }
  if (route().target.scheme == "https") {
    made.identity.certificate = options_.cert;
    made.identity.key = options_.key;
  }
  wire::frame(made);
  return made;
}

// Tries exchange.sent once. Returns whether a kept-alive connection ended before any response byte, so that
// the request was most likely not processed (RFC 9112 §9.3.1).
bool HttpTransport::attempt(Exchange& exchange, bool fresh) {
  const Limit connecting = limit(options_.connect_timeout);
  std::variant<Link, Failure> linked = fresh ? pool_.take_new(connecting) : pool_.take(connecting);
  if (Failure* failure = std::get_if<Failure>(&linked)) {
    exchange.outcome = std::move(*failure);
    return false;
  }
  return finish(exchange, std::move(std::get<Link>(linked)), limit(options_.max_time), {});
}

// The rest of an attempt that began on a kept-alive connection; returns the same.
bool HttpTransport::finish_begun(Exchange& exchange, Begun begun) {
  return finish(exchange, Link{std::move(begun.channel), true}, limit(options_.max_time, begun.since),
                {.written = begun.written, .came = std::move(begun.came)});
}

// What attempt() does with a connection.
bool HttpTransport::finish(Exchange& exchange, Link link, const Limit& whole, wire::Progress progress) {
  wire::RoundTrip trip;
  if (is_passed_on()) {
    http::Request absolute = exchange.sent;  // RFC 9112 §3.2.2: a proxy gets the absolute form
    absolute.target = exchange.url;
    trip = wire::round_trip(link.channel, absolute, options_, whole, std::move(progress));
  } else {
    trip = wire::round_trip(link.channel, exchange.sent, options_, whole, std::move(progress));
  }
  exchange.outcome = std::move(trip.outcome);
  const bool is_reusable = trip.reusable && !has_close(exchange.sent);
  if (is_reusable && link.used_before && link.channel.is_plain() && !is_passed_on()) record(exchange, trip);
  if (trip.surplus_until) {
    std::get<Received>(exchange.outcome).late = std::make_shared<RestingLink>(
        std::move(link.channel), pool_,
        RestingLink::Rest{*trip.surplus_until, is_reusable, &cancellation_, &options_.now});
  } else if (is_reusable) {
    pool_.keep(std::move(link.channel));
  }
  const Failure* failure = exchange.failure();
  return failure != nullptr && failure->kind == Failure::Kind::closed && link.used_before &&
         !trip.response_began;
}

// On a connection that was used before, and can be used again, so that nothing but the bytes matters.
void HttpTransport::record(Exchange& exchange, wire::RoundTrip& trip) {
  if (!trip.request_bytes || !trip.response_bytes) return;
  Recording recording{.request = *std::move(trip.request_bytes),
                      .response = *std::move(trip.response_bytes),
                      .surplus_wait = {},
                      .connections = this,
                      .cancellation = &cancellation_};
  if (!trip.has_content) recording.surplus_wait = options_.surplus_wait;
  std::get<Received>(exchange.outcome).recording = std::make_shared<const Recording>(std::move(recording));
}

bool HttpTransport::open() {
  std::variant<Link, Failure> linked = pool_.take_new(limit(options_.connect_timeout));
  Link* link = std::get_if<Link>(&linked);
  if (link != nullptr) pool_.keep(std::move(link->channel));
  return link != nullptr;
}

// --retry: no response head came, and a repeated request has no further effect.
bool HttpTransport::may_try_again(const Exchange& exchange) const {
  const Failure* failure = exchange.failure();
  if (failure == nullptr) return false;
  switch (failure->kind) {
    case Failure::Kind::unreachable:
      return true;
    case Failure::Kind::timed_out:
    case Failure::Kind::closed:
      return is_idempotent(exchange.sent.method);
    case Failure::Kind::tls:
    case Failure::Kind::malformed:
    case Failure::Kind::over_limit:
    case Failure::Kind::exhausted:
    case Failure::Kind::unsendable:
    case Failure::Kind::interrupted:
      return false;
  }
  return false;
}

// Where --max-total-time ended the wait, not --max-time or --connect-timeout.
void name_deadline(Exchange& exchange) {
  if (Failure* failure = std::get_if<Failure>(&exchange.outcome)) {
    const bool was_waiting =
        failure->kind == Failure::Kind::timed_out || failure->kind == Failure::Kind::unreachable;
    if (was_waiting)
      *failure = {Failure::Kind::interrupted, "--max-total-time passed before the response came"};
    return;
  }
  BodyEnd& end = std::get<Received>(exchange.outcome).end;
  if (end.kind == BodyEnd::Kind::timed_out)
    end.reason = "--max-total-time passed before the end of the content";
}

Exchange HttpTransport::send(const http::Request& request) {
  return carried_out(request, nullptr);
}

Exchange HttpTransport::resume(const http::Request& request, Begun begun) {
  return carried_out(request, &begun);
}

Exchange HttpTransport::carried_out(const http::Request& request, Begun* begun) {
  Exchange exchange;
  try {
    carry_out(request, begun, exchange);
  } catch (const std::bad_alloc&) {
    exchange.outcome = Failure{Failure::Kind::exhausted,
                               "this process has no memory left for the exchange: raise its limit on memory, "
                               "or lower --jobs"};
  } catch (const std::exception& error) {  // length_error, system_error: Avouch's own fault, not the target's
    exchange.outcome = Failure{Failure::Kind::exhausted,
                               "this process could not carry out the exchange (" + shown(error.what()) + ")"};
  }
  return exchange;
}

// `begun`: how far the first try has come; null: it begins now.
void HttpTransport::carry_out(const http::Request& request, Begun* begun, Exchange& exchange) {
  const Clock::time_point now = options_.now();
  const Clock::time_point began = begun != nullptr ? begun->since : now;
  exchange.started = std::chrono::system_clock::now() -
                     std::chrono::duration_cast<std::chrono::system_clock::duration>(now - began);
  exchange.sent = prepared(request);
  exchange.url = origin_ + exchange.sent.target;
  if (const std::optional<std::string> why = wire::unsendable(exchange.sent)) {
    exchange.outcome = Failure{Failure::Kind::unsendable, "the request cannot be sent: " + *why, true};
    return;
  }
  if (begun == nullptr && is_over()) {
    exchange.outcome =
        Failure{Failure::Kind::interrupted, "--max-total-time passed before it was sent", true};
    return;
  }
  if (begun == nullptr && cancellation_.load(std::memory_order_relaxed)) {
    exchange.outcome =
        Failure{Failure::Kind::interrupted, "the run was interrupted before it was sent", true};
    return;
  }
  for (int round = 0; round <= std::max(options_.retry, 0) && (begun != nullptr || !is_over()); ++round) {
    if (round > 0) {
      const auto pause = std::chrono::milliseconds(100) * (1 << std::min(round - 1, 4));
      if (wire::wait_until(options_.now() + pause, limit(pause * 2)) == wire::Waited::interrupted) break;
    }
    const bool died_unseen = begun != nullptr
                                 ? finish_begun(exchange, std::move(*std::exchange(begun, nullptr)))
                                 : attempt(exchange, round > 0);
    if (died_unseen && is_idempotent(exchange.sent.method)) attempt(exchange, true);
    if (!may_try_again(exchange)) break;
  }
  if (is_over()) name_deadline(exchange);
  exchange.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(options_.now() - began);
}

Result<std::optional<http::Url>> parse_proxy(const std::string& text) {
  if (text.empty()) return std::optional<http::Url>();
  const std::string with_scheme = text.find("://") == std::string::npos ? "http://" + text : text;
  std::optional<http::Url> url = http::parse_url(with_scheme);
  if (!url || url->scheme != "http") {
    return Error{.title = "the proxy is not an http URL",
                 .place = {.file = "--proxy"},
                 .hint = "Write it as http://[user:password@]host[:port]."};
  }
  return url;
}

}  // namespace

Result<std::unique_ptr<Transport>> http_transport(const http::Url& target, const TransportOptions& options,
                                                  const Cancellation& cancellation) {
  Errors errors;
  if (target.has_query) {
    errors.push_back(
        {.title = "the target URL has a query",
         .hint = "Name the target without it; the parameters of a request come from the contract."});
  }
  Result<std::optional<http::Url>> proxy = parse_proxy(options.proxy);
  if (!proxy) errors.insert(errors.end(), proxy.errors().begin(), proxy.errors().end());

  std::shared_ptr<const wire::TlsContext> tls;
  const bool configured = !options.cacert.empty() || !options.cert.empty() || !options.key.empty();
  if (target.scheme == "https" || configured) {  // an unreadable file is an error for http too
    Result<std::shared_ptr<const wire::TlsContext>> made = wire::TlsContext::make(options);
    if (made) {
      tls = *made;
    } else {
      errors.insert(errors.end(), made.errors().begin(), made.errors().end());
    }
  }
  if (!errors.empty()) return errors;
  return std::unique_ptr<Transport>(
      std::make_unique<HttpTransport>(wire::Route{target, *proxy, tls}, options, cancellation));
}

}  // namespace avouch

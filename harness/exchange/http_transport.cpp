// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "exchange/dial.h"
#include "exchange/round_trip.h"
#include "exchange/tls.h"
#include "exchange/transport.h"
#include "http/syntax.h"

namespace avouch {
namespace {

using wire::Channel;
using wire::Clock;
using wire::Limit;

// RFC 9110 §9.2.2. A method that no one knows may do anything.
bool is_idempotent(std::string_view method) {
  constexpr std::array<std::string_view, 6> kMethods = {"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"};
  return std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

// What would let a field or a line of the request's own choosing into the message. nullopt where nothing
// would.
std::optional<std::string> unsendable(const http::Request& request) {
  if (!http::is_token(request.method)) return "its method " + in_quotes(request.method) + " is no token";
  const bool visible = std::all_of(request.target.begin(), request.target.end(),
                                   [](char c) { return c > 0x20 && c < 0x7F && c != '#'; });
  if (!request.target.starts_with('/') || !visible)
    return "its target " + in_quotes(request.target) + " is no path in percent-encoding";
  for (const http::Field& field : request.fields) {
    if (!http::is_token(field.name)) return "its field name " + in_quotes(field.name) + " is no token";
    if (!http::is_field_value(field.value))
      return "its field " + in_quotes(field.name) + " holds a control character";
  }
  return std::nullopt;
}

bool has_close(const http::Request& request) {
  const std::string connection = ascii_lower(http::combined(request.fields, "Connection").value_or(""));
  const std::vector<std::string_view> options = split(connection, ',');
  return std::any_of(options.begin(), options.end(),
                     [](std::string_view each) { return trim_ows(each) == "close"; });
}

class HttpTransport final : public Transport {
 public:
  HttpTransport(wire::Route route, const TransportOptions& options, const Cancellation& cancellation)
      : route_(std::move(route)),
        origin_(serialize(route_.target.origin())),
        prefix_(route_.target.prefix()),
        options_(options),
        cancellation_(cancellation) {}

  Exchange send(const http::Request& request) override;

 private:
  struct Link {
    Channel channel;
    bool used_before = false;
  };

  // A time that no one lives to see is cut, so that the sum stays within the clock's range.
  Limit limit(std::chrono::milliseconds time) const {
    return {Clock::now() + std::min<std::chrono::milliseconds>(time, std::chrono::years(1)), &cancellation_};
  }
  // Whether requests go to a proxy that passes each on, not through its tunnel.
  bool is_passed_on() const { return route_.proxy && route_.target.scheme != "https"; }

  void carry_out(const http::Request& request, Exchange& exchange);
  http::Request prepared(const http::Request& request) const;
  void attempt(const http::Request& request, bool fresh, Exchange& exchange, bool& retriable);
  bool may_try_again(const Exchange& exchange) const;
  std::variant<Link, Failure> link(bool fresh);
  void keep(Channel channel);

  const wire::Route route_;
  const std::string origin_;  // of the target
  const std::string prefix_;  // the target's path, without "/" at its end
  const TransportOptions options_;
  const Cancellation& cancellation_;

  std::mutex mutex_;
  std::vector<Channel> idle_;  // guarded by mutex_; the last one used is at the end
};

// The request as it goes out: the target with its prefix, and the fields that every request has.
http::Request HttpTransport::prepared(const http::Request& request) const {
  http::Request made = request;
  made.target = prefix_ + request.target;
  // The body's length is what it is; a second opinion would break the framing (RFC 9112 §6.2).
  http::remove(made.fields, "Content-Length");
  http::remove(made.fields, "Transfer-Encoding");
  const auto add = [&](const char* name, std::string value) {
    if (!http::contains(made.fields, name)) made.fields.push_back({name, std::move(value)});
  };
  add("Host", origin_.substr(origin_.find("//") + 2));
  add("User-Agent", "avouch/" AVOUCH_VERSION);
  add("Accept", "*/*");
  add("Accept-Encoding", "gzip, br");
  if (is_passed_on()) {
    if (const std::optional<std::string> basic = wire::basic_of(*route_.proxy))
      add("Proxy-Authorization", *basic);
  }
  return made;
}

std::variant<HttpTransport::Link, Failure> HttpTransport::link(bool fresh) {
  while (!fresh) {
    std::optional<Channel> channel;
    {
      const std::lock_guard lock(mutex_);
      if (idle_.empty()) break;
      channel.emplace(std::move(idle_.back()));
      idle_.pop_back();
    }
    if (channel->is_idle()) return Link{std::move(*channel), true};
  }
  std::variant<Channel, Failure> connected =
      wire::dial(route_, options_.max_head, limit(options_.connect_timeout));
  if (Failure* failure = std::get_if<Failure>(&connected)) return std::move(*failure);
  return Link{std::move(std::get<Channel>(connected)), false};
}

void HttpTransport::keep(Channel channel) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(channel));
}

// One try. `retriable`: a kept-alive connection died before it gave anything, so the request was most likely
// not seen.
void HttpTransport::attempt(const http::Request& request, bool fresh, Exchange& exchange, bool& retriable) {
  retriable = false;
  std::variant<Link, Failure> linked = link(fresh);
  if (Failure* failure = std::get_if<Failure>(&linked)) {
    exchange.outcome = std::move(*failure);
    return;
  }
  Link& line = std::get<Link>(linked);
  http::Request wired = request;
  // RFC 9112 §3.2.2: a proxy is told the absolute form.
  if (is_passed_on()) wired.target = origin_ + wired.target;
  wire::RoundTrip trip = wire::round_trip(line.channel, wired, options_, limit(options_.max_time));
  exchange.sent.fields = std::move(trip.sent);
  exchange.outcome = std::move(trip.outcome);
  if (trip.reusable && !has_close(request)) keep(std::move(line.channel));
  const Failure* failure = exchange.failure();
  retriable = failure != nullptr && failure->kind == Failure::Kind::closed && line.used_before &&
              !trip.response_began;
}

// --retry: where no response head came and the request cannot have done anything twice.
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

Exchange HttpTransport::send(const http::Request& request) {
  Exchange exchange;
  try {
    carry_out(request, exchange);
  } catch (const std::bad_alloc&) {
    exchange.outcome = Failure{Failure::Kind::exhausted,
                               "this process has no memory left for the exchange: raise its limit on memory, "
                               "or lower --jobs"};
  } catch (const std::exception& error) {  // length_error, system_error: ours, not the target's
    exchange.outcome = Failure{Failure::Kind::exhausted,
                               "this process could not carry out the exchange (" + shown(error.what()) + ")"};
  }
  return exchange;
}

void HttpTransport::carry_out(const http::Request& request, Exchange& exchange) {
  const Clock::time_point began = Clock::now();
  exchange.sent = prepared(request);
  exchange.url = origin_ + exchange.sent.target;
  const http::Request wanted = exchange.sent;
  if (const std::optional<std::string> why = unsendable(wanted)) {
    exchange.outcome = Failure{Failure::Kind::unsendable, "the request cannot be sent: " + *why};
    return;
  }
  for (int round = 0; round <= std::max(options_.retry, 0); ++round) {
    if (round > 0) {
      const auto pause = std::chrono::milliseconds(100) * (1 << std::min(round - 1, 4));
      if (wire::wait_until(Clock::now() + pause, limit(pause * 2)) == wire::Waited::interrupted) break;
    }
    bool retriable = false;
    attempt(wanted, round > 0, exchange, retriable);
    if (retriable && is_idempotent(wanted.method)) attempt(wanted, true, exchange, retriable);
    if (!may_try_again(exchange)) break;
  }
  exchange.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
}

Result<std::optional<http::Url>> parse_proxy(const std::string& text) {
  if (text.empty()) return std::optional<http::Url>();
  const std::string with_scheme = text.find("://") == std::string::npos ? "http://" + text : text;
  std::optional<http::Url> url = http::parse_url(with_scheme);
  if (!url || url->scheme != "http") {
    return Error{.title = "the proxy is no http URL",
                 .place = {.file = "--proxy"},
                 .mend = "Write it as http://[user:password@]host[:port]."};
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
         .mend = "Name the target without it; a request's own parameters come from the contract."});
  }
  Result<std::optional<http::Url>> proxy = parse_proxy(options.proxy);
  if (!proxy) errors.insert(errors.end(), proxy.errors().begin(), proxy.errors().end());

  std::shared_ptr<const wire::TlsContext> tls;
  const bool configured = !options.cacert.empty() || !options.cert.empty() || !options.key.empty();
  if (target.scheme == "https" || configured) {  // a file that cannot be read is an error for http too
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

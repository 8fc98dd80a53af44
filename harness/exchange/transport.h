// SPDX-License-Identifier: MIT
// The interface between probes and the network.
//
//   Result<std::unique_ptr<Transport>> transport = http_transport(target, options, cancellation);
//   Exchange exchange = (*transport)->send({.method = "GET", .target = "/v1/Configuration/Webhooks"});
//
// send() always returns: within connect_timeout + max_time, or as soon as it is cancelled. An exception
// inside it becomes a Failure. Only if no memory is left even for that does it throw std::bad_alloc.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/interruption.h"
#include "base/memory_budget.h"
#include "base/result.h"
#include "exchange/exchange.h"
#include "http/message.h"
#include "http/url.h"

namespace avouch {

class Transport {
 public:
  virtual ~Transport() = default;
  // Thread-safe; concurrent calls are allowed.
  virtual Exchange send(const http::Request& request) = 0;
};

struct TransportOptions {
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds max_time{30'000};      // a whole exchange, after connecting
  std::size_t max_filesize = 64U * 1024U * 1024U;  // maximum bytes of decoded content
  // A stream of items (http/item_stream.h) may never end: it is closed after so many of them, or so much
  // time.
  std::size_t max_items = 100;
  std::chrono::milliseconds max_stream_time{5'000};
  std::size_t max_head = 256U * 1024U;   // maximum bytes of a response head
  std::shared_ptr<MemoryBudget> memory;  // for heads and content of all exchanges; null: unlimited
  // Wait until others give memory back (base/memory_budget.h). The caller destroys each exchange, or lets its
  // memory rest, when it is judged. The wait is not part of max_time.
  bool waits_for_memory = false;
  // --max-total-time: no exchange lasts longer, and none begins after it.
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  int retry = 0;          // further tries if no response head came
  std::string cacert;     // PEM file; empty: the system's authorities
  std::string cert;       // client certificate, PEM
  std::string key;        // its key, PEM; empty: in `cert`
  bool insecure = false;  // do not verify the server's certificate
  std::string proxy;      // http://[user:password@]host[:port]; empty: none
  // How long to wait for bytes after a response without content: a server may send them separately.
  std::chrono::milliseconds surplus_wait{1};
  // Do not wait for them in send(), but leave that to the caller (Received::late). The next request takes
  // another connection meanwhile. Worth it for many requests: opening a connection may take longer than the
  // wait.
  bool surplus_later = false;
  // Keep the bytes of each exchange on a plain connection that was kept alive before and after it
  // (Received::recording).
  bool records = false;
  // The clock for the times above. Must be thread-safe. Tests can replace it.
  std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
};

// A transport with a pool of kept-alive connections to one target. Prepends the path of the target URL to
// each request's path. Errors: an unreadable certificate or key, a proxy that is not an http URL.
Result<std::unique_ptr<Transport>> http_transport(const http::Url& target, const TransportOptions& options,
                                                  const Cancellation& cancellation);

// A request and the transport that sends it.
struct Errand {
  Transport* transport = nullptr;
  http::Request request;
};

// Sends each request once, up to `jobs` at a time. The exchange at index i belongs to request i. If a
// transport throws, that exchange is a failure of Failure::Kind::exhausted, without a URL.
std::vector<Exchange> exchange_all(const std::vector<Errand>& errands, std::size_t jobs);
// The same; gives each exchange to `arrived` on the thread that made it, and keeps none. What `arrived`
// throws is lost, with the exchange.
void exchange_all(const std::vector<Errand>& errands, std::size_t jobs,
                  const std::function<void(std::size_t index, Exchange exchange)>& arrived);
std::vector<Exchange> exchange_all(Transport& transport, const std::vector<http::Request>& requests,
                                   std::size_t jobs);

}  // namespace avouch

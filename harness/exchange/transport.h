// SPDX-License-Identifier: MIT
// The seam between probes and the network.
//
//   Result<std::unique_ptr<Transport>> transport = http_transport(target, options, cancellation);
//   Exchange exchange = (*transport)->send({.method = "GET", .target = "/v1/Configuration/Webhooks"});
//
// send() always comes back: within connect_timeout + max_time, or as soon as it is cancelled. What is thrown
// within it becomes a Failure; only where there is no memory even for that does std::bad_alloc leave it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "exchange/exchange.h"
#include "http/message.h"
#include "http/url.h"

namespace avouch {

class Transport {
 public:
  virtual ~Transport() = default;
  // Any thread may call it, several at once.
  virtual Exchange send(const http::Request& request) = 0;
};

// Set once, from a signal handler too; looked at by every wait.
using Cancellation = std::atomic<bool>;

struct TransportOptions {
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds max_time{30'000};      // a whole exchange, after connecting
  std::size_t max_filesize = 64U * 1024U * 1024U;  // bytes of content, decoded
  std::size_t max_head = 256U * 1024U;             // bytes of a response head
  int retry = 0;                                   // further tries where no response head came
  std::string cacert;                              // PEM file; empty: the system's
  std::string cert;                                // client certificate, PEM
  std::string key;                                 // its key, PEM; empty: in `cert`
  bool insecure = false;                           // do not verify the server's certificate
  std::string proxy;                               // http://[user:password@]host[:port]; empty: none
  // How long bytes behind an answer that has no content are waited for: a server may write them apart.
  std::chrono::milliseconds surplus_wait{1};
  // What the times above are measured by; any thread may call it. A test may make time pass as it likes.
  std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
};

// A pool of kept-alive connections to one target. The target URL's path is put before each
// request's. Errors: an unreadable certificate or key, a proxy that is no http URL.
Result<std::unique_ptr<Transport>> http_transport(const http::Url& target, const TransportOptions& options,
                                                  const Cancellation& cancellation);

// A request, and who takes it.
struct Errand {
  Transport* transport = nullptr;
  http::Request request;
};

// Sends each request once, up to `jobs` at a time; the outcome at i belongs to request i. What a transport
// throws is a failure of that one exchange, Failure::Kind::exhausted, without a URL.
std::vector<Exchange> exchange_all(const std::vector<Errand>& errands, std::size_t jobs);
std::vector<Exchange> exchange_all(Transport& transport, const std::vector<http::Request>& requests,
                                   std::size_t jobs);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// A server and its client. A response is serialized to the bytes of a whole message, which the client reads
// as it reads live ones.
//
//   Arena arena(site);
//   Exchange exchange = arena.exchange(probe.request, &mutant);
//
// Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "exchange/exchange.h"
#include "exchange/transport.h"
#include "mock/answer/site.h"
#include "prove/mutant.h"

namespace avouch {

// A field with this name is sent as bytes after the whole message, not as a field line. It imitates a server
// that sends content where HTTP allows none (RFC 9112 §6.3).
inline constexpr const char* kSurplusField = "Avouch-Behind-The-Message";

class Arena {
 public:
  // `site` must outlive the arena, and keep no state: equal requests have equal responses.
  explicit Arena(const MockSite& site);
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // `mutant` may be null: the response is then unmodified.
  Exchange exchange(const http::Request& request, const Mutant* mutant);

 private:
  std::string respond(const http::Request& request);
  const http::Response& own_response(const http::Request& request);

  const MockSite& site_;
  const Mutant* mutant_ = nullptr;  // of the exchange under way
  // What the site answered lately: most mutants are of the same few responses.
  std::vector<std::pair<http::Request, http::Response>> answered_;
  const std::unique_ptr<Transport> transport_;
};

}  // namespace avouch

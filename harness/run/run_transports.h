// SPDX-License-Identifier: MIT
// The transports of a run: one per origin, each with its own rate. They answer Digest challenges, renew
// tokens, and present the client certificate unless a request must not.
//
//   Result<std::unique_ptr<RunTransports>> transports =
//       RunTransports::make(plan.bases, {.cancellation = interrupted, .told = [&] { line.step(); }});
//   Session session(contract, plan, judge, (*transports)->of_bases(), {});
//
// Keeps a reference to the cancellation.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "base/result.h"
#include "exchange/paced.h"
#include "exchange/transport.h"
#include "http/url.h"
#include "run/token.h"

namespace avouch {

struct RunTransportOptions {
  TransportOptions transport = {};
  double per_second = 0;  // maximum requests per second to each origin; 0: unlimited
  const Cancellation& cancellation;
  TokenBook* tokens = nullptr;      // to renew; null: none
  std::function<void()> told = {};  // called after each exchange, on the thread that made it; may be empty
};

class RunTransports {
 public:
  ~RunTransports();
  // Errors: the same as http_transport().
  static Result<std::unique_ptr<RunTransports>> make(const std::vector<http::Url>& bases,
                                                     const RunTransportOptions& options);

  // Returns the transport of each base's origin. The transports do not prepend the paths of the bases.
  std::vector<Transport*> of_bases() const;

 private:
  class Reported;
  class Identified;
  struct Way;

  explicit RunTransports(const Cancellation& cancellation);

  SystemPace pace_;
  TokenBook no_tokens_;
  std::vector<std::unique_ptr<Way>> ways_;
  std::vector<std::size_t> way_of_base_;
};

}  // namespace avouch

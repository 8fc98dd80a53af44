// SPDX-License-Identifier: MIT
// A server and its client with a socket between them. Mutants reach the same client as live responses.
//
//   Result<std::unique_ptr<Arena>> arena = Arena::open();
//   (*arena)->serve(&site);
//   Exchange exchange = (*arena)->exchange(probe.request, &mutant);
//
// One exchange at a time. The site and the mutant must outlive the call.
#pragma once

#include <memory>

#include "base/result.h"
#include "exchange/exchange.h"
#include "mock/answer/site.h"
#include "prove/mutant.h"

namespace avouch {

class Arena {
 public:
  // Errors: no port of the loopback is available. Throws std::system_error if no thread can be started.
  static Result<std::unique_ptr<Arena>> open();

  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Precondition: the site keeps no state, so equal requests have equal responses.
  void serve(const MockSite* site);
  // Returns the response received over the socket. `mutant` may be null: the response is then unmodified.
  Exchange exchange(const http::Request& request, const Mutant* mutant);

 private:
  struct State;
  explicit Arena(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace avouch

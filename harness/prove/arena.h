// SPDX-License-Identifier: MIT
// A server and a client of it, with a socket between them: where a mutant meets the client that live answers
// meet.
//
//   Result<std::unique_ptr<Arena>> arena = Arena::open();
//   (*arena)->serve(&site);
//   Exchange exchange = (*arena)->exchange(probe.request, &mutant);
//
// One exchange at a time. What is served and what edits it must outlive the call.
#pragma once

#include <memory>

#include "base/result.h"
#include "exchange/exchange.h"
#include "mock/answer/site.h"
#include "prove/mutant.h"

namespace avouch {

class Arena {
 public:
  // Errors: no port of the loopback can be listened on. Throws std::system_error where no thread can be
  // started.
  static Result<std::unique_ptr<Arena>> open();

  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  void serve(const MockSite* site);
  // What came back over the socket. `mutant` may be null: the answer is then as it should be.
  Exchange exchange(const http::Request& request, const Mutant* mutant);

 private:
  struct State;
  explicit Arena(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace avouch

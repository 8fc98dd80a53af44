// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <new>
#include <utility>

#include "base/threads.h"
#include "base/thrown.h"
#include "exchange/transport.h"

namespace avouch {
namespace {

// The initial state of an exchange: a failure, so that nothing has to be allocated if memory runs out.
Exchange unmade(const http::Request& request) {
  return {.sent = request, .outcome = Failure{Failure::Kind::exhausted, kOutOfMemory}};
}

// Contains exceptions in this exchange: an exception that leaves a thread ends the process.
void send(const Errand& errand, Exchange& exchange) noexcept {
  try {
    exchange = errand.transport->send(errand.request);
  } catch (...) {
    try {
      std::get<Failure>(exchange.outcome).reason = what_was_thrown();
    } catch (const std::bad_alloc&) {
      return;  // its initial reason already says so
    }
  }
}

}  // namespace

std::vector<Exchange> exchange_all(const std::vector<Errand>& errands, std::size_t jobs) {
  std::vector<Exchange> exchanges;
  exchanges.reserve(errands.size());
  for (const Errand& errand : errands) exchanges.push_back(unmade(errand.request));
  on_each(errands.size(), jobs, [&](std::size_t i) { send(errands[i], exchanges[i]); });
  return exchanges;
}

void exchange_all(const std::vector<Errand>& errands, std::size_t jobs,
                  const std::function<void(std::size_t, Exchange)>& arrived) {
  on_each(errands.size(), jobs, [&](std::size_t i) {
    try {
      Exchange exchange = unmade(errands[i].request);
      send(errands[i], exchange);
      arrived(i, std::move(exchange));
    } catch (...) {  // the others are sent all the same
      return;
    }
  });
}

std::vector<Exchange> exchange_all(Transport& transport, const std::vector<http::Request>& requests,
                                   std::size_t jobs) {
  std::vector<Errand> errands;
  for (const http::Request& request : requests) errands.push_back({&transport, request});
  return exchange_all(errands, jobs);
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <utility>

#include "base/thrown.h"
#include "exchange/transport.h"

namespace avouch {
namespace {

// An exchange before it is made. It is its own failure already, so that nothing has to be allocated where
// memory ran out.
Exchange unmade(const http::Request& request) {
  return {.sent = request, .outcome = Failure{Failure::Kind::exhausted, kOutOfMemory}};
}

// What is thrown ends this exchange alone: an exception that leaves a thread ends the process.
void send(const Errand& errand, Exchange& exchange) noexcept {
  try {
    exchange = errand.transport->send(errand.request);
  } catch (...) {
    try {
      std::get<Failure>(exchange.outcome).reason = what_was_thrown();
    } catch (const std::bad_alloc&) {
      return;  // the reason that it has says so
    }
  }
}

}  // namespace

std::vector<Exchange> exchange_all(const std::vector<Errand>& errands, std::size_t jobs) {
  std::vector<Exchange> exchanges;
  exchanges.reserve(errands.size());
  for (const Errand& errand : errands) exchanges.push_back(unmade(errand.request));
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < errands.size(); i = next++) send(errands[i], exchanges[i]);
  };
  // This thread works too, so that all is done even where no other can be started.
  std::vector<std::jthread> workers;
  const std::size_t others = std::min(std::max<std::size_t>(jobs, 1), errands.size());
  for (std::size_t i = 1; i < others; ++i) {
    try {
      workers.emplace_back(work);
    } catch (const std::system_error&) {
      break;  // the system allows no more threads; fewer take longer
    } catch (const std::bad_alloc&) {
      break;  // nor has it memory for one
    }
  }
  work();
  workers.clear();  // joins
  return exchanges;
}

std::vector<Exchange> exchange_all(Transport& transport, const std::vector<http::Request>& requests,
                                   std::size_t jobs) {
  std::vector<Errand> errands;
  for (const http::Request& request : requests) errands.push_back({&transport, request});
  return exchange_all(errands, jobs);
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>

#include "exchange/transport.h"

namespace avouch {

std::vector<Exchange> exchange_all(const std::vector<Errand>& errands, std::size_t jobs) {
  std::vector<Exchange> exchanges(errands.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < errands.size(); i = next++)
      exchanges[i] = errands[i].transport->send(errands[i].request);
  };
  // This thread works too, so that all is done even where no other can be started.
  std::vector<std::jthread> workers;
  const std::size_t others = std::min(std::max<std::size_t>(jobs, 1), errands.size());
  for (std::size_t i = 1; i < others; ++i) {
    try {
      workers.emplace_back(work);
    } catch (const std::system_error&) {
      break;  // the system allows no more threads; fewer take longer
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

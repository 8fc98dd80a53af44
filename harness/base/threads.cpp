// SPDX-License-Identifier: MIT
#include "base/threads.h"

#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace avouch {

void on_threads(std::size_t jobs, const std::function<void()>& work) {
  // The calling thread works too, so all is done even if no thread can be started.
  std::vector<std::jthread> workers;
  for (std::size_t i = 1; i < jobs; ++i) {
    try {
      workers.emplace_back(work);
    } catch (const std::system_error&) {
      break;  // the system allows no more threads; fewer threads take longer
    } catch (const std::bad_alloc&) {
      break;  // no memory for another thread
    }
  }
  work();
}

}  // namespace avouch

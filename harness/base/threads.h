// SPDX-License-Identifier: MIT
// Does work on several threads.
//
//   std::atomic<std::size_t> next{0};
//   on_threads(4, [&] { for (std::size_t i = next++; i < things.size(); i = next++) handle(things[i]); });
#pragma once

#include <cstddef>
#include <functional>

namespace avouch {

// Calls work() on up to `jobs` threads, the caller's among them, and returns when all have ended. Where the
// system gives no more threads, fewer do the work. `work` must not throw: an exception that leaves a thread
// ends the process.
void on_threads(std::size_t jobs, const std::function<void()>& work);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Does work on several threads.
//
//   on_each(things.size(), 4, [&](std::size_t i) { handle(things[i]); });
//
//   make_in_order({.count = files.size(), .jobs = 4, .make = [&](std::size_t i) { texts[i] = read(files[i]);
//   },
//                  .take = [&](std::size_t i) { std::cout << texts[i]; }});
#pragma once

#include <cstddef>
#include <functional>

namespace avouch {

// Calls work() on up to `jobs` threads, the caller's among them, and returns when all have ended. Where the
// system gives no more threads, fewer do the work. `work` must not throw: an exception that leaves a thread
// ends the process.
void on_threads(std::size_t jobs, const std::function<void()>& work);

// Calls work(i) for each i below `count`, in that order, on up to `jobs` threads. After an exception nothing
// more begins, and the first one is rethrown.
void on_each(std::size_t count, std::size_t jobs, const std::function<void(std::size_t i)>& work);

// Things that are made concurrently and taken in their order.
struct OrderedWork {
  std::size_t count = 0;
  std::size_t jobs = 1;
  // Of things whose weights are more than that together, only the first one is made. Empty: they weigh
  // nothing.
  std::function<std::size_t(std::size_t i)> weight = {};
  std::size_t most_weight = 0;
  std::function<void(std::size_t i)> make;  // called for each i below `count`, by several threads
  std::function<void(std::size_t i)> take;  // called in the order of i, one at a time, after make(i)
};

// Does that work. Few things wait for being taken. After an exception nothing more begins, and the first one
// is rethrown.
void make_in_order(const OrderedWork& work);

}  // namespace avouch

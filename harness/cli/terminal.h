// SPDX-License-Identifier: MIT
// What the two output streams are connected to.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>

#include "exchange/transport.h"

namespace avouch {

bool stdout_is_terminal();
bool stderr_is_terminal();
// Columns of the terminal on stdout; 100 where it is none.
std::size_t terminal_width();

// A transport that counts, and a line on stderr that tells the count while a run is long (from half a second
// on). The line is taken away at the end. Nothing is printed unless `visible`.
class Progress : public Transport {
 public:
  Progress(Transport& transport, std::size_t expected, bool visible);
  ~Progress() override;
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  Exchange send(const http::Request& request) override;

 private:
  void tell();

  Transport& transport_;
  std::size_t expected_;
  std::atomic<std::size_t> done_{0};
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_over_ = false;
  std::thread teller_;
};

}  // namespace avouch

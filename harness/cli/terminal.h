// SPDX-License-Identifier: MIT
// What the two output streams are connected to, and on which machine.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>

namespace avouch {

bool stdout_is_terminal();
bool stderr_is_terminal();
// Columns of the terminal on stdout; 100 where it is none.
std::size_t terminal_width();

// Of the machine; "localhost" where it has none.
std::string this_host();

// A line on stderr that tells how much is done while that takes long (from half a second on). It is taken
// away at the end. Nothing is printed unless `visible`. Any thread may step.
class ProgressLine {
 public:
  // What is counted, by its singular and plural.
  ProgressLine(std::size_t expected, std::string one, std::string many, bool visible);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void step() { ++done_; }

 private:
  void tell();

  std::size_t expected_;
  std::string one_;
  std::string many_;
  std::atomic<std::size_t> done_{0};
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_over_ = false;
  std::thread teller_;
};

}  // namespace avouch

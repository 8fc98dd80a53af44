// SPDX-License-Identifier: MIT
// Properties of the output streams and the machine, and progress lines.
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
// Whether stderr is a terminal that can write a line anew: TERM=dumb says that it cannot.
bool stderr_shows_progress();
// Returns the columns of the terminal on stdout; 100 if stdout is not a terminal.
std::size_t terminal_width();

// Returns the host name of the machine; "localhost" if it has none.
std::string this_host();

// Shows progress of long work (from half a second on) in a line on stderr. The destructor clears the line.
// Prints nothing unless `visible`. step() is thread-safe.
class ProgressLine {
 public:
  // `one` and `many` are the singular and plural of the counted things.
  ProgressLine(std::size_t expected, std::string one, std::string many, bool visible);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void step(std::size_t count = 1) { done_ += count; }

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

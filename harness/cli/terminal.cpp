// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>
#include <string>

#include "reports/progress.h"

namespace avouch {

bool stdout_is_terminal() {
  return ::isatty(STDOUT_FILENO) == 1;
}
bool stderr_is_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

std::size_t terminal_width() {
  constexpr std::size_t kOtherwise = 100;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 40) return kOtherwise;
  return size.ws_col;
}

Progress::Progress(Transport& transport, std::size_t expected, bool visible)
    : transport_(transport), expected_(expected) {
  if (visible) teller_ = std::thread([this] { tell(); });
}

Progress::~Progress() {
  if (!teller_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  ended_.notify_all();
  teller_.join();
}

Exchange Progress::send(const http::Request& request) {
  Exchange exchange = transport_.send(request);
  ++done_;
  return exchange;
}

void Progress::tell() {
  constexpr std::chrono::milliseconds kLong{500};
  constexpr std::chrono::milliseconds kTick{200};
  constexpr std::size_t kColumns = 60;
  std::unique_lock lock(mutex_);
  bool is_shown = false;
  for (std::chrono::milliseconds wait = kLong; !ended_.wait_for(lock, wait, [this] { return is_over_; });
       wait = kTick) {
    std::cerr << "\r\x1b[K" << progress_line(done_, expected_, "", kColumns) << std::flush;
    is_shown = true;
  }
  if (is_shown) std::cerr << "\r\x1b[K" << std::flush;
}

}  // namespace avouch

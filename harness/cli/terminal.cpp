// SPDX-License-Identifier: MIT
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <new>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "reports/progress.h"

namespace avouch {

bool stdout_is_terminal() {
  return ::isatty(STDOUT_FILENO) == 1;
}
bool stderr_shows_progress() {
  const char* terminal = std::getenv("TERM");  // NOLINT: before threads start
  return ::isatty(STDERR_FILENO) == 1 && (terminal == nullptr || std::string_view(terminal) != "dumb");
}

std::size_t terminal_width() {
  constexpr std::size_t kOtherwise = 100;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 40) return kOtherwise;
  return size.ws_col;
}

std::string this_host() {
  char name[256] = "localhost";
  if (::gethostname(name, sizeof name - 1) != 0) return "localhost";
  return name;
}

ProgressLine::ProgressLine(std::size_t expected, std::string one, std::string many, bool visible)
    : expected_(expected), one_(std::move(one)), many_(std::move(many)) {
  if (!visible) return;
  try {
    teller_ = std::thread([this] { tell(); });
  } catch (const std::system_error&) {
    // No thread is available: the work continues without a progress line.
  } catch (const std::bad_alloc&) {
    // No memory either.
  }
}

ProgressLine::~ProgressLine() {
  if (!teller_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  ended_.notify_all();
  teller_.join();
}

void ProgressLine::tell() {
  constexpr std::chrono::milliseconds kLong{500};
  constexpr std::chrono::milliseconds kTick{200};
  std::unique_lock lock(mutex_);
  bool is_shown = false;
  const auto line = [this] {
    try {
      return progress_line(done_, expected_, one_, many_);
    } catch (const std::bad_alloc&) {  // an exception must not end the process from this thread
      return std::string();
    }
  };
  for (std::chrono::milliseconds wait = kLong; !ended_.wait_for(lock, wait, [this] { return is_over_; });
       wait = kTick) {
    std::cerr << "\r\x1b[K" << line() << std::flush;
    is_shown = true;
  }
  if (is_shown) std::cerr << "\r\x1b[K" << std::flush;
}

}  // namespace avouch

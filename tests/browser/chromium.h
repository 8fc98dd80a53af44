// SPDX-License-Identifier: MIT
// A headless Chromium with its own profile that opens one page. The destructor ends it.
#pragma once

#include <sys/types.h>

#include <string>

namespace avouch {

// The program: AVOUCH_BROWSER, else what PATH knows as chromium; empty where there is none.
std::string chromium_program();

class Chromium {
 public:
  // Throws std::runtime_error where it cannot be started.
  Chromium(const std::string& program, const std::string& url);
  Chromium(const Chromium&) = delete;
  Chromium& operator=(const Chromium&) = delete;
  ~Chromium();

 private:
  std::string profile_;
  pid_t process_ = 0;  // leads a group of its own
};

}  // namespace avouch

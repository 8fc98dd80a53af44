// SPDX-License-Identifier: MIT
#include "cli/option/standard_input.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/file.h"

namespace avouch {
namespace {

Error unread(const std::string& why, const std::string& hint) {
  return {.title = "stdin cannot be read: " + why, .place = {.file = kStandardInput}, .hint = hint};
}

}  // namespace

Result<std::string> read_standard_input() {
  constexpr const char* kPipeIt = "Pipe a document into Avouch, or name a file.";
  if (::isatty(STDIN_FILENO) == 1) return unread("it is a terminal", kPipeIt);
  std::string text;
  std::array<char, 65536> bytes{};
  while (true) {
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count == 0) return text;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unread(std::strerror(errno), kPipeIt);
    text.append(bytes.data(), static_cast<std::size_t>(count));
    if (text.size() > kLongestFile)
      return unread("it is longer than " + std::to_string(kLongestFile >> 20U) + " MiB",
                    "Pipe a smaller document into Avouch.");
  }
}

}  // namespace avouch

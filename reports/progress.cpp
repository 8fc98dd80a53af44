// SPDX-License-Identifier: MIT
#include "reports/progress.h"

#include <algorithm>

#include "base/text.h"

namespace avouch {
namespace {

// The longest prefix of well-formed UTF-8 with at most `width` code points.
std::string cut(const std::string& text, std::size_t width) {
  std::size_t at = 0;
  for (std::size_t points = 0; at < text.size(); ++at) {
    const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (starts && points++ == width) break;
  }
  return text.substr(0, at);
}

}  // namespace

std::string progress_line(std::size_t done, std::size_t total, std::string_view current, std::size_t width) {
  constexpr std::size_t kBar = 20;
  const std::size_t filled = total == 0 ? 0 : std::min(done, total) * kBar / total;
  std::string line = "[" + std::string(filled, '#') + std::string(kBar - filled, '-') + "]  " +
                     std::to_string(done) + " of " + counted(total, "exchange", "exchanges");
  if (!current.empty()) line += "  " + printable(current);
  return cut(line, width);
}

}  // namespace avouch

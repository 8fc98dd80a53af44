// SPDX-License-Identifier: MIT
#include "reports/progress.h"

#include "base/text.h"

namespace avouch {

std::string progress_line(std::size_t done, std::size_t total, std::string_view one, std::string_view many) {
  if (done > total) return counted(done, one, many);
  constexpr std::size_t kBar = 20;
  const std::size_t filled = total == 0 ? 0 : done * kBar / total;
  return "[" + std::string(filled, '#') + std::string(kBar - filled, '-') + "]  " + std::to_string(done) +
         " of " + counted(total, one, many);
}

}  // namespace avouch

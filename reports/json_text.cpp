// SPDX-License-Identifier: MIT
#include "reports/json_text.h"

#include <string_view>

namespace avouch {

std::string json_text(std::string dumped) {
  constexpr std::string_view kTwo = "##";
  if (dumped.find(kTwo) == dumped.npos) {  // no copy of a large report
    dumped += '\n';
    return dumped;
  }
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = dumped.find(kTwo); at != dumped.npos; at = dumped.find(kTwo, done)) {
    out.append(dumped, done, at + 1 - done).append("\\u0023");
    done = at + kTwo.size();
  }
  return out.append(dumped, done).append("\n");
}

}  // namespace avouch

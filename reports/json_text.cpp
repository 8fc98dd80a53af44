// SPDX-License-Identifier: MIT
#include "reports/json_text.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace avouch {

std::string json_text(const nlohmann::ordered_json& report) {
  constexpr int kIndent = 2;
  constexpr bool kAscii = true;
  const std::string text =
      report.dump(kIndent, ' ', kAscii, nlohmann::ordered_json::error_handler_t::replace);
  // In JSON, # stands in strings alone.
  constexpr std::string_view kTwo = "##";
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = text.find(kTwo); at != text.npos; at = text.find(kTwo, done)) {
    out.append(text, done, at + 1 - done).append("\\u0023");
    done = at + kTwo.size();
  }
  return out.append(text, done).append("\n");
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "reports/json_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace avouch {
namespace {

// Written as it is in a string of JSON, whatever stands beside it.
bool is_plain(char c) {
  return c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '#';
}

}  // namespace

std::string json_part(std::string dumped) {
  constexpr std::string_view kTwo = "##";
  if (dumped.find(kTwo) == dumped.npos) return dumped;  // no copy of a large report
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = dumped.find(kTwo); at != dumped.npos; at = dumped.find(kTwo, done)) {
    out.append(dumped, done, at + 1 - done).append("\\u0023");
    done = at + kTwo.size();
  }
  return out.append(dumped, done);
}

std::string json_string_part(std::string_view text) {
  using Json = nlohmann::ordered_json;
  if (std::ranges::all_of(text, is_plain)) return "\"" + std::string(text) + "\"";
  return json_part(Json(text).dump(-1, ' ', true, Json::error_handler_t::replace));
}

std::string json_text(std::string dumped) {
  std::string text = json_part(std::move(dumped));
  text += '\n';
  return text;
}

}  // namespace avouch

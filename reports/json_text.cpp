// SPDX-License-Identifier: MIT
#include "reports/json_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace avouch {
namespace {

bool is_escaped(char c) {
  return c == '"' || c == '\\' || c == '\n';
}

// Written in a string of JSON as it is or after a backslash, whatever stands beside it.
bool is_plain(char c) {
  return (c >= ' ' && c <= '~' && c != '#') || c == '\n';
}

// Precondition: all of the text is plain. Most texts of a report are, and the library takes longer for each
// byte.
void append_plain(std::string& to, std::string_view text) {
  for (auto done = text.begin(); done != text.end();) {
    const auto at = std::find_if(done, text.end(), is_escaped);
    to.append(done, at);
    if (at == text.end()) break;
    to.append({'\\', *at == '\n' ? 'n' : *at});
    done = at + 1;
  }
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

void append_json_string(std::string& to, std::string_view text) {
  using Json = nlohmann::ordered_json;
  if (std::ranges::all_of(text, is_plain)) {
    to += '"';
    append_plain(to, text);
    to += '"';
  } else {
    to += json_part(Json(text).dump(-1, ' ', true, Json::error_handler_t::replace));
  }
}

std::string json_text(std::string dumped) {
  std::string text = json_part(std::move(dumped));
  text += '\n';
  return text;
}

}  // namespace avouch

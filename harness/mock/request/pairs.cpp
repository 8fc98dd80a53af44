// SPDX-License-Identifier: MIT
#include "mock/request/pairs.h"

#include <algorithm>

#include "base/percent.h"
#include "base/text.h"

namespace avouch {

std::string form_decoded(std::string_view text) {
  std::string blanks(text);
  std::replace(blanks.begin(), blanks.end(), '+', ' ');
  return percent_decoded(blanks);
}

std::string_view path_of(std::string_view target) {
  return target.substr(0, target.find('?'));
}

MockPairs form_pairs(std::string_view body) {
  MockPairs pairs;
  for (const std::string_view pair : split(body, '&')) {
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    pairs.emplace_back(form_decoded(pair.substr(0, equals)),
                       equals == pair.npos ? std::string() : std::string(pair.substr(equals + 1)));
  }
  return pairs;
}

MockPairs query_pairs(std::string_view target) {
  const std::size_t mark = target.find('?');
  return mark == target.npos ? MockPairs{} : form_pairs(target.substr(mark + 1));
}

MockPairs cookie_pairs(const http::Request& request) {
  MockPairs pairs;
  for (const std::string& line : http::values(request.fields, "Cookie")) {
    for (const std::string_view part : split(line, ';')) {
      const std::string_view pair = trim_ows(part);
      const std::size_t equals = pair.find('=');
      if (equals == pair.npos) continue;
      pairs.emplace_back(percent_decoded(pair.substr(0, equals)), pair.substr(equals + 1));
    }
  }
  return pairs;
}

std::vector<std::string> values_of(const MockPairs& pairs, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : pairs) {
    if (key == name) values.push_back(value);
  }
  return values;
}

}  // namespace avouch

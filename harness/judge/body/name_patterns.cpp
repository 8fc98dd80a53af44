// SPDX-License-Identifier: MIT
#include "judge/body/name_patterns.h"

#include "base/ascii.h"

namespace avouch {

std::string literal_beginning(std::string_view ecma) {
  if (!ecma.starts_with('^') || ecma.find('|') != ecma.npos) return {};
  const std::string_view rest = ecma.substr(1);
  const auto end = std::find_if_not(rest.begin(), rest.end(), [](char c) {
    return is_alpha(c) || is_digit(c) || std::string_view("_-:/@ ").find(c) != std::string_view::npos;
  });
  std::string beginning(rest.begin(), end);
  const bool is_repeated = end != rest.end() && std::string_view("?*+{").find(*end) != std::string_view::npos;
  if (is_repeated && !beginning.empty()) beginning.pop_back();
  return beginning;
}

void NamePatterns::add(std::string_view ecma, Pattern pattern, std::size_t node) {
  std::string beginning = literal_beginning(ecma);
  if (beginning.empty()) {
    free_.push_back(all_.size());
  } else {
    lengths_.insert(beginning.size());
    by_beginning_[std::move(beginning)].push_back(all_.size());
  }
  all_.emplace_back(std::move(pattern), node);
}

}  // namespace avouch

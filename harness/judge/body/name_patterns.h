// SPDX-License-Identifier: MIT
// The patterns of a patternProperties, by the text that a name must begin with: of many patterns, most names
// concern few.
//
//   NamePatterns patterns;
//   patterns.add("^x-", *Pattern::compile("^x-"), 7);
//   patterns.each_for("x-rate", [](const Pattern& pattern, std::size_t node) { … });
//
// Immutable once filled; thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pattern/pattern.h"

namespace avouch {

// The text that everything begins with that the pattern matches; empty if none is known. "x-" of "^x-\d+$".
std::string literal_beginning(std::string_view ecma);

class NamePatterns {
 public:
  void add(std::string_view ecma, Pattern pattern, std::size_t node);

  bool empty() const { return all_.empty(); }

  // Calls `each` with the patterns that may match the name, in the order in which they were added.
  template <class Each>
  void each_for(std::string_view name, const Each& each) const {
    if (all_.size() < kFew) {
      for (const auto& [pattern, node] : all_) each(pattern, node);
      return;
    }
    std::vector<std::size_t> found = free_;
    for (const std::size_t length : lengths_) {
      if (length > name.size()) break;
      const auto known = by_beginning_.find(name.substr(0, length));
      if (known != by_beginning_.end()) found.insert(found.end(), known->second.begin(), known->second.end());
    }
    std::sort(found.begin(), found.end());
    for (const std::size_t index : found) each(all_[index].first, all_[index].second);
  }

 private:
  static constexpr std::size_t kFew = 8;  // are tried one by one

  std::vector<std::pair<Pattern, std::size_t>> all_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_beginning_;
  std::set<std::size_t> lengths_;  // of the beginnings
  std::vector<std::size_t> free_;  // without a beginning
};

}  // namespace avouch

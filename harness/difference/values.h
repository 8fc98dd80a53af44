// SPDX-License-Identifier: MIT
// JSON values as a set, by the equality of JSON Schema: numbers by value, members in any order (JSON Schema
// 2020-12 Core §4.2.2).
//
//   const ValueSet known({"1.0", R"({"a": 1, "b": 2})"});
//   known.has("1") && known.has(R"({"b": 2, "a": 1.0})")
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

namespace avouch {

// One text for all JSON texts of equal values. Precondition: JSON.
std::string normal_text(const std::string& text);

class ValueSet {
 public:
  explicit ValueSet(const std::vector<std::string>& texts);

  bool has(const std::string& text) const { return known_.contains(normal_text(text)); }
  bool has_all(const ValueSet& others) const;
  std::size_t size() const { return known_.size(); }  // equal texts count once

 private:
  std::unordered_set<std::string> known_;
};

}  // namespace avouch

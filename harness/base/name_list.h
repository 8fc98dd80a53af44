// SPDX-License-Identifier: MIT
// Names in the order in which they were added, each once. Finds a name in a time that does not depend on how
// many there are: a schema may require tens of thousands.
//
//   NameList names;
//   names.add("id");
//   names.contains("id")
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/steps.h"

namespace avouch {

class NameList {
 public:
  // Returns whether the name is new.
  bool add(const std::string& name) {
    if (contains(name)) return false;
    names_.push_back(name);
    if (names_.size() > kFew) {
      if (known_.empty()) known_.insert(names_.begin(), names_.end());
      known_.insert(name);
    }
    return true;
  }

  bool contains(std::string_view name) const {
    count_steps(names_.size() > kFew ? 1 : names_.size());
    return names_.size() > kFew ? known_.contains(name)
                                : std::find(names_.begin(), names_.end(), name) != names_.end();
  }

  void erase(const std::string& name) {
    std::erase(names_, name);
    known_.erase(name);
    if (names_.size() <= kFew) known_.clear();
  }

  const std::vector<std::string>& all() const { return names_; }
  std::size_t size() const { return names_.size(); }
  std::vector<std::string>::const_iterator begin() const { return names_.begin(); }
  std::vector<std::string>::const_iterator end() const { return names_.end(); }

 private:
  static constexpr std::size_t kFew = 12;  // that are walked over

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
  };

  std::vector<std::string> names_;
  std::unordered_set<std::string, Hash, std::equal_to<>> known_;  // the same, if there are more than a few
};

}  // namespace avouch

// SPDX-License-Identifier: MIT
// The other alternatives of an anyOf or a oneOf that may accept what breaks a keyword of one alternative,
// found by the values that they list. Thousands of alternatives that are a const each are not compared in
// pairs:
//
//   Rivals rivals(schema);
//   for (const std::size_t branch : rivals.of(choice, node, keyword)) … covers(schema, …) …
//
// What it knows of a choice is worked out when it is first asked. Keeps a reference to the schema. Not
// thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "contract/schema/schema.h"

namespace avouch {

class Rivals {
 public:
  explicit Rivals(const Schema& schema) : schema_(schema) {}

  // The branches of the choice that may accept all that breaks nothing of the node `narrow` but the keyword
  // `broken`, in order. The others list values, and not all that the node lists.
  std::vector<std::size_t> of(std::size_t choice, std::size_t narrow, std::size_t broken);

  // A branch of the choice that accepts whatever the branch `narrow` accepts: no value matches that one
  // alone.
  std::optional<std::size_t> covering(std::size_t choice, std::size_t narrow);

  // The branches of the choice that allow everything, in order.
  const std::vector<std::size_t>& open(std::size_t choice);

 private:
  using Branches = std::vector<std::size_t>;
  struct Listed {
    std::unordered_map<std::string_view, Branches> constant;     // by the value of a const
    std::unordered_map<std::string_view, Branches> enumeration;  // by each value of an enum
    Branches others;                                             // list no values
    Branches branches;                                           // all
  };

  const Listed& listed(std::size_t choice);

  const Schema& schema_;
  std::unordered_map<std::size_t, Listed> listed_;  // by choice
  std::unordered_map<std::size_t, Branches> open_;
  std::map<std::pair<std::size_t, std::size_t>, std::optional<std::size_t>>
      covering_;  // by choice and branch
};

}  // namespace avouch

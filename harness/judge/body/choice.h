// SPDX-License-Identifier: MIT
// The alternatives of an anyOf or oneOf that may accept a value. Where a const or an enum tells many of them
// apart, of the value itself or of one of its members, they are looked up instead of tried one by one:
//
//   const std::unique_ptr<const Choice> choice = Choice::of(schema, keyword);   // null: try each
//   if (choice->find(value, found)) …found: branches, in order…   else  …any of them may accept it…
//
// What is left out cannot accept the value, so trying it would change nothing. Immutable; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/schema/schema.h"
#include "json/instance.h"

namespace avouch {

class Choice {
 public:
  // Null if the keyword has few alternatives that are told apart so.
  static std::unique_ptr<const Choice> of(const Schema& schema, const SchemaKeyword& keyword);

  // Returns false if nothing is known about the value.
  bool find(const Value& value, std::vector<std::uint32_t>& found) const;

 private:
  // A scalar that tells, and the branch that it tells of.
  struct Told {
    std::uint64_t hash = 0;
    std::uint32_t branch = 0;
    bool operator<(const Told& other) const {
      return hash != other.hash ? hash < other.hash : branch < other.branch;
    }
  };

  std::optional<std::string> member_;  // what tells; none: the value itself
  std::vector<Told> told_;             // sorted
  std::vector<std::uint32_t> open_;    // branches that may accept whatever it is, in order
};

}  // namespace avouch

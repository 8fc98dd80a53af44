// SPDX-License-Identifier: MIT
// Finds the values of a JSON value by their pointers, in a time that does not depend on its size.
//
//   const PointerIndex index(root);
//   index.find("/paths/~1users/get")   // nullptr if no value exists there
//
// Keeps 24 bytes per value and no pointer: a name that is found is compared with those on the way from the
// root. Refers to the members and items of `root`, which must outlive it, unchanged; `root` itself may move.
// Immutable; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/json_value.h"

namespace avouch {

class PointerIndex {
 public:
  explicit PointerIndex(const JsonValue& root);

  // Not the root, whose pointer is "".
  const JsonValue* find(std::string_view pointer) const;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  struct Entry {
    const JsonValue* value;
    const std::string* name;     // of a member; null for an item
    std::uint32_t hash : 31;     // a part of that of its pointer, so that few others are compared
    std::uint32_t is_plain : 1;  // the token is the name as it is
    std::uint32_t parent;        // kNone: the root
  };

  bool is_at(const Entry& entry, std::string_view pointer) const;
  std::size_t index_of(const Entry& item) const;

  const JsonValue* first_item_;  // of the root
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // a hash table with open addressing, of indices into entries_
};

}  // namespace avouch

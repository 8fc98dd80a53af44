// SPDX-License-Identifier: MIT
// The names of an object's members, once all of them are read: which of them count (of two equal ones the
// last), and where to find them. For instance_parser.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "json/instance.h"

namespace avouch {

class InstanceNames {
 public:
  explicit InstanceNames(Instance& instance) : instance_(instance) {}

  // Of the object at that cell: marks the names that do not count, takes them from its size, and gives an
  // object of many members its index. Returns the cells of the names that stand there more than once.
  std::vector<std::uint32_t> close(std::uint32_t object);

  std::string_view text(std::uint32_t name) const { return Value(&instance_, name).text(); }

 private:
  static constexpr std::size_t kBig = 16;  // an object with more members gets an index

  std::uint32_t after_member(std::uint32_t name) const;
  void compare(std::uint32_t object, std::vector<std::uint32_t>& repeated);
  void index(std::uint32_t object, std::vector<std::uint32_t>& repeated);
  void shadow(std::uint32_t name, std::uint32_t object);

  Instance& instance_;
};

}  // namespace avouch

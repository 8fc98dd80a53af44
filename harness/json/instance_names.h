// SPDX-License-Identifier: MIT
// Indexes the member names of an object after all of them are parsed. Of equal names, the last one counts.
// Used by instance_parser.cpp.
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

  // Closes the object at that cell: marks the names that do not count, subtracts them from the object's size,
  // and builds the index of a large object. Returns the cells of the names that occur more than once.
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

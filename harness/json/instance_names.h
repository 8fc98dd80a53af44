// SPDX-License-Identifier: MIT
// Indexes the member names of an object after all of them are parsed. Of equal names, the last one counts.
// Used by instance_parser.cpp.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "json/instance.h"

namespace avouch {

class InstanceNames {
 public:
  explicit InstanceNames(Instance& instance) : instance_(instance) {}

  // Closes the object at that cell, whose members end at the last cell: marks the names that do not count,
  // subtracts them from `count`, and builds the index of a large object. Returns the cells of the names that
  // occur more than once.
  std::vector<std::uint32_t> close(std::uint32_t object, std::uint32_t count);

  // The steps of close() for an object of that many members (base/work_budget.h): a large one is sorted.
  static std::size_t steps_of(std::uint32_t count) {
    return count > kBig ? std::size_t{count} * std::bit_width(count) / 2 : 1;
  }

  std::string_view text(std::uint32_t name) const { return Value(&instance_, name).text(); }

 private:
  static constexpr std::size_t kBig = 16;  // an object with more members gets an index

  std::uint32_t after_member(std::uint32_t name) const;
  std::uint32_t end() const { return static_cast<std::uint32_t>(instance_.cells_.size()); }
  Instance::Cell compare(std::uint32_t object, std::uint32_t count, std::vector<std::uint32_t>& repeated);
  Instance::Cell index(std::uint32_t object, std::uint32_t count, std::vector<std::uint32_t>& repeated);

  Instance& instance_;
};

}  // namespace avouch

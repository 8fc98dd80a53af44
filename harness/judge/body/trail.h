// SPDX-License-Identifier: MIT
// What was applied below a trial (trial.h), to be counted if the trial turns out to matter.
//
//   const std::size_t begin = trail.size();
//   trail.add(id, 1);
//   trail.cut(begin);   // the trial failed
//
// A note is an id and how often it was noted. The ids below `dense` are keywords, and nodes with the kind of
// a value; the others are records of a Memo. Notes of one section, which are kept or cut together, are merged
// when there are many, so that the memory depends on the schema and not on the value. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace avouch {

struct TrailNote {
  std::uint32_t id = 0;
  std::uint32_t times = 0;
};

class Trail {
 public:
  explicit Trail(std::size_t dense) : dense_(dense) {}

  std::size_t size() const { return notes_.size(); }
  const TrailNote& operator[](std::size_t index) const { return notes_[index]; }
  void cut(std::size_t size) {
    if (size < notes_.size()) notes_.resize(size);
  }
  void add(std::size_t id, std::uint32_t times) {
    notes_.push_back({static_cast<std::uint32_t>(id), times});
    if (notes_.size() - section_ > merge_at_) merge();
  }

  // Begins a section; returns what end_section() restores.
  std::size_t begin_section() {
    const std::size_t outer = section_;
    section_ = notes_.size();
    return outer;
  }
  void end_section(std::size_t outer) { section_ = outer; }

 private:
  static constexpr std::size_t kFew = 4'096;

  void merge();

  std::size_t dense_;
  std::vector<TrailNote> notes_;
  std::size_t section_ = 0;  // where the innermost section begins
  std::size_t merge_at_ = kFew;
  std::vector<std::uint32_t> places_;  // by dense id, while merging: its index in notes_ + 1
};

}  // namespace avouch

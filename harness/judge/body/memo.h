// SPDX-License-Identifier: MIT
// Results of applying nodes to arrays and objects in trials, so that a schema that reaches one value on many
// ways is applied to it once: each level of a recursive anyOf would double the work.
//
//   if (const Memo::Result* known = memo.find(node, cell)) return known->is_good;
//   memo.keep(node, cell, {.is_good = is_good, .record = record});
//
// A record holds the notes of a value that was accepted (trail.h). They are counted as often as the value was
// accepted. Bounded: of two results with one place in the table the later one is kept, and notes are recorded
// until there are too many, or no memory is left for more in the budget. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/work_budget.h"
#include "judge/body/trail.h"

namespace avouch {

class Memo {
 public:
  static constexpr std::uint32_t kNoRecord = 0xFFFFFFFFU;
  static constexpr std::uint32_t kNoMarks = 0xFFFFFFFFU;

  struct Result {
    bool is_good = false;
    bool is_unknown = false;
    std::uint32_t record = kNoRecord;  // the notes; none if there are none
    std::uint32_t marks = kNoMarks;    // what it evaluated, as the caller keeps it; none if nobody asked
  };

  const Result* find(std::size_t node, std::uint32_t cell) const;
  void keep(std::size_t node, std::uint32_t cell, const Result& result, WorkBudget& budget);

  // Copies the notes from `begin` on; nullopt if there are too many already.
  std::optional<std::uint32_t> record(const Trail& trail, std::size_t begin, WorkBudget& budget);

  std::size_t records() const { return ends_.size(); }
  // The notes of a record: [first, last) of notes().
  std::size_t first(std::size_t record) const { return record == 0 ? 0 : ends_[record - 1]; }
  std::size_t last(std::size_t record) const { return ends_[record]; }
  const TrailNote& note(std::size_t index) const { return notes_[index]; }

 private:
  struct Entry {
    std::uint32_t node = 0xFFFFFFFFU;
    std::uint32_t cell = 0;
    Result result;
  };

  static std::size_t hash(std::size_t node, std::uint32_t cell);
  void grow(WorkBudget& budget);

  std::vector<Entry> entries_;  // a power of two, or empty
  std::size_t used_ = 0;
  std::vector<TrailNote> notes_;
  std::size_t room_ = 0;             // notes for which memory was taken
  std::vector<std::uint32_t> ends_;  // by record
};

}  // namespace avouch

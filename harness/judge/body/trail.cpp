// SPDX-License-Identifier: MIT
#include "judge/body/trail.h"

#include <algorithm>

namespace avouch {

// Linear in the section, but for the notes of records, which are sorted.
void Trail::merge() {
  places_.resize(dense_);
  std::vector<TrailNote> records;
  std::size_t end = section_;
  for (std::size_t i = section_; i < notes_.size(); ++i) {
    const TrailNote note = notes_[i];
    if (note.id >= dense_) {
      records.push_back(note);
    } else if (places_[note.id] != 0) {
      notes_[places_[note.id] - 1].times += note.times;
    } else {
      notes_[end++] = note;
      places_[note.id] = static_cast<std::uint32_t>(end);
    }
  }
  for (std::size_t i = section_; i < end; ++i) places_[notes_[i].id] = 0;
  notes_.resize(end);
  std::sort(records.begin(), records.end(),
            [](const TrailNote& left, const TrailNote& right) { return left.id < right.id; });
  for (const TrailNote& note : records) {
    if (notes_.size() > end && notes_.back().id == note.id)
      notes_.back().times += note.times;
    else
      notes_.push_back(note);
  }
  merge_at_ = std::max(kFew, 2 * (notes_.size() - section_));
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "judge/body/memo.h"

#include <algorithm>
#include <utility>

namespace avouch {
namespace {

constexpr std::size_t kFewestEntries = 1U << 10U;
constexpr std::size_t kMostEntries = 1U << 20U;  // entries
constexpr std::size_t kMostNotes = 4U << 20U;    // of all records
constexpr std::uint32_t kFreeNode = 0xFFFFFFFFU;

}  // namespace

std::size_t Memo::hash(std::size_t node, std::uint32_t cell) {
  std::uint64_t mixed = (static_cast<std::uint64_t>(node) << 32U) ^ cell;
  mixed *= 0x9E3779B97F4A7C15U;
  return static_cast<std::size_t>(mixed ^ (mixed >> 29U));
}

const Memo::Result* Memo::find(std::size_t node, std::uint32_t cell) const {
  if (entries_.empty()) return nullptr;
  const Entry& entry = entries_[hash(node, cell) & (entries_.size() - 1)];
  return entry.node == node && entry.cell == cell ? &entry.result : nullptr;
}

void Memo::keep(std::size_t node, std::uint32_t cell, const Result& result, WorkBudget& budget) {
  if (used_ * 2 >= entries_.size()) grow(budget);
  if (entries_.empty()) return;
  Entry& entry = entries_[hash(node, cell) & (entries_.size() - 1)];
  if (entry.node == kFreeNode) ++used_;
  entry = {.node = static_cast<std::uint32_t>(node), .cell = cell, .result = result};
}

void Memo::grow(WorkBudget& budget) {
  const std::size_t size = entries_.empty() ? kFewestEntries : 2 * entries_.size();
  if (size > kMostEntries || !budget.try_hold(size * sizeof(Entry))) return;
  const std::vector<Entry> old = std::exchange(entries_, std::vector<Entry>(size));
  used_ = 0;
  for (const Entry& each : old) {
    if (each.node == kFreeNode) continue;
    Entry& entry = entries_[hash(each.node, each.cell) & (entries_.size() - 1)];
    if (entry.node == kFreeNode) ++used_;
    entry = each;
  }
}

std::optional<std::uint32_t> Memo::record(const Trail& trail, std::size_t begin, WorkBudget& budget) {
  const std::size_t count = trail.size() - begin;
  if (notes_.size() + count > kMostNotes) return std::nullopt;
  if (notes_.size() + count > room_) {
    // While they move, both places are held.
    const std::size_t room = std::max(notes_.size() + count, std::max(2 * room_, kFewestEntries));
    if (!budget.try_hold(room * sizeof(TrailNote))) return std::nullopt;
    room_ = room;
    notes_.reserve(room_);
  }
  for (std::size_t i = begin; i < trail.size(); ++i) notes_.push_back(trail[i]);
  ends_.push_back(static_cast<std::uint32_t>(notes_.size()));
  return static_cast<std::uint32_t>(ends_.size() - 1);
}

}  // namespace avouch

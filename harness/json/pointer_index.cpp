// SPDX-License-Identifier: MIT
#include "json/pointer_index.h"

#include <bit>
#include <stdexcept>

#include "json/pointer.h"

namespace avouch {
namespace {

// FNV-1a: the hash of a longer pointer continues that of its beginning.
constexpr std::uint64_t kEmptyHash = 0xCBF29CE484222325U;

std::uint64_t continued(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

std::uint32_t half_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 32U);
}

std::size_t slot_of(std::uint64_t hash, std::size_t slots) {
  return static_cast<std::size_t>(hash ^ (hash >> 32U)) & (slots - 1);
}

bool is_escaped(std::string_view name) {
  return name.find_first_of("~/") != name.npos;
}

// Arrays and objects, with each value in them counted once.
std::size_t count_below(const JsonValue& root) {
  std::size_t count = 0;
  std::vector<const JsonValue*> open = {&root};
  while (!open.empty()) {
    const JsonValue& value = *open.back();
    open.pop_back();
    count += value.items.size() + value.members.size();
    for (const JsonValue& item : value.items) {
      if (item.is_structured()) open.push_back(&item);
    }
    for (const auto& [name, member] : value.members) {
      if (member.is_structured()) open.push_back(&member);
    }
  }
  return count;
}

}  // namespace

PointerIndex::PointerIndex(const JsonValue& root) : first_item_(root.items.data()) {
  const std::size_t count = count_below(root);
  if (count >= kNone) throw std::length_error("a document has too many values");
  entries_.reserve(count);
  slots_.resize(std::bit_ceil(2 * count + 1), kNone);
  struct Open {
    const JsonValue* value;
    std::uint32_t entry;
    std::uint64_t hash;
  };
  std::vector<Open> open = {{&root, kNone, kEmptyHash}};
  const auto enter = [&](const Entry& entry, std::uint64_t hash) {
    const auto index = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(entry);
    std::size_t slot = slot_of(hash, slots_.size());
    while (slots_[slot] != kNone) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = index;
    if (entry.value->is_structured()) open.push_back({entry.value, index, hash});
  };
  while (!open.empty()) {
    const Open top = open.back();
    open.pop_back();
    const std::uint64_t hash = continued(top.hash, "/");
    for (const auto& [name, member] : top.value->members) {
      const std::uint64_t below =
          is_escaped(name) ? continued(hash, pointer_token(name)) : continued(hash, name);
      enter({.value = &member, .name = &name, .hash = half_of(below), .parent = top.entry}, below);
    }
    for (std::size_t i = 0; i < top.value->items.size(); ++i) {
      const std::uint64_t below = continued(hash, std::to_string(i));
      enter({.value = &top.value->items[i], .name = nullptr, .hash = half_of(below), .parent = top.entry},
            below);
    }
  }
}

std::size_t PointerIndex::index_of(const Entry& item) const {
  const JsonValue* first = item.parent == kNone ? first_item_ : entries_[item.parent].value->items.data();
  return static_cast<std::size_t>(item.value - first);
}

bool PointerIndex::is_at(const Entry& entry, std::string_view pointer) const {
  for (const Entry* at = &entry;; at = &entries_[at->parent]) {
    const std::size_t slash = pointer.rfind('/');
    if (slash == pointer.npos) return false;
    const std::string_view token = pointer.substr(slash + 1);
    if (at->name == nullptr     ? token != std::to_string(index_of(*at))
        : is_escaped(*at->name) ? token != pointer_token(*at->name)
                                : token != *at->name)
      return false;
    pointer = pointer.substr(0, slash);
    if (at->parent == kNone) return pointer.empty();
  }
}

const JsonValue* PointerIndex::find(std::string_view pointer) const {
  const std::uint64_t hash = continued(kEmptyHash, pointer);
  std::size_t slot = slot_of(hash, slots_.size());
  for (; slots_[slot] != kNone; slot = (slot + 1) & (slots_.size() - 1)) {
    const Entry& entry = entries_[slots_[slot]];
    if (entry.hash == half_of(hash) && is_at(entry, pointer)) return entry.value;
  }
  return nullptr;
}

}  // namespace avouch

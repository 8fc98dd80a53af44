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

std::uint32_t part_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 33U);
}

std::size_t slot_of(std::uint64_t hash, std::size_t slots) {
  return static_cast<std::size_t>(hash ^ (hash >> 32U)) & (slots - 1);
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
  const auto enter = [&](const Open& parent, const JsonValue& value, const std::string* name,
                         std::string_view token) {
    const std::uint64_t hash = continued(continued(parent.hash, "/"), token);
    const auto index = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back({.value = &value,
                        .name = name,
                        .hash = part_of(hash),
                        .is_plain = name != nullptr && *name == token ? 1U : 0U,
                        .parent = parent.entry});
    std::size_t slot = slot_of(hash, slots_.size());
    while (slots_[slot] != kNone) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = index;
    if (value.is_structured()) open.push_back({&value, index, hash});
  };
  while (!open.empty()) {
    const Open top = open.back();
    open.pop_back();
    for (const auto& [name, member] : top.value->members) {
      const std::string escaped = is_pointer_token(name) ? std::string() : pointer_token(name);
      enter(top, member, &name, escaped.empty() ? name : escaped);
    }
    for (std::size_t i = 0; i < top.value->items.size(); ++i)
      enter(top, top.value->items[i], nullptr, std::to_string(i));
  }
}

std::size_t PointerIndex::index_of(const Entry& item) const {
  const JsonValue* first = item.parent == kNone ? first_item_ : entries_[item.parent].value->items.data();
  return static_cast<std::size_t>(item.value - first);
}

bool PointerIndex::is_at(const Entry& entry, std::string_view pointer) const {
  // Takes a token away, with the slash before it.
  const auto ends_with = [&](std::string_view token) {
    const bool does = pointer.size() > token.size() && pointer.ends_with(token) &&
                      pointer[pointer.size() - token.size() - 1] == '/';
    if (does) pointer.remove_suffix(token.size() + 1);
    return does;
  };
  for (const Entry* at = &entry;; at = &entries_[at->parent]) {
    const bool is_here = at->name == nullptr ? ends_with(std::to_string(index_of(*at)))
                         : at->is_plain == 1 ? ends_with(*at->name)
                                             : ends_with(pointer_token(*at->name));
    if (!is_here) return false;
    if (at->parent == kNone) return pointer.empty();
  }
}

const JsonValue* PointerIndex::find(std::string_view pointer) const {
  const std::uint64_t hash = continued(kEmptyHash, pointer);
  std::size_t slot = slot_of(hash, slots_.size());
  for (; slots_[slot] != kNone; slot = (slot + 1) & (slots_.size() - 1)) {
    const Entry& entry = entries_[slots_[slot]];
    if (entry.hash == part_of(hash) && is_at(entry, pointer)) return entry.value;
  }
  return nullptr;
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "json/instance.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.h"
#include "json/number.h"
#include "json/writer.h"

namespace avouch {
Instance::Cell Instance::cell_of(ValueKind kind, std::uint32_t flags, const Extent& extent) {
  if (extent.size <= Cell::kMostSize) return {kind, flags, extent};
  const auto at = static_cast<std::uint32_t>(index_.size());
  index_.insert(index_.end(), {extent.at, extent.size});
  return {kind, flags | kLarge, {.at = at, .size = 0}};
}

std::optional<Value> Value::find(std::string_view name) const {
  if (at().is_large()) {  // its names are sorted
    const auto first =
        instance_->index_.begin() + static_cast<std::ptrdiff_t>(at().extent().at + Instance::kExtentFields);
    const auto last = first + static_cast<std::ptrdiff_t>(size());
    const auto found = std::lower_bound(first, last, name, [&](std::uint32_t cell, std::string_view wanted) {
      return Value(instance_, cell).text() < wanted;
    });
    if (found == last || Value(instance_, *found).text() != name) return std::nullopt;
    return Value(instance_, *found + 1);
  }
  for (const Member& member : members()) {
    if (member.name == name) return member.value;
  }
  return std::nullopt;
}

bool Value::operator==(const Value& other) const {
  std::vector<std::pair<Value, Value>> open;
  std::pair<Value, Value> pair{*this, other};
  for (;;) {
    const auto& [left, right] = pair;
    if (left.kind() != right.kind()) return false;
    switch (left.kind()) {
      case ValueKind::null:
        break;
      case ValueKind::boolean:
        if (left.is_true() != right.is_true()) return false;
        break;
      case ValueKind::number:
        if (compare_numbers(left.text(), right.text()) != 0) return false;
        break;
      case ValueKind::string:
        if (left.text() != right.text()) return false;
        break;
      case ValueKind::array: {
        if (left.size() != right.size()) return false;
        auto in_right = right.items().begin();
        for (const Value item : left.items()) {
          open.emplace_back(item, *in_right);
          ++in_right;
        }
        break;
      }
      case ValueKind::object:
        if (left.size() != right.size()) return false;
        for (const Member& member : left.members()) {
          const std::optional<Value> in_right = right.find(member.name);
          if (!in_right) return false;
          open.emplace_back(member.value, *in_right);
        }
        break;
    }
    if (open.empty()) return true;
    pair = open.back();
    open.pop_back();
  }
}

std::uint64_t hash_value(const Value& value, std::size_t* bytes) {
  // Goes from the last cell to the first: the contents of a value are processed before the value itself.
  const std::uint32_t first = value.cell_;
  const std::uint32_t last = value.next();
  std::vector<std::uint64_t> hashes(last - first);
  std::size_t read = 0;
  const auto mixed = [](std::uint64_t a, std::uint64_t b) {
    a ^= b + 0x9E3779B97F4A7C15U + (a << 6U) + (a >> 2U);
    return a * 0xFF51AFD7ED558CCDU;
  };
  for (std::uint32_t cell = last; cell-- > first;) {
    const Value at(value.instance_, cell);
    std::uint64_t hash = static_cast<std::uint64_t>(at.kind()) + 1;
    switch (at.kind()) {
      case ValueKind::null:
        break;
      case ValueKind::boolean:
        hash = mixed(hash, at.is_true() ? 1 : 0);
        break;
      case ValueKind::number:
        hash = mixed(hash, hash_number(at.text()));
        read += at.text().size();
        break;
      case ValueKind::string:
        hash = mixed(hash, std::hash<std::string_view>{}(at.text()));
        read += at.text().size();
        break;
      case ValueKind::array:
        for (const Value item : at.items()) hash = mixed(hash, hashes[item.cell_ - first]);
        break;
      case ValueKind::object: {
        std::uint64_t sum = 0;  // independent of the order of the members
        for (const Member& member : at.members()) {
          sum += mixed(std::hash<std::string_view>{}(member.name), hashes[member.value.cell_ - first]);
        }
        hash = mixed(hash, sum);
        break;
      }
    }
    hashes[cell - first] = hash;
  }
  if (bytes != nullptr) *bytes += read;
  return hashes[0];
}

std::string to_text(const Value& value, std::size_t limit) {
  struct Open {  // a container that is not closed yet
    Value value;
    Value::Items::Iterator item;
    Value::Members::Iterator member;
    bool first = true;
  };
  const auto opened = [](const Value& container) {
    return Open{container, container.items().begin(), container.members().begin()};
  };
  std::string out;
  std::vector<Open> stack;
  const auto begin = [&](const Value& next) {
    switch (next.kind()) {
      case ValueKind::null:
        out += "null";
        break;
      case ValueKind::boolean:
        out += next.is_true() ? "true" : "false";
        break;
      case ValueKind::number:
        out += next.text();
        break;
      case ValueKind::string:
        append_string(next.text().substr(0, limit == std::string::npos ? limit : limit + 8), out);
        break;
      case ValueKind::array:
        out += '[';
        break;
      case ValueKind::object:
        out += '{';
        break;
    }
    if (is_container(next.kind())) stack.push_back(opened(next));
  };
  begin(value);
  while (!stack.empty() && out.size() <= limit) {
    Open& top = stack.back();
    const bool is_array = top.value.kind() == ValueKind::array;
    if (is_array ? top.item == top.value.items().end() : top.member == top.value.members().end()) {
      out += is_array ? ']' : '}';
      stack.pop_back();
      continue;
    }
    if (!std::exchange(top.first, false)) out += ',';
    if (is_array) {
      const Value item = *top.item;
      ++top.item;
      begin(item);
    } else {
      const Member member = *top.member;
      ++top.member;
      append_string(member.name, out);
      out += ':';
      begin(member.value);
    }
  }
  if (out.size() > limit) {
    std::size_t cut = limit;
    while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xC0U) == 0x80U) --cut;
    out.resize(cut);
    out += "…";
  }
  return out;
}

}  // namespace avouch

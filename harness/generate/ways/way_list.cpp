// SPDX-License-Identifier: MIT
#include "generate/ways/way_list.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr std::size_t kMostWeight = 64U * 1024U * 1024U;  // total of one list; large ways are fewer

// Equal values have equal digests, so most values need no comparison.
std::size_t digest_of(const JsonValue& value) {
  std::size_t digest = static_cast<std::size_t>(value.kind) + (value.is_true ? 16 : 0) + 31 * value.size();
  if (value.kind == ValueKind::string) digest += std::hash<std::string>()(value.text);
  for (const JsonValue& item : value.items) digest = digest * 31 + digest_of(item);
  for (const auto& [name, member] : value.members)  // in any order
    digest += std::hash<std::string>()(name) * (2 * digest_of(member) + 1);
  return digest;
}

}  // namespace

void WayList::add(JsonValue value, std::string what) {
  // Equal numbers may be written differently: 1.0 and 1 are separate ways.
  const auto is_same = [&](const Way& way) {
    if (way.value.kind == ValueKind::number) return way.value.text == value.text;
    return way.value == value;
  };
  const auto [first, last] = by_digest_.equal_range(digest_of(value));
  const bool is_known = std::any_of(first, last, [&](const auto& known) {
    const Way& way = ways_[known.second];
    return way.value.kind == value.kind && is_same(way);
  });
  if (is_known || (weight_ > kMostWeight && !ways_.empty())) return;
  weight_ += weight_of(value);
  by_digest_.emplace(digest_of(value), ways_.size());
  ways_.push_back({.value = std::move(value), .what = std::move(what)});
}

void WayList::say(JsonValue value, const std::string& how) {
  add(std::move(value), label + " " + how);
}

void WayList::show(JsonValue value) {
  const std::string text =
      value.kind == ValueKind::string ? in_quotes(value.text, kShownWay) : shown(to_text(value), kShownWay);
  say(std::move(value), "is " + text);
}

void WayList::show_made(const Taste& taste) {
  if (std::optional<JsonValue> value = maker.make(site.demand, taste, index)) show(*std::move(value));
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Arrays with too many items, too few, or a duplicate; and values that no alternative permits.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "generate/generator.h"
#include "generate/ways/ways.h"
#include "json/json_reader.h"
#include "json/json_value.h"

namespace avouch {
namespace {

void say_item_count(WayList& ways, JsonValue value) {
  const std::string how = "has " + counted(value.items.size(), "item", "items");
  ways.say(std::move(value), how);
}

// The site's own array with more items.
std::optional<JsonValue> grown_items(const WayList& ways, std::uint64_t count) {
  if (count > kLongestMade) return std::nullopt;
  const ArrayRules& rules = ways.site.rules.array;
  const bool has_prefix = std::any_of(rules.layers.begin(), rules.layers.end(),
                                      [](const ItemLayer& layer) { return layer.prefix != kNoKeyword; });
  JsonValue other = *ways.site.value;
  while (other.items.size() < count) {
    std::optional<JsonValue> more;
    if (!rules.is_unique && !has_prefix && !other.items.empty()) more = other.items.front();
    if (!more) more = made_item(ways.maker, ways.site, other.items.size(), other);
    if (!more) return std::nullopt;
    other.items.push_back(*std::move(more));
  }
  return other;
}

void more_items(WayList& ways) {
  constexpr std::uint64_t kMuchMore = 20;
  const std::uint64_t bound = ways.asked.bound;
  for (const std::uint64_t count : {bound + 1, bound + 2, bound + kMuchMore}) {
    std::optional<JsonValue> other = grown_items(ways, count);
    if (!other) break;
    say_item_count(ways, *std::move(other));
  }
}

void fewer_items(WayList& ways) {
  if (ways.asked.bound == 0) return;
  const auto bound = static_cast<std::size_t>(ways.asked.bound);
  const JsonValue& value = *ways.site.value;
  for (const std::size_t count : {bound - 1, std::size_t{0}, bound / 2, std::size_t{1}}) {
    if (count >= bound || count > value.items.size()) continue;
    JsonValue other = value;
    other.items.resize(count);
    if (count > 0) {
      say_item_count(ways, std::move(other));
    } else {
      ways.say(std::move(other), "is empty");
    }
  }
  if (value.items.size() >= bound) {  // the last items, without the first
    JsonValue other = value;
    other.items.erase(other.items.begin(), other.items.end() - static_cast<std::ptrdiff_t>(bound - 1));
    ways.say(std::move(other), "lacks its first items");
  }
}

// The same value written differently: an object with its members in another order, a number in another
// notation.
JsonValue written_otherwise(JsonValue value) {
  if (value.kind == ValueKind::object) std::reverse(value.members.begin(), value.members.end());
  if (value.kind == ValueKind::number && value.text.find_first_of(".eE") == std::string::npos)
    value.text += ".0";
  return value;
}

}  // namespace

void count_ways(WayList& ways) {
  if (ways.site.value->kind != ValueKind::array) return;
  if (ways.asked.kind == KeywordKind::max_items) {
    more_items(ways);
  } else {
    fewer_items(ways);
  }
  ways.show_made({.members = Taste::Members::required});
}

void repeated_ways(WayList& ways) {
  if (ways.site.value->kind != ValueKind::array) return;
  JsonValue other = *ways.site.value;
  if (other.items.empty()) {
    if (std::optional<JsonValue> first = made_item(ways.maker, ways.site, 0, other))
      other.items.push_back(*std::move(first));
  }
  if (!other.items.empty()) {
    const auto with = [&](const JsonValue& item, const char* how) {
      JsonValue longer = other;
      longer.items.push_back(item);
      ways.say(std::move(longer), how);
    };
    with(other.items.front(), "has its first item twice");
    if (other.items.size() > 1) {
      JsonValue replaced = other;
      replaced.items.back() = replaced.items.front();
      ways.say(std::move(replaced), "has its first item again as its last");
      with(other.items.back(), "has its last item twice");
    }
    with(written_otherwise(other.items.front()), "has its first item twice, written otherwise");
    JsonValue doubled = other;
    doubled.items.insert(doubled.items.begin(), other.items.begin(), other.items.end());
    ways.say(std::move(doubled), "has every item twice");
    JsonValue thrice = other;
    thrice.items.insert(thrice.items.begin(), 2, JsonValue(other.items.front()));
    ways.say(std::move(thrice), "has its first item three times");
  }
  for (std::size_t turn = 0; turn < 2; ++turn)
    ways.show_made({.members = Taste::Members::required, .turn = turn});
}

void choice_ways(WayList& ways, std::size_t turns) {
  for (std::size_t turn = 0; turn < turns; ++turn)
    ways.show_made({.members = Taste::Members::required, .turn = turn});
  for (const char* text : {"null", "true", "1", "1.5", "\"text\"", "\"\"", "[]", "{}", "false", "0", "-1",
                           "[null]", "[1]", "{\"other\":1}", "\"1\""})
    ways.show(json_of_text(text));
}

}  // namespace avouch

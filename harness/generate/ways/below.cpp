// SPDX-License-Identifier: MIT
// Values where none is allowed, and names that are not allowed.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "generate/text/near_text.h"
#include "generate/ways/ways.h"
#include "json/json_value.h"

namespace avouch {
namespace {

// Any value is an error there.
const std::vector<JsonValue>& strangers() {
  static const std::vector<JsonValue> values = {JsonValue::string("text"), JsonValue::null(),
                                                JsonValue::number("1"),    JsonValue::boolean(false),
                                                JsonValue::array(),        JsonValue::object()};
  return values;
}

void put(WayList& ways, const std::string& name, std::size_t most) {
  for (std::size_t i = 0; i < std::min(most, strangers().size()); ++i) {
    JsonValue other = *ways.site.value;
    other.set(name, strangers()[i]);
    ways.add(std::move(other), "there is the member " + in_quotes(name, kShownWay));
  }
}

// Misspellings of a documented name, which are the most common errors.
void put_misnamed(WayList& ways) {
  const JsonValue& value = *ways.site.value;
  if (value.members.empty()) return;
  for (const NearText& near : near_texts(value.members.front().first)) {
    if (value.find(near.text) == nullptr) put(ways, near.text, 1);
  }
}

void put_item(WayList& ways, std::size_t at) {
  JsonValue other = *ways.site.value;
  std::size_t prefix = at;
  for (const ItemLayer& layer : ways.site.rules.array.layers) {
    if (at == 0 && layer.prefix != kNoKeyword)
      prefix = std::max(prefix, ways.schema.keywords()[layer.prefix].branches.size());
  }
  while (other.items.size() < prefix) {
    std::optional<JsonValue> more = made_item(ways.maker, ways.site, other.items.size(), other);
    if (!more) return;
    other.items.push_back(*std::move(more));
  }
  for (const JsonValue& stranger : strangers()) {
    JsonValue longer = other;
    if (at == 0 || longer.items.size() <= at) {
      longer.items.push_back(stranger);
    } else {
      longer.items[at] = stranger;
    }
    const std::string how = "is there: item " + std::to_string(longer.items.size() - 1);
    ways.say(std::move(longer), how);
  }
}

void put_oddly_named(WayList& ways) {
  const Demand demand{.nodes = ways.site.rules.object.names};
  std::vector<std::string> names;
  for (std::size_t turn = 0; turn < 3; ++turn) {
    const Taste taste{.size = turn == 0   ? Taste::Size::most
                              : turn == 1 ? Taste::Size::least
                                          : Taste::Size::usual,
                      .turn = turn};
    const std::optional<JsonValue> name = ways.maker.make(demand, taste, ways.index);
    if (name && name->kind == ValueKind::string) names.push_back(name->text);
  }
  for (const char* name :
       {"", " ", "other", "Other", "0", "!", "\u00e9", "a name that is rather long", "other\n"})
    names.emplace_back(name);
  for (const std::string& name : names) {
    if (ways.site.value->find(name) != nullptr) continue;
    const std::optional<JsonValue> value = made_member(ways.maker, ways.site, name);
    if (!value) continue;
    JsonValue other = *ways.site.value;
    other.set(name, *value);
    const std::string what = "there is a member " + in_quotes(name, kShownWay);
    ways.add(other, what);
    if (ways.site.value->members.empty()) continue;
    other = *ways.site.value;
    other.drop(other.members.back().first);
    other.set(name, *value);
    ways.add(std::move(other), what + " in place of another");
  }
}

}  // namespace

void below_ways(WayList& ways) {
  const SchemaKeyword& above = ways.schema.keywords()[ways.site.below];
  const std::size_t branch = ways.site.branch;
  const std::string name = above.branches.size() > branch ? above.branches[branch].name : "";
  const auto put_new = [&](const std::string& pattern, std::size_t count) {
    for (const std::string& other : ways.maker.new_names(ways.site.rules, *ways.site.value, pattern, count))
      put(ways, other, 3);
  };
  switch (above.kind) {
    case KeywordKind::properties:
      put(ways, name, strangers().size());
      break;
    case KeywordKind::pattern_properties:
      put_new(name, 3);
      break;
    case KeywordKind::additional_properties:
    case KeywordKind::unevaluated_properties:
      put_new("", 4);
      put_misnamed(ways);
      break;
    case KeywordKind::property_names:
      put_oddly_named(ways);
      break;
    case KeywordKind::items:
    case KeywordKind::unevaluated_items:
    case KeywordKind::prefix_items:
      put_item(ways, above.kind == KeywordKind::prefix_items ? branch : 0);
      break;
    default:
      break;
  }
}

std::optional<JsonValue> made_item(Maker& maker, const Site& site, std::size_t at, const JsonValue& array) {
  Demand demand = maker.item_demand(site.rules, at);
  demand.avoided = array.items;
  Taste taste{.members = Taste::Members::required};
  taste.turn = at;
  if (demand.nodes.empty()) return JsonValue::number(std::to_string(at + 1));
  std::optional<JsonValue> made = maker.make(demand, taste);
  if (made || site.rules.array.is_unique) return made;
  demand.avoided.clear();
  return maker.make(demand, taste);
}

std::optional<JsonValue> made_member(Maker& maker, const Site& site, const std::string& name) {
  const Demand demand = maker.member_demand(site.rules, name);
  if (demand.nodes.empty()) return JsonValue::string("text");
  return maker.make(demand, {.members = Taste::Members::required});
}

}  // namespace avouch

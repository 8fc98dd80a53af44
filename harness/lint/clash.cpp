// SPDX-License-Identifier: MIT
#include "lint/clash.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>

#include "base/text.h"
#include "json/number.h"
#include "lint/integer_range.h"

namespace avouch {
namespace {

// Formats a keyword: `maxLength 3`.
std::string words(const SchemaKeyword& keyword) {
  return keyword.name + " " +
         (keyword.texts.empty() ? std::to_string(keyword.bound) : shown(keyword.texts[0]));
}

void add_bounds(const Conjunction& all, Clashes& clashes) {
  struct Bounds {
    KeywordKind least;
    KeywordKind most;
    ValueKind of;
  };
  constexpr std::array kBounds = {
      Bounds{KeywordKind::min_length, KeywordKind::max_length, ValueKind::string},
      Bounds{KeywordKind::min_items, KeywordKind::max_items, ValueKind::array},
      Bounds{KeywordKind::contains, KeywordKind::max_contains, ValueKind::array},
      Bounds{KeywordKind::contains, KeywordKind::max_items, ValueKind::array},
      Bounds{KeywordKind::min_properties, KeywordKind::max_properties, ValueKind::object},
  };
  for (const Bounds& bounds : kBounds) {
    const SchemaKeyword* least = all.highest(bounds.least);
    const SchemaKeyword* most = all.lowest(bounds.most);
    if (least == nullptr || most == nullptr || least->bound <= most->bound) continue;
    if (bounds.most == KeywordKind::max_contains && least->node != most->node) continue;  // about other items
    const bool is_implied = least->name == "contains";  // "at least one" is implied
    clashes.push_back({.first = least,
                       .second = most,
                       .message = "no value that is " + std::string(to_string(bounds.of)) +
                                  " can meet both " + (is_implied ? std::string("contains") : words(*least)) +
                                  " and " + words(*most),
                       .rules_out = mask_of(bounds.of)});
  }
}

void add_range(const Conjunction& all, Clashes& clashes) {
  const auto is_low = [](KeywordKind kind) {
    return kind == KeywordKind::minimum || kind == KeywordKind::exclusive_minimum;
  };
  const auto is_high = [](KeywordKind kind) {
    return kind == KeywordKind::maximum || kind == KeywordKind::exclusive_maximum;
  };
  const bool is_whole = std::any_of(all.keywords().begin(), all.keywords().end(), takes_integers);
  for (const SchemaKeyword* least : all.keywords()) {
    if (!is_low(least->kind)) continue;
    for (const SchemaKeyword* most : all.keywords()) {
      if (!is_high(most->kind)) continue;
      const int order = compare_numbers(least->texts.at(0), most->texts.at(0));
      const bool is_open =
          least->kind == KeywordKind::exclusive_minimum || most->kind == KeywordKind::exclusive_maximum;
      const bool holds_a_number = order < 0 || (order == 0 && !is_open);
      if (holds_a_number && (!is_whole || may_hold_an_integer(*least, *most))) continue;
      clashes.push_back({.first = least,
                         .second = most,
                         .message = std::string(holds_a_number ? "no integer" : "no number") +
                                    " can meet both " + words(*least) + " and " + words(*most),
                         .of_integers = holds_a_number,
                         .rules_out = mask_of(ValueKind::number)});
    }
  }
}

std::vector<std::string> properties_of(const Schema& schema, std::size_t node) {
  std::vector<std::string> names;
  for (const std::size_t index : schema.nodes()[node].keywords) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    if (keyword.kind != KeywordKind::properties) continue;
    for (const SchemaBranch& branch : keyword.branches) names.push_back(branch.name);
  }
  return names;
}

// The name that was meant is looked for among all: for the first ones only.
constexpr std::size_t kMostHints = 20;

std::string hint_for(const std::string& name, const std::vector<std::string>& known) {
  const std::optional<std::string> close = nearest(name, known);
  return close ? "Did you mean " + in_quotes(*close) + "?" : "Define it in properties.";
}

void add_required(const Schema& schema, const Conjunction& all, Clashes& clashes) {
  std::set<std::string> names;
  std::size_t hinted = 0;
  const SchemaKeyword* last = nullptr;
  for (const SchemaKeyword* required : all.keywords()) {
    if (required->kind != KeywordKind::required) continue;
    last = required;
    for (const std::string& name : required->names) {
      names.insert(name);
      const Clash clash{.first = required,
                        .second = required,
                        .message = {},
                        .rule = "impossible-required",
                        .required = name,
                        .rules_out = mask_of(ValueKind::object)};
      if (const SchemaKeyword* closing = all.closed_to(name)) {
        clashes.push_back(clash);
        clashes.back().second = closing;
        clashes.back().is_closed = true;
        clashes.back().message = in_quotes(name) + " is required, and no property of that name is allowed";
        clashes.back().hint = hinted++ < kMostHints ? hint_for(name, properties_of(schema, closing->node))
                                                    : "Define it in properties.";
      }
      for (const std::size_t node : all.properties(name)) {
        if (!Conjunction::allows_nothing(schema, node)) continue;
        clashes.push_back(clash);
        clashes.back().message = in_quotes(name) + " is required, and its schema allows no value";
        clashes.back().hint = "Take it out of `required`, or let its schema allow a value.";
      }
    }
  }
  const SchemaKeyword* most = all.lowest(KeywordKind::max_properties);
  if (last != nullptr && most != nullptr && names.size() > most->bound) {
    clashes.push_back({.first = most,
                       .second = last,
                       .message = counted(names.size(), "member is", "members are") + " required, and " +
                                  words(*most) + " allows fewer",
                       .rules_out = mask_of(ValueKind::object)});
  }
}

// Returns the maximum number of values of those kinds that satisfy a schema; nullopt if they cannot be
// counted.
std::optional<std::size_t> values_of(const Schema& schema, std::size_t node, KindMask of = kEveryKind) {
  if (Conjunction::allows_nothing(schema, node)) return 0;
  const Conjunction all(schema, node);
  std::optional<std::size_t> least;
  for (const SchemaKeyword* keyword : all.keywords()) {
    if (keyword->kind != KeywordKind::enumeration && keyword->kind != KeywordKind::constant) continue;
    const std::size_t count = std::set(keyword->texts.begin(), keyword->texts.end()).size();
    least = std::min(least.value_or(count), count);
  }
  struct Few {
    ValueKind kind;
    std::size_t values;
  };
  std::vector<Few> few = {{ValueKind::null, 1}, {ValueKind::boolean, 2}};
  const SchemaKeyword* longest = all.lowest(KeywordKind::max_length);
  if (longest != nullptr && longest->bound == 0) few.push_back({ValueKind::string, 1});
  KindMask rest = all.kinds() & of;
  std::size_t most = 0;
  for (const Few& each : few) {
    if (rest & mask_of(each.kind)) most += each.values;
    rest &= static_cast<KindMask>(~mask_of(each.kind));
  }
  return rest == 0 ? std::min(least.value_or(most), most) : least;
}

void add_member_count(const Schema& schema, const Conjunction& all, Clashes& clashes) {
  const SchemaKeyword* least = all.highest(KeywordKind::min_properties);
  if (least == nullptr) return;
  for (const SchemaKeyword* keyword : all.keywords()) {
    std::optional<std::size_t> most;
    if (keyword->kind == KeywordKind::property_names) {
      most = values_of(schema, keyword->branches.front().node, mask_of(ValueKind::string));
    } else if (keyword->kind == KeywordKind::additional_properties) {
      most = all.most_members(*keyword);
    }
    if (!most || *most >= least->bound) continue;
    clashes.push_back(
        {.first = least,
         .second = keyword,
         .message = "no object can meet " + words(*least) + ": " + keyword->name + " allows " +
                    (*most == 0 ? "no member" : counted(*most, "member", "members") + " at most"),
         .rules_out = mask_of(ValueKind::object)});
  }
}

void add_unique_items(const Schema& schema, const Conjunction& all, Clashes& clashes) {
  const SchemaKeyword* unique = all.first(KeywordKind::unique_items);
  const SchemaKeyword* least = all.highest(KeywordKind::min_items);
  if (unique == nullptr || least == nullptr || all.first(KeywordKind::prefix_items) != nullptr) return;
  for (const SchemaKeyword* items : all.keywords()) {
    if (items->kind != KeywordKind::items) continue;
    const std::optional<std::size_t> most = values_of(schema, items->branches.front().node);
    if (!most || *most >= least->bound) continue;
    clashes.push_back({.first = least,
                       .second = unique,
                       .message = "no array can meet " + words(*least) + " and uniqueItems: its items have " +
                                  counted(*most, "value", "values") + " to choose from",
                       .rules_out = mask_of(ValueKind::array)});
  }
}

}  // namespace

Clashes clashes_of(const Schema& schema, const Conjunction& all) {
  Clashes clashes;
  add_bounds(all, clashes);
  add_range(all, clashes);
  add_required(schema, all, clashes);
  add_member_count(schema, all, clashes);
  add_unique_items(schema, all, clashes);
  return clashes;
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Values of another type, and neighbours of values that are listed.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "generate/text/near_text.h"
#include "generate/ways/ways.h"
#include "json/decimal.h"
#include "judge/body/kinds.h"

namespace avouch {
namespace {

Tree object_with(const std::string& name, Tree value) {
  Tree object = object_tree();
  object.set(name, std::move(value));
  return object;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void near_numbers(WayList& ways, const Tree& value) {
  if (const std::optional<Decimal> number = Decimal::parse(value.text)) {
    for (const Decimal& by : {Decimal{.digits = 1}, Decimal{.digits = 1, .exponent = -1},
                              Decimal{.digits = 1, .exponent = 1}, Decimal{.digits = 1, .exponent = 9}}) {
      for (const auto& other : {plus(*number, by), minus(*number, by)}) {
        if (other) ways.show(number_tree(to_text(*other)));
      }
    }
    if (const auto negative = minus({}, *number)) ways.show(number_tree(to_text(*negative)));
  }
  ways.show(string_tree(value.text));
}

// One member or item more, less, none, and another order.
void near_parts(WayList& ways, const Tree& value) {
  Tree other = value;
  if (other.kind == ValueKind::array) other.items.push_back(null_tree());
  if (other.kind == ValueKind::object) other.set("other", null_tree());
  ways.say(other, "has one more");
  other = value;
  if (!other.items.empty()) other.items.pop_back();
  if (!other.members.empty()) other.members.pop_back();
  ways.say(other, "has one less");
  other = value;
  std::reverse(other.items.begin(), other.items.end());
  ways.say(other, "has its items in another order");
  ways.say(value.kind == ValueKind::array ? array_tree() : object_tree(), "is empty");
}

// Values that other members list: what a mix-up of two members makes.
void listed_elsewhere(WayList& ways) {
  constexpr std::size_t kMost = 6;
  std::size_t count = 0;
  for (std::size_t i = 0; i < ways.schema.keywords().size() && count < kMost; ++i) {
    const SchemaKeyword& other = ways.schema.keywords()[i];
    if (other.kind != KeywordKind::enumeration || i == ways.index) continue;
    for (const std::string& text : other.texts) {
      if (holds(ways.asked.texts, text)) continue;
      const std::string whose = ways.schema.nodes()[other.node].label;
      ways.say(tree_of_text(text), "is " + shown(text, kShownWay) + ", which is a value of " + whose);
      ++count;
      break;
    }
  }
}

}  // namespace

void type_ways(WayList& ways) {
  const std::vector<std::string>& names = ways.asked.names;
  const Tree& value = *ways.site.value;
  const KindMask allowed = kinds_of_types(names);
  const bool is_whole = !holds(names, "number") && (allowed & mask_of(ValueKind::number)) != 0;
  const auto offer = [&](Tree other) {
    const bool is_fraction = is_whole && other.kind == ValueKind::number;  // no others are offered then
    if ((allowed & mask_of(other.kind)) == 0 || is_fraction) ways.show(std::move(other));
  };
  const std::string text = to_text(value);
  const bool is_whole_value = value.kind >= ValueKind::array;
  offer(null_tree());
  offer(string_tree(is_whole_value ? "text" : value.kind == ValueKind::string ? value.text : text));
  offer(is_whole ? number_tree("1.5") : number_tree("1"));
  if (holds(names, "written-integer")) offer(number_tree("1.0"));
  offer(boolean_tree(true));
  if ((allowed & mask_of(ValueKind::array)) == 0) ways.say(array_tree(), "is an empty array");
  if ((allowed & mask_of(ValueKind::object)) == 0) ways.say(object_tree(), "is an empty object");
  if ((allowed & mask_of(ValueKind::array)) == 0) ways.say(array_tree({value}), "stands in an array");
  if ((allowed & mask_of(ValueKind::array)) != 0 && !value.items.empty() &&
      (allowed & mask_of(value.items.front().kind)) == 0)
    ways.say(value.items.front(), "is its item alone");
  if ((allowed & mask_of(ValueKind::object)) == 0)
    ways.say(object_with("value", value), "stands in an object");
  offer(boolean_tree(false));
  offer(is_whole ? number_tree("0.5") : number_tree("0"));
  offer(string_tree(""));
  if ((allowed & mask_of(ValueKind::string)) == 0) ways.say(string_tree(text), "is its JSON in a string");
  offer(number_tree("-1.5"));
  offer(string_tree("1"));
  offer(string_tree("true"));
  offer(number_tree("1.25e-3"));
  if ((allowed & mask_of(ValueKind::array)) == 0) {
    ways.say(array_tree({value, value}), "stands in an array twice");
    ways.say(array_tree({null_tree()}), "is an array of null");
  }
  if ((allowed & mask_of(ValueKind::object)) == 0)
    ways.say(object_with("0", value), "stands in an object that looks like an array");
  if (!is_whole) offer(number_tree("123456789012345678901234567890"));
  offer(string_tree("null"));
}

void listed_ways(WayList& ways) {
  const Tree& value = *ways.site.value;
  switch (value.kind) {
    case ValueKind::string: {
      const std::string quoted = in_quotes(value.text, kShownWay);
      for (const NearText& near : near_texts(value.text)) {
        ways.say(string_tree(near.text),
                 near.text.empty() ? std::string("is empty") : "is " + quoted + " " + near.how);
      }
      break;
    }
    case ValueKind::number:
      near_numbers(ways, value);
      break;
    case ValueKind::boolean:
      ways.show(boolean_tree(!value.is_true));
      ways.show(string_tree(value.is_true ? "true" : "false"));
      ways.show(number_tree(value.is_true ? "1" : "0"));
      break;
    case ValueKind::null:
      for (Tree other : {string_tree(""), number_tree("0"), boolean_tree(false), string_tree("null")})
        ways.show(std::move(other));
      break;
    case ValueKind::array:
    case ValueKind::object:
      near_parts(ways, value);
      break;
  }
  listed_elsewhere(ways);
  if (value.kind != ValueKind::null) ways.show(null_tree());
  ways.show_made({.members = Taste::Members::required});
}

}  // namespace avouch

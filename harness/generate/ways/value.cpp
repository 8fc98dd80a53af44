// SPDX-License-Identifier: MIT
// Values of another type, and values similar to listed values.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "generate/text/near_text.h"
#include "generate/ways/ways.h"
#include "json/decimal.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "judge/body/kinds.h"

namespace avouch {
namespace {

JsonValue object_with(const std::string& name, JsonValue value) {
  JsonValue object = JsonValue::object();
  object.set(name, std::move(value));
  return object;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void near_numbers(WayList& ways, const JsonValue& value) {
  if (const std::optional<Decimal> number = Decimal::parse(value.text)) {
    for (const Decimal& by : {Decimal::of(1), Decimal::of(1, -1), Decimal::of(1, 1), Decimal::of(1, 9)}) {
      for (const auto& other : {plus(*number, by), minus(*number, by)}) {
        if (other) ways.show(JsonValue::number(to_text(*other)));
      }
    }
    ways.show(JsonValue::number(to_text(negated(*number))));
  }
  ways.show(JsonValue::string(value.text));
}

// One member or item more, one fewer, none, and another order.
void near_parts(WayList& ways, const JsonValue& value) {
  JsonValue other = value;
  if (other.kind == ValueKind::array) other.items.push_back(JsonValue::null());
  if (other.kind == ValueKind::object) other.set("other", JsonValue::null());
  ways.say(other, "has one more");
  other = value;
  if (!other.items.empty()) other.items.pop_back();
  if (!other.members.empty()) other.members.pop_back();
  ways.say(other, "has one less");
  other = value;
  std::reverse(other.items.begin(), other.items.end());
  ways.say(other, "has its items in another order");
  ways.say(value.kind == ValueKind::array ? JsonValue::array() : JsonValue::object(), "is empty");
}

// Values that other members list, as if two members were confused.
void listed_elsewhere(WayList& ways) {
  constexpr std::size_t kMost = 6;
  std::size_t count = 0;
  for (std::size_t i = 0; i < ways.schema.keywords().size() && count < kMost; ++i) {
    const SchemaKeyword& other = ways.schema.keywords()[i];
    if (other.kind != KeywordKind::enumeration || i == ways.index) continue;
    for (const std::string& text : other.texts) {
      if (holds(ways.asked.texts, text)) continue;
      const std::string whose = ways.schema.nodes()[other.node].label;
      ways.say(json_of_text(text), "is " + shown(text, kShownWay) + ", which is a value of " + whose);
      ++count;
      break;
    }
  }
}

}  // namespace

void type_ways(WayList& ways) {
  const std::vector<std::string>& names = ways.asked.names;
  const JsonValue& value = *ways.site.value;
  const KindMask allowed = kinds_of_types(names);
  const bool is_whole = !holds(names, "number") && (allowed & mask_of(ValueKind::number)) != 0;
  const auto offer = [&](JsonValue other) {
    const bool is_fraction = is_whole && other.kind == ValueKind::number;  // then no other values are offered
    if ((allowed & mask_of(other.kind)) == 0 || is_fraction) ways.show(std::move(other));
  };
  const std::string text = to_text(value);
  const bool is_whole_value = value.kind >= ValueKind::array;
  offer(JsonValue::null());
  offer(JsonValue::string(is_whole_value ? "text" : value.kind == ValueKind::string ? value.text : text));
  offer(is_whole ? JsonValue::number("1.5") : JsonValue::number("1"));
  if (holds(names, "written-integer")) offer(JsonValue::number("1.0"));
  offer(JsonValue::boolean(true));
  if ((allowed & mask_of(ValueKind::array)) == 0) ways.say(JsonValue::array(), "is an empty array");
  if ((allowed & mask_of(ValueKind::object)) == 0) ways.say(JsonValue::object(), "is an empty object");
  if ((allowed & mask_of(ValueKind::array)) == 0) ways.say(JsonValue::array({value}), "is inside an array");
  if ((allowed & mask_of(ValueKind::array)) != 0 && !value.items.empty() &&
      (allowed & mask_of(value.items.front().kind)) == 0)
    ways.say(value.items.front(), "is its item alone");
  if ((allowed & mask_of(ValueKind::object)) == 0)
    ways.say(object_with("value", value), "is inside an object");
  offer(JsonValue::boolean(false));
  offer(is_whole ? JsonValue::number("0.5") : JsonValue::number("0"));
  offer(JsonValue::string(""));
  if ((allowed & mask_of(ValueKind::string)) == 0)
    ways.say(JsonValue::string(text), "is its JSON in a string");
  offer(JsonValue::number("-1.5"));
  offer(JsonValue::string("1"));
  offer(JsonValue::string("true"));
  offer(JsonValue::number("1.25e-3"));
  if ((allowed & mask_of(ValueKind::array)) == 0) {
    ways.say(JsonValue::array({value, value}), "is inside an array twice");
    ways.say(JsonValue::array({JsonValue::null()}), "is an array of null");
  }
  if ((allowed & mask_of(ValueKind::object)) == 0)
    ways.say(object_with("0", value), "is inside an object that looks like an array");
  if (!is_whole) offer(JsonValue::number("123456789012345678901234567890"));
  offer(JsonValue::string("null"));
}

void listed_ways(WayList& ways) {
  const JsonValue& value = *ways.site.value;
  switch (value.kind) {
    case ValueKind::string: {
      const std::string quoted = in_quotes(value.text, kShownWay);
      for (const NearText& near : near_texts(value.text)) {
        ways.say(JsonValue::string(near.text),
                 near.text.empty() ? std::string("is empty") : "is " + quoted + " " + near.how);
      }
      break;
    }
    case ValueKind::number:
      near_numbers(ways, value);
      break;
    case ValueKind::boolean:
      ways.show(JsonValue::boolean(!value.is_true));
      ways.show(JsonValue::string(value.is_true ? "true" : "false"));
      ways.show(JsonValue::number(value.is_true ? "1" : "0"));
      break;
    case ValueKind::null:
      for (JsonValue other : {JsonValue::string(""), JsonValue::number("0"), JsonValue::boolean(false),
                              JsonValue::string("null")})
        ways.show(std::move(other));
      break;
    case ValueKind::array:
    case ValueKind::object:
      near_parts(ways, value);
      break;
  }
  listed_elsewhere(ways);
  if (value.kind != ValueKind::null) ways.show(JsonValue::null());
  ways.show_made({.members = Taste::Members::required});
}

}  // namespace avouch

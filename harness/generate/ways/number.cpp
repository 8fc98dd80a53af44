// SPDX-License-Identifier: MIT
// Numbers next to a multiple, and beyond a bound.
#include <array>

#include "generate/ways/ways.h"
#include "json/decimal.h"
#include "json/json_value.h"

namespace avouch {

void multiple_ways(WayList& ways) {
  const JsonValue& there = *ways.site.value;
  const std::optional<Decimal> step = Decimal::parse(ways.asked.texts.front());
  const std::optional<Decimal> value =
      there.kind == ValueKind::number ? Decimal::parse(there.text) : std::nullopt;
  if (step && value) {
    std::vector<Decimal> distances;
    if (const std::optional<Decimal> part = half(*step)) {
      distances.push_back(*part);
      if (const std::optional<Decimal> quarter = half(*part)) distances.push_back(*quarter);
    }
    for (const int exponent : {0, -1, 1, -6}) distances.push_back(Decimal::of(1, exponent));
    for (const Decimal& by : distances) {
      for (const auto& other : {plus(*value, by), minus(*value, by)}) {
        if (other) ways.show(JsonValue::number(to_text(*other)));
      }
    }
  }
  ways.show_made({.members = Taste::Members::required});
}

// The bound itself if it is excluded; slightly beyond it; far beyond it.
void bound_ways(WayList& ways) {
  const bool is_upper =
      ways.asked.kind == KeywordKind::maximum || ways.asked.kind == KeywordKind::exclusive_maximum;
  const std::string& written = ways.asked.texts.front();
  ways.show_made(
      {.members = Taste::Members::required, .size = is_upper ? Taste::Size::least : Taste::Size::most});
  ways.show(JsonValue::number(written));
  const std::optional<Decimal> bound = Decimal::parse(written);
  if (bound) {
    constexpr std::array<std::pair<std::int64_t, int>, 8> kDistances = {
        {{1, 0}, {1, -3}, {1, 3}, {2, 0}, {5, -1}, {1, 1}, {1, 9}, {1, 15}}};
    for (const auto& [digits, exponent] : kDistances) {
      const Decimal by = Decimal::of(digits, exponent);
      const std::optional<Decimal> other = is_upper ? plus(*bound, by) : minus(*bound, by);
      if (other) ways.show(JsonValue::number(to_text(*other)));
    }
    ways.show(JsonValue::number(to_text(negated(*bound))));
  }
  ways.show(JsonValue::number(is_upper ? "1e400" : "-1e400"));
  ways.show(
      JsonValue::number(is_upper ? "123456789012345678901234567890" : "-123456789012345678901234567890"));
}

}  // namespace avouch

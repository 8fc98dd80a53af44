// SPDX-License-Identifier: MIT
// Finds where a value meets a node of a schema that several ways lead to.
//
//   std::optional<WayWithin> way = way_within(schema, judge, body, {.node = keyword.node});
//
// Pure. At most kMostMeetings places are examined.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "contract/schema/schema.h"
#include "generate/maker/goal.h"
#include "json/json_value.h"
#include "judge/body/body.h"

namespace avouch {

inline constexpr std::size_t kMostMeetings = 50'000;

struct WayWanted {
  std::size_t node = 0;
  const JsonValue* value = nullptr;  // the part of the value where the node is wanted; null: anywhere
  // Which alternatives of an anyOf or a oneOf the way may take: none without a discriminator that selects it,
  // those that the judge accepts, or any.
  enum class Alternatives { none, accepted, any } alternatives = Alternatives::accepted;
};

struct WayWithin {
  std::vector<SchemaStep> steps;  // from the root; `not`, `if` and `contains` are not followed
  std::size_t outermost = 0;  // the first node of the way that applies to the same value as the wanted one
};

// Returns the way with the fewest alternatives, and then the fewest steps; nullopt if there is none.
std::optional<WayWithin> way_within(const Schema& schema, const BodyJudge& judge, const JsonValue& value,
                                    const WayWanted& wanted);

}  // namespace avouch

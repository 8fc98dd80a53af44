// SPDX-License-Identifier: MIT
// Makes values that a schema's nodes allow: gather -> choose -> build -> confirm (docs/generate.md).
//
//   Maker maker(schema, judge, 1);
//   std::optional<JsonValue> body = maker.make({.nodes = {0}}, {});
//
// The search is bounded (budget.h). Keeps references to schema and judge. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/random.h"
#include "contract/schema/schema.h"
#include "generate/maker/context.h"
#include "generate/maker/taste.h"
#include "generate/rules.h"
#include "json/json_value.h"
#include "judge/body/body.h"
#include "pattern/shelf.h"

namespace avouch {

class Maker {
 public:
  Maker(const Schema& schema, const BodyJudge& judge, std::uint64_t seed) : context_(schema, judge, seed) {}

  // Returns nullopt if no value was found. With `violated`, that keyword of a node that applies to the value
  // itself fails, and all other keywords hold.
  std::optional<JsonValue> make(const Demand& demand, const Taste& taste, std::size_t violated = kNoKeyword);

  // Returns a whole body in which the keyword fails, at the place of its goal. For schemas where no
  // conforming body has a value that the keyword applies to.
  std::optional<JsonValue> make_breaking(const Taste& taste, std::size_t violated);

  // Returns the number of values that were not made because they need more than kMostMade bytes.
  std::size_t times_spent() const { return context_.budget.times_spent(); }
  // Returns whether values are made with fewer attempts, because many were not found (budget.h).
  bool is_tired() const { return context_.budget.is_tired(); }

  // Returns the rules of an existing value. Where the schema has alternatives, the rules come from the one
  // that the value matches, or that the goal names.
  Rules rules_of(const Demand& demand, const Goal& goal, const JsonValue& value);

  Demand member_demand(const Rules& rules, std::string_view name);
  Demand item_demand(const Rules& rules, std::size_t index) const;

  // Returns names of members that the object does not have: any names, or names that match `pattern`.
  std::vector<std::string> new_names(const Rules& rules, const JsonValue& object, const std::string& pattern,
                                     std::size_t count);

  // Returns whether all nodes of the demand accept the value, and the refusing nodes reject it.
  bool is_accepted(const Demand& demand, const JsonValue& value) const;

  // Sets the documented values, by node. They are used if they conform and the taste is plain.
  void hint(std::unordered_map<std::size_t, JsonValue> hints) { context_.hints = std::move(hints); }

  Random& random() { return context_.random; }
  PatternShelf& patterns() { return context_.patterns; }
  void seed(std::uint64_t value) { context_.random = Random(value); }

 private:
  MakerContext context_;
};

}  // namespace avouch

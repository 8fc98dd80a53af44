// SPDX-License-Identifier: MIT
// Makes values that a schema's nodes allow: gather -> choose -> build -> confirm (docs/generate.md).
//
//   Maker maker(schema, judge, 1);
//   std::optional<JsonValue> body = maker.make({.nodes = {0}}, {});
//
// The search is bounded (budget.h). On one thread; refers to schema and judge.
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

  // nullopt if no value was found. With `violated`, a keyword of a node that is applied to the value itself
  // fails, and everything else holds.
  std::optional<JsonValue> make(const Demand& demand, const Taste& taste, std::size_t violated = kNoKeyword);

  // A whole body in which the keyword fails, wherever its goal leads: for schemas of which no conforming body
  // has the value that the keyword applies to.
  std::optional<JsonValue> make_breaking(const Taste& taste, std::size_t violated);

  // How many values were not made because they take more than kMostMade.
  std::size_t times_spent() const { return context_.budget.times_spent(); }

  // The rules of a value that exists. Of alternatives, they are those of the one that it meets, or that the
  // goal names.
  Rules rules_of(const Demand& demand, const Goal& goal, const JsonValue& value);

  Demand member_demand(const Rules& rules, std::string_view name);
  Demand item_demand(const Rules& rules, std::size_t index) const;

  // Names for members that the object does not have: any names, or names that `pattern` matches.
  std::vector<std::string> new_names(const Rules& rules, const JsonValue& object, const std::string& pattern,
                                     std::size_t count);

  // Whether all nodes of the demand accept the value, and the refusing ones do not.
  bool is_accepted(const Demand& demand, const JsonValue& value) const;

  // Values that the documentation gives, by node. They are taken if they conform and the taste is plain.
  void hint(std::unordered_map<std::size_t, JsonValue> hints) { context_.hints = std::move(hints); }

  Random& random() { return context_.random; }
  PatternShelf& patterns() { return context_.patterns; }
  void seed(std::uint64_t value) { context_.random = Random(value); }

 private:
  MakerContext context_;
};

}  // namespace avouch

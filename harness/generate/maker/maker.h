// SPDX-License-Identifier: MIT
// Makes values that a schema's nodes allow: gathers what they say of one value, makes it and what is in it,
// and asks the judge where gathering cannot be sure.
//
//   Maker maker(schema, judge, 1);
//   std::optional<JsonValue> body = maker.make({.nodes = {0}}, {});
//
// The search is bounded: some thousand values, and some for each node, for one that is asked for, and
// kMostMade bytes of them all together. On one thread; refers to schema and judge.
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
#include "generate/maker/choices.h"
#include "generate/maker/taste.h"
#include "generate/rules.h"
#include "generate/text/string_value.h"
#include "json/json_value.h"
#include "judge/body/body.h"

namespace avouch {

// Memory that goes into the making of one value, what is thrown away and what is checked included. A schema
// of a few lines may demand arrays of arrays of 100,000 items each.
inline constexpr std::size_t kMostMade = 32U * 1024U * 1024U;

class Maker {
 public:
  Maker(const Schema& schema, const BodyJudge& judge, std::uint64_t seed)
      : schema_(schema), judge_(judge), random_(seed), active_(schema.nodes().size()) {}

  // nullopt where none was found. With `violated`, a keyword of a node that is applied to the value itself
  // fails, and all else holds.
  std::optional<JsonValue> make(const Demand& demand, const Taste& taste, std::size_t violated = kNoKeyword);

  // A whole body that is made so that the keyword, wherever its goal leads, fails: nothing conforms to break.
  std::optional<JsonValue> make_breaking(const Taste& taste, std::size_t violated);

  // How often nothing was made because it would have taken more than kMostMade. Each time the next ones get
  // half as much, so that a schema of which nothing small can be made costs no more than twice that.
  std::size_t times_spent() const { return times_spent_; }

  // What is said of `value`, which is there: of alternatives, those that it meets (or that the goal names).
  Rules rules_of(const Demand& demand, const Goal& goal, const JsonValue& value);

  Demand member_demand(const Rules& rules, std::string_view name) const;
  Demand item_demand(const Rules& rules, std::size_t index) const;

  // Names for members that are not there: any, or one that `pattern` matches.
  std::vector<std::string> new_names(const Rules& rules, const JsonValue& object, const std::string& pattern,
                                     std::size_t count);

  // Whether the nodes accept it and the others do not.
  bool is_accepted(const Demand& demand, const JsonValue& value) const;

  // Values that documentation gives for nodes: they are taken where they conform and the taste is plain.
  void hint(std::unordered_map<std::size_t, JsonValue> hints) { hints_ = std::move(hints); }

  Random& random() { return random_; }
  PatternShelf& patterns() { return patterns_; }
  const std::vector<JsonValue>& values_of(std::size_t keyword);
  void seed(std::uint64_t value) { random_ = Random(value); }

 private:
  // How one value's rules are gathered.
  struct Gathering {
    Rules& rules;
    Choices& choices;
    const Taste& taste;
    std::size_t violated = kNoKeyword;
    const JsonValue* value = nullptr;  // the value, where it is there
    bool is_again = false;             // it stands within another value of the same node
  };

  // maker_gather.cpp
  void require_node(Gathering& to, std::size_t node);
  void refuse_node(Gathering& to, std::size_t node);
  void require(Gathering& to, std::size_t index);
  void require_assertion(Gathering& to, std::size_t index);
  void require_choice(Gathering& to, std::size_t index);
  void require_condition(Gathering& to, const SchemaKeyword& keyword, std::size_t index);
  void require_dependents(Gathering& to, const SchemaKeyword& keyword, std::size_t index);
  void require_values(Gathering& to, std::size_t index);
  std::size_t choose_branch(Gathering& to, std::size_t index);
  std::vector<std::size_t> shortest_branches(const std::vector<SchemaBranch>& branches);
  void gather(Gathering& to, const Demand& demand);

  // maker_refuse.cpp
  void refuse(Gathering& to, std::size_t index);
  void refuse_assertion(Gathering& to, std::size_t index);
  void refuse_choice(Gathering& to, const SchemaKeyword& keyword);
  void refuse_parts(Gathering& to, std::size_t index);

  // maker.cpp
  std::optional<JsonValue> make_inner(const Demand& demand, const Taste& taste, std::size_t violated,
                                      std::size_t depth);
  std::optional<JsonValue> build(const Rules& rules, Choices& choices, const Taste& taste,
                                 const Demand& demand, std::size_t depth);
  std::optional<JsonValue> build_listed(const Rules& rules, Choices& choices, const Taste& taste,
                                        const Demand& demand);
  std::optional<ValueKind> choose_kind(const Rules& rules, Choices& choices, const Taste& taste);
  const JsonValue* hint_for(const Demand& demand) const;
  bool is_spent() const { return weight_ > most_weight_; }

  // maker_object.cpp
  std::optional<JsonValue> build_object(const Rules& rules, const Taste& taste, std::size_t depth);
  std::optional<JsonValue> make_member(const Rules& rules, const std::string& name, const Taste& taste,
                                       std::size_t depth);
  std::vector<std::string> wanted_members(const Rules& rules, const Taste& taste);
  bool add_odd_members(const Rules& rules, const Taste& taste, JsonValue& object, std::size_t depth);
  bool add_members(const Rules& rules, const Taste& taste, JsonValue& object, std::size_t count,
                   const std::string& pattern, std::size_t depth);
  bool goal_wants_other(const Rules& rules, const Taste& taste, std::string& pattern) const;

  // maker_array.cpp
  std::optional<JsonValue> build_array(const Rules& rules, Choices& choices, const Taste& taste,
                                       std::size_t depth);
  std::size_t item_count(const Rules& rules, const Taste& taste);

  const SchemaKeyword& keyword(std::size_t index) const { return schema_.keywords()[index]; }

  const Schema& schema_;
  const BodyJudge& judge_;
  Random random_;
  PatternShelf patterns_;
  std::unordered_map<std::size_t, std::vector<JsonValue>> values_;  // of enum and const
  std::unordered_map<std::size_t, JsonValue> hints_;                // by node
  std::vector<std::size_t> active_;                                 // by node: how often it is being made
  std::size_t steps_ = 0;
  std::size_t most_steps_ = 0;
  std::size_t weight_ = 0;  // bytes that went into what is being made
  std::size_t most_weight_ = 0;
  std::size_t times_spent_ = 0;
  std::vector<std::size_t> heights_;   // by node, once they are wanted: see height.h
  std::size_t breaking_ = kNoKeyword;  // what make_breaking() wants to fail
};

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "generate/maker/build/build.h"

#include <gtest/gtest.h>

#include <string>

#include "generate/maker/build/names.h"
#include "generate/maker/build/parts.h"
#include "generate/maker/confirm.h"
#include "json/json_value.h"
#include "making.h"

namespace avouch {
namespace build_test {

std::string built(Making& making, const Demand& demand = {.nodes = {0}}) {
  making.context.budget.start(making.made.schema->nodes().size());
  const Rules rules = making.rules();
  const std::optional<JsonValue> value =
      build_value(making.context, rules, making.choices, making.taste, demand, 0);
  return value ? to_text(*value) : "nothing";
}

TEST(Build, MakesWhatTheRulesSay) {
  Making making(R"({"type": "object", "required": ["n"], "additionalProperties": false,
                    "properties": {"n": {"const": 1.50}, "s": {"type": "string", "maxLength": 0}}})");
  EXPECT_EQ(built(making), R"({"n":1.50,"s":""})");
  making.taste.members = Taste::Members::required;
  EXPECT_EQ(built(making), R"({"n":1.50})");
}

TEST(Build, FillsUpToMinProperties) {
  Making making(R"({"type": "object", "minProperties": 2, "properties": {"a": {"const": 1}},
                    "additionalProperties": {"const": 2}})");
  making.taste.members = Taste::Members::required;
  const std::string text = built(making);
  EXPECT_TRUE(making.made.violated(text).empty()) << text;
}

TEST(Build, DropsWhatMaxPropertiesForbidsButNotTheRequired) {
  Making making(R"({"type": "object", "maxProperties": 1, "required": ["b"],
                    "properties": {"a": {"const": 1}, "b": {"const": 2}}})");
  EXPECT_EQ(built(making), R"({"b":2})");
}

TEST(Build, GivesUpWhereARequiredMemberIsImpossible) {
  Making making(R"({"type": "object", "required": ["a"], "properties": {"a": false}})");
  EXPECT_EQ(built(making), "nothing");
}

TEST(Build, LeavesOutAnOptionalMemberThatIsImpossible) {
  Making making(R"({"type": "object", "properties": {"a": false, "b": {"const": 2}},
                    "additionalProperties": false})");
  EXPECT_EQ(built(making), R"({"b":2})");
}

TEST(Build, MakesNoExcludedValue) {
  Making making(R"({"type": "boolean", "not": {"const": true}})");
  EXPECT_EQ(built(making), "nothing");  // true comes first
  ASSERT_TRUE(making.choices.next());
  EXPECT_EQ(built(making), "false");
}

TEST(Parts, OfAMemberJoinTheLayersThatNameIt) {
  Making making(R"({"properties": {"ab": {"minLength": 1}}, "patternProperties": {"^a": {"maxLength": 9}},
                    "additionalProperties": {"type": "null"}})");
  const Rules rules = making.rules();
  EXPECT_EQ(demand_of_member(making.context, rules.object, "ab").nodes.size(), 2U);
  EXPECT_EQ(demand_of_member(making.context, rules.object, "ac").nodes.size(), 1U);
  const Demand other = demand_of_member(making.context, rules.object, "z");
  ASSERT_EQ(other.nodes.size(), 1U);
  EXPECT_EQ(other.nodes.front(),
            making.context.keyword(making.keyword(KeywordKind::additional_properties)).branches.front().node);
}

TEST(Parts, OfAnItemAfterThePrefixAreTheRest) {
  Making making(R"({"prefixItems": [{"type": "null"}], "items": {"type": "string"}})");
  const Rules rules = making.rules();
  const Demand first = demand_of_item(making.context, rules.array, 0);
  const Demand second = demand_of_item(making.context, rules.array, 1);
  ASSERT_EQ(first.nodes.size(), 1U);
  ASSERT_EQ(second.nodes.size(), 1U);
  EXPECT_NE(first.nodes, second.nodes);
  EXPECT_EQ(demand_of_item(making.context, rules.array, 9).nodes, second.nodes);
  EXPECT_FALSE(is_open(first));
  EXPECT_TRUE(is_open(Demand{}));
}

TEST(NewNames, AreNeitherListedNorPresent) {
  Making making(R"({"properties": {"a": {}}, "patternProperties": {"^x-[0-9]$": {}}})");
  const Rules rules = making.rules();
  JsonValue object = JsonValue::object();
  const std::vector<std::string> first = new_names(making.context, rules.object, object, "", 3);
  ASSERT_FALSE(first.empty());
  object.members.emplace_back(first.front(), JsonValue::null());
  for (const std::string& name : new_names(making.context, rules.object, object, "", 3)) {
    EXPECT_NE(name, "a");
    EXPECT_NE(name, first.front());
  }
  for (const std::string& name : new_names(making.context, rules.object, object, "^x-[0-9]$", 3))
    EXPECT_TRUE(name.size() == 3 && name.starts_with("x-")) << name;
}

TEST(Confirm, TriesOtherChoicesUntilTheJudgeAccepts) {
  // The first branch that is tried matches the second one as well, which oneOf forbids.
  Making making(R"({"oneOf": [{"type": "string", "maxLength": 4}, {"type": "string", "minLength": 0}]})");
  making.context.budget.start(making.made.schema->nodes().size());
  const std::optional<JsonValue> value = make_confirmed(making.context, {.nodes = {0}}, making.taste, 0);
  ASSERT_TRUE(value);
  EXPECT_TRUE(making.made.violated(to_text(*value)).empty()) << to_text(*value);
}

TEST(Confirm, MakesAValueThatOneKeywordAloneRejects) {
  Making making(R"({"type": "string", "minLength": 3, "pattern": "^[a-z]*$"})");
  making.context.budget.start(making.made.schema->nodes().size());
  const std::size_t violated = making.keyword(KeywordKind::min_length);
  making.context.breaking = violated;
  const std::optional<JsonValue> value =
      make_confirmed(making.context, {.nodes = {0}}, making.taste, 0, violated);
  ASSERT_TRUE(value);
  EXPECT_EQ(making.made.violated(to_text(*value)), std::vector<std::string>{"minLength"});
}

TEST(Confirm, FindsNothingForAContradiction) {
  Making making(R"({"type": "string", "minLength": 3, "maxLength": 2})");
  making.context.budget.start(making.made.schema->nodes().size());
  EXPECT_EQ(make_confirmed(making.context, {.nodes = {0}}, making.taste, 0), std::nullopt);
}

}  // namespace build_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "generate/maker/choose/branch.h"
#include "generate/maker/choose/count.h"
#include "generate/maker/choose/kind.h"
#include "generate/maker/choose/members.h"
#include "generate/maker/goal.h"
#include "making.h"

namespace avouch {
namespace choose_test {

TEST(ChooseBranch, TakesTheOneOfTheGoal) {
  Making making(R"({"anyOf": [{"type": "null"}, {"type": "string", "minLength": 3}]})");
  making.taste.goal = goal_of(*making.made.schema, making.keyword(KeywordKind::min_length));
  EXPECT_EQ(making.rules().kinds, mask_of(ValueKind::string));
}

TEST(ChooseBranch, TakesTheOneThatAnExistingValueMeets) {
  Making making(R"({"anyOf": [{"type": "null"}, {"type": "string"}]})");
  const JsonValue value = JsonValue::string("x");
  Rules rules;
  Gathering to{.context = making.context,
               .rules = rules,
               .choices = making.choices,
               .taste = making.taste,
               .value = &value};
  EXPECT_EQ(choose_branch(to, making.keyword(KeywordKind::any_of)), 1U);
}

// Within a value of the same node, a branch that ends comes first.
TEST(ChooseBranch, EndsARecursion) {
  Making making(R"({"anyOf": [{"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#"}}},
                              {"type": "string"}]})");
  Rules rules;
  Gathering to{.context = making.context,
               .rules = rules,
               .choices = making.choices,
               .taste = making.taste,
               .is_again = true};
  EXPECT_EQ(choose_branch(to, making.keyword(KeywordKind::any_of)), 1U);
}

TEST(ChooseKind, PrefersWhatSaysMost) {
  Making making(R"({"type": ["null", "string", "array"]})");
  const Rules rules = making.rules();
  EXPECT_EQ(choose_kind(making.context, rules, making.choices, making.taste), ValueKind::array);
}

TEST(ChooseKind, PrefersNullIfTheTasteDoes) {
  Making making(R"({"type": ["null", "string"]})");
  making.taste.prefers_null = true;
  const Rules rules = making.rules();
  EXPECT_EQ(choose_kind(making.context, rules, making.choices, making.taste), ValueKind::null);
}

TEST(ChooseKind, FindsNoneWhereTypesContradict) {
  Making making(R"({"type": "string", "allOf": [{"type": "null"}]})");
  const Rules rules = making.rules();
  EXPECT_EQ(choose_kind(making.context, rules, making.choices, making.taste), std::nullopt);
}

TEST(ChooseListed, SkipsValuesThatTheBoundsForbid) {
  Making making(R"({"enum": ["a", "long", 5], "minLength": 3, "type": "string"})");
  const Rules rules = making.rules();
  const JsonValue* listed =
      choose_listed(making.context, rules, making.choices, making.taste, {.nodes = {0}});
  ASSERT_NE(listed, nullptr);
  EXPECT_EQ(*listed, JsonValue::string("long"));
}

TEST(ChooseListed, SkipsValuesThatAreAvoided) {
  Making making(R"({"enum": ["a", "b"]})");
  const Rules rules = making.rules();
  const Demand demand{.nodes = {0}, .avoided = {JsonValue::string("a")}};
  const JsonValue* listed = choose_listed(making.context, rules, making.choices, making.taste, demand);
  ASSERT_NE(listed, nullptr);
  EXPECT_EQ(*listed, JsonValue::string("b"));
}

// The list is shared with the schema's, and not copied for each value.
TEST(ChooseListed, OfManyTakesTheFirstThatFitsFromThePreferredOn) {
  std::string values;
  for (int i = 0; i < 1'000; ++i)
    values += (i == 0 ? "\"" : ", \"") + std::string(i % 3 == 0 ? "long" : "x") + std::to_string(i) + "\"";
  Making making(R"({"type": "string", "minLength": 5, "enum": [)" + values + "]}");
  making.taste.turn = 1'007;
  const Rules rules = making.rules();
  EXPECT_EQ(rules.values, making.context.values_of(making.keyword(KeywordKind::enumeration)));
  const JsonValue* listed =
      choose_listed(making.context, rules, making.choices, making.taste, {.nodes = {0}});
  ASSERT_NE(listed, nullptr);
  EXPECT_EQ(*listed, JsonValue::string("long9"));
  const Demand demand{.nodes = {0}, .avoided = {*listed}};
  EXPECT_EQ(*choose_listed(making.context, rules, making.choices, making.taste, demand),
            JsonValue::string("long12"))
      << "the next decision: choices go on";
}

struct Count {
  const char* schema;
  Taste::Size size;
  std::size_t items;
};

class ChooseItemCount : public testing::TestWithParam<Count> {};

TEST_P(ChooseItemCount, FollowsTheTaste) {
  Making making(GetParam().schema);
  making.taste.size = GetParam().size;
  const Rules rules = making.rules();
  EXPECT_EQ(choose_item_count(making.context, rules.array, making.taste), GetParam().items)
      << GetParam().schema;
}

INSTANTIATE_TEST_SUITE_P(
    Counts, ChooseItemCount,
    testing::Values(Count{R"({"items": {"type": "string"}})", Taste::Size::usual, 1},
                    Count{R"({"items": {"type": "string"}})", Taste::Size::empty, 0},
                    Count{R"({"items": {"type": "string"}, "minItems": 3})", Taste::Size::least, 3},
                    Count{R"({"items": {"type": "string"}, "maxItems": 7})", Taste::Size::most, 7},
                    Count{R"({"prefixItems": [{"type": "null"}, {"type": "null"}]})", Taste::Size::usual, 2},
                    Count{R"({"contains": {"type": "null"}, "minContains": 4})", Taste::Size::least, 4}));

TEST(ChooseItemCount, ReachesTheItemOfTheGoal) {
  Making making(R"({"prefixItems": [{}, {}, {"minLength": 1}]})");
  making.taste.size = Taste::Size::least;
  making.taste.goal = goal_of(*making.made.schema, making.keyword(KeywordKind::min_length));
  const Rules rules = making.rules();
  EXPECT_EQ(choose_item_count(making.context, rules.array, making.taste), 3U);
}

TEST(ChooseMembers, TakesAllOrOnlyTheRequired) {
  Making making(R"({"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "required": ["b"]})");
  const Rules rules = making.rules();
  EXPECT_EQ(choose_members(making.context, rules.object, making.taste).all(),
            (std::vector<std::string>{"a", "b", "c"}));
  making.taste.members = Taste::Members::required;
  EXPECT_EQ(choose_members(making.context, rules.object, making.taste).all(), std::vector<std::string>{"b"});
}

TEST(ChooseMembers, AddsTheOptionalMemberOfTheGoal) {
  Making making(R"({"type": "object", "properties": {"a": {}, "b": {"minLength": 2}}})");
  making.taste.members = Taste::Members::required;
  making.taste.goal = goal_of(*making.made.schema, making.keyword(KeywordKind::min_length));
  const Rules rules = making.rules();
  EXPECT_EQ(choose_members(making.context, rules.object, making.taste).all(), std::vector<std::string>{"b"});
}

}  // namespace choose_test
}  // namespace avouch

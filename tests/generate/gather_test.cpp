// SPDX-License-Identifier: MIT
#include "generate/maker/gather/gather.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "making.h"

namespace avouch {
namespace gather_test {

constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();

TEST(Gather, JoinsTheBoundsOfAllNodesOfAValue) {
  Making making(R"({"type": "string", "minLength": 2, "allOf": [{"minLength": 5, "maxLength": 9},
                                                                {"maxLength": 7}]})");
  const Rules rules = making.rules();
  EXPECT_EQ(rules.kinds, mask_of(ValueKind::string));
  EXPECT_TRUE(rules.is_typed);
  EXPECT_EQ(rules.string.fewest, 5U);
  EXPECT_EQ(rules.string.most, 7U);
  EXPECT_FALSE(rules.is_impossible);
}

TEST(Gather, KeepsTheListedValuesThatEveryEnumHas) {
  Making making(R"({"enum": ["a", "b", "c"], "allOf": [{"enum": ["c", "b", "d"]}]})");
  const Rules rules = making.rules();
  ASSERT_TRUE(rules.values);
  EXPECT_EQ(*rules.values, (std::vector<JsonValue>{JsonValue::string("b"), JsonValue::string("c")}));
}

TEST(Gather, RemembersTheKindsThatKeywordsApplyToWithoutAType) {
  Making making(R"({"maxItems": 3, "minimum": 2})");
  const Rules rules = making.rules();
  EXPECT_FALSE(rules.is_typed);
  EXPECT_EQ(rules.kinds, kEveryKind);
  EXPECT_EQ(rules.hinted, mask_of(ValueKind::array) | mask_of(ValueKind::number));
}

TEST(Gather, TurnsTheViolatedKeywordAround) {
  Making making(R"({"type": "array", "minItems": 3, "maxItems": 8})");
  const Rules few = making.rules(making.keyword(KeywordKind::min_items));
  EXPECT_EQ(few.array.fewest, 0U);
  EXPECT_EQ(few.array.most, 2U);
  const Rules many = making.rules(making.keyword(KeywordKind::max_items));
  EXPECT_EQ(many.array.fewest, 9U);
  EXPECT_EQ(many.array.most, kUnlimited);
}

TEST(Gather, IsImpossibleWhereNothingViolatesTheKeyword) {
  Making making(R"({"type": "array", "minItems": 0})");
  EXPECT_TRUE(making.rules(making.keyword(KeywordKind::min_items)).is_impossible);
}

TEST(Gather, OfFalseIsImpossible) {
  Making making(R"({"properties": {"a": {"type": "null"}}, "allOf": [{"not": {}}]})");
  EXPECT_TRUE(making.rules().is_impossible);
}

TEST(Gather, IgnoresTheOtherKeywordsOfAValueOfTheWrongType) {
  Making making(R"({"type": "string", "minLength": 4})");
  const Rules rules = making.rules(making.keyword(KeywordKind::type));
  EXPECT_EQ(rules.kinds & mask_of(ValueKind::string), 0);
  EXPECT_EQ(rules.string.fewest, 0U);
}

TEST(Gather, LeavesFractionsWhereOnlyIntegersAreRefused) {
  Making making(R"({"type": "number", "not": {"type": "integer"}})");
  const Rules rules = making.rules();
  EXPECT_EQ(rules.kinds, mask_of(ValueKind::number));
  EXPECT_EQ(rules.number.whole, NumberRules::Whole::fraction);
}

// anyOf with three branches: the choices visit each of them.
TEST(Gather, VisitsEveryBranch) {
  Making making(R"({"anyOf": [{"type": "null"}, {"type": "string"}, {"type": "array"}]})");
  std::vector<KindMask> seen;
  do {
    seen.push_back(making.rules().kinds);
  } while (making.choices.next());
  EXPECT_EQ(seen, (std::vector<KindMask>{mask_of(ValueKind::null), mask_of(ValueKind::string),
                                         mask_of(ValueKind::array)}));
}

TEST(Gather, NeedsACheckWhereOtherBranchesMustNotMatch) {
  Making making(R"({"oneOf": [{"minLength": 2}, {"maxLength": 4}]})");
  EXPECT_TRUE(making.rules().needs_check);
  Making plain(R"({"allOf": [{"minLength": 2}, {"maxLength": 4}]})");
  EXPECT_FALSE(plain.rules().needs_check);
}

TEST(Gather, RequiresTheMembersOfADependentThatIsPresent) {
  Making making(R"({"type": "object", "dependentSchemas": {"card": {"required": ["address"]}}})");
  making.taste.members = Taste::Members::all;
  const Rules present = making.rules();
  EXPECT_EQ(present.object.required.all(), (std::vector<std::string>{"card", "address"}));
  making.choices = {};
  making.taste.members = Taste::Members::required;
  const Rules absent = making.rules();
  EXPECT_EQ(absent.object.required.all(), std::vector<std::string>());
  EXPECT_EQ(absent.object.forbidden.all(), std::vector<std::string>{"card"});
}

// `then` applies where `if` holds, `else` where it does not.
TEST(Gather, FollowsBothSidesOfACondition) {
  Making making(R"({"type": "object", "if": {"required": ["a"]},
                    "then": {"required": ["b"]}, "else": {"required": ["c"]}})");
  const Rules met = making.rules();
  EXPECT_EQ(met.object.required.all(), (std::vector<std::string>{"a", "b"}));
  ASSERT_TRUE(making.choices.next());
  const Rules unmet = making.rules();
  EXPECT_EQ(unmet.object.required.all(), std::vector<std::string>{"c"});
  EXPECT_EQ(unmet.object.forbidden.all(), std::vector<std::string>{"a"});
}

// Of two alternatives that are one schema, none matches alone: that is seen before a value is made.
TEST(Gather, IsImpossibleWhereANodeMustAcceptAndReject) {
  Making making(R"({"oneOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}],
                    "$defs": {"a": {"type": "object", "properties": {"b": {"type": "string"}}}}})");
  std::vector<bool> seen;
  do {
    seen.push_back(making.rules().is_impossible);
  } while (making.choices.next());
  EXPECT_EQ(seen, (std::vector<bool>{false, true, false, true}));
}

}  // namespace gather_test
}  // namespace avouch

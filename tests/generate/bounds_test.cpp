// SPDX-License-Identifier: MIT
// Short schemas that require more than any memory holds, or that refer to themselves.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>

#include "generate/maker/budget.h"
#include "generate/maker/height.h"
#include "generate/maker/maker.h"
#include "made.h"

namespace avouch {
namespace bounds_test {

const std::string kSelf = R"({"$ref": "#"})";

struct Recursive {
  std::string name;
  std::string schema;
};

void PrintTo(const Recursive& shown, std::ostream* out) {
  *out << shown.name;
}

std::vector<Recursive> recursive() {
  const auto any = [](const std::string& branches) { return "{\"anyOf\": [" + branches + "]}"; };
  const std::string two = R"({"type": "object", "required": ["a", "b"], "properties": {"a": )" + kSelf +
                          R"(, "b": )" + kSelf + "}}";
  const auto array = [](int fewest) {
    return R"({"type": "array", "minItems": )" + std::to_string(fewest) + R"(, "items": )" + kSelf + "}";
  };
  return {
      {"objects", any(two + R"(, {"type": "string"})")},
      {"arrays", any(array(3) + R"(, {"type": "string"})")},
      {"long_arrays", any(array(500) + R"(, {"type": "string"})")},
      {"endless_arrays", any(array(100'000) + R"(, {"type": "string"})")},
      {"objects_and_arrays", any(two + ", " + array(2) + R"(, {"type": "null"})")},
      {"one_of", R"({"oneOf": [)" + two + ", " + array(50) + R"(, {"type": "integer"}]})"},
      {"members_of_any_name", any(R"({"type": "object", "minProperties": 3, "additionalProperties": )" +
                                  kSelf + R"(}, {"type": "boolean"})")},
  };
}

class RecursiveSchema : public testing::TestWithParam<Recursive> {};

// That it ends at all is the bound: without one, the endless arrays take all memory that there is.
TEST_P(RecursiveSchema, IsMadeAndBroken) {
  const Made made(GetParam().schema);
  std::size_t texts = 0;
  for (const MadeInstance& one : made.generator->instances().made) texts += one.text.size();
  EXPECT_LT(texts, 2 * kMostText);
  std::size_t broken = 0;
  for (const SchemaClaim& claim : made.schema->claims()) {
    const Violations violations = made.generator->violations(claim.keyword);
    broken += violations.made.size();
    if (violations.made.empty()) {
      EXPECT_FALSE(violations.none.empty()) << claim.suffix;
    }
    EXPECT_FALSE(made.generator->random_instance(claim.keyword).empty());
  }
  EXPECT_GT(broken, 0U);
}

INSTANTIATE_TEST_SUITE_P(Bounds, RecursiveSchema, testing::ValuesIn(recursive()),
                         [](const auto& each) { return each.param.name; });

std::string error_of(const std::string& text) {
  Library library;
  const Result<const Document*> document = library.add("schema.json", text);
  const auto schema = *load_schema(library, **document, "", Dialect::draft2020_12);
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  const Result<Generator> generator = Generator::make(schema, *judge);
  return generator ? "made" : generator.errors().front().title;
}

TEST(Bounds, NameWhatIsTooLargeToBeMade) {
  const std::string limit =
      "no value was found that the schema allows within the 32 MiB that are made of one";
  EXPECT_EQ(error_of(R"({"type": "array", "minItems": 100000, "items":
                         {"type": "array", "minItems": 100000, "items": {"type": "string"}}})"),
            limit);
  EXPECT_EQ(
      error_of(R"({"type": "array", "minItems": 10000, "items": {"type": "string", "minLength": 50000}})"),
      limit);
}

TEST(Bounds, AllowWhatIsLargeAndFits) {
  const Made made(R"({"type": "array", "minItems": 50000, "items": {"type": "boolean"}})");
  EXPECT_TRUE(made.exercises(made.generator->instances().made.front().text, "items/type"));
  EXPECT_FALSE(made.generator->violations(made.keyword("minItems")).made.empty());
}

TEST(Bounds, NameTheLimitOfAClaimThatNothingFitsFor) {
  const Made made(R"({"type": "object", "properties": {"small": {"type": "string"}, "large":
                      {"type": "array", "minItems": 100000, "items":
                       {"type": "array", "minItems": 1000, "items": {"type": "string"}}}}})");
  const std::vector<Unmade>& unmade = made.generator->instances().unmade;
  const auto found = std::find_if(unmade.begin(), unmade.end(), [&](const Unmade& each) {
    return each.keyword == made.keyword("large/items/items/type");
  });
  ASSERT_NE(found, unmade.end());
  EXPECT_NE(found->why.find("within the 32 MiB of text made for one value"), std::string::npos) << found->why;
}

std::size_t height(const std::string& text) {
  Library library;
  const Result<const Document*> document = library.add("schema.json", text);
  return heights_of(**load_schema(library, **document, "", Dialect::draft2020_12)).front();
}

TEST(Heights, AreThoseOfTheSmallestValues) {
  EXPECT_EQ(height(R"({"type": "string"})"), 0U);
  EXPECT_EQ(height(R"({"properties": {"a": {"required": ["b"], "properties": {"b": {}}}}})"), 0U);
  EXPECT_EQ(
      height(R"({"required": ["a"], "properties": {"a": {"required": ["b"], "properties": {"b": {}}}}})"),
      2U);
  EXPECT_EQ(height(R"({"items": {"minItems": 1, "items": {}}})"), 0U);
  EXPECT_EQ(height(R"({"minItems": 2, "items": {"minItems": 1, "items": {}}})"), 2U);
  EXPECT_EQ(height(R"({"minItems": 1, "prefixItems": [{}, {"minItems": 1, "items": {}}]})"), 1U);
  EXPECT_EQ(
      height(R"({"anyOf": [{"required": ["a"], "properties": {"a": {"$ref": "#"}}}, {"type": "null"}]})"),
      0U);
  EXPECT_EQ(height(R"({"allOf": [{"minItems": 1, "items": {}}, {"type": "array"}]})"), 1U);
  EXPECT_EQ(height(R"({"required": ["a"], "properties": {"a": {"$ref": "#"}}})"), kEndlessHeight);
  EXPECT_EQ(height("false"), kEndlessHeight);
}

// The attempts that values use up, and how many each has in the end.
struct Used {
  std::size_t all = 0;
  std::size_t last = 0;
  bool is_tired = false;
};

Used used_by(std::size_t values) {
  Budget budget;
  Used used;
  for (std::size_t i = 0; i < values; ++i) {
    budget.start(0);
    for (used.last = 0; budget.has_attempts(); ++used.last) budget.count_attempt();
    budget.finish();
    used.all += used.last;
  }
  used.is_tired = budget.is_tired();
  return used;
}

TEST(Attempts, AreFewerAfterManyValuesThatWereNotFound) {
  EXPECT_EQ(used_by(8).all, 8U * 4'000U);
  EXPECT_FALSE(used_by(7).is_tired);
  EXPECT_TRUE(used_by(8).is_tired);
  EXPECT_EQ(used_by(1'000).last, 64U);
  EXPECT_LT(used_by(1'000).all, 2U * 8U * 4'000U + 1'000U * 64U);
}

TEST(Attempts, AreAllThereWhereValuesAreFound) {
  Budget budget;
  for (std::size_t i = 0; i < 1'000; ++i) {
    budget.start(0);
    budget.count_attempt();
    budget.finish();
  }
  EXPECT_FALSE(budget.is_tired());
}

}  // namespace bounds_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "generate/telling.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "contract/schema/names.h"
#include "made.h"

namespace avouch {
namespace telling_test {

// How many of the schema's claims the bodies exercise together.
std::size_t exercised(const JudgedSchema& made, const std::vector<std::string>& bodies) {
  std::size_t count = 0;
  for (const SchemaClaim& claim : made.schema->claims()) {
    count += std::any_of(bodies.begin(), bodies.end(),
                         [&](const std::string& body) { return made.exercises(body, claim.suffix); })
                 ? 1
                 : 0;
  }
  return count;
}

TEST(TellingBodies, TogetherExerciseEveryClaim) {
  const JudgedSchema made(R"({"type": "object", "properties": {
    "a": {"anyOf": [{"type": "object", "required": ["x"], "properties": {"x": {"type": "string", "maxLength": 3},
                     "y": {"oneOf": [{"type": "integer", "minimum": 2}, {"type": "array", "items": {"type": "null"}}]}}},
                    {"type": "boolean"}, {"type": "string", "enum": ["p", "q", "r", "s"]}]},
    "b": {"type": ["string", "integer"], "minLength": 2, "maximum": 9}}})");
  const std::shared_ptr<const TellingBodies> bodies = telling_bodies(made.schema);
  EXPECT_FALSE(bodies->error);
  EXPECT_EQ(exercised(made, bodies->texts), made.schema->claims().size());
  EXPECT_LE(bodies->texts.size(), 5u);
  for (const std::string& text : bodies->texts) EXPECT_TRUE(made.violated(text).empty()) << text;
  // The first one exercises the most.
  for (const std::string& text : bodies->texts)
    EXPECT_GE(exercised(made, {bodies->texts.front()}), exercised(made, {text}));
}

// A stream or a list has items of several kinds, so few requests show them all.
TEST(TellingBodies, ShowSeveralKindsOfItemsInOneList) {
  std::string kinds;
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    kinds += std::string(i == 0 ? "" : ",") + R"({"type": "object", "required": ["kind", "m)" + n +
             R"("], "properties": {"kind": {"const": "k)" + n + R"("}, "m)" + n +
             R"(": {"type": "integer"}}})";
  }
  for (const std::string& list : {R"({"type": "array", "items": {"oneOf": [)" + kinds + "]}}",
                                  R"({"type": "object", "required": ["data"], "properties": {"data":
                                   {"type": "array", "items": {"oneOf": [)" +
                                      kinds + "]}}}}"}) {
    const JudgedSchema made(list);
    const std::shared_ptr<const TellingBodies> bodies = telling_bodies(made.schema);
    EXPECT_EQ(exercised(made, bodies->texts), made.schema->claims().size());
    EXPECT_LE(bodies->texts.size(), 6u);
    for (const std::string& text : bodies->texts) EXPECT_TRUE(made.violated(text).empty()) << text;
  }
}

// Of objects that no body may have together, each is shown whole once, not once for each of its members.
TEST(TellingBodies, ShowAnObjectWhole) {
  std::string objects;
  for (int i = 0; i < 12; ++i) {
    std::string members;
    for (int member = 0; member < 12; ++member)
      members += (member == 0 ? "\"m" : ", \"m") + std::to_string(member) + R"(": {"type": "integer"})";
    objects += (i == 0 ? "\"o" : ", \"o") + std::to_string(i) + R"(": {"type": "object", "properties": {)" +
               members + "}}";
  }
  const JudgedSchema made(R"({"type": "object", "maxProperties": 1, "properties": {)" + objects + "}}");
  const std::shared_ptr<const TellingBodies> bodies = telling_bodies(made.schema);
  EXPECT_EQ(exercised(made, bodies->texts), made.schema->claims().size());
  EXPECT_LE(bodies->texts.size(), 13U);
}

TEST(TellingBodies, KeepToWhatAListMayHave) {
  const JudgedSchema made(R"({"type": "array", "maxItems": 2, "items": {"anyOf": [
    {"const": 1}, {"const": 2}, {"const": 3}, {"const": 4}, {"const": 5}]}})");
  const std::shared_ptr<const TellingBodies> bodies = telling_bodies(made.schema);
  EXPECT_EQ(exercised(made, bodies->texts), made.schema->claims().size());
  for (const std::string& text : bodies->texts) EXPECT_TRUE(made.violated(text).empty()) << text;
}

TEST(TellingBodies, AreMadeOnce) {
  const JudgedSchema made(R"({"type": "string"})");
  EXPECT_EQ(telling_bodies(made.schema), telling_bodies(made.schema));
}

TEST(TellingBodies, OfASchemaWithoutClaimsAreOne) {
  EXPECT_EQ(telling_bodies(JudgedSchema("{}").schema)->texts.size(), 1u);
}

TEST(TellingBodies, SayWhyThereIsNone) {
  const std::shared_ptr<const TellingBodies> bodies =
      telling_bodies(JudgedSchema(R"({"type": "integer", "minimum": 2, "maximum": 1})").schema);
  EXPECT_TRUE(bodies->texts.empty());
  ASSERT_TRUE(bodies->error);
  EXPECT_EQ(bodies->error->title, "no value was found that the schema allows");
}

// Bodies, the order of names and the judge are kept with one schema.
TEST(TellingBodies, AreKeptBesideTheNamesOfTheSchema) {
  std::string names;
  for (int i = 0; i < 40; ++i) names += std::string(i == 0 ? "" : ",") + "\"m" + std::to_string(i) + "\"";
  const JudgedSchema made(R"({"type": "object", "required": [)" + names + "]}");
  const std::shared_ptr<const TellingBodies> bodies = telling_bodies(made.schema);
  const SchemaKeyword& required = made.schema->keywords()[made.keyword("required")];
  EXPECT_TRUE(lists_name(*made.schema, required, "m39"));
  EXPECT_FALSE(lists_name(*made.schema, required, "m40"));
  EXPECT_EQ(telling_bodies(made.schema), bodies);
}

}  // namespace telling_test
}  // namespace avouch

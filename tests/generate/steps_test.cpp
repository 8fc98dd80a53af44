// SPDX-License-Identifier: MIT
// What breaking a claim costs where there are many alternatives, in steps (base/steps.h): no clock, so no
// dependence on the machine.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <tuple>

#include "base/steps.h"
#include "made.h"

namespace avouch {
namespace generate_steps_test {

using Alternative = std::function<std::string(std::size_t)>;

// Of the claims of a few alternatives, when what is known of all was worked out.
std::uint64_t steps_to_break(const std::string& choice, const Alternative& alternative, std::size_t size) {
  std::string schema = "{\"" + choice + "\": [";
  for (std::size_t i = 0; i < size; ++i) schema += (i > 0 ? "," : "") + alternative(i);
  const Made made(schema + "]}");
  std::uint64_t before = 0;
  std::size_t broken = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    if (i == 1) before = steps_of_thread();
    const Violations violations = made.generator->violations(made.schema->claims()[1 + i].keyword, 2);
    broken += violations.reason == Violations::Reason::made ? 1U : 0U;
  }
  EXPECT_EQ(broken, 6U) << choice << " of " << size;
  return steps_of_thread() - before;
}

TEST(StepsToBreakAClaim, DoNotDependOnTheNumberOfAlternatives) {
  const Alternative constant = [](std::size_t i) { return R"({"const": "v)" + std::to_string(i) + "\"}"; };
  const Alternative listing = [](std::size_t i) {
    return R"({"enum": ["v)" + std::to_string(i) + R"(", "w)" + std::to_string(i) + "\"]}";
  };
  for (const char* choice : {"oneOf", "anyOf"}) {
    for (const Alternative& alternative : {constant, listing}) {
      const std::uint64_t few = steps_to_break(choice, alternative, 40);
      const std::uint64_t many = steps_to_break(choice, alternative, 320);
      EXPECT_LT(many, 2 * few + 100) << choice << ' ' << alternative(0);
    }
  }
}

// Those that list the same values, and those that list none.
TEST(StepsToBreakAClaim, LeaveNoAlternativeOutThatMayAcceptWhatBreaksIt) {
  std::string schema = R"({"anyOf": [)";
  for (std::size_t i = 0; i < 40; ++i) schema += R"({"const": "v)" + std::to_string(i) + "\"},";
  schema +=
      R"({"enum": ["w", "x", "y"]}, {"const": "v3", "minLength": 9}, {"enum": ["y", "x"], "maxLength": 1},
    {"type": "boolean"}, {"type": "boolean", "const": true}]})";
  const Made made(schema);
  const auto said = [&](const std::string& suffix) {
    return made.generator->violations(made.keyword(suffix)).none;
  };
  EXPECT_EQ(said("anyOf/41/minLength"), "alternative 4 of anyOf accepts whatever breaks it");
  EXPECT_EQ(said("anyOf/42/maxLength"), "alternative 41 of anyOf accepts whatever breaks it");
  EXPECT_EQ(said("anyOf/44/const"), "alternative 44 of anyOf accepts whatever breaks it");
  EXPECT_EQ(said("anyOf/3/const"), "");
}

// Each part refers to the next one twice. What is to be refused is refused once.
TEST(StepsToBreakAClaim, DoNotDoubleWithEachLevelOfAlternatives) {
  for (const auto& [before, between, after] :
       {std::tuple(R"({"anyOf": [)", ",", "]}"), std::tuple(R"({"allOf": [)", ",", "]}"),
        std::tuple(R"({"allOf": [)", R"(,{"anyOf": [)", "]}]}")}) {
    std::uint64_t of_few = 0;
    for (const int levels : {8, 32}) {
      std::string parts = R"("p)" + std::to_string(levels) + R"(": {"type": "object", "required": ["a"]})";
      for (int i = 0; i < levels; ++i) {
        const std::string next = R"({"$ref": "#/$defs/p)" + std::to_string(i + 1) + "\"}";
        parts += ", \"p" + std::to_string(i) + "\": " + before + next + between + next + after;
      }
      const Made made(R"({"$ref": "#/$defs/p0", "$defs": {)" + parts + "}}");
      const std::uint64_t start = steps_of_thread();
      for (const SchemaClaim& claim : made.schema->claims()) made.generator->violations(claim.keyword, 2);
      const std::uint64_t steps = steps_of_thread() - start;
      if (levels == 8) {
        of_few = steps;
      } else {
        EXPECT_LT(steps, 40 * of_few + 1'000) << before << between;
      }
    }
  }
}

// No usual taste reaches the only alternative that is possible, but a later turn does. Without a limit on the
// first one, the others would take no further steps.
TEST(StepsToTheFirstInstance, DoNotIncludeThoseToTheOthers) {
  std::string schema = R"({"type": "object", "required": ["a"], "properties": {"a": {"oneOf": [)";
  for (std::size_t i = 0; i < 60; ++i)
    schema += (i > 0 ? "," : "") + std::string(i == 40 ? R"({"type": "string"})" : "false");
  const std::uint64_t start = steps_of_thread();
  const Made made(schema + "]}}}");
  const std::uint64_t first = steps_of_thread() - start;
  EXPECT_EQ(made.generator->first(), R"({"a":"text"})");
  EXPECT_FALSE(made.generator->instances().made.empty());
  EXPECT_LT(5 * first, 4 * (steps_of_thread() - start));
}

// Each candidate is a step.
TEST(StepsToAValue, AreNoneWhereAKeywordMustHoldAndFail) {
  for (const char* schema : {R"({"type": "string", "format": "date-time", "not": {"format": "date-time"}})",
                             R"({"type": "string", "pattern": "^a+$", "not": {"pattern": "^a+$"}})",
                             R"({"type": "number", "minimum": 3, "not": {"minimum": 3}})"}) {
    const JudgedSchema judged(schema);
    const std::uint64_t start = steps_of_thread();
    EXPECT_FALSE(Generator::make(judged.schema, *judged.judge)) << schema;
    EXPECT_LT(steps_of_thread() - start, 100U) << schema;
  }
}

// An object with tens of thousands of names is made, and each of them is looked up.
TEST(StepsToAValue, GrowAsTheNames) {
  const auto steps = [](std::size_t size, bool has_properties) {
    std::string names;
    std::string properties;
    for (std::size_t i = 0; i < size; ++i) {
      const std::string name = "\"m" + std::to_string(i) + "\"";
      names += (i > 0 ? "," : "") + name;
      properties += (i > 0 ? "," : "") + name + R"(: {"type": "integer"})";
    }
    const std::uint64_t before = steps_of_thread();
    const Made made(R"({"type": "object", "required": [)" + names + "]" +
                    (has_properties ? R"(, "properties": {)" + properties + "}" : "") + "}");
    EXPECT_TRUE(made.violated(made.generator->first()).empty());
    return steps_of_thread() - before;
  };
  for (const bool has_properties : {false, true})
    EXPECT_LT(steps(2'000, has_properties), 6 * steps(500, has_properties)) << has_properties;
}

// Arrays whose items may be any of these arrays.
TEST(SizeOfAValue, DoesNotDoubleWithEachArrayOfArrays) {
  std::size_t of_few = 0;
  for (const int arrays : {5, 10}) {
    std::string any;
    std::string parts;
    for (int i = 0; i < arrays; ++i) any += R"({"$ref": "#/$defs/a)" + std::to_string(i) + R"("},)";
    for (int i = 0; i < arrays; ++i)
      parts += std::string(i > 0 ? "," : "") + R"("a)" + std::to_string(i) +
               R"(": {"type": "array", "items": {"anyOf": [)" + any + R"({"type": "integer"}]}})";
    const Made made(R"({"$ref": "#/$defs/a0", "$defs": {)" + parts + "}}");
    std::size_t largest = 0;
    for (const MadeInstance& one : made.generator->instances().made)
      largest = std::max<std::size_t>(largest, parse_body(one.text).instance->root().extent());
    if (arrays == 5)
      of_few = largest;
    else
      EXPECT_LT(largest, 4 * of_few);
  }
}

}  // namespace generate_steps_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// What lint costs on large schemas, in steps (base/steps.h): no clock, so no dependence on the machine.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/steps.h"
#include "contract/load.h"
#include "lint/lint.h"

namespace avouch {
namespace lint_steps_test {

struct Linted {
  std::uint64_t steps = 0;
  std::size_t findings = 0;
};

Linted linted(const std::string& schema, const std::string& components) {
  const std::string text =
      R"({"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {"/a": {"get":
    {"operationId": "a", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
      schema + R"(}}}}}}}, "components": {"schemas": {)" + components + "}}}";
  const Result<Contract> contract = load_contract("a.json", {}, {{"a.json", text}});
  if (!contract) {
    ADD_FAILURE() << to_string(contract.errors());
    return {};
  }
  const std::uint64_t start = steps_of_thread();
  const Result<std::vector<LintFinding>> findings = lint(*contract);
  if (!findings) {
    ADD_FAILURE() << to_string(findings.errors());
    return {};
  }
  Linted all{.steps = steps_of_thread() - start};
  for (const LintFinding& finding : *findings) all.findings += 1 + finding.others.size();
  return all;
}

std::string list_of(std::size_t size, const std::function<std::string(std::size_t)>& one) {
  std::string all;
  for (std::size_t i = 0; i < size; ++i) all += (i > 0 ? "," : "") + one(i);
  return all;
}

std::string name_of(std::size_t number) {
  return "\"m" + std::to_string(number) + "\"";
}

// Makes a schema of that size, and the components that it refers to.
using Schemas = std::function<std::pair<std::string, std::string>(std::size_t size)>;

// Four times the input may take six times the steps, and no more.
void expect_proportional(const Schemas& schemas, std::size_t size, std::size_t findings) {
  const auto [one, its] = schemas(size);
  const auto [other, theirs] = schemas(4 * size);
  const Linted small = linted(one, its);
  const Linted large = linted(other, theirs);
  EXPECT_LT(large.steps, 6 * small.steps + 1'000);
  EXPECT_GE(large.findings, findings);
}

TEST(StepsOfLint, GrowLikeTheRequiredMembers) {
  expect_proportional(
      [](std::size_t size) {
        return std::pair(
            R"({"type": "object", "required": [)" + list_of(size, name_of) + R"(], "properties": {)" +
                list_of(size, [](std::size_t n) { return name_of(n) + R"(: {"type": "string"})"; }) + "}}",
            "");
      },
      500, 0);
}

TEST(StepsOfLint, GrowLikeTheRequiredMembersThatNothingDefines) {
  for (const std::string closed : {"", R"(, "additionalProperties": false)"}) {
    expect_proportional(
        [&](std::size_t size) {
          return std::pair(R"({"type": "object", "required": [)" + list_of(size, name_of) +
                               R"(], "properties": {"k": {}})" + closed + "}",
                           "");
        },
        500, 2'000);
  }
}

TEST(StepsOfLint, GrowLikeTheRequiredMembersThatAPatternMayAllow) {
  expect_proportional(
      [](std::size_t size) {
        return std::pair(R"({"type": "object", "additionalProperties": false, "required": [)" +
                             list_of(size, name_of) + R"(], "patternProperties": {)" +
                             list_of(size / 10,
                                     [](std::size_t n) {
                                       return "\"^x" + std::to_string(n) + R"(": {"type": "string"})";
                                     }) +
                             "}}",
                         "");
      },
      1'000, 0);
}

TEST(StepsOfLint, GrowLikeTheSchemasThatNeedEachOther) {
  for (const bool is_circle : {true, false}) {
    expect_proportional(
        [&](std::size_t size) {
          return std::pair(
              R"({"$ref": "#/components/schemas/S0"})", list_of(size, [&](std::size_t n) {
                const bool is_last = n + 1 == size;
                const std::string next = std::to_string(is_last ? 0 : n + 1);
                return "\"S" + std::to_string(n) + R"(": {"type": "object")" +
                       (is_last && !is_circle
                            ? "}"
                            : R"(, "required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/S)" +
                                  next + "\"}}}");
              }));
        },
        100, is_circle ? 400 : 0);
  }
}

TEST(StepsOfLint, GrowLikeTheAlternatives) {
  for (const bool are_same : {true, false}) {
    expect_proportional(
        [&](std::size_t size) {
          return std::pair("{\"oneOf\": [" +
                               list_of(size,
                                       [&](std::size_t n) {
                                         return R"({"type": "object", "properties": {"a)" +
                                                std::to_string(are_same ? 0 : n) +
                                                R"(": {"type": "string"}}})";
                                       }) +
                               "]}",
                           "");
        },
        100, are_same ? 1 : 0);
  }
}

// Each schema refers to the next one twice, and the last one allows nothing.
TEST(StepsOfLint, DoNotDoubleWithEachLevel) {
  for (const std::string kind : {"anyOf", "oneOf", "allOf"}) {
    const auto steps_with = [&](std::size_t levels) {
      const std::string components = list_of(levels, [&](std::size_t n) {
        const bool is_last = n + 1 == levels;
        const auto next = [&](const char* which) {
          return R"({"$ref": "#/components/schemas/)" + std::string(which) + std::to_string(n + 1) + "\"}";
        };
        const auto part = [&](const char* which, const char* first, const char* second) {
          return "\"" + std::string(which) + std::to_string(n) + "\": " +
                 (is_last ? R"({"not": {}})"
                          : "{\"" + kind + "\": [" + next(first) + "," + next(second) + "]}");
        };
        return part("S", "S", "T") + "," + part("T", "T", "S");
      });
      return linted(
                 R"({"oneOf": [{"$ref": "#/components/schemas/S0"}, {"$ref": "#/components/schemas/T0"}]})",
                 components)
          .steps;
    };
    // Each schema is looked at from those above it.
    EXPECT_LT(steps_with(24), 20 * steps_with(8) + 1'000) << kind;
  }
}

}  // namespace lint_steps_test
}  // namespace avouch

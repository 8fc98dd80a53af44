// SPDX-License-Identifier: MIT
// What comparing large schemas costs, in steps (base/steps.h): no clock, so no dependence on the machine.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

#include "base/steps.h"
#include "contract/load.h"
#include "difference/contract_difference.h"

namespace avouch {
namespace difference_steps_test {

Contract contract_of(const std::string& schema) {
  const std::string text =
      R"({"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {"/a": {"get":
    {"operationId": "a", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
      schema + "}}}}}}}}";
  Result<Contract> contract = load_contract("a.json", {}, {{"a.json", text}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

struct Compared {
  std::uint64_t steps = 0;
  std::size_t changes = 0;
};

// `schema` makes one of that size; the later one is stricter.
using Schemas = std::function<std::string(std::size_t size, bool is_later)>;

Compared compared(const Schemas& schema, std::size_t size) {
  const Contract before = contract_of(schema(size, false));
  const Contract after = contract_of(schema(size, true));
  const std::uint64_t start = steps_of_thread();
  const ContractDifference difference = difference_of(before, after);
  return {.steps = steps_of_thread() - start, .changes = difference.changes.size()};
}

// Four times the input may take six times the steps, and no more.
void expect_proportional(const Schemas& schema, std::size_t size) {
  const Compared small = compared(schema, size);
  const Compared large = compared(schema, 4 * size);
  EXPECT_GT(small.steps, size);
  EXPECT_LT(large.steps, 6 * small.steps);
  EXPECT_GE(large.changes, small.changes);
}

std::string list_of(std::size_t size, const std::function<std::string(const std::string& number)>& one) {
  std::string all;
  for (std::size_t i = 0; i < size; ++i) all += (i > 0 ? "," : "") + one(std::to_string(i));
  return all;
}

TEST(StepsOfDifference, GrowLikeTheMembers) {
  expect_proportional(
      [](std::size_t size, bool is_later) {
        return R"({"type": "object", "required": [)" +
               list_of(size, [](const std::string& n) { return "\"m" + n + "\""; }) +
               R"(], "properties": {)" +
               list_of(size,
                       [&](const std::string& n) {
                         return "\"m" + n + R"(": {"type": "string")" +
                                (is_later ? R"(, "maxLength": 5})" : "}");
                       }) +
               "}}";
      },
      500);
}

TEST(StepsOfDifference, GrowLikeTheMembersOfAClosedObject) {
  expect_proportional(
      [](std::size_t size, bool is_later) {
        return R"({"type": "object", "properties": {)" +
               list_of(size, [](const std::string& n) { return "\"m" + n + R"(": {"type": "string"})"; }) +
               (is_later ? R"(}, "additionalProperties": false})" : "}}");
      },
      500);
}

TEST(StepsOfDifference, GrowLikeTheMembersThatAreNew) {
  expect_proportional(
      [](std::size_t size, bool is_later) {
        return R"({"type": "object", "anyOf": [{"required": ["a"]}, {"required": ["b"]}], "properties": {"a": {}, "b": {})" +
               (is_later ? "," + list_of(size,
                                         [](const std::string& n) {
                                           return "\"m" + n + R"(": {"type": "string"})";
                                         })
                         : std::string()) +
               "}}";
      },
      500);
}

TEST(StepsOfDifference, GrowLikeTheLevelsOfAllOf) {
  const Schemas nested = [](std::size_t size, bool is_later) {
    std::string schema = R"({"type": "object", "properties": {"a": {"type": "string", "maxLength": )" +
                         std::string(is_later ? "5" : "9") + "}}}";
    for (std::size_t i = 0; i < size; ++i) schema = R"({"minProperties": 1, "allOf": [)" + schema + "]}";
    return schema;
  };
  // Each level is one schema of the same value, and compared with all of them: bounded by kMostSteps.
  EXPECT_LT(compared(nested, 200).steps, 600'000U);
  EXPECT_EQ(compared(nested, 200).changes, 1U) << "the limit is not reached";
}

TEST(StepsOfDifference, AreBoundedWhereAllAlternativesChange) {
  for (const std::string choice : {"oneOf", "anyOf"}) {
    const Compared all = compared(
        [&](std::size_t size, bool is_later) {
          return "{\"" + choice + "\": [" +
                 list_of(size,
                         [&](const std::string& n) {
                           return R"({"type": "object", "properties": {"a)" + n +
                                  R"(": {"type": "string", "maxLength": )" + (is_later ? "5" : "9") + "}}}";
                         }) +
                 "]}";
        },
        250);
    EXPECT_LT(all.steps, 4'000'000U) << choice;
    EXPECT_GE(all.changes, 1U);
  }
}

}  // namespace difference_steps_test
}  // namespace avouch

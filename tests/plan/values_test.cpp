// SPDX-License-Identifier: MIT
#include "plan/values.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "contract/load.h"
#include "json/json_value.h"
#include "plan/parameters.h"

namespace avouch {
namespace values_test {

struct Place {
  const char* name;
  const char* parameter;  // of /things/{id}/{field}, beside /things/{id}/text and /things/{id}/first
  std::vector<std::string> refused;
  const char* chosen;  // "": any but those
};

class SegmentsOfOtherPaths : public testing::TestWithParam<Place> {};

TEST_P(SegmentsOfOtherPaths, AreNoValuesOfParameters) {
  const Place& place = GetParam();
  const std::string text =
      std::string(R"({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {
    "/things/{thing}/text": {"put": {"responses": {"200": {"description": "d"}}}},
    "/things/{thing}/first": {"put": {"responses": {"200": {"description": "d"}}}},
    "/others/{thing}/last": {"put": {"responses": {"200": {"description": "d"}}}},
    "/things/{id}/{field}": {"get": {"operationId": "get", "parameters": [
      {"name": "id", "in": "path", "required": true, "schema": {"const": "text"}},
      {"name": "field", "in": "path", "required": true, )") +
      place.parameter + R"(}], "responses": {"200": {"description": "d"}}}}}})";
  const Result<Contract> contract = load_contract("api.json", {}, {{"api.json", text}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const std::vector<GivenValue> none;
  const ValueSource values(*contract, none);
  const Operation& get = contract->operations.back();
  ASSERT_EQ(get.parameters.size(), 2U);
  const Result<ChosenValue> first = values.of(get, get.parameters[0]);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->value.text, "text") << "no path has it there";
  const Result<ChosenValue> second = values.of(get, get.parameters[1]);
  ASSERT_TRUE(second);
  for (const std::string& refused : place.refused) EXPECT_NE(second->value.text, refused);
  EXPECT_TRUE(*place.chosen == '\0' || second->value.text == place.chosen) << second->value.text;
}

INSTANTIATE_TEST_SUITE_P(
    , SegmentsOfOtherPaths,
    testing::Values(Place{"Strings", R"("schema": {"type": "string"})", {"text", "first"}, ""},
                    Place{"Enums", R"("schema": {"enum": ["text", "first", "last"]})", {}, "last"},
                    // What the documentation says counts, and what it leaves no choice about.
                    Place{"Examples", R"("schema": {"type": "string"}, "example": "first")", {}, "first"},
                    Place{"OneValue", R"("schema": {"enum": ["first"]})", {}, "first"}),
    [](const auto& test) { return std::string(test.param.name); });

struct PathValue {
  const char* name;
  const char* parameter;  // of /things/{id}, beside /things/usage
  const char* chosen;     // "": any that fits
  const char* missing;    // "": the operation is asked
};

class PathValues : public testing::TestWithParam<PathValue> {};

TEST_P(PathValues, AreSegments) {
  const PathValue& wanted = GetParam();
  const std::string text =
      std::string(R"({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {
    "/things/usage": {"put": {"responses": {"200": {"description": "d"}}}},
    "/things/{id}": {"get": {"operationId": "get", "parameters": [
      {"name": "id", "in": "path", "required": true, )") +
      wanted.parameter + R"(}], "responses": {"200": {"description": "d"}}}}}})";
  const Result<Contract> contract = load_contract("api.json", {}, {{"api.json", text}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const std::vector<GivenValue> none;
  const ValueSource values(*contract, none);
  const Operation& get = contract->operations.back();
  const FilledParameters filled = fill_parameters(get, values);
  EXPECT_EQ(filled.missing, wanted.missing);
  if (*wanted.missing != '\0') return;
  const std::string chosen = filled.values.at("id").text;
  EXPECT_TRUE(!chosen.empty() && chosen != "." && chosen != ".." && chosen != "usage") << chosen;
  EXPECT_TRUE(*wanted.chosen == '\0' || chosen == wanted.chosen) << chosen;
}

INSTANTIATE_TEST_SUITE_P(
    , PathValues,
    testing::Values(
        PathValue{"OfABranch",
                  R"("schema": {"oneOf": [{"type": "integer"}, {"type": "string", "example": "a-7"}]})",
                  "a-7", ""},
        PathValue{"OfAnInnerBranch",
                  R"("schema": {"allOf": [{"anyOf": [{"type": "string", "examples": ["a-8", "a-9"]}]}]})",
                  "a-8", ""},
        // The whole schema refuses the first one.
        PathValue{"OfABranchThatConforms",
                  R"("schema": {"maxLength": 3, "anyOf": [{"type": "string", "example": "long"},
                  {"type": "string", "example": "abc"}]})",
                  "abc", ""},
        PathValue{"OfABranchThatIsNoSegment",
                  R"("schema": {"anyOf": [{"type": "string", "minLength": 2, "example": ".."}]})", "", ""},
        PathValue{"Digits", R"("schema": {"type": "string", "pattern": "^\\d*$"})", "", ""},
        PathValue{"DigitsOrNothing", R"("schema": {"type": "string", "pattern": "^\\d+$|^$"})", "", ""},
        PathValue{"AllButOne", R"("schema": {"type": "string", "pattern": "^(?!usage$).*$"})", "", ""},
        PathValue{"NothingAsAnExample", R"("schema": {"type": "string"}, "example": "")", "", ""},
        PathValue{"ALaterExample",
                  R"("schema": {"type": "string"}, "examples": {"a": {"value": ".."}, "b": {"value": "7"}})",
                  "7", ""},
        PathValue{"NothingAsTheDefault", R"("schema": {"type": "string", "default": ""})", "", ""},
        PathValue{"Dots", R"("schema": {"enum": [".", "", "..", "end"]})", "end", ""},
        PathValue{"DotsAlone", R"("schema": {"enum": ["."]})", "",
                  "the value of its path parameter \"id\" is \".\", which would give another path"},
        PathValue{"NothingAlone", R"("schema": {"type": "string", "pattern": "^$"})", "",
                  "the value of its path parameter \"id\" is empty, which would give another path"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace values_test
}  // namespace avouch

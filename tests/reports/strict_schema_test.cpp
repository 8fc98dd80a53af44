// SPDX-License-Identifier: MIT
// The schemas of what Avouch reads and writes are valid in the strict mode of common validators: every
// keyword is known, and a keyword about one type of value stands where that type is required.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"

namespace avouch {
namespace strict_schema_test {

using Json = nlohmann::json;
using Types = std::set<std::string>;

// The type that a keyword is about; "" for every type.
const std::map<std::string, std::string>& keywords() {
  static const std::map<std::string, std::string> all = {{"$schema", ""},
                                                         {"$id", ""},
                                                         {"$ref", ""},
                                                         {"$defs", ""},
                                                         {"definitions", ""},
                                                         {"title", ""},
                                                         {"description", ""},
                                                         {"type", ""},
                                                         {"enum", ""},
                                                         {"const", ""},
                                                         {"if", ""},
                                                         {"then", ""},
                                                         {"else", ""},
                                                         {"allOf", ""},
                                                         {"anyOf", ""},
                                                         {"oneOf", ""},
                                                         {"not", ""},
                                                         {"format", "string"},
                                                         {"pattern", "string"},
                                                         {"minLength", "string"},
                                                         {"maxLength", "string"},
                                                         {"minimum", "number"},
                                                         {"maximum", "number"},
                                                         {"items", "array"},
                                                         {"minItems", "array"},
                                                         {"maxItems", "array"},
                                                         {"uniqueItems", "array"},
                                                         {"properties", "object"},
                                                         {"required", "object"},
                                                         {"additionalProperties", "object"},
                                                         {"propertyNames", "object"},
                                                         {"patternProperties", "object"},
                                                         {"minProperties", "object"},
                                                         {"dependentRequired", "object"}};
  return all;
}

Types types_of(const Json& schema) {
  if (!schema.contains("type")) return {};
  const Json& type = schema.at("type");
  Types types;
  for (const Json& one : type.is_array() ? type : Json::array({type}))
    types.insert(one == "integer" ? "number" : one.get<std::string>());
  return types;
}

// `around` are the types that the schema around this one requires of the same value.
void check(const Json& schema, const Types& around, const std::string& where,
           std::vector<std::string>& faults) {
  if (!schema.is_object()) return;
  Types types = types_of(schema);
  if (types.empty()) types = around;
  for (const auto& [name, value] : schema.items()) {
    const auto known = keywords().find(name);
    if (known == keywords().end()) {
      faults.push_back(where + "/" + name + " is unknown");
      continue;
    }
    if (!known->second.empty() && !types.contains(known->second))
      faults.push_back(where + "/" + name + " stands where no " + known->second + " is required");
    const std::string at = where + "/" + name;
    if (name == "if" || name == "then" || name == "else" || name == "not") {
      check(value, types, at, faults);
    } else if (name == "allOf" || name == "anyOf" || name == "oneOf") {
      for (const Json& branch : value) check(branch, types, at, faults);
    } else if (name == "properties" || name == "$defs" || name == "definitions" ||
               name == "patternProperties") {
      for (const auto& [member, below] : value.items()) check(below, {}, at + "/" + member, faults);
    } else if (name == "items" || name == "additionalProperties") {
      check(value, {}, at, faults);
    } else if (name == "propertyNames") {
      check(value, {"string"}, at, faults);
    }
  }
}

std::vector<std::string> faults_of(const Json& schema) {
  std::vector<std::string> faults;
  check(schema, {}, "", faults);
  return faults;
}

// Every schema that is published. The one of the bundled contract describes an API of others.
std::vector<std::string> published() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(AVOUCH_SOURCE_DIR "/schemas")) {
    const std::string name = file.path().filename();
    if (name.ends_with(".schema.json") && name != "configuration-webhook.schema.json") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

class StrictSchema : public testing::TestWithParam<std::string> {};

TEST_P(StrictSchema, HasNothingThatAStrictValidatorRefuses) {
  const Result<std::string> text = read_file(std::string(AVOUCH_SOURCE_DIR) + "/schemas/" + GetParam());
  ASSERT_TRUE(text);
  EXPECT_EQ(faults_of(Json::parse(*text)), std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Of, StrictSchema, testing::ValuesIn(published()),
                         [](const testing::TestParamInfo<std::string>& of) {
                           std::string name = of.param.substr(0, of.param.find('.'));
                           name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
                           return name;
                         });

TEST(StrictSchemas, AreThoseOfEveryCommandThatWritesJson) {
  const std::vector<std::string> names = published();
  for (const char* name : {"cors", "coverage", "diff", "explain", "lint", "list", "proof", "report",
                           "sarif-report", "values", "waivers"})
    EXPECT_TRUE(std::binary_search(names.begin(), names.end(), std::string(name) + ".schema.json")) << name;
}

TEST(StrictSchemas, WouldBeSeenToBeLax) {
  EXPECT_EQ(faults_of(Json::parse(R"({"minimum": 1, "x": 2, "then": {"maxItems": 0}})")),
            (std::vector<std::string>{"/minimum stands where no number is required",
                                      "/then/maxItems stands where no array is required", "/x is unknown"}));
  EXPECT_TRUE(
      faults_of(Json::parse(R"({"type": ["integer", "null"], "minimum": 1, "if": {"minimum": 2}})")).empty());
}

}  // namespace strict_schema_test
}  // namespace avouch

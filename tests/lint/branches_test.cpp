// SPDX-License-Identifier: MIT
// anyOf and oneOf without a branch that can be satisfied together with the keywords beside them.
#include <gtest/gtest.h>

#include <string>

#include "contract/load.h"
#include "lint/lint.h"

namespace avouch {
namespace branches_test {

struct Case {
  const char* name;
  const char* schema;
  const char* pointer;  // below the schema, of the impossible-branches; nullptr: none
  const char* message;  // holds this
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

class Branches : public testing::TestWithParam<Case> {};

TEST_P(Branches, AreFoundImpossibleTogether) {
  const std::string api =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "A",
    "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"$ref":
    "#/components/schemas/S"}}}}}}}}, "components": {"schemas": {"S": )" +
      std::string(GetParam().schema) +
      R"(, "Two": {"anyOf": [{"type": "string", "minLength": 5}, {"enum": ["abcdef"]}]}}}})";
  const Result<Contract> contract = load_contract("api.json", {}, {{"api.json", api}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const Result<std::vector<LintFinding>> findings = lint(*contract);
  ASSERT_TRUE(findings) << to_string(findings.errors());
  std::vector<LintFinding> found;
  for (const LintFinding& finding : *findings) {
    if (finding.rule == "impossible-branches") found.push_back(finding);
  }
  if (GetParam().pointer == nullptr) {
    EXPECT_TRUE(found.empty()) << found.front().message;
    return;
  }
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].place.pointer, "/components/schemas/S" + std::string(GetParam().pointer));
  EXPECT_EQ(found[0].severity, LintFinding::Severity::error);
  EXPECT_NE(found[0].message.find(GetParam().message), std::string::npos) << found[0].message;
}

constexpr Case kFlagged[] = {
    {"Lengths", R"({"type": "string", "maxLength": 3, "anyOf": [{"minLength": 4}, {"minLength": 5}]})",
     "/anyOf", "no value that is a string can meet both minLength 4 and maxLength 3"},
    {"OneOf", R"({"type": "string", "maxLength": 3, "oneOf": [{"minLength": 4}, {"minLength": 5}]})",
     "/oneOf", "no value meets any branch of oneOf"},
    {"Types", R"({"type": "object", "anyOf": [{"type": "string"}, {"type": "array"}]})", "/anyOf",
     "their types have nothing in common"},
    {"EachForAnotherReason",
     R"({"type": "integer", "maximum": 3, "anyOf": [{"minimum": 4}, {"type": "string"}]})", "/anyOf",
     "no number can meet both minimum 4 and maximum 3"},
    {"NoIntegerBetween",
     R"({"type": "integer", "exclusiveMinimum": 0, "anyOf": [{"exclusiveMaximum": 1}, {"maximum": 0}]})",
     "/anyOf", "no integer"},
    {"Consts", R"({"type": "string", "pattern": "^a", "anyOf": [{"const": "b"}, {"enum": ["c", "d"]}]})",
     "/anyOf", "refuses each value of its const"},
    {"Required",
     R"({"type": "object", "properties": {"a": {}}, "additionalProperties": false,
      "anyOf": [{"required": ["b"]}, {"required": ["c"]}]})",
     "/anyOf", "\"b\" is required"},
    {"FalseBranches", R"({"type": "string", "anyOf": [false, {"type": "integer"}]})", "/anyOf",
     "it allows nothing"},
    {"BesideAllOf",
     R"({"allOf": [{"type": "string", "maxLength": 3}], "anyOf": [{"minLength": 4}, {"type": "null"}]})",
     "/anyOf", "minLength 4"},
    {"InAllOf",
     R"({"type": "array", "maxItems": 1, "allOf": [{"anyOf": [{"minItems": 2}, {"minItems": 3}]}]})", "",
     "minItems 2"},
    {"AReferredChoice", R"({"$ref": "#/components/schemas/Two", "type": "string", "maxLength": 4})", "",
     "no value meets any branch of anyOf"},
    {"BranchesByReference",
     R"({"type": "integer", "anyOf": [{"$ref": "#/components/schemas/Two"}, {"type": "boolean"}]})", "/anyOf",
     "their types have nothing in common"},
    {"AChoiceInABranch",
     R"({"type": "string", "maxLength": 3, "anyOf": [{"oneOf": [{"minLength": 4}, {"minLength": 5}]}, {"type": "null"}]})",
     "/anyOf", "minLength 4"},
};

constexpr Case kSound[] = {
    {"OneCanBeMet", R"({"type": "string", "maxLength": 4, "anyOf": [{"minLength": 4}, {"minLength": 5}]})"},
    {"AnotherType", R"({"maxLength": 3, "anyOf": [{"minLength": 4}, {"minLength": 5}]})"},
    {"Null",
     R"({"type": ["string", "null"], "maxLength": 3, "anyOf": [{"minLength": 4}, {"minLength": 5}]})"},
    {"NoIntegerButNumbers",
     R"({"type": "number", "exclusiveMinimum": 0, "anyOf": [{"exclusiveMaximum": 1}, {"maximum": 0}]})"},
    {"AConstThatFits",
     R"({"type": "string", "pattern": "^a", "anyOf": [{"const": "b"}, {"enum": ["c", "ad"]}]})"},
    {"RequiredOfAnyValue",
     R"({"properties": {"a": {}}, "additionalProperties": false, "anyOf": [{"required": ["b"]}, {"required": ["c"]}]})"},
    {"TheTypeAlone", R"({"type": "object", "anyOf": [{"required": ["a"]}, {"required": ["b"]}]})"},
    {"OtherRulesSayIt",
     R"({"type": "string", "minLength": 4, "maxLength": 3, "anyOf": [{"minLength": 1}, {"minLength": 2}]})"},
    {"TheEnumSaysIt", R"({"enum": ["a"], "anyOf": [{"const": "b"}, {"const": "c"}]})"},
    {"AChoiceThatCanBeMet", R"({"$ref": "#/components/schemas/Two", "type": "string", "maxLength": 6})"},
    {"AChoiceInABranch",
     R"({"type": "string", "maxLength": 4, "anyOf": [{"oneOf": [{"minLength": 4}, {"minLength": 5}]}, {"type": "null"}]})"},
    {"ThreeDeep",
     R"({"type": "string", "maxLength": 3, "anyOf": [{"anyOf": [{"anyOf": [{"anyOf": [{"minLength": 4}, {"maxLength": 2}]}]}]}]})"},
    {"NotIsNoChoice", R"({"type": "string", "not": {"anyOf": [{"type": "integer"}, {"type": "null"}]}})"},
    {"InAnIf", R"({"if": {"type": "string"}, "then": {"minLength": 4}, "else": {"type": "integer"}})"},
};

std::string name_of(const testing::TestParamInfo<Case>& each) {
  return each.param.name;
}

INSTANTIATE_TEST_SUITE_P(Impossible, Branches, testing::ValuesIn(kFlagged), name_of);
INSTANTIATE_TEST_SUITE_P(Sound, Branches, testing::ValuesIn(kSound), name_of);

}  // namespace branches_test
}  // namespace avouch

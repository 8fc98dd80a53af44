// SPDX-License-Identifier: MIT
#include "generate/conformant.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "contract/load.h"

namespace avouch {
namespace conformant_test {

using nlohmann::json;

// A contract with one response of that media type object.
Contract contract_of(const json& media) {
  const json document = {
      {"openapi", "3.1.0"},
      {"info", {{"title", "t"}, {"version", "1"}}},
      {"paths",
       {{"/a",
         {{"get",
           {{"operationId", "GetA"},
            {"responses",
             {{"200", {{"description", "d"}, {"content", {{"application/json", media}}}}}}}}}}}}},
      {"components",
       {{"schemas",
         {{"Name", {{"type", "string"}, {"minLength", 3}}},
          {"Tree",
           {{"type", "object"},
            {"properties",
             {{"name", {{"$ref", "#/components/schemas/Name"}}},
              {"children", {{"type", "array"}, {"items", {{"$ref", "#/components/schemas/Tree"}}}}}}}}}}}}}};
  Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document.dump(2)}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

struct BodyCase {
  std::string name;
  std::string media;  // OpenAPI media type object
  std::string body;   // what is served
};

void PrintTo(const BodyCase& shown, std::ostream* out) {
  *out << shown.name;
}

class Body : public testing::TestWithParam<BodyCase> {};

TEST_P(Body, IsServed) {
  const Contract contract = contract_of(json::parse(GetParam().media));
  const Result<http::Response> response = conformant_response(contract, contract.operations[0].responses[0]);
  ASSERT_TRUE(response) << to_string(response.errors());
  EXPECT_EQ(json::parse(response->body), json::parse(GetParam().body));
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, Body,
    testing::Values(
        BodyCase{"example_as_it_is", R"({"schema": {"type": "object"}, "example": {"b": 1, "a": [2]}})",
                 R"({"b": 1, "a": [2]})"},
        BodyCase{"undocumented_members",
                 R"({"schema": {"type": "array", "items": {"type": "object", "properties": {"a": {}}}},
                     "example": [{"a": 1, "b": 2}, {"c": {"a": 3}, "a": 4}]})",
                 R"([{"a": 1, "b": 2}, {"c": {"a": 3}, "a": 4}])"},
        BodyCase{
            "first_example_that_conforms",
            R"({"schema": {"type": "integer"}, "examples": {"one": {"value": "x"}, "two": {"value": 2}}})",
            "2"},
        BodyCase{"empty_default_shows_nothing_of_its_items",
                 R"({"schema": {"type": "array", "items": {"const": 1}, "default": []}})", "[1]"},
        BodyCase{"example_that_exercises_the_most",
                 R"({"schema": {"type": "array", "items": {"type": "integer"}},
                     "examples": {"empty": {"value": []}, "full": {"value": [1]}, "fuller": {"value": [2, 3]}}})",
                 "[1]"},
        BodyCase{
            "wrong_item_replaced_and_the_others_kept",
            R"({"schema": {"type": "array", "items": {"enum": ["a", "b", "c"]}}, "example": ["x", "a", "y"]})",
            R"(["b", "a", "c"])"},
        BodyCase{
            "wrong_member_replaced_and_the_others_kept",
            R"({"schema": {"properties": {"n": {"type": "integer", "minimum": 5}, "s": {"type": "string"}}},
                     "example": {"n": 1, "s": "kept"}})",
            R"({"n": 5, "s": "kept"})"},
        BodyCase{
            "example_without_a_required_member",
            R"({"schema": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}},
                     "example": {"s": "lost"}})",
            R"({"n": 1})"},
        BodyCase{"without_schema", R"({"example": {"free": true}})", R"({"free": true})"},
        BodyCase{"without_anything", "{}", "{}"},
        BodyCase{"constant", R"({"schema": {"const": {"a": null}}})", R"({"a": null})"},
        BodyCase{"first_of_enum", R"({"schema": {"enum": ["x", "y"]}})", R"("x")"},
        BodyCase{"enum_value_of_the_type", R"({"schema": {"type": "string", "enum": [1, "y"]}})", R"("y")"},
        BodyCase{"null_last", R"({"schema": {"type": ["null", "boolean"]}})", "true"},
        BodyCase{"null_where_nothing_else", R"({"schema": {"type": "null"}})", "null"},
        BodyCase{"minimum", R"({"schema": {"type": "number", "minimum": 2.5}})", "2.5"},
        BodyCase{"exclusive_minimum", R"({"schema": {"type": "integer", "exclusiveMinimum": 2}})", "3"},
        BodyCase{"maximum", R"({"schema": {"type": "integer", "maximum": -4}})", "-4"},
        BodyCase{"multiple", R"({"schema": {"type": "integer", "minimum": 5, "multipleOf": 4}})", "8"},
        BodyCase{"length", R"({"schema": {"type": "string", "minLength": 6, "maxLength": 6}})",
                 R"("textxx")"},
        BodyCase{"short_length", R"({"schema": {"type": "string", "maxLength": 2}})", R"("te")"},
        BodyCase{"format", R"({"schema": {"type": "string", "format": "ipv4"}})", R"("192.0.2.1")"},
        BodyCase{"pattern", R"({"schema": {"type": "string", "pattern": "^AC[0-9]{3}$"}})", R"("AC000")"},
        BodyCase{
            "optional_members_are_present",
            R"({"schema": {"type": "object", "properties": {"a": {"type": "boolean"}, "b": {"type": "null"}}}})",
            R"({"a": true, "b": null})"},
        BodyCase{"required_without_property", R"({"schema": {"type": "object", "required": ["a"]}})",
                 R"({"a": "text"})"},
        BodyCase{
            "distinct_items",
            R"({"schema": {"type": "array", "minItems": 2, "uniqueItems": true, "items": {"enum": [1, 2]}}})",
            "[1, 2]"},
        BodyCase{"prefix_items",
                 R"({"schema": {"type": "array", "prefixItems": [{"const": 1}, {"const": "b"}]}})",
                 R"([1, "b"])"},
        BodyCase{
            "all_of",
            R"({"schema": {"allOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": {"const": 2}}}]}})",
            R"({"a": 1, "b": 2})"},
        BodyCase{"one_of_with_a_base",
                 R"({"schema": {"type": "object", "properties": {"id": {"const": 7}}, "oneOf": [
                     {"required": ["a"], "properties": {"a": {"const": 1}}},
                     {"required": ["b"], "properties": {"b": {"const": 2}}}]}})",
                 R"({"id": 7, "a": 1})"},
        BodyCase{"reference", R"({"schema": {"$ref": "#/components/schemas/Name"}})", R"("text")"},
        BodyCase{
            "example_of_a_member",
            R"({"schema": {"type": "object", "properties": {"a": {"type": "string", "example": "from the member"},
                     "b": {"type": "integer", "example": "wrong"}}}})",
            R"({"a": "from the member", "b": 1})"},
        BodyCase{"schema_example", R"({"schema": {"type": "string", "example": "from the schema"}})",
                 R"("from the schema")"}),
    [](const testing::TestParamInfo<BodyCase>& of) { return of.param.name; });

TEST(ConformantResponse, EndsARecursiveSchema) {
  const Contract contract = contract_of(json::parse(R"({"schema": {"$ref": "#/components/schemas/Tree"}})"));
  const Result<http::Response> response = conformant_response(contract, contract.operations[0].responses[0]);
  ASSERT_TRUE(response) << to_string(response.errors());
  const json body = json::parse(response->body);
  EXPECT_EQ(body.at("name"), "text");
  EXPECT_EQ(body.at("children").at(0).at("name"), "text");
}

TEST(ConformantResponse, IsTheSameEveryTime) {
  const Contract contract = contract_of(json::parse(R"({"schema": {"$ref": "#/components/schemas/Tree"}})"));
  const DocumentedResponse& documented = contract.operations[0].responses[0];
  EXPECT_EQ(*conformant_response(contract, documented), *conformant_response(contract, documented));
}

struct ImpossibleCase {
  std::string name;
  std::string schema;
  std::string title;
  std::string pointer;  // below the media type object
};

void PrintTo(const ImpossibleCase& shown, std::ostream* out) {
  *out << shown.name;
}

class Impossible : public testing::TestWithParam<ImpossibleCase> {};

TEST_P(Impossible, IsRefusedWithItsPlace) {
  const Contract contract = contract_of({{"schema", json::parse(GetParam().schema)}});
  const Result<http::Response> response = conformant_response(contract, contract.operations[0].responses[0]);
  ASSERT_FALSE(response) << response->body;
  ASSERT_EQ(response.errors().size(), 1U);
  EXPECT_EQ(response.errors()[0].title, GetParam().title);
  EXPECT_EQ(response.errors()[0].place.pointer,
            "/paths/~1a/get/responses/200/content/application~1json" + GetParam().pointer);
  EXPECT_GT(response.errors()[0].place.line, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Schemas, Impossible,
    testing::Values(
        ImpossibleCase{"pattern_that_is_never_met", R"({"type": "string", "pattern": "a^b"})",
                       "no value was found that the schema allows", "/schema/pattern"},
        ImpossibleCase{"lengths_that_exclude_each_other",
                       R"({"type": "string", "minLength": 3, "maxLength": 2})",
                       "no value was found that the schema allows", "/schema/maxLength"},
        ImpossibleCase{
            "member_that_is_impossible",
            R"({"type": "object", "required": ["a"], "properties": {"a": {"enum": [1], "type": "string"}}})",
            "no value was found that the schema allows", "/schema/properties/a/enum"},
        ImpossibleCase{"required_members_of_none_that_are_to_be_missing", R"({"not": {"required": []}})",
                       "no value was found that the schema allows", "/schema/not"},
        ImpossibleCase{"needed_members_of_none_that_are_to_be_missing",
                       R"({"not": {"dependentRequired": {"a": [], "b": []}}})",
                       "no value was found that the schema allows", "/schema/not"},
        ImpossibleCase{
            "required_member_that_another_part_forbids",
            R"({"allOf": [{"type": "object", "required": ["id"], "properties": {"id": {}}}],
                           "additionalProperties": false})",
            "the schema allows no value: \"id\" is required, and no property of that name is allowed",
            "/schema/additionalProperties"},
        ImpossibleCase{
            "required_member_that_may_be_null_there",
            R"({"type": "object", "required": ["a"], "properties": {"a": {"enum": [1], "type": "string"}},
                           "additionalProperties": false})",
            "no value was found that the schema allows", "/schema/properties/a/enum"},
        ImpossibleCase{"false", R"({"type": "object", "required": ["a"], "properties": {"a": false}})",
                       "no value can be made for a schema that allows nothing", "/schema/properties/a"}),
    [](const testing::TestParamInfo<ImpossibleCase>& of) { return of.param.name; });

}  // namespace conformant_test
}  // namespace avouch

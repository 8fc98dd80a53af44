// SPDX-License-Identifier: MIT
#include "generate/generator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <set>

#include "made.h"

namespace avouch {
namespace generator_test {

struct KindCase {
  std::string name;
  std::string schema;
  std::string claim;
  std::size_t ways = 1;  // at least so many violations
  Dialect dialect = Dialect::draft2020_12;
};

void PrintTo(const KindCase& shown, std::ostream* out) {
  *out << shown.name;
}

std::vector<KindCase> kinds() {
  const std::string lookahead =
      R"({"type": "string", "pattern": "^(?=.*[0-9])(?=.*[A-Z])[A-Za-z0-9]{8,12}$"})";
  return {
      {"type_null", R"({"type": "null"})", "type", 5},
      {"type_boolean", R"({"type": "boolean"})", "type", 5},
      {"type_integer", R"({"type": "integer"})", "type", 6},
      {"type_number", R"({"type": "number"})", "type", 5},
      {"type_string", R"({"type": "string"})", "type", 5},
      {"type_array", R"({"type": "array"})", "type", 5},
      {"type_object", R"({"type": "object"})", "type", 5},
      {"types", R"({"type": ["string", "null"]})", "type", 4},
      {"type_draft4_integer", R"({"type": "integer"})", "type", 6, Dialect::draft4},
      {"type_below_all_of",
       R"({"allOf": [{"type": "object", "required": ["a"]}, {"properties": {"a": {"type": "string"}}}]})",
       "allOf/0/type", 3},
      {"enum_strings", R"({"enum": ["red", "green"]})", "enum", 5},
      {"enum_mixed", R"({"enum": ["a", 1, null, [1], {"a": 2}]})", "enum", 3},
      {"const_string", R"({"const": "on"})", "const", 5},
      {"const_object", R"({"const": {"a": [1, 2]}})", "const", 3},
      {"const_zero", R"({"const": 0})", "const", 2},
      {"multiple_of", R"({"type": "integer", "multipleOf": 7})", "multipleOf", 2},
      {"multiple_of_cent", R"({"type": "number", "multipleOf": 0.01})", "multipleOf", 1},
      {"minimum", R"({"type": "integer", "minimum": 3})", "minimum", 2},
      {"minimum_negative", R"({"type": "number", "minimum": -2.5, "maximum": -1})", "minimum", 2},
      {"maximum", R"({"type": "integer", "maximum": 3})", "maximum", 2},
      {"exclusive_minimum", R"({"type": "integer", "exclusiveMinimum": 3})", "exclusiveMinimum", 2},
      {"exclusive_maximum", R"({"type": "number", "exclusiveMaximum": 0.3})", "exclusiveMaximum", 2},
      {"exclusive_draft4", R"({"type": "integer", "minimum": 3, "exclusiveMinimum": true})", "minimum", 2,
       Dialect::draft4},
      {"great_bound", R"({"type": "integer", "minimum": 123456789012345678901234567890})", "minimum", 1},
      {"bounds_and_multiple", R"({"type": "integer", "minimum": 10, "maximum": 20, "multipleOf": 5})",
       "maximum", 1},
      {"max_length", R"({"type": "string", "maxLength": 5})", "maxLength", 2},
      {"min_length", R"({"type": "string", "minLength": 5})", "minLength", 3},
      {"max_length_with_pattern", R"({"type": "string", "maxLength": 5, "pattern": "^a+$"})", "maxLength", 1},
      {"pattern_beside_length",
       R"({"type": "string", "minLength": 34, "maxLength": 34, "pattern": "^AC[0-9a-fA-F]{32}$"})", "pattern",
       4},
      {"pattern", R"({"type": "string", "pattern": "^AC[0-9a-fA-F]{32}$"})", "pattern", 6},
      {"pattern_of_an_empty_text", R"({"type": "string", "pattern": "^(?:[0-9a-f]{2})*$"})", "pattern", 6},
      {"pattern_beside_a_format", R"({"type": "string", "format": "byte", "pattern": "^[a-z]*=*$"})",
       "pattern", 1},
      {"pattern_unanchored", R"({"type": "string", "pattern": "b"})", "pattern", 1},
      {"pattern_lookahead", lookahead, "pattern", 3},
      {"pattern_negative_lookahead", R"({"type": "string", "pattern": "^(?!a)[a-c]{3}$"})", "pattern", 3},
      {"pattern_lookbehind", R"({"type": "string", "pattern": "(?<=a)b"})", "pattern", 1},
      {"pattern_back_reference", R"({"type": "string", "pattern": "^([abc])x\\1$"})", "pattern", 3},
      {"pattern_property", R"({"type": "string", "pattern": "^\\p{Script=Greek}+$"})", "pattern", 3},
      {"patterns", R"({"allOf": [{"pattern": "^a"}, {"pattern": "z$"}]})", "allOf/1/pattern", 1},
      {"format", R"({"type": "string", "format": "date-time"})", "format", 4},
      {"format_with_length", R"({"type": "string", "format": "uri", "maxLength": 12})", "format", 1},
      {"format_of_numbers", R"({"type": "integer", "format": "int32"})", "format", 2},
      {"format_of_numbers_in_strings", R"({"type": "string", "format": "int64"})", "format", 2},
      {"max_items", R"({"type": "array", "items": {"type": "integer"}, "maxItems": 3})", "maxItems", 1},
      {"max_items_unique",
       R"({"type": "array", "items": {"enum": [1, 2, 3, 4]}, "maxItems": 3, "uniqueItems": true})",
       "maxItems", 1},
      {"min_items", R"({"type": "array", "minItems": 2})", "minItems", 1},
      {"unique_items", R"({"type": "array", "items": {"type": "string"}, "uniqueItems": true})",
       "uniqueItems", 1},
      {"unique_items_full",
       R"({"type": "array", "items": {"type": "string"}, "uniqueItems": true, "minItems": 2, "maxItems": 2})",
       "uniqueItems", 1},
      {"items_of_items",
       R"({"type": "array", "items": {"type": "array", "items": {"type": "integer", "minimum": 4}}})",
       "items/items/minimum", 2},
      {"prefix_items", R"({"prefixItems": [{"type": "integer"}, {"type": "string"}], "items": false})",
       "prefixItems/1/type", 4},
      {"items_false", R"({"type": "array", "prefixItems": [{"type": "integer"}], "items": false})", "items",
       1},
      {"contains", R"({"type": "array", "contains": {"type": "integer"}, "minItems": 1})", "contains", 1},
      {"min_contains", R"({"type": "array", "contains": {"const": 1}, "minContains": 2})", "minContains", 1},
      {"max_contains", R"({"type": "array", "contains": {"const": 1}, "maxContains": 2})", "maxContains", 1},
      {"unevaluated_items",
       R"({"type": "array", "prefixItems": [{"type": "integer"}], "unevaluatedItems": false})",
       "unevaluatedItems", 1},
      {"max_properties", R"({"type": "object", "maxProperties": 2})", "maxProperties", 1},
      {"min_properties", R"({"type": "object", "minProperties": 2})", "minProperties", 1},
      {"required", R"({"type": "object", "required": ["a", "b"], "properties": {"a": {"type": "integer"}}})",
       "required", 2},
      {"required_counted", R"({"type": "object", "required": ["a"], "minProperties": 1})", "required", 1},
      {"dependent_required", R"({"type": "object", "dependentRequired": {"a": ["b", "c"]}})",
       "dependentRequired", 2},
      {"dependent_schemas", R"({"type": "object", "dependentSchemas": {"a": {"required": ["b"]}}})",
       "dependentSchemas/a/required", 1},
      {"property", R"({"type": "object", "properties": {"a": {"type": "integer", "maximum": 9}}})",
       "a/maximum", 2},
      {"property_false", R"({"type": "object", "properties": {"a": {"type": "integer"}, "b": false}})", "b",
       1},
      {"pattern_properties", R"({"type": "object", "patternProperties": {"^x-": {"type": "integer"}}})",
       "patternProperties/^x-/type", 4},
      {"additional_properties_false",
       R"({"type": "object", "properties": {"a": {}}, "additionalProperties": false})",
       "additionalProperties", 2},
      {"additional_properties", R"({"type": "object", "additionalProperties": {"type": "integer"}})",
       "additionalProperties/type", 4},
      {"property_names", R"({"type": "object", "propertyNames": {"pattern": "^[a-z]{2,4}$"}})",
       "propertyNames/pattern", 2},
      {"property_names_length", R"({"type": "object", "propertyNames": {"maxLength": 3}})",
       "propertyNames/maxLength", 1},
      {"unevaluated_properties",
       R"({"allOf": [{"properties": {"a": {"type": "integer"}}}], "unevaluatedProperties": false})",
       "unevaluatedProperties", 1},
      {"any_of", R"({"anyOf": [{"type": "string", "minLength": 2}, {"type": "integer", "minimum": 5}]})",
       "anyOf", 3},
      {"one_of", R"({"oneOf": [{"type": "integer"}, {"type": "number", "minimum": 2}]})", "oneOf", 3},
      {"one_of_objects",
       R"({"oneOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]})",
       "oneOf", 2},
      {"not", R"({"not": {"type": "object", "required": ["secret"]}})", "not", 1},
      {"not_enum", R"({"type": "string", "not": {"enum": ["forbidden"]}})", "not", 1},
      {"then",
       R"({"type": "object", "if": {"properties": {"kind": {"const": "a"}}, "required": ["kind"]}, "then": {"required": ["x"]}})",
       "then/required", 1},
      {"else",
       R"({"type": "object", "if": {"required": ["kind"]}, "then": {"required": ["x"]}, "else": {"required": ["y"]}})",
       "else/required", 1},
      {"reference", R"({"$ref": "#/$defs/n", "$defs": {"n": {"type": "integer", "minimum": 1}}})", "minimum",
       2},
      {"recursion", R"({"type": "object", "properties": {"n": {"type": "integer"}, "next": {"$ref": "#"}}})",
       "n/type", 4},
      {"content", R"({"type": "string", "contentMediaType": "application/json", "minLength": 1})",
       "minLength", 1, Dialect::draft7},
      {"discriminator",
       R"({"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}], "discriminator": {"propertyName": "kind"},
          "$defs": {"Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "Cat"}, "lives": {"type": "integer"}}},
                    "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "Dog"}, "tail": {"type": "boolean"}}}}})",
       "oneOf/1/tail/type", 2, Dialect::openapi_3_1},
      {"nullable", R"({"type": "string", "nullable": true, "maxLength": 2})", "maxLength", 1,
       Dialect::openapi_3_0},
  };
}

class Kind : public testing::TestWithParam<KindCase> {};

TEST_P(Kind, IsExercisedByWhatConforms) {
  const Made made(GetParam().schema, GetParam().dialect);
  bool is_exercised = false;
  for (const MadeInstance& one : made.generator->instances().made) {
    EXPECT_EQ(made.violated(one.text), std::vector<std::string>()) << one.text;
    is_exercised = is_exercised || made.exercises(one.text, GetParam().claim);
  }
  const bool is_never = made.schema->keywords()[made.keyword(GetParam().claim)].kind == KeywordKind::never;
  EXPECT_TRUE(is_exercised) << "an object or array without other members shows that none is there";
  for (const Unmade& unmade : made.generator->instances().unmade) {
    EXPECT_TRUE(unmade.keyword != made.keyword(GetParam().claim) || is_never) << unmade.why;
    EXPECT_FALSE(unmade.why.empty());
  }
}

TEST_P(Kind, IsViolatedAlone) {
  const Made made(GetParam().schema, GetParam().dialect);
  const Violations violations = made.generator->violations(made.keyword(GetParam().claim));
  EXPECT_EQ(violations.reason, Violations::Reason::made) << violations.none;
  EXPECT_GE(violations.made.size(), GetParam().ways);
  std::set<std::string> texts;
  for (const Violation& one : violations.made) {
    EXPECT_EQ(made.violated(one.text), std::vector<std::string>{GetParam().claim}) << one.text;
    EXPECT_FALSE(one.what.empty());
    EXPECT_TRUE(texts.insert(one.text).second) << "twice: " << one.text;
  }
}

TEST_P(Kind, HasRandomInstancesThatConform) {
  const Made made(GetParam().schema, GetParam().dialect);
  for (std::uint64_t n = 0; n < 100; ++n) {
    const std::string text = made.generator->random_instance(n);
    EXPECT_EQ(made.violated(text), std::vector<std::string>()) << text;
    EXPECT_EQ(text, made.generator->random_instance(n));
  }
}

INSTANTIATE_TEST_SUITE_P(Keywords, Kind, testing::ValuesIn(kinds()),
                         [](const testing::TestParamInfo<KindCase>& of) { return of.param.name; });

struct ReasonCase {
  std::string name;
  std::string schema;
  std::string claim;
  Violations::Reason reason;
  std::string none;
};

void PrintTo(const ReasonCase& shown, std::ostream* out) {
  *out << shown.name;
}

class Reason : public testing::TestWithParam<ReasonCase> {};

TEST_P(Reason, IsGivenWhereNothingBreaksAClaimAlone) {
  const Made made(GetParam().schema);
  const Violations violations = made.generator->violations(made.keyword(GetParam().claim));
  EXPECT_EQ(to_string(violations.reason), to_string(GetParam().reason));
  EXPECT_EQ(violations.none, GetParam().none);
}

INSTANTIATE_TEST_SUITE_P(
    Claims, Reason,
    testing::Values(
        ReasonCase{"every_type", R"({"type": ["null", "boolean", "number", "string", "array", "object"]})",
                   "type", Violations::Reason::vacuous, "every type is allowed"},
        ReasonCase{"at_least_none", R"({"minLength": 0})", "minLength", Violations::Reason::vacuous,
                   "nothing has less than 0"},
        ReasonCase{"any_text", R"({"pattern": "a*"})", "pattern", Violations::Reason::vacuous,
                   "the pattern matches every text"},
        ReasonCase{"any_password", R"({"format": "password"})", "format", Violations::Reason::vacuous,
                   "every text is of format password"},
        ReasonCase{"any_of_all", R"({"anyOf": [{"type": "string"}, {}]})", "anyOf",
                   Violations::Reason::vacuous, "alternative 2 allows everything"},
        ReasonCase{"both_booleans", R"({"type": "boolean", "enum": [true, false]})", "enum",
                   Violations::Reason::vacuous, "the type leaves no other value"},
        ReasonCase{"beside_all", R"({"anyOf": [{"type": "string"}, {}]})", "anyOf/0/type",
                   Violations::Reason::vacuous, "alternative 2 of anyOf allows everything"},
        ReasonCase{"below_any_of", R"({"anyOf": [{"type": "string", "maxLength": 3}, {"minLength": 2}]})",
                   "anyOf/0/maxLength", Violations::Reason::masked,
                   "it is below anyOf: another alternative accepts every value found that breaks it"},
        ReasonCase{"beside_a_wider_one",
                   R"({"anyOf": [{"type": "string", "maxLength": 3}, {"type": "string"}]})",
                   "anyOf/0/maxLength", Violations::Reason::vacuous,
                   "alternative 2 of anyOf accepts whatever breaks it"},
        ReasonCase{"in_a_member_that_a_wider_one_does_not_know",
                   R"({"oneOf": [{"type": "object", "properties": {"a": {"items": {"type": "string"}},
            "b": {"type": "integer"}}}, {"type": "object", "properties": {"b": {"type": "number"}}}]})",
                   "oneOf/0/a/items/type", Violations::Reason::vacuous,
                   "alternative 2 of oneOf accepts whatever breaks it"},
        ReasonCase{"where_no_type_is_left", R"({"allOf": [
            {"properties": {"a": {"type": "array", "items": {"type": "null"}}}},
            {"properties": {"a": {"items": {"type": "object", "properties": {"n": {"type": "integer"}}}}}}]})",
                   "allOf/1/a/items/n/type", Violations::Reason::vacuous,
                   "the schema allows no value there: parts of it that apply together allow different types"},
        ReasonCase{"the_weaker_of_two", R"({"allOf": [{"maxLength": 3}, {"maxLength": 5}]})",
                   "allOf/1/maxLength", Violations::Reason::masked,
                   "every value found that breaks it breaks allOf/0/maxLength too"},
        ReasonCase{"beside_one_that_fails_too",
                   R"({"oneOf": [{"type": "object", "required": ["a"], "properties": {"a": {"maxLength": 2,
            "pattern": "^.{0,2}$"}}}, {"type": "object", "maxProperties": 0}]})",
                   "oneOf/0/a/maxLength", Violations::Reason::masked,
                   "it is below oneOf: every value found that breaks it breaks oneOf/0/a/pattern too"},
        ReasonCase{
            "of_an_alternative_that_none_matches_alone",
            R"({"oneOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}},
            {"type": "object", "required": ["a", "b"], "properties": {"a": {"type": "string"}, "b": {}}}]})",
            "oneOf/1/a/type", Violations::Reason::vacuous,
            "no value matches alternative 2 of oneOf alone: alternative 1 accepts whatever it accepts"},
        ReasonCase{"a_format_that_the_bounds_say",
                   R"({"oneOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": "number",
            "format": "float", "minimum": 0, "exclusiveMaximum": 1}}}, {"type": "object", "maxProperties": 0}]})",
                   "oneOf/0/a/format", Violations::Reason::vacuous,
                   "the bounds beside it leave only numbers of format float"},
        ReasonCase{"a_format_that_one_bound_does_not_say",
                   R"({"oneOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": "number",
            "format": "float", "minimum": 0, "maximum": 1e39, "multipleOf": 1e39}}}, {"type": "null"}]})",
                   "oneOf/0/a/format", Violations::Reason::made, ""},
        ReasonCase{"as_the_format_says",
                   R"({"type": "string", "format": "byte",
            "pattern": "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"})",
                   "pattern", Violations::Reason::masked,
                   "every value found that breaks it breaks format too"},
        ReasonCase{"beyond_what_is_made", R"({"type": "string", "maxLength": 1000000})", "maxLength",
                   Violations::Reason::out_of_reach, "Avouch makes nothing longer than 100000"}),
    [](const testing::TestParamInfo<ReasonCase>& of) { return of.param.name; });

struct ThroughCase {
  const char* name;
  const char* schema;
  const char* claim;
  const char* through;
};

void PrintTo(const ThroughCase& shown, std::ostream* out) {
  *out << shown.name;
}

class Through : public testing::TestWithParam<ThroughCase> {};

// The claim's own alternative breaks it alone, and no other alternative accepts the value.
TEST_P(Through, AnAlternativeFailsByTheClaimAlone) {
  const Made made(GetParam().schema);
  const Violations violations = made.generator->violations(made.keyword(GetParam().claim));
  EXPECT_EQ(to_string(violations.reason), "made") << violations.none;
  EXPECT_EQ(violations.through, made.keyword(GetParam().through));
  ASSERT_FALSE(violations.made.empty());
  for (const Violation& one : violations.made)
    EXPECT_EQ(made.violated(one.text), std::vector<std::string>{GetParam().through}) << one.text;
}

// Three alternatives with sixteen members in common. Only a member that the first one does not document tells
// each of the others apart.
const std::string& crowded() {
  static const std::string text = [] {
    std::string common;
    for (int i = 0; i < 16; ++i) common += R"("m)" + std::to_string(i) + R"(": {"type": "string"}, )";
    const auto object = [&](const std::string& own) {
      return R"({"type": "object", "properties": {)" + common + own + ": {\"type\": \"string\"}}}";
    };
    return R"({"anyOf": [)" + object(R"("a")") + ", " + object(R"("b")") + ", " + object(R"("c")") + "]}";
  }();
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    Claims, Through,
    testing::Values(ThroughCase{"of_one_of_several_with_members_in_common", crowded().c_str(),
                                "anyOf/0/a/type", "anyOf"},
                    ThroughCase{"another_type", R"({"anyOf": [{"type": "string"}, {"type": "integer"}]})",
                                "anyOf/0/type", "anyOf"},
                    ThroughCase{"in_a_member",
                                R"({"properties": {"a": {"oneOf": [{"type": "string", "maxLength": 3},
            {"const": "longer"}]}}, "required": ["a"]})",
                                "a/oneOf/0/maxLength", "a/oneOf"},
                    ThroughCase{"a_type_that_is_demanded_before",
                                R"({"oneOf": [{"type": "object", "allOf": [{"type": "object"}],
            "required": ["a"]}, {"type": "null"}]})",
                                "oneOf/0/allOf/0/type", "oneOf"},
                    ThroughCase{"within_another",
                                R"({"anyOf": [{"const": "a"}, {"oneOf": [{"const": "b"},
            {"type": "string", "minLength": 2}]}]})",
                                "anyOf/1/oneOf/1/minLength", "anyOf"},
                    ThroughCase{"of_overlapping_objects", R"({"anyOf": [
            {"type": "object", "properties": {"bark": {"type": "string"}}},
            {"type": "object", "properties": {"meow": {"type": "integer"}}}]})",
                                "anyOf/0/bark/type", "anyOf"},
                    ThroughCase{"of_constants", R"({"oneOf": [
            {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "a"}}},
            {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "b"}}}]})",
                                "oneOf/0/kind/const", "oneOf"},
                    ThroughCase{"of_a_type_that_is_checked_before", R"({"type": "object", "oneOf": [
            {"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]})",
                                "oneOf/0/type", "type"},
                    ThroughCase{"of_a_type_that_is_checked_before_in_an_alternative", R"({"anyOf": [
            {"type": "null"}, {"type": "object", "required": ["m"], "properties": {"m": {"type": "object", "oneOf": [
            {"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]}}}]})",
                                "anyOf/1/m/oneOf/0/type", "anyOf/1/m/type"},
                    ThroughCase{"of_two_parts_that_demand_the_same", R"({"oneOf": [
            {"allOf": [{"type": "object", "required": ["a"]}, {"type": "object", "properties": {"b": {}}}]},
            {"type": "object", "required": ["c"], "maxProperties": 1}]})",
                                "oneOf/0/allOf/1/type", "oneOf"},
                    // A value of another type is not compared with the enum of the same schema.
                    ThroughCase{"of_a_type_beside_an_enum_that_another_lists",
                                R"({"anyOf": [{"type": "string", "enum": ["a"]}, {"enum": ["a", "b"]}]})",
                                "anyOf/0/type", "anyOf"}),
    [](const testing::TestParamInfo<ThroughCase>& of) { return of.param.name; });

TEST(Masked, ShowsWhatIsBrokenBesides) {
  const Made made(R"({"allOf": [{"maxLength": 3}, {"maxLength": 5}]})");
  const Violations violations = made.generator->violations(made.keyword("allOf/1/maxLength"));
  ASSERT_FALSE(violations.made.empty());
  EXPECT_EQ(violations.also, std::vector<std::size_t>{made.keyword("allOf/0/maxLength")});
  for (const Violation& one : violations.made) EXPECT_EQ(made.violated(one.text).size(), 2U) << one.text;
}

// OpenAPI 3.2, defaultMapping: a value that names no alternative selects that one.
TEST(Instances, ShowADiscriminatorWithoutAMeaningIfThereIsADefault) {
  const Made made(R"({"oneOf": [{"$ref": "#/$defs/Any"}, {"$ref": "#/$defs/Dog"}],
      "discriminator": {"propertyName": "kind", "defaultMapping": "#/$defs/Any"}, "$defs": {
        "Any": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string", "not": {"const": "Dog"}}}},
        "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "Dog"}}}}})",
                  Dialect::openapi_3_1);
  std::set<std::string> texts;
  for (const MadeInstance& one : made.generator->instances().made) texts.insert(one.text);
  for (const char* text : {R"({"kind":"Any"})", R"({"kind":"Dog"})", R"({"kind":"other"})"})
    EXPECT_TRUE(texts.contains(text)) << text;
}

TEST(Instances, GoThroughEveryValueOfAnEnum) {
  const Made made(R"({"type": "object", "properties": {"a": {"enum": ["x", "y", "z"]}}})");
  std::set<std::string> texts;
  for (const MadeInstance& one : made.generator->instances().made) texts.insert(one.text);
  for (const char* text : {R"({"a":"x"})", R"({"a":"y"})", R"({"a":"z"})", "{}"})
    EXPECT_TRUE(texts.contains(text)) << text;
}

TEST(Instances, GoThroughEveryValueOfAnEnumBelowWhatMayBeNull) {
  const Made made(
      R"({"type": "object", "properties": {"a": {"type": ["array", "null"], "items": {"enum": ["x", "y", "z"]}}}})");
  std::string all;
  for (const MadeInstance& one : made.generator->instances().made) all += one.text + "\n";
  for (const char* value : {"\"x\"", "\"y\"", "\"z\"", "null", "[]"})
    EXPECT_NE(all.find(value), all.npos) << value;
}

TEST(Instances, AreOfEachType) {
  const Made made(R"({"type": ["string", "integer", "boolean", "null"]})");
  std::set<std::string> texts;
  for (const MadeInstance& one : made.generator->instances().made) texts.insert(one.text);
  for (const char* text : {"\"text\"", "1", "true", "null"}) EXPECT_TRUE(texts.contains(text)) << text;
}

TEST(Instances, StandAtTheEdges) {
  const Made made(
      R"({"type": "array", "items": {"type": "integer", "minimum": 3, "maximum": 9}, "minItems": 1, "maxItems": 2})");
  std::set<std::string> texts;
  for (const MadeInstance& one : made.generator->instances().made) texts.insert(one.text);
  EXPECT_TRUE(texts.contains("[3]"));
  EXPECT_TRUE(texts.contains("[9,9]"));
}

TEST(Instances, HaveNullsAndEmptyArrays) {
  const Made made(
      R"({"type": "object", "required": ["a"], "properties": {"a": {"type": ["array", "null"], "items": {"type": "string"}}}})");
  std::set<std::string> texts;
  for (const MadeInstance& one : made.generator->instances().made) texts.insert(one.text);
  for (const char* text : {R"({"a":null})", R"({"a":[]})", R"({"a":["text"]})"})
    EXPECT_TRUE(texts.contains(text)) << text;
}

TEST(Instances, BeginWithExamplesThatConform) {
  const Made made(R"({"type": "integer"})");
  const Result<Generator> generator =
      Generator::make(made.schema, *made.judge, {JsonValue::string("no integer"), JsonValue::integer(42)});
  ASSERT_TRUE(generator);
  EXPECT_EQ(generator->instances().made.front(), (MadeInstance{"42", "a documented example"}));
}

TEST(Instances, NameWhatNothingExercises) {
  const Made made(R"({"type": "object", "if": {"required": ["old"]}, "then": false})");
  ASSERT_EQ(made.generator->instances().unmade.size(), 1U);
  EXPECT_TRUE(made.generator->instances().unmade[0].why.ends_with(": only its violation exercises it"))
      << made.generator->instances().unmade[0].why;
  const Made absent(R"({"type": "object", "properties": {"old": false}})");
  EXPECT_TRUE(absent.generator->instances().unmade.empty()) << "each object shows that";
}

TEST(Pattern, IsBrokenAtEachPlace) {
  const Made made(R"({"type": "string", "pattern": "^[a-z]{4}$"})");
  std::vector<std::string> hows;
  for (const Violation& one : made.generator->violations(made.keyword("pattern")).made)
    hows.push_back(one.what);
  for (const char* how :
       {"the body is a matching text broken at the start", "the body is a matching text broken inside",
        "the body is a matching text broken at the end",
        "the body is a matching text with a line feed after it"})
    EXPECT_NE(std::find(hows.begin(), hows.end(), how), hows.end()) << how;
}

}  // namespace generator_test
}  // namespace avouch

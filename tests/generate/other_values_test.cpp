// SPDX-License-Identifier: MIT
#include "generate/ways/other_values.h"

#include <gtest/gtest.h>

#include <string>

#include "json/json_reader.h"
#include "json/number.h"
#include "made.h"

namespace avouch {
namespace other_values_test {

struct Case {
  const char* name;
  const char* schema;    // JSON
  const char* value;     // JSON: the one that exists
  const char* expected;  // JSON; "-": none
};

constexpr Case kCases[] = {
    {"AnyText", R"({"type": "string"})", R"("string")", R"("qzxjvk")"},
    {"AShortText", R"({"type": "string"})", R"("b1")", R"("q09081726354")"},
    {"ANumberAsText", R"({"type": "string"})", R"("1")", R"("987654321")"},
    {"ACodeOfLetters", R"({"type": "string", "pattern": "^[A-Z]{3,5}$"})", R"("EURO")", R"("QZXJ")"},
    {"ACountry", R"({"type": "string", "minLength": 2, "maxLength": 2})", R"("DE")", R"("QZ")"},
    {"AfterAPrefix", R"({"type": "string", "pattern": "^AB[0-9]{3}$"})", R"("AB000")", R"("AB908")"},
    {"Hexadecimal", R"({"type": "string", "pattern": "^AC[0-9a-f]{32}$"})",
     R"("ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")", R"("ACaaaaaaaaaaaaaaaa0f1e2d3c4b5a6978")"},
    {"ShortHexadecimal", R"({"type": "string", "pattern": "^[0-9A-F]{4}$"})", R"("ABCD")", R"("FDEB")"},
    {"Uuid", R"({"type": "string", "format": "uuid"})", R"("123e4567-e89b-12d3-a456-426614174000")",
     R"("123e4567-e89b-12d3-9f1e-2d3c4b5a6978")"},
    {"Slug", R"({"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"})", R"("green-tea")", R"("qzxjv-kwy")"},
    {"Integer", R"({"type": "integer"})", "1", "987654321"},
    {"IntegerOfASmallRange", R"({"type": "integer", "minimum": 1, "maximum": 10})", "1", "9"},
    {"IntegerOfThree", R"({"type": "integer", "minimum": 5, "maximum": 7})", "5", "7"},
    {"NegativeInteger", R"({"type": "integer", "maximum": -1})", "-5", "-9"},
    {"IntegerByMultiples", R"({"type": "integer", "multipleOf": 100})", "100", nullptr},
    {"Number", R"({"type": "number"})", "1.5", "987654321"},
    {"OneValueAlone", R"({"type": "integer", "minimum": 5, "maximum": 5})", "5", "-"},
    {"OneTextAlone", R"({"type": "string", "pattern": "^me$"})", R"("me")", "-"},
    {"Listed", R"({"type": "string", "enum": ["a", "b"]})", R"("a")", "-"},
    {"ListedInteger", R"({"enum": [1, 9]})", "1", "-"},
    {"Boolean", R"({"type": "boolean"})", "true", "-"},
};

class OtherValues : public testing::TestWithParam<Case> {};

TEST_P(OtherValues, AreAllowedAndFar) {
  const Made made(GetParam().schema);
  const std::optional<JsonValue> other = other_value(made.schema, json_of_text(GetParam().value));
  if (GetParam().expected == nullptr) {
    ASSERT_TRUE(other);
    EXPECT_NE(*other, json_of_text(GetParam().value));
    EXPECT_TRUE(is_multiple(other->text, "100"));
  } else {
    EXPECT_EQ(other ? to_text(*other) : "-", GetParam().expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Made, OtherValues, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(OtherValue, OfNoSchemaIsAnyOther) {
  EXPECT_EQ(other_value(nullptr, JsonValue::string("x1")), JsonValue::string("q09081726354"));
}

// RFC 9562 §4: the version and the variant of a UUID stay.
TEST(OtherValue, OfAUuidIsAUuid) {
  EXPECT_EQ(other_value(nullptr, JsonValue::string("3f2a8c1e-1b2c-4d5e-8f90-a1b2c3d4e5f6")),
            JsonValue::string("3f2a8c1e-1b2c-4d5e-9f1e-2d3c4b5a6978"));
}

// Where no respelling is allowed, the schema is the recipe.
TEST(OtherValue, IsMadeOfTheSchemaWhereSpellingDoesNotHelp) {
  for (const char* schema : {R"({"type": "string", "format": "date"})",
                             R"({"type": "string", "pattern": "^(alpha|beta|gamma)-[0-9]+-(red|green)$"})"}) {
    const Made made(schema);
    const JsonValue value = JsonValue::string(
        std::string(schema).find("date") != std::string::npos ? "2024-01-31" : "alpha-1-red");
    const std::optional<JsonValue> other = other_value(made.schema, value);
    ASSERT_TRUE(other) << schema;
    EXPECT_NE(*other, value);
  }
}

struct Nameless {
  const char* name;
  const char* schema;
  const char* value;
  const char* expected;  // JSON; "-": none, "long": a text of at least eight characters
};

constexpr Nameless kNameless[] = {
    {"AnyText", R"({"type": "string"})", R"("string")", "long"},
    {"Uuid", R"({"type": "string", "format": "uuid"})", R"("123e4567-e89b-12d3-a456-426614174000")", "long"},
    {"Slug", R"({"type": "string", "pattern": "^[a-z]{3,12}$"})", R"("aaa")", R"("qzxjvkwyqzxj")"},
    {"AfterAPrefix", R"({"type": "string", "pattern": "^AC[0-9a-f]{32}$"})",
     R"("ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")", "long"},
    {"Integer", R"({"type": "integer"})", "1", "987654321"},
    {"TwoWordsByAPattern", R"({"type": "string", "pattern": "^(prod|staging)$"})", R"("prod")", "-"},
    {"TwoLongWords", R"({"type": "string", "pattern": "^(production|staging-of-europe)$"})",
     R"("production")", "-"},
    {"IntegerOfThree", R"({"type": "integer", "minimum": 1, "maximum": 3})", "1", "-"},
    {"Hour", R"({"type": "integer", "minimum": 0, "maximum": 23})", "0", "-"},
    {"ADigit", R"({"type": "string", "pattern": "^[0-9]$"})", R"("1")", "-"},
    {"SixDigits", R"({"type": "string", "pattern": "^INV-[0-9]{6}$"})", R"("INV-000001")", "-"},
    {"Date", R"({"type": "string", "format": "date"})", R"("2024-01-31")", "-"},
    {"ALetter", R"({"type": "string", "maxLength": 1})", R"("a")", "-"},
    {"ACountry", R"({"type": "string", "pattern": "^[A-Z]{2}$"})", R"("DE")", "-"},
};

class NamelessValues : public testing::TestWithParam<Nameless> {};

TEST_P(NamelessValues, AreOfManyThatTheSchemaPermits) {
  const Made made(GetParam().schema);
  const std::optional<JsonValue> other = nameless_value(made.schema, json_of_text(GetParam().value));
  if (GetParam().expected == std::string("long")) {
    ASSERT_TRUE(other);
    EXPECT_GE(plain_text(*other).size(), 8U) << plain_text(*other);
  } else {
    EXPECT_EQ(other ? to_text(*other) : "-", GetParam().expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Made, NamelessValues, testing::ValuesIn(kNameless),
                         [](const auto& each) { return std::string(each.param.name); });

struct Forbidden {
  const char* name;
  const char* schema;
  ForbiddenShape shape;
  const char* expected;  // JSON; "-": none
};

constexpr Forbidden kForbidden[] = {
    {"LacksAMember", R"({"type": "object", "required": ["a"]})", ForbiddenShape::any, "{}"},
    {"IsNoObject", R"({"type": "object"})", ForbiddenShape::any, R"(["avouch"])"},
    {"BreaksAMember",
     R"({"type": "object", "properties": {"s": {"type": "string"}, "p": {"enum": ["low", "high"]}}})",
     ForbiddenShape::any, R"({"p":"avouch"})"},
    {"BreaksAMemberBehindAReference",
     R"({"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"properties": {"n": {"type": "integer"}}}]}}})",
     ForbiddenShape::any, R"({"n":"avouch"})"},
    {"IsNoArray", R"({"type": "array"})", ForbiddenShape::any, "{}"},
    {"IsNoText", R"({"type": ["object", "array"]})", ForbiddenShape::any, R"("avouch")"},
    {"FormLacksAMember", R"({"type": "object", "required": ["a"]})", ForbiddenShape::form, "{}"},
    {"MultipartHasAPart", R"({"type": "object", "required": ["file"]})", ForbiddenShape::multipart,
     R"({"avouch":"avouch"})"},
    {"FormBreaksAMember",
     R"({"type": "object", "properties": {"s": {"type": "string"}, "n": {"type": "integer"}}})",
     ForbiddenShape::form, R"({"n":"avouch"})"},
    {"MultipartBreaksAMember",
     R"({"type": "object", "properties": {"file": {"type": "string", "format": "binary"}, "n": {"minimum": 1, "type": "integer"}}})",
     ForbiddenShape::multipart, R"({"n":"avouch"})"},
    {"AnyFormIsAllowed", R"({"type": "object", "properties": {"s": {"type": "string"}}})",
     ForbiddenShape::form, "-"},
    {"AnythingIsAllowed", "{}", ForbiddenShape::any, "-"},
};

class ForbiddenValues : public testing::TestWithParam<Forbidden> {};

TEST_P(ForbiddenValues, LackAMemberOrBreakOne) {
  const Made made(GetParam().schema);
  const std::optional<JsonValue> forbidden = forbidden_value(made.schema, GetParam().shape);
  EXPECT_EQ(forbidden ? to_text(*forbidden) : "-", GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Made, ForbiddenValues, testing::ValuesIn(kForbidden),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace other_values_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "contract/yaml.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch {
namespace {

struct Scalar {
  const char* name;
  const char* yaml;
  const char* json;
};

// YAML 1.2.2 §10.3.2, and what YAML 1.1 read differently.
constexpr Scalar kScalars[] = {
    {"Norway", "no", R"("no")"},
    {"On", "on", R"("on")"},
    {"Yes", "Yes", R"("Yes")"},
    {"Date", "2020-01-01", R"("2020-01-01")"},
    {"Sexagesimal", "12:30:45", R"("12:30:45")"},
    {"Underscores", "1_000", R"("1_000")"},
    {"Binary", "0b11", R"("0b11")"},
    {"Version", "3.1.0", R"("3.1.0")"},
    {"True", "True", "true"},
    {"False", "FALSE", "false"},
    {"MixedTrue", "tRue", R"("tRue")"},
    {"Null", "~", "null"},
    {"NullWord", "Null", "null"},
    {"Empty", "", "null"},
    {"Integer", "42", "42"},
    {"Plus", "+42", "42"},
    {"Negative", "-42", "-42"},
    {"LeadingZerosAreDecimal", "0123", "123"},
    {"Octal", "0o17", "15"},
    {"Hexadecimal", "0xfF", "255"},
    {"HexadecimalWithoutDigits", "0x", R"("0x")"},
    {"Largest", "18446744073709551615", "18446744073709551615"},
    {"Smallest", "-9223372036854775808", "-9223372036854775808"},
    {"BeyondSixtyFourBits", "18446744073709551616", "18446744073709551616"},
    {"Decimal", "1.50", "1.50"},
    {"WithoutWhole", ".5", "0.5"},
    {"WithoutFraction", "5.", "5"},
    {"Exponent", "1e3", "1e3"},
    {"ExponentPlus", "-1.5E+3", "-1.5e3"},
    {"HugeExponent", "1e400", "1e400"},
    {"ExponentWithoutDigits", "1e", R"("1e")"},
    {"Dot", ".", R"(".")"},
    {"Sign", "+", R"("+")"},
    {"SingleQuoted", "'42'", R"("42")"},
    {"DoubleQuoted", R"("true")", R"("true")"},
    {"Escape", R"("\u00e9")", R"("é")"},
    {"TaggedString", "!!str 42", R"("42")"},
    {"TaggedInteger", "!!int 42", "42"},
    {"Folded", ">-\n  a\n  b", R"("a b")"},
    {"Literal", "|\n  a\n  b\n", R"("a\nb\n")"},
};

class YamlScalar : public testing::TestWithParam<Scalar> {};

TEST_P(YamlScalar, IsThisValueOfJson) {
  const Result<Document> document = parse_yaml_document("a.yaml", "value: " + std::string(GetParam().yaml));
  if (!document) FAIL() << to_string(document.errors());
  EXPECT_EQ(document->text("/value"), GetParam().json);
}

INSTANTIATE_TEST_SUITE_P(Core, YamlScalar, testing::ValuesIn(kScalars),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Yaml, KnowsTheLineOfEachValue) {
  const Result<Document> document =
      parse_yaml_document("a.yaml", "a:\n  b:\n    - 1\n    - c: 2\nd: {e: 3}\n");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->line("/a"), 1);
  EXPECT_EQ(document->line("/a/b"), 2);
  EXPECT_EQ(document->line("/a/b/0"), 3);
  EXPECT_EQ(document->line("/a/b/1/c"), 4);
  EXPECT_EQ(document->line("/d/e"), 5);
}

TEST(Yaml, NumbersHaveTheTypesThatTheJsonParserGivesThem) {
  const Result<Document> document = parse_yaml_document("a.yaml", "[3, -3, 0x3, 3.0]");
  ASSERT_TRUE(document);
  const nlohmann::json same = nlohmann::json::parse("[3, -3, 3, 3.0]");
  for (std::size_t i = 0; i < same.size(); ++i) EXPECT_EQ(document->root()[i].type(), same[i].type()) << i;
}

TEST(Yaml, KeysAreNamesAsWritten) {
  const Result<Document> document =
      parse_yaml_document("a.yaml", "200: a\ntrue: b\n3.0: c\nnull: d\n'x y': e\n");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->members(""), (std::vector<std::string>{"200", "true", "3.0", "null", "x y"}));
  const Result<Document> in_a_line =
      parse_yaml_document("a.yaml", "{get: {b: 1, a: 2}, delete: 1, patch: 2}\n");
  ASSERT_TRUE(static_cast<bool>(in_a_line));
  EXPECT_EQ(in_a_line->members(""), (std::vector<std::string>{"get", "delete", "patch"}));
  EXPECT_EQ(in_a_line->members("/get"), (std::vector<std::string>{"b", "a"}));
}

TEST(Yaml, CopiesWhatAnAliasNames) {
  const Result<Document> document = parse_yaml_document("a.yaml", "a: &a {n: 1}\nb: *a\nc: [*a, *a]\n");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text(""), R"({"a":{"n":1},"b":{"n":1},"c":[{"n":1},{"n":1}]})");
  EXPECT_EQ(document->line("/b"), 2);
}

TEST(Yaml, RefusesDeepNestingWithoutOverflowingTheStack) {
  for (const std::string& text : {std::string(100000, '['), "a: " + std::string(100000, '{')}) {
    const Result<Document> document = parse_yaml_document("a.yaml", text);
    if (document) FAIL() << "it loads";
    EXPECT_EQ(document.errors()[0].title, "this is nested deeper than 500 levels");
  }
}

TEST(Yaml, RefusesDepthThatAliasesMake) {
  std::string text = "a0: &a0 [x]\n";
  for (int i = 1; i < 600; ++i) {
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + "]\n";
  }
  const Result<Document> document = parse_yaml_document("a.yaml", text);
  if (document) FAIL() << "it loads";
  EXPECT_EQ(document.errors()[0].title, "this is nested deeper than 500 levels");
}

TEST(Yaml, RefusesBytesThatAreNotUtf8AtTheirLine) {
  const Result<Document> document = parse_yaml_document("a.yaml", "a: 1\nb: \xFF\n");
  if (document) FAIL() << "it loads";
  EXPECT_EQ(document.errors()[0], (Error{.title = "this is not UTF-8",
                                         .place = {.file = "a.yaml", .line = 2},
                                         .mend = "Save it as UTF-8."}));
}

TEST(Yaml, RefusesControlCharactersAtTheirLine) {
  for (const char c : {'\0', '\x04', '\x1B', '\x7F'}) {
    const Result<Document> document = parse_yaml_document("a.yaml", std::string("a: 1\nb: x") + c + "y\n");
    if (document) FAIL() << "it loads: " << static_cast<int>(c);
    EXPECT_EQ(document.errors()[0].place.line, 2);
    EXPECT_TRUE(document.errors()[0].title.starts_with("this holds the control character \\x"));
  }
}

TEST(Yaml, ReadsEveryEscapeAsUtf8) {
  const Result<Document> document = parse_yaml_document("a.yaml", R"("\_\N\L\P\xe9\u00e9\U0001F600é\_")");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root().get<std::string>(),
            "\u00A0\u0085\u2028\u2029\u00E9\u00E9\U0001F600\u00E9\u00A0");
}

TEST(Json, DoesNotEndAtNul) {
  const Result<Document> document = parse_json_document("a.json", std::string_view("{}\n\0x", 5));
  if (document) FAIL() << "it loads";
  EXPECT_EQ(document.errors()[0].place.line, 2);
}

}  // namespace
}  // namespace avouch

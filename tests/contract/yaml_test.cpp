// SPDX-License-Identifier: MIT
#include "contract/document/yaml.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch {
namespace yaml_test {

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
    {"ExponentPlus", "-1.5E+3", "-1.5E+3"},
    {"ExponentPlusWithoutWhole", "+.5E+3", "0.5E+3"},
    {"NegativeZero", "-0", "-0"},
    {"NegativeZeros", "-00.0", "-0.0"},
    {"TrailingZeros", "1.000", "1.000"},
    {"HexadecimalBeyondSixtyFourBits", "0xFFFFFFFFFFFFFFFFF", "295147905179352825855"},
    {"OctalBeyondSixtyFourBits", "0o7777777777777777777777777", "37778931862957161709567"},
    {"HexadecimalOfAThousandMillions", "0x3B9ACA00", "1000000000"},
    {"HexadecimalWithALetterTooFar", "0xfg", R"("0xfg")"},
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
    {"FoldedKeep", ">+\n  a\n\n", R"("a\n\n")"},
    {"LiteralKeep", "|+\n  a\n\n\n", R"("a\n\n\n")"},
    {"BlankLineInQuotes", "\"\n\n  \"", R"("\n")"},
    {"BlankLinesInQuotes", "\"a\n\n\n  b\"", R"("a\n\nb")"},
    {"SurrogatePair", R"("\ud83d\ude00")", R"("😀")"},
    {"QuestionMarkInFlow", "{a: Where to?, b: ^https?://x, c: [?x, a?b]}",
     R"({"a":"Where to?","b":"^https?://x","c":["?x","a?b"]})"},
    {"ColonOnTheNextLine", "{\"a\"\n  : 1}", R"({"a":1})"},
    {"EntriesWithoutAValue", "\n-\n- a\n-  # b\n- c: d\n-", R"([null,"a",null,{"c":"d"},null])"},
    {"EntriesWithoutAValueBelow", "\n  - a\n  -\n  - b: \n    -\n    -\n", R"(["a",null,{"b":[null,null]}])"},
    {"EntryThatLooksEmptyInText", "\n- |\n  -\n-\n- 'a\n  -\n\n  '", R"(["-\n",null,"a -\n"])"},
    {"PairInAFlowSequence", "[a: 1, {b: 2}]", R"([{"a":1},{"b":2}])"},
    {"TagOfEmptyText", "!!str", R"("")"},
    {"NonSpecificTag", "! 12", R"("12")"},
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

TEST(Yaml, NumbersAreThoseOfJson) {
  const Result<Document> document = parse_yaml_document("a.yaml", "[3, -3, 0x3, 3.0]");
  ASSERT_TRUE(document);
  for (const JsonValue& item : document->root().items) EXPECT_TRUE(item.is_number());
  EXPECT_EQ(document->text(""), "[3,-3,3,3.0]");
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

struct Merge {
  const char* name;
  const char* yaml;
  const char* members;  // of /m, in order, each with the line where it is written
  const char* json;     // of /m
};

// yaml.org/type/merge
constexpr Merge kMerges[] = {
    {"OneMapping", "a: &a\n  x: 1\n  y: {z: 2}\nm:\n  k: 0\n  <<: *a\n  l: 3\n", "k:5 x:2 y:3 l:7",
     R"({"k":0,"x":1,"y":{"z":2},"l":3})"},
    {"OwnMembersGoFirst", "a: &a {x: 1, y: 2}\nm:\n  <<: *a\n  x: 3\n", "y:1 x:4", R"({"y":2,"x":3})"},
    {"OwnMembersBeforeIt", "a: &a {x: 1, y: 2}\nm:\n  x: 3\n  <<: *a\n", "x:3 y:1", R"({"x":3,"y":2})"},
    {"EarlierOfAListGoesFirst", "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nm: {<<: [*b, *a], k: 0}\n",
     "y:2 z:2 x:1 k:3", R"({"y":2,"z":2,"x":1,"k":0})"},
    {"MergedIntoWhatIsMerged", "a: &a {x: 1, y: 1}\nb: &b\n  <<: *a\n  y: 2\nm:\n  <<: *b\n", "x:1 y:4",
     R"({"x":1,"y":2})"},
    {"AMappingItself", "m:\n  <<: {x: 1}\n  y: 2\n", "x:2 y:3", R"({"x":1,"y":2})"},
    {"AnEmptyList", "m:\n  <<: []\n  y: 2\n", "y:3", R"({"y":2})"},
    {"Tagged", "m:\n  !!merge <<: {x: 1}\n", "x:2", R"({"x":1})"},
    {"NotWhereQuoted", "m:\n  '<<': {x: 1}\n  \"<<<\": 2\n", "<<:2 <<<:3", R"({"<<":{"x":1},"<<<":2})"},
    {"QuotedBesidePlain", "m:\n  \"<<\": 1\n  <<: {x: 2}\n", "<<:2 x:3", R"({"<<":1,"x":2})"},
    {"QuotedInWhatIsMerged", "a: &a {'<<': 1}\nm: {<<: *a}\n", "<<:1", R"({"<<":1})"},
};

class YamlMerge : public testing::TestWithParam<Merge> {};

TEST_P(YamlMerge, AddsMembersWhereItStands) {
  const Result<Document> document = parse_yaml_document("a.yaml", GetParam().yaml);
  if (!document) FAIL() << to_string(document.errors());
  std::string members;
  for (const std::string& name : document->members("/m")) {
    members += (members.empty() ? "" : " ") + name + ":" + std::to_string(document->line("/m/" + name));
  }
  EXPECT_EQ(members, GetParam().members);
  EXPECT_EQ(document->text("/m"), GetParam().json);
}

INSTANTIATE_TEST_SUITE_P(Mappings, YamlMerge, testing::ValuesIn(kMerges),
                         [](const auto& each) { return std::string(each.param.name); });

struct BrokenMerge {
  const char* name;
  const char* yaml;
};

constexpr BrokenMerge kBrokenMerges[] = {
    {"Text", "m:\n  x: 1\n  <<: a\n"},
    {"Nothing", "m:\n  x: 1\n  <<:\n"},
    {"AnAliasOfText", "a: &a b\nm:\n  <<: *a\n"},
    {"AListWithText", "a: &a {}\nm:\n  <<: [*a, b]\n"},
    {"AListOfLists", "a: &a {}\nm:\n  <<: [[*a]]\n"},
};

class YamlBrokenMerge : public testing::TestWithParam<BrokenMerge> {};

TEST_P(YamlBrokenMerge, IsRefusedAtItsKey) {
  const Result<Document> document = parse_yaml_document("a.yaml", GetParam().yaml);
  if (document) FAIL() << "it loads";
  EXPECT_EQ(to_string(document.errors()),
            "error: the merge key << takes a mapping or a list of mappings\n  at a.yaml:3 /m\n"
            "  Write <<: *name, or <<: [*one, *other] (yaml.org/type/merge).\n");
}

INSTANTIATE_TEST_SUITE_P(Values, YamlBrokenMerge, testing::ValuesIn(kBrokenMerges),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Yaml, TakesTheLastOfMembersOfOneName) {
  const Result<Document> members = parse_yaml_document(
      "a.yaml", "m: &m\n  x: 1\n  y: 2\n  x: {z: 3}\nn: *m\no: {<<: {x: 1, x: 2}, x: 3}\n");
  if (!members) FAIL() << to_string(members.errors());
  EXPECT_EQ(members->text(""), R"({"m":{"y":2,"x":{"z":3}},"n":{"y":2,"x":{"z":3}},"o":{"x":3}})");
  ASSERT_EQ(members->faults().size(), 2U) << "one per place in the text";
  EXPECT_EQ(members->faults()[0], (Error{.title = "the member \"x\" occurs twice: the last one counts",
                                         .place = {"a.yaml", "/m/x", 4},
                                         .hint = "Keep one of the two."}));
  EXPECT_EQ(members->faults()[1].place.line, 6);
}

TEST(Yaml, RefusesMergeKeysThatStandTwice) {
  const Result<Document> keys = parse_yaml_document("a.yaml", "m:\n  <<: {x: 1}\n  <<: {y: 2}\n");
  if (keys) FAIL() << "it loads";
  EXPECT_EQ(
      to_string(keys.errors()),
      "error: the merge key << occurs twice\n  at a.yaml:3 /m\n  Write one list: <<: [*one, *other].\n");
}

TEST(Yaml, RefusesAMergeOfWhatItStandsIn) {
  const Result<Document> document = parse_yaml_document("a.yaml", "m: &m\n  x: {<<: *m}\n");
  if (document) FAIL() << "it loads";
  EXPECT_EQ(document.errors()[0].title, "this alias contains itself");
  EXPECT_EQ(document.errors()[0].place.line, 2);
}

TEST(Yaml, CountsWhatIsMergedAmongTheValues) {
  std::string text = "a0: &a0 {x: 1}\n";
  for (int i = 1; i < 40; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " {<<: [" + last + ", " + last + "]}\n";
  }
  const Result<Document> document = parse_yaml_document("a.yaml", text);
  if (document) FAIL() << "it loads";
  EXPECT_EQ(document.errors()[0].title, "its aliases make more than 1000000 values");
}

// A text, and a key, of which aliases of aliases make gigabytes.
TEST(Yaml, CountsTheBytesThatAliasesMake) {
  const std::string big(2000, 's');
  const auto levels = [](const std::string& first) {
    std::string text = "- &a0 " + first + "\n";
    for (int level = 1; level < 4; ++level) {
      const std::string last = "*a" + std::to_string(level - 1);
      text += "- &a" + std::to_string(level) + " [" + last;
      for (int i = 1; i < 60; ++i) text += ", " + last;
      text += "]\n";
    }
    return parse_yaml_document("a.yaml", text);
  };
  for (const std::string& first : {big, "{" + big + ": 1}"}) {
    const Result<Document> document = levels(first);
    ASSERT_FALSE(document) << "it loads";
    EXPECT_EQ(to_string(document.errors()),
              "error: its aliases make more than 64 MiB of texts and keys\n  at a.yaml:4\n  Use fewer "
              "aliases.\n");
  }
  EXPECT_TRUE(levels("few")) << "216,000 values of three bytes";
  EXPECT_TRUE(parse_yaml_document("a.yaml", "- &a " + std::string(std::size_t{70} << 20U, 's')))
      << "a text without an alias counts once";
}

TEST(Yaml, RefusesMoreValuesThanAreJudged) {
  EXPECT_TRUE(parse_yaml_document("a.yaml", "{a: [0,\n0]}", 5)) << "keys count, too";
  const Result<Document> document = parse_yaml_document("a.yaml", "{a: [0,\n0]}", 4);
  ASSERT_FALSE(document);
  EXPECT_EQ(
      to_string(document.errors()),
      "error: this holds more than the 4 values that are judged\n  at a.yaml:2\n  Split it up, or leave "
      "out what no operation needs.\n");
}

TEST(Yaml, RefusesDepthThatMergesMake) {
  std::string text = "a0: &a0 {x: 1}\n";
  for (int i = 1; i < 600; ++i) {
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " {<<: *a" + std::to_string(i - 1) + "}\n";
  }
  const Result<Document> document = parse_yaml_document("a.yaml", text);
  if (document) FAIL() << "it loads";
  EXPECT_EQ(document.errors()[0].title, "this is nested deeper than 500 levels");
}

TEST(Yaml, PassesOverBlankLinesThatBeginWithATab) {
  const Result<Document> document = parse_yaml_document(
      "a.yaml", "a:\n  b: c\n\t\n  d: |\n    e\n\t \r\n    \tf\n  g: \"h\n\t\n    i\"\n\t");
  if (!document) FAIL() << to_string(document.errors());
  EXPECT_EQ(document->text(""), R"({"a":{"b":"c","d":"e\n\n\tf\n","g":"h\ni"}})");
  EXPECT_EQ(document->line("/a/g"), 8);
  const Result<Document> within = parse_yaml_document("a.yaml", "a: |\n\t\nb: 1\n");
  if (!within) FAIL() << to_string(within.errors());
  EXPECT_EQ(
      to_string(within->faults()),
      "error: this breaks a rule of YAML: invalid tab character as indent instead of space\n  at a.yaml:2\n  "
      "Remove the tab from the blank line.\n");
  const Result<Document> outside = parse_yaml_document("a.yaml", "a:\n  b: c\n\t\n  d: e\n");
  if (!outside) FAIL() << to_string(outside.errors());
  EXPECT_TRUE(outside->faults().empty()) << "blank lines outside of texts may hold tabs (YAML 1.2.2 §6.6)";
  EXPECT_FALSE(parse_yaml_document("a.yaml", "a:\n\tb: c\n")) << "a tab as indentation";
}

struct Broken {
  const char* name;
  const char* yaml;
  int line;
  const char* title;
  const char* hint;
};

// A mistake is told where it begins, not where the parser noticed it.
constexpr Broken kBroken[] = {
    {"UnclosedQuote", "a: b\nc: \"d\ne: f\n", 2, "this is not YAML: wrongly indented double-quoted scalar",
     "Close the quote that opens here, and indent its further lines."},
    {"UnclosedQuoteBeforeOthers", "a: \"b\nc: \"d\"\n", 1,
     "this is not YAML: wrongly indented double-quoted scalar",
     "Close the quote that opens here, and indent its further lines."},
    {"UnclosedSingleQuote", "a:\n  - b\n  - 'c\n", 3,
     "this is not YAML: single-quoted scalar without closing quote", "Close the quote that opens here."},
    {"QuoteWithinQuotes", "a: b\nc: 'it's'\n", 2,
     "this is not YAML: invalid trailing content after single-quoted scalar",
     "Double the quotes that belong to the text, or put it in other quotes."},
    {"MissingComma", "a: {b: 1 c: 2}\nd: 3\n", 1, "this is not YAML: missing comma in flow mapping",
     "Write a comma before it, or close the bracket before it."},
    {"UnclosedBracket", "a: 1\nb: [1,\n  2,\n", 2,
     "this is not YAML: a flow collection without a closing bracket", "Close the bracket that opens here."},
    {"UnclosedBrace", "a: 1\nb: {c: 1,\nd: 2\ne: 3\n", 2, "this is not YAML: ", ""},
    {"UnclosedBraceAtTheEnd", "a:\n  b: {c: 1\n\n", 2,
     "this is not YAML: a flow collection without a closing bracket", "Close the bracket that opens here."},
    {"BracketTooMany", "a: 1\nb: [1]]\n", 2,
     "this is not YAML: flow sequence with invalid extra closing bracket", "Fix the syntax (YAML 1.2.2)."},
    {"LastLineWithoutAColon", "a: b\nc: d\nlast\n", 3, "this is not YAML: invalid value after mapping",
     "Write a colon and a blank behind the name."},
    {"LineWithoutAColon", "a: b\nmiddle\nc: d\n", 2, "this is not YAML: could not find expected ':'",
     "Write a colon and a blank behind the name."},
    {"TabAsIndentation", "a:\n\tb: c\n", 2, "this is not YAML: ", ""},
    {"HalfASurrogatePair", "a: 1\nb: \"\\ud800\"\n", 2,
     "this is not YAML: double-quoted scalar has invalid UTF8 escape",
     "Write \\\\ for a backslash, or use single quotes."},
    {"UnknownEscape", "a: \"\\d+\"\n", 1, "this is not YAML: invalid escape 'd' in double-quoted string",
     "Write \\\\ for a backslash, or use single quotes."},
    {"UnknownAlias", "a: 1\nb: *c\n", 2, "this is not YAML: the alias *c is not defined",
     "Mark the value that it stands for: &c."},
    {"WrongIndentation", "a:\n  b: 1\n c: 2\n", 3, "this is not YAML: ", ""},
    {"SecondDocument", "a: 1\n---\nb: 2\n", 3, "this YAML file has more than one document",
     "Keep one document per file."},
    {"NoDocument", "# nothing\n", 1, "this YAML file has no document", "Write one."},
};

class YamlMistake : public testing::TestWithParam<Broken> {};

TEST_P(YamlMistake, IsToldWhereItBegins) {
  const Result<Document> document = parse_yaml_document("a.yaml", GetParam().yaml);
  if (document) FAIL() << "it loads: " << document->text("");
  const Error& error = document.errors().front();
  EXPECT_EQ(error.place.line, GetParam().line) << error.title;
  EXPECT_TRUE(error.title.starts_with(GetParam().title)) << error.title;
  if (*GetParam().hint == '\0') return;
  EXPECT_EQ(error.hint, GetParam().hint);
}

INSTANTIATE_TEST_SUITE_P(Syntax, YamlMistake, testing::ValuesIn(kBroken),
                         [](const auto& each) { return std::string(each.param.name); });

// What most readers pass over: less indentation than YAML 1.2.2 §7.3 and §7.4 require, with one meaning.
TEST(Yaml, ReadsTooLittleIndentationAsAFault) {
  const Result<Document> document = parse_yaml_document(
      "a.yaml", "a:\n  b: \"-----BEGIN\nx\n-----END\"\n  c: [1,\n2]\n  d: {\n    e: 3\n  }\nf: 4\n");
  if (!document) FAIL() << to_string(document.errors());
  EXPECT_EQ(document->text(""), R"({"a":{"b":"-----BEGIN x -----END","c":[1,2],"d":{"e":3}},"f":4})");
  ASSERT_EQ(document->faults().size(), 1u);
  EXPECT_EQ(
      to_string(document->faults()),
      "error: this breaks a rule of YAML: wrongly indented double-quoted scalar\n  at a.yaml:2\n  Indent "
      "the lines of brackets and quotes deeper than the name before them (YAML 1.2.2 §7.3, §7.4).\n");
  const Result<Document> right = parse_yaml_document("a.yaml", "a: {\n  e: 3\n}\nb: [\n  1\n]\n");
  if (!right) FAIL() << to_string(right.errors());
  EXPECT_TRUE(right->faults().empty());
}

TEST(Yaml, KnowsTheLinesOfFlowCollections) {
  const Result<Document> document = parse_yaml_document(
      "a.yaml", "a: [\n  b: 1,\n  {c:\n    2}, !!str d,\n  &e f, *e]\ng:\n- - 1\n  - 2\n");
  if (!document) FAIL() << to_string(document.errors());
  EXPECT_EQ(document->line("/a/0"), 2);
  EXPECT_EQ(document->line("/a/1"), 3);
  EXPECT_EQ(document->line("/a/2"), 4);
  EXPECT_EQ(document->line("/a/3"), 5);
  EXPECT_EQ(document->line("/g"), 6);
  EXPECT_EQ(document->line("/g/0/1"), 8);
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
                                         .hint = "Save it as UTF-8."}));
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
  EXPECT_EQ(document->root().text, "\u00A0\u0085\u2028\u2029\u00E9\u00E9\U0001F600\u00E9\u00A0");
}

TEST(Json, DoesNotEndAtNul) {
  const Result<Document> document = parse_json_document("a.json", std::string_view("{}\n\0x", 5));
  if (document) FAIL() << "it loads";
  EXPECT_EQ(document.errors()[0].place.line, 2);
}

}  // namespace yaml_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "jsonpath/json_path.h"

#include <gtest/gtest.h>

#include <string>

#include "json/json_reader.h"

namespace avouch {
namespace json_path_test {

std::string pointers_of(const std::string& query, const JsonValue& root) {
  const Result<JsonPath> path = parse_json_path(query);
  if (!path) return to_string(path.errors());
  const Result<std::vector<PathNode>> nodes = select(*path, root);
  if (!nodes) return to_string(nodes.errors());
  std::string found;
  for (const PathNode& node : *nodes) {
    EXPECT_EQ(root.at(node.pointer), node.value);
    found += (found.empty() ? "" : " ") + node.pointer;
  }
  return found;
}

struct Selected {
  const char* name;
  const char* json;
  const char* query;
  const char* pointers;  // parted by blanks
};

constexpr const char* kStore =
    R"({"a": [{"n": 1, "k": "x"}, {"n": 2}, 5], "b": {"a": {"n": 1}}, "c d": {"'": null}})";
constexpr const char* kLetters = R"(["a", "b", "c", "d", "e", "f", "g"])";
constexpr const char* kMixed =
    R"([{"v": 1, "w": 1.0, "s": "a"}, {"v": 2, "w": 1, "s": "ab"}, {"v": "1"}, {"v": null}, {"v": [1]},
        {"v": {"x": 1}}, {"v": true}, {"s": "ä"}, {"v": 12345678901234567890, "w": 12345678901234567891}])";

constexpr Selected kSelected[] = {
    // RFC 9535 §2.2 to §2.3.4
    {"Root", kStore, "$", ""},
    {"Name", kStore, "$.a[0].n", "/a/0/n"},
    {"IndexFromTheEnd", kStore, "$.a[-1]", "/a/2"},
    {"IndexBeyondTheEnd", kStore, "$.a[3]", ""},
    {"IndexOfAnObject", kStore, "$.b[0]", ""},
    {"NameOfAnArray", kStore, "$.a['0']", ""},
    {"TwoSelectors", kStore, "$['a'][1,0]", "/a/1 /a/0"},
    {"TheSameTwice", kStore, "$.a[0,0]", "/a/0 /a/0"},
    {"WildcardOfAnArray", kStore, "$.a[*].n", "/a/0/n /a/1/n"},
    {"WildcardOfAnObject", kStore, "$.b.*", "/b/a"},
    {"Quotes", kStore, R"($["c d"]['\''])", "/c d/'"},
    {"Blanks", kStore, "$ .a [ 0 , 1 ]\t.n", "/a/0/n /a/1/n"},
    {"None", kStore, "$.none", ""},
    {"Descendants", kStore, "$..n", "/a/0/n /a/1/n /b/a/n"},
    {"DescendantsInOrder", R"({"o": [{"x": 1}, [{"x": 2}]], "x": 3})", "$..x", "/x /o/0/x /o/1/0/x"},
    {"DescendantsWithAnIndex", R"([[1, 2], [3]])", "$..[0]", "/0 /0/0 /1/0"},
    {"DescendantsOfAll", R"([[1]])", "$..*", "/0 /0/0"},
    {"NotAsciiName", R"({"é": 1, "_x": 2})", "$['é', '_x']", "/é /_x"},
    {"Shorthand", R"({"é1": 1})", "$.é1", "/é1"},
    {"Escapes", R"({"\u00e9\ud83d\ude00\n": 1})", R"($["\u00E9\ud83d\uDE00\n"])", "/é😀\n"},
    // §2.3.4.3
    {"Slice", kLetters, "$[1:3]", "/1 /2"},
    {"SliceWithoutAnEnd", kLetters, "$[5:]", "/5 /6"},
    {"SliceWithAStep", kLetters, "$[1:5:2]", "/1 /3"},
    {"SliceBackwards", kLetters, "$[5:1:-2]", "/5 /3"},
    {"SliceReversed", kLetters, "$[::-1]", "/6 /5 /4 /3 /2 /1 /0"},
    {"SliceFromTheEnd", kLetters, "$[-2:]", "/5 /6"},
    {"SliceOfNothing", kLetters, "$[3:1]", ""},
    {"SliceWithoutAStep", kLetters, "$[1:3:0]", ""},
    {"SliceFarBeyond", kLetters, "$[-9007199254740991:9007199254740991:9007199254740991]", "/0"},
    {"SliceOfAnObject", kStore, "$[0:1]", ""},
    // §2.3.5
    {"Equal", kStore, "$.a[?@.n == 2]", "/a/1"},
    {"InParentheses", kStore, "$.a[?(@.k=='x')]", "/a/0"},
    {"Exists", kStore, "$.a[?@.k]", "/a/0"},
    {"ExistsNull", kStore, "$[?@[\"'\"]]", "/c d"},
    {"UnequalToNothing", kStore, "$.a[?@.n != 1]", "/a/1 /a/2"},
    {"OfAnObject", kStore, "$[?@.a.n == 1]", "/b"},
    {"And", kMixed, "$[?@.v == 1 && @.s == 'a']", "/0"},
    {"Or", kMixed, "$[?@.v == 1 || @.v == null]", "/0 /3"},
    {"AndBeforeOr", kMixed, "$[?@.v == 2 || @.v == 1 && @.s == 'b']", "/1"},
    {"Parentheses", kMixed, "$[?(@.v == 2 || @.v == 1) && @.s == 'a']", "/0"},
    {"Not", kMixed, "$[?!@.v]", "/7"},
    {"NotOfParentheses", kMixed, "$[?!(@.v || @.s == 'b')]", "/7"},
    {"Less", kMixed, "$[?@.v < 2]", "/0"},
    {"AtMost", kMixed, "$[?@.v <= 2]", "/0 /1"},
    {"More", kMixed, "$[?@.s > 'a']", "/1 /7"},
    {"AtLeast", kMixed, "$[?@.v >= 2]", "/1 /8"},
    {"AtLeastNull", kMixed, "$[?@.v >= null]", "/3"},
    {"NumbersByValue", kMixed, "$[?@.w == 1e0]", "/0 /1"},
    {"NumbersBeyondDoubles", kMixed, "$[?@.v == @.w]", "/0 /7"},
    {"Arrays", kMixed, "$[?@.v == $[4].v]", "/4"},
    {"Nested", R"([{"a": [{"b": 1}]}, {"a": [{"b": 2}]}])", "$[?@.a[?@.b > 1]]", "/1"},
    {"OfTheRoot", R"({"k": 2, "l": [1, 2]})", "$.l[?@ == $.k]", "/l/1"},
    // §2.4
    {"Length", R"(["é😀", "abc", [1, 2], {"a": 1, "b": 2}, 22])", "$[?length(@) == 2]", "/0 /2 /3"},
    {"LengthOfNothing", R"([{}])", "$[?length(@.a) == length(@.b)]", "/0"},
    {"Count", R"([[1, 2], [3]])", "$[?count(@.*) > 1]", "/0"},
    {"Value", R"([{"c": {"d": 1}}, {"c": {"d": 2}, "d": 2}])", "$[?value(@..d) == 1]", "/0"},
    {"Match", R"(["ab", "cab", "a\nb"])", "$[?match(@, 'a.?b')]", "/0"},
    {"Search", R"(["ab", "cab", "b"])", "$[?search(@, 'ab')]", "/0 /1"},
    {"MatchOfAlternatives", R"(["a", "b", "ac"])", "$[?match(@, 'a|b')]", "/0 /1"},
    {"MatchFromTheDocument", R"({"r": "a+", "l": ["aa", "b", 1]})", "$.l[?match(@, $.r)]", "/l/0"},
    {"MatchOfNoIRegexp", R"(["a"])", R"($[?match(@, '(?:a)') || match(@, '\\d') || match(@, '[')])", ""},
    {"MatchOfANumber", R"([1])", "$[?match(@, '1')]", ""},
};

class JsonPathSelects : public testing::TestWithParam<Selected> {};

TEST_P(JsonPathSelects, TheseNodes) {
  EXPECT_EQ(pointers_of(GetParam().query, json_of_text(GetParam().json)), GetParam().pointers);
}

INSTANTIATE_TEST_SUITE_P(Rfc9535, JsonPathSelects, testing::ValuesIn(kSelected),
                         [](const auto& each) { return std::string(each.param.name); });

struct Refused {
  const char* name;
  const char* query;
  const char* why;
};

constexpr Refused kRefused[] = {
    {"Empty", "", "it must begin with $"},
    {"NoRoot", "paths", "it must begin with $"},
    {"Relative", "@.a", "it must begin with $"},
    {"BlankBefore", " $", "it must begin with $"},
    {"BlankBehind", "$.a ", "a segment must begin with . or [, after 3 bytes"},
    {"DotAlone", "$.", "a name is missing or has characters that need quotes, after 2 bytes"},
    {"BlankBehindDot", "$. a", "a name is missing or has characters that need quotes, after 2 bytes"},
    {"Hyphen", "$.x-a", "a name with a hyphen needs quotes, after 3 bytes"},
    {"Open", "$[0", "a ] is missing, after 3 bytes"},
    {"Nothing", "$[]", "a selector is missing, after 2 bytes"},
    {"CommaAtTheEnd", "$[0,]", "a selector is missing, after 4 bytes"},
    {"LeadingZero", "$[01]", "a number begins with 0, after 4 bytes"},
    {"MinusZero", "$[-0]", "a number begins with 0, after 4 bytes"},
    {"LargeIndex", "$[9007199254740992]", "a number is beyond 2^53, after 18 bytes"},
    {"OpenQuote", "$['a", "a quote is not closed, after 4 bytes"},
    {"ControlCharacter", "$['\n']", "a control character stands in quotes, after 3 bytes"},
    {"OtherQuoteEscaped", R"($['\"'])", "an escape is unknown, after 4 bytes"},
    {"HalfAPair", R"($['\ud800'])", "an escape is half of a surrogate pair, after 9 bytes"},
    {"SecondHalf", R"($['\udc00'])", "an escape is half of a surrogate pair, after 9 bytes"},
    {"NotUtf8", "$['\xFF']", "it is not UTF-8"},
    {"NoFilter", "$[?]",
     "a filter takes @, $, a text, a number, true, false, null or a function, after 3 bytes"},
    {"LiteralAlone", "$[?true]", "a literal is no condition; compare it, after 7 bytes"},
    {"ValueAlone", "$[?length(@)]", "the result of length() is no condition; compare it, after 12 bytes"},
    {"ConditionCompared", "$[?match(@, 'a') == true]", "the result of match() is no value, after 24 bytes"},
    {"SeveralCompared", "$[?@.* == 1]",
     "a query that can select several values stands where one value is needed, after 11 bytes"},
    {"NotOfAComparison", "$[?!@.a == 1]", "a ] is missing, after 8 bytes"},
    {"OneAmpersand", "$[?@.a & @.b]", "a ] is missing, after 7 bytes"},
    {"UnknownFunction", "$[?size(@) == 1]", "the function \"size\" is unknown, after 8 bytes"},
    {"TooManyArguments", "$[?length(@, @) == 1]", "length() takes 1 argument, after 15 bytes"},
    {"CountOfAValue", "$[?count(1) == 1]", "this function takes a query, after 10 bytes"},
    {"BlankBeforeArguments", "$[?length (@) == 1]",
     "a filter takes @, $, a text, a number, true, false, null or a function, after 3 bytes"},
    {"NoNumber", "$[?@ == 01]", "\"01\" is no number, after 10 bytes"},
};

class JsonPathRefuses : public testing::TestWithParam<Refused> {};

TEST_P(JsonPathRefuses, WhatIsNoQuery) {
  const Result<JsonPath> path = parse_json_path(GetParam().query);
  if (path) FAIL() << "it is taken";
  ASSERT_EQ(path.errors().size(), 1u);
  EXPECT_TRUE(path.errors().front().title.ends_with(" cannot be used: " + std::string(GetParam().why)))
      << path.errors().front().title;
  EXPECT_FALSE(path.errors().front().hint.empty());
}

INSTANTIATE_TEST_SUITE_P(Rfc9535, JsonPathRefuses, testing::ValuesIn(kRefused),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(JsonPath, LimitsItsNesting) {
  for (const auto& [open, close] : {std::pair<std::string, std::string>{"(", ")"}, {"@[?", "]"}}) {
    std::string query = "$[?";
    for (int i = 0; i < 100000; ++i) query += open;
    const Result<JsonPath> path = parse_json_path(query);
    if (path) FAIL() << "it is taken";
    EXPECT_NE(path.errors().front().title.find("it is nested deeper than 64 levels"), std::string::npos);
  }
}

TEST(JsonPath, GivesUpWhatVisitsTooManyValues) {
  std::string list = "[0";
  for (int i = 1; i < 3000; ++i) list += ",0";
  const std::string found = pointers_of("$[?count($[?@ == 0]) == 1]", json_of_text(list + "]"));
  EXPECT_TRUE(found.starts_with("error: the JSONPath is given up: it visits more than 5000000 values"))
      << found;
}

TEST(JsonPath, GivesUpRegularExpressionsWithoutAnEnd) {
  const JsonValue root = json_of_text("[\"" + std::string(40, 'a') + "b" + std::string(40, 'a') + "\"]");
  const std::string found = pointers_of("$[?match(@, '((a*)*)*c')]", root);
  EXPECT_TRUE(found.empty() || found.find("a regular expression needs too many steps") != std::string::npos)
      << found;
}

TEST(JsonPath, WritesNormalizedPaths) {
  const JsonValue root = json_of_text(R"({"a": [{"b'\\": 1}], "0": {"\n\u000b": 2}})");
  EXPECT_EQ(normalized_path("", root), "$");
  EXPECT_EQ(normalized_path("/a/0/b'\\", root), R"($['a'][0]['b\'\\'])");
  EXPECT_EQ(normalized_path("/0/\n\v", root), R"($['0']['\n\u000b'])");
  EXPECT_EQ(normalized_path("/a\xED\xAE\x99z\xED\xB8\x80/\xED\x9E\xA2", root),
            "$['a\\udb99z\\ude00']['\xED\x9E\xA2']")
      << "half of a surrogate pair has no path";
}

TEST(JsonPath, KnowsQueriesOfOneNode) {
  EXPECT_TRUE(parse_json_path("$.a['b'][0]")->is_singular());
  EXPECT_FALSE(parse_json_path("$..a")->is_singular());
  EXPECT_FALSE(parse_json_path("$[0,1]")->is_singular());
  EXPECT_FALSE(parse_json_path("$[0:1]")->is_singular());
}

}  // namespace json_path_test
}  // namespace avouch

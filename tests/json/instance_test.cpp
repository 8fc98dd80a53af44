// SPDX-License-Identifier: MIT
#include "json/instance.h"

#include <gtest/gtest.h>

#include <thread>

#include "json/number.h"
#include "judge/body/well_formed.h"

namespace avouch {
namespace instance_test {

using namespace std::string_literals;

struct Syntax {
  const char* name;
  std::string text;
  const char* reason;  // "" where well-formed
  std::size_t line = 1;
  std::size_t column = 1;
};
void PrintTo(const Syntax& item, std::ostream* out) {
  *out << item.name;
}

const Syntax kSyntax[] = {
    {"Object", R"({"a":[1,2.5,-0,1e5,"x",true,false,null]})", ""},
    {"Scalar", "7", ""},
    {"BlanksAround", " \t\r\n[ ] \n", ""},
    {"Escapes", R"(["\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"])", ""},
    {"LoneSurrogateIsGrammar", R"(["\ud800"])", ""},
    {"NulEscape", R"(["\u0000"])", ""},
    {"DeleteIsNoControl", "[\"\x7f\"]", ""},
    {"Empty", "", "the body is empty"},
    {"Blanks", " \n ", "the body holds only white space", 2, 2},
    {"ByteOrderMark", "\xEF\xBB\xBF{}", "the body begins with a byte order mark (RFC 8259 §8.1)"},
    {"Utf16", "{\0}\0"s, "the body is UTF-16 or UTF-32, not UTF-8 (RFC 8259 §8.1)"},
    {"Utf16BigEndian", "\xFE\xFF\0{\0}"s, "the body is UTF-16 or UTF-32, not UTF-8 (RFC 8259 §8.1)"},
    {"InvalidUtf8", "{\"a\":\"\xff\"}", "this is not UTF-8", 1, 7},
    {"OverlongUtf8", "[\"\xC0\xAF\"]", "this is not UTF-8", 1, 3},
    {"SurrogateInUtf8", "[\"\xED\xA0\x80\"]", "this is not UTF-8", 1, 3},
    {"TruncatedUtf8", "[\"\xE2\x82\"]", "this is not UTF-8", 1, 3},
    {"InvalidUtf8AfterEscape", "[\"\\n\xff\"]", "this is not UTF-8", 1, 5},
    {"TrailingText", "{} x", "text follows the end of the JSON text: \"x\"", 1, 4},
    {"TwoDocuments", "{}\n{}", "a second JSON text follows the first", 2, 1},
    {"LineComment", "{ // a\n}", "a comment is not JSON", 1, 3},
    {"BlockComment", "[1, /* a */ 2]", "a comment is not JSON", 1, 5},
    {"NaN", "[NaN]", "NaN is not JSON", 1, 2},
    {"Infinity", "[-Infinity]", "-Infinity is not JSON", 1, 2},
    {"LineFeedInString", "[\"a\nb\"]", "a string holds the control character \\n (a line feed) unescaped", 1,
     4},
    {"NulInString", "[\"a\0\"]"s, "a string holds the control character \\x00 unescaped", 1, 4},
    {"TruncatedObject", R"({"a":1)", "the body ends inside an object", 1, 7},
    {"TruncatedArray", "[1,", "the body ends inside an array", 1, 4},
    {"TruncatedString", R"({"a":"b)", "the body ends inside a string", 1, 8},
    {"TruncatedWord", "tru", "the body ends inside true", 1, 4},
    {"TruncatedEscape", "[\"\\", "the body ends inside a string", 1, 4},
    {"LeadingZero", "[01]", "a number has a leading zero", 1, 2},
    {"LonePoint", "[1.]", "a digit is missing after the decimal point", 1, 4},
    {"PointFirst", "[.5]", "no value begins with \".5]\"", 1, 2},
    {"PlusSign", "[+1]", "no value begins with \"+1]\"", 1, 2},
    {"LoneMinus", "[-]", "a digit is missing after the minus sign", 1, 3},
    {"EmptyExponent", "[1e]", "a digit is missing in the exponent", 1, 4},
    {"Hexadecimal", "[0x10]", "a comma or ] is missing before \"x10]\"", 1, 3},
    {"TrailingCommaInArray", "[1,]", "a comma is before ]", 1, 4},
    {"TrailingCommaInObject", R"({"a":1,})", "a comma is before }", 1, 8},
    {"MissingComma", "[1 2]", "a comma or ] is missing before \"2]\"", 1, 4},
    {"MissingColon", R"({"a" 1})", "a colon is missing before \"1}\"", 1, 6},
    {"SingleQuotes", "['a']", "a string needs double quotes, not single quotes", 1, 2},
    {"UnquotedName", "{a:1}", "a member name in double quotes is missing before \"a:1}\"", 1, 2},
    {"UnknownEscape", R"(["\x41"])", "a string holds an unknown escape \"\\\\x\"", 1, 3},
    {"ShortUnicodeEscape", R"(["\u12"])", "\\u requires four hexadecimal digits", 1, 7},
    {"WrongClose", "[1}", "a comma or ] is missing before \"}\"", 1, 3},
    {"Html", "<html>", "no value begins with \"<html>\"", 1, 1},
    {"WordInCapitals", "[True]", "no value begins with \"True]\"", 1, 2},
    {"NoBreakSpace", "[1,\u00a0 2]", "no value begins with \"\\u{00a0} 2]\"", 1, 4},
};

class SyntaxCase : public testing::TestWithParam<Syntax> {};

TEST_P(SyntaxCase, IsJudged) {
  const ParsedBody body = parse_body(GetParam().text);
  const Verdict verdict = well_formed_verdict(body);
  if (*GetParam().reason == '\0') {
    EXPECT_EQ(verdict.outcome, Outcome::holds) << verdict.reason;
    EXPECT_TRUE(body.instance);
    return;
  }
  ASSERT_TRUE(body.fault);
  EXPECT_EQ(verdict.outcome, Outcome::violated);
  EXPECT_EQ(body.fault->reason, GetParam().reason);
  EXPECT_EQ(body.fault->line, GetParam().line);
  EXPECT_EQ(body.fault->column, GetParam().column);
}

INSTANTIATE_TEST_SUITE_P(Rfc8259, SyntaxCase, testing::ValuesIn(kSyntax),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Instance, KeepsMembersInOrderAndTheLastOfDuplicates) {
  const ParsedBody body = parse_body(R"({"b":1,"a":{"x":1,"x":2,"x":3},"b":2})");
  EXPECT_EQ(body.duplicates, (std::vector<std::string>{"/a/x", "/b"}));
  EXPECT_EQ(to_text(body.instance->root()), R"({"a":{"x":3},"b":2})");
  const Verdict verdict = unique_names_verdict(body);
  EXPECT_EQ(verdict.outcome, Outcome::violated);
  EXPECT_EQ(verdict.findings.size(), 2u);
}

TEST(Instance, FindsDuplicatesThatAreEscapedApart) {
  EXPECT_EQ(parse_body(R"([{"a":1,"\u0061":2}])").duplicates, (std::vector<std::string>{"/0/a"}));
}

TEST(Instance, HasUniqueNamesWhereNoneRepeats) {
  EXPECT_EQ(unique_names_verdict(parse_body(R"({"a":{"a":1},"b":[{"a":1},{"a":1}]})")).outcome,
            Outcome::holds);
  EXPECT_EQ(unique_names_verdict(parse_body("{")).outcome, Outcome::unexercised);
}

TEST(Instance, IndexesBigObjects) {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i) text += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  const ParsedBody body = parse_body(text + R"("k7":"again"})");
  EXPECT_EQ(body.instance->root().size(), 1000u);
  EXPECT_EQ(body.duplicates, (std::vector<std::string>{"/k7"}));
  EXPECT_EQ(body.instance->root().find("k999")->text(), "999");
  EXPECT_EQ(body.instance->root().find("k7")->text(), "again");
  EXPECT_FALSE(body.instance->root().find("k1000"));
}

TEST(Instance, IndexesBigObjectsInEachOther) {
  std::string inner = "{";
  for (int i = 0; i < 20; ++i)
    inner += (i > 0 ? ",\"i" : "\"i") + std::to_string(i) + "\":" + std::to_string(i);
  inner += "}";
  std::string text = "[{\"first\":" + inner;
  for (int i = 0; i < 20; ++i) text += ",\"o" + std::to_string(i) + "\":" + inner;
  const ParsedBody body = parse_body(text + "},[]]");
  ASSERT_TRUE(body.instance);
  EXPECT_EQ(body.instance->root().size(), 2u);
  const Value object = *body.instance->root().items().begin();
  EXPECT_EQ(object.size(), 21u);
  EXPECT_EQ(object.find("o19")->find("i7")->text(), "7");
  EXPECT_EQ(object.find("first")->size(), 20u);
  EXPECT_FALSE(object.find("first")->find("o1"));
  EXPECT_EQ(to_text(body.instance->root()), text + "},[]]");
}

// Sizes over 25 bits are stored apart.
TEST(Instance, KeepsValuesThatAreTooLargeForACell) {
  const std::string plain(std::size_t{1} << 25U, 'a');
  const std::string text = "[\"" + plain + "\",{\"" + plain + "\":\"\\n" + plain + "\"},-1" +
                           std::string(plain.size(), '0') + ",true]";
  const ParsedBody body = parse_body_in_place(text);
  ASSERT_TRUE(body.instance);
  EXPECT_EQ(body.instance->root().size(), 4u);
  auto item = body.instance->root().items().begin();
  EXPECT_TRUE((*item).text() == plain);
  ++item;
  const std::optional<Value> member = (*item).find(plain);
  ASSERT_TRUE(member);
  EXPECT_TRUE(member->text() == "\n" + plain);
  ++item;
  EXPECT_EQ((*item).text().size(), plain.size() + 2);
  ++item;
  EXPECT_TRUE((*item).is_true());
}

TEST(Instance, TakesEightBytesOfMemoryPerValue) {
  std::string text = "[1";
  for (int i = 1; i < 1'000'000; ++i) text += ",1";
  text += "]";
  const auto memory = std::make_shared<MemoryBudget>(std::size_t{100} << 20U);
  MemoryShare share(memory);
  ASSERT_TRUE(parse_body_in_place(text, {.memory = &share}).instance);
  EXPECT_GE(share.held(), std::size_t{8'000'008});
  EXPECT_LE(share.held(), std::size_t{9'000'000});
}

TEST(Instance, JudgesAHundredThousandLevels) {
  const std::size_t levels = 100'000;
  const ParsedBody body = parse_body(std::string(levels, '[') + std::string(levels, ']'));
  ASSERT_TRUE(body.instance);
  EXPECT_TRUE(body.instance->root() == body.instance->root());
  EXPECT_EQ(hash_value(body.instance->root()), hash_value(body.instance->root()));
  EXPECT_EQ(to_text(body.instance->root(), 5), "[[[[[…");
  EXPECT_EQ(parse_body(std::string(levels, '[')).fault->reason, "the body ends inside an array");
}

TEST(Instance, NamesTheLimitThatABodyPasses) {
  const Verdict deep = well_formed_verdict(parse_body("[[[1]]]", {.depth = 2}));
  EXPECT_EQ(deep.outcome, Outcome::undecided);
  EXPECT_EQ(deep.reason, "the body is nested deeper than the 2 levels that are judged");
  EXPECT_EQ(well_formed_verdict(parse_body("[1,2]", {.bytes = 4})).reason,
            "the body is longer than the 4 bytes that are judged");
  EXPECT_EQ(well_formed_verdict(parse_body("[1,2]", {.values = 2})).reason,
            "the body holds more than the 2 values that are judged");
}

TEST(Instance, SaysWhetherMemoryOrAnInterruptionEndedTheReading) {
  std::string numbers = "[0";
  while (numbers.size() < 100'000) numbers += ",0";
  const auto memory = std::make_shared<MemoryBudget>(200'000);
  const Cancellation interrupted{true};
  MemoryShare other(memory);
  other.wait_for_others(&interrupted);
  ASSERT_TRUE(other.grow(190'000));
  std::jthread([&] {
    MemoryShare share(memory);
    share.wait_for_others(&interrupted);
    const BodyLimits limits{.memory = &share, .memory_reason = "no memory"};
    EXPECT_EQ(well_formed_verdict(parse_body(numbers + "]", limits)).reason,
              "not judged: the run was interrupted");
    EXPECT_EQ(share.held(), 0U);
  }).join();
  other.shrink_to(0);
  MemoryShare alone(memory);
  EXPECT_EQ(
      well_formed_verdict(parse_body(numbers + "]", {.memory = &alone, .memory_reason = "no memory"})).reason,
      "no memory");
}

TEST(Instance, ComparesByValue) {
  const auto equal = [](const char* a, const char* b) {
    const ParsedBody left = parse_body(a);
    const ParsedBody right = parse_body(b);
    const bool result = left.instance->root() == right.instance->root();
    EXPECT_TRUE(!result || hash_value(left.instance->root()) == hash_value(right.instance->root()));
    return result;
  };
  EXPECT_TRUE(equal(R"({"a":1,"b":[1.0]})", R"({"b":[1],"a":1e0})"));
  EXPECT_TRUE(equal("-0.0", "0"));
  EXPECT_TRUE(equal(R"("\u00e9")", "\"é\""));
  EXPECT_FALSE(equal("1", "true"));
  EXPECT_FALSE(equal("9007199254740993", "9007199254740992"));
  EXPECT_FALSE(equal(R"("\ud800")", R"("\ud801")"));
  EXPECT_FALSE(equal("[1,2]", "[2,1]"));
  EXPECT_FALSE(equal(R"({"a":1})", R"({"b":1})"));
}

TEST(Number, ComparesExactly) {
  EXPECT_EQ(compare_numbers("1e400", "1e399"), 1);
  EXPECT_EQ(compare_numbers("-1e400", "1"), -1);
  EXPECT_EQ(compare_numbers("0.1", "0.10"), 0);
  EXPECT_EQ(compare_numbers("9223372036854775808", "9223372036854775807"), 1);
  EXPECT_EQ(compare_numbers("972783798187987123879878123.188781371", "972783798187987123879878123.18878137"),
            1);
  EXPECT_EQ(compare_numbers("1e-99999999999999999999", "0"), 1);
  EXPECT_EQ(compare_numbers("0e99999", "-0"), 0);
}

TEST(Number, KnowsWholeNumbersAndMultiples) {
  EXPECT_TRUE(is_integer_number("1.0"));
  EXPECT_TRUE(is_integer_number("1e400"));
  EXPECT_TRUE(is_integer_number("1.5e1"));
  EXPECT_FALSE(is_integer_number("1.5"));
  EXPECT_FALSE(is_integer_number("1e-1"));
  EXPECT_TRUE(is_multiple("0.3", "0.1"));
  EXPECT_TRUE(is_multiple("1e308", "0.5"));
  EXPECT_FALSE(is_multiple("1e308", "0.123456789"));
  EXPECT_FALSE(is_multiple("0.35", "0.1"));
  EXPECT_TRUE(is_multiple("0", "7"));
  EXPECT_TRUE(is_multiple("-9", "3"));
  EXPECT_TRUE(is_multiple("12391239123", "3"));
  EXPECT_FALSE(is_divisor("0"));
  EXPECT_FALSE(is_divisor("1.234567890123456789"));
}

}  // namespace instance_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "http/media_type.h"

#include <gtest/gtest.h>

#include <ostream>

namespace avouch::http {
namespace media_type_test {

struct Good {
  const char* name;
  std::string text;
  std::string essence;
  std::vector<MediaType::Parameter> parameters = {};
};

void PrintTo(const Good& one, std::ostream* out) {
  *out << one.text;
}

class MediaTypes : public testing::TestWithParam<Good> {};

TEST_P(MediaTypes, AreRead) {
  const std::optional<MediaType> type = parse_media_type(GetParam().text);
  ASSERT_TRUE(type);
  EXPECT_EQ(type->essence(), GetParam().essence);
  EXPECT_EQ(type->parameters, GetParam().parameters);
}

INSTANTIATE_TEST_SUITE_P(
    Http, MediaTypes,
    testing::Values(
        Good{"Plain", "application/json", "application/json"},
        Good{"Capitals", "Application/JSON", "application/json"},
        Good{"Suffix", "application/vnd.api+json", "application/vnd.api+json"},
        Good{"Charset", "application/json;charset=utf-8", "application/json", {{"charset", "utf-8"}}},
        Good{"Blanks", "text/html \t; \t charset=UTF-8", "text/html", {{"charset", "UTF-8"}}},
        Good{"Quoted", "a/b; CharSet=\"utf-8\"", "a/b", {{"charset", "utf-8"}}},
        Good{"QuotedSpecials", "a/b;p=\" ;,=/\t\"", "a/b", {{"p", " ;,=/\t"}}},
        Good{"QuotedPairs", R"(a/b;p="\"\\x\y")", "a/b", {{"p", "\"\\xy"}}},
        Good{"QuotedEmpty", "a/b;p=\"\"", "a/b", {{"p", ""}}},
        Good{"QuotedBytes", "a/b;p=\"\xC3\xA9\xFF\"", "a/b", {{"p", "\xC3\xA9\xFF"}}},
        Good{"Several", "a/b;x=1;y=2;X=3", "a/b", {{"x", "1"}, {"y", "2"}, {"x", "3"}}},
        Good{"EmptyParameters", "a/b;; ;x=1;", "a/b", {{"x", "1"}}},
        Good{"TrailingSemicolonAndBlank", "a/b; ", "a/b"}, Good{"Range", "*/*", "*/*"},
        Good{"OddTokens", "!#$%&'*+-.^_`|~0/z", "!#$%&'*+-.^_`|~0/z"}),
    [](const auto& param_info) { return param_info.param.name; });

struct Bad {
  const char* name;
  std::string text;
};

void PrintTo(const Bad& one, std::ostream* out) {
  *out << one.text;
}

class NoMediaTypes : public testing::TestWithParam<Bad> {};

TEST_P(NoMediaTypes, AreRefused) {
  EXPECT_EQ(parse_media_type(GetParam().text), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    Http, NoMediaTypes,
    testing::Values(Bad{"Empty", ""}, Bad{"NoSubtype", "application"}, Bad{"EmptySubtype", "application/"},
                    Bad{"EmptyType", "/json"}, Bad{"TwoSlashes", "a/b/c"},
                    Bad{"BlankInside", "application /json"}, Bad{"BlankAfterSlash", "application/ json"},
                    Bad{"LeadingBlank", " a/b"}, Bad{"TrailingBlank", "a/b "},
                    Bad{"List", "text/html, text/plain"}, Bad{"Comma", "a/b,"}, Bad{"NoValue", "a/b;p"},
                    Bad{"EmptyValue", "a/b;p="}, Bad{"NoName", "a/b;=v"},
                    Bad{"BlankBeforeEquals", "a/b;p =v"}, Bad{"BlankAfterEquals", "a/b;p= v"},
                    Bad{"OpenQuote", "a/b;p=\"v"}, Bad{"OpenPair", "a/b;p=\"v\\"},
                    Bad{"TextAfterQuote", "a/b;p=\"v\"w"}, Bad{"QuoteWithin", "a/b;p=v\"w\""},
                    Bad{"ControlInQuotes", "a/b;p=\"\x01\""},
                    Bad{"NulInQuotes", std::string("a/b;p=\"\0\"", 9)}, Bad{"LineFeed", "a/b\n"},
                    Bad{"NonAsciiType", "\xC3\xA9/b"}, Bad{"SlashInValue", "a/b;p=c/d"}),
    [](const auto& param_info) { return param_info.param.name; });

TEST(MediaType, GivesTheFirstParameterOfAName) {
  const MediaType type = *parse_media_type("a/b;x=1;X=2");
  EXPECT_EQ(type.parameter("X"), "1");
  EXPECT_EQ(type.parameter("y"), std::nullopt);
}

TEST(MediaType, ReadsLongTextInLinearTime) {
  std::string text = "a/b";
  for (int i = 0; i < 200'000; ++i) text += ";";
  EXPECT_TRUE(parse_media_type(text));
  EXPECT_EQ(parse_media_type("a/b;p=\"" + std::string(2'000'000, '\\')), std::nullopt);
}

struct Pair {
  const char* name;
  const char* type;
  const char* range;
  bool within;
};

void PrintTo(const Pair& one, std::ostream* out) {
  *out << one.type << " in " << one.range;
}

class Ranges : public testing::TestWithParam<Pair> {};

TEST_P(Ranges, HoldTypes) {
  EXPECT_EQ(within(*parse_media_type(GetParam().type), *parse_media_type(GetParam().range)),
            GetParam().within);
}

INSTANTIATE_TEST_SUITE_P(
    Http, Ranges,
    testing::Values(Pair{"Same", "application/json", "Application/Json", true},
                    Pair{"MoreParameters", "application/json;charset=utf-8", "application/json", true},
                    Pair{"OtherSubtype", "application/xml", "application/json", false},
                    Pair{"OtherType", "text/json", "application/json", false},
                    Pair{"SuffixIsNotTheSame", "application/problem+json", "application/json", false},
                    Pair{"AnySubtype", "application/xml", "application/*", true},
                    Pair{"AnySubtypeOfAnother", "text/xml", "application/*", false},
                    Pair{"Anything", "text/xml", "*/*", true},
                    Pair{"ASuffix", "application/problem+json", "application/*+json", true},
                    Pair{"AnotherSuffix", "application/problem+xml", "application/*+json", false},
                    Pair{"NoSuffix", "application/json", "application/*+json", false},
                    Pair{"NoSuchRange", "text/xml", "*/xml", false},
                    Pair{"ParameterMissing", "a/b", "a/b;version=1", false},
                    Pair{"ParameterEqual", "a/b;x=y;Version=1", "a/b;version=1", true},
                    Pair{"ParameterDiffers", "a/b;version=a", "a/b;version=A", false},
                    Pair{"JsonHasNoCharset", "application/json", "application/json; charset=utf-8", true},
                    Pair{"JsonWithAnotherCharset", "application/json;charset=ISO-8859-1",
                         "application/json;charset=utf-8", true},
                    Pair{"JsonWithAQuotedCharset", "application/json; CharSet=\"UTF-8\"",
                         "application/json;charset=utf-8", true},
                    Pair{"SuffixOfJsonHasNoCharset", "application/problem+json",
                         "application/problem+json;charset=utf-8", true},
                    Pair{"JsonHasOtherParameters", "application/json", "application/json;version=1", false},
                    Pair{"TextHasACharset", "text/plain", "text/plain;charset=utf-8", false},
                    Pair{"TextOfAnotherCharset", "text/plain;charset=ascii", "text/plain;charset=utf-8",
                         false},
                    Pair{"CharsetWithoutCase", "a/b;charset=UTF-8", "a/b;charset=\"utf-8\"", true}),
    [](const auto& param_info) { return param_info.param.name; });

// A charset that is documented for JSON parts no ranges, unless the answer names it.
TEST(Applies, ToOneOfTheRangesThatDifferByTheCharsetOfJson) {
  const std::vector<std::string> ranges = {"application/json", "application/json;charset=utf-8", "*/*"};
  const auto applying = [&](const char* text) {
    std::vector<std::string> found;
    for (const std::string& range : ranges) {
      if (applies(*parse_media_type(text), range, ranges)) found.push_back(range);
    }
    return found;
  };
  EXPECT_EQ(applying("application/json"), std::vector<std::string>{"application/json"});
  EXPECT_EQ(applying("application/json;charset=UTF-8"),
            std::vector<std::string>{"application/json;charset=utf-8"});
  EXPECT_EQ(applying("text/plain"), std::vector<std::string>{"*/*"});
  EXPECT_TRUE(applies(*parse_media_type("application/json"), "application/json;charset=utf-8",
                      {"application/json;charset=utf-8", "application/xml"}));
}

TEST(TypeWithin, IsWithinItsRange) {
  EXPECT_EQ(type_within("application/json; charset=utf-8"), "application/json; charset=utf-8");
  EXPECT_EQ(type_within("image/*"), "image/png");
  EXPECT_EQ(type_within("application/*+json"), "application/x+json");
  for (const char* range : {"*/*", "application/*", "application/*+json", "audio/*", "font/*", "image/*",
                            "text/*", "video/*", "model/*"}) {
    const auto type = parse_media_type(type_within(range));
    ASSERT_TRUE(type.has_value()) << range;
    EXPECT_TRUE(within(*type, *parse_media_type(range))) << range;
  }
}

}  // namespace media_type_test
}  // namespace avouch::http

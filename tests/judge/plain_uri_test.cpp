// SPDX-License-Identifier: MIT
// The table agrees with uriparser: every text that the table accepts is a URI reference for uriparser.
#include <gtest/gtest.h>

#include "judge/format/parts.h"

namespace avouch {
namespace plain_uri_test {

TEST(PlainUri, TakesWhatBodiesMostlyHold) {
  for (const char* text :
       {"https://conversations.twilio.com/v1/Configuration/Webhooks", "http://a.example:8080", "x+y.z-1://a",
        "https://a.example/a;b=c,(d)'*!$&:@/~_-.?e=f/g?&h=i#j?k/", "http://a?b", "http://a#b",
        "http://a:/"}) {
    EXPECT_TRUE(is_plain_uri(text)) << text;
    EXPECT_EQ(check_uri_reference(text), std::nullopt) << text;
  }
}

TEST(PlainUri, LeavesAllOthersToTheParser) {
  for (const char* text : {"",
                           "/a",
                           "//a.example/",
                           "mailto:a@b",
                           "http:",
                           "http:/a",
                           "http://",
                           "http:///a",
                           "http://u@a/",
                           "http://[::1]/",
                           "1a://b",
                           "http://a b",
                           "http://a/%41",
                           "http://a:8x/",
                           "http://a/[",
                           "http://a/\"",
                           "http://a/^",
                           "http://a/?b#c#d",
                           "http://a/\xC3\xA9",
                           "http://a/|",
                           "http://a\\b",
                           "http://a:80:90/",
                           "http://a/`"}) {
    EXPECT_FALSE(is_plain_uri(text)) << text;
  }
}

// Every text of up to four characters that stand for their classes, behind a scheme.
TEST(PlainUri, NeverTakesWhatTheParserRefuses) {
  constexpr std::string_view kCharacters = "a1:/?#[]@%.-_~!+ \\\"^|\x7F\x01";
  std::vector<std::string> ends = {""};
  std::size_t taken = 0;
  for (int length = 0; length < 4; ++length) {
    std::vector<std::string> longer;
    for (const std::string& end : ends) {
      for (const char c : kCharacters) longer.push_back(end + c);
    }
    for (const std::string& end : longer) {
      for (const char* scheme : {"s:/", "s://h"}) {
        const std::string text = scheme + end;
        if (!is_plain_uri(text)) continue;
        ++taken;
        ASSERT_EQ(check_uri_reference(text), std::nullopt) << text;
      }
    }
    ends = std::move(longer);
  }
  EXPECT_GT(taken, 1000U);
}

}  // namespace plain_uri_test
}  // namespace avouch

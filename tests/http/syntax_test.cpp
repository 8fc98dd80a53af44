// SPDX-License-Identifier: MIT
#include "http/syntax.h"

#include <gtest/gtest.h>

namespace avouch::http {
namespace syntax_test {

using Tokens = std::vector<std::string>;

TEST(IsToken, TakesTheCharactersOfTheStandard) {
  EXPECT_TRUE(is_token("X-Request-Id"));
  EXPECT_TRUE(is_token("!#$%&'*+-.^_`|~09azAZ"));
}

TEST(IsToken, RefusesAnythingElse) {
  EXPECT_FALSE(is_token(""));
  for (const char* bad :
       {"a b", "a,b", "a:b", "a\"b", "(a)", "a/b", "a\tb", "a\x7f", "é", "[a]", "{a}", "a=b", "a@b"}) {
    EXPECT_FALSE(is_token(bad)) << bad;
  }
  EXPECT_FALSE(is_token(std::string_view("a\0b", 3)));
}

TEST(ParseTokenList, DropsEmptyElementsAndBlanks) {
  EXPECT_EQ(parse_token_list("GET, POST"), (Tokens{"GET", "POST"}));
  EXPECT_EQ(parse_token_list(", ,GET\t,,POST,"), (Tokens{"GET", "POST"}));
  EXPECT_EQ(parse_token_list(""), Tokens{});
  EXPECT_EQ(parse_token_list(" , ,"), Tokens{});
}

TEST(ParseTokenList, IsSpoiltByOneBadElement) {
  EXPECT_EQ(parse_token_list("GET POST"), std::nullopt);
  EXPECT_EQ(parse_token_list("GET, \"POST\""), std::nullopt);
  EXPECT_EQ(parse_token_list("GET; POST"), std::nullopt);
  EXPECT_EQ(parse_token_list("\vGET"), std::nullopt) << "a vertical tab is no blank";
}

TEST(FirstBadToken, NamesTheElement) {
  EXPECT_EQ(first_bad_token("GET, \"POST\" , b c"), "\"POST\"");
  EXPECT_EQ(first_bad_token("GET,,POST"), std::nullopt);
}

TEST(IsFieldValue, AllowsEveryByteButControls) {
  EXPECT_TRUE(is_field_value("a\tb \xff \xc3\xa9"));
  EXPECT_TRUE(is_field_value(""));
  for (const std::string_view bad : {"a\nb", "a\rb", "\x7f", "\x01"})
    EXPECT_FALSE(is_field_value(bad)) << bad;
  EXPECT_FALSE(is_field_value(std::string_view("\0", 1)));
}

TEST(Base64, PadsAsTheStandardsVectors) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("\xfb\xff\xfe"), "+//+");
}

TEST(Unbase64, ReadsBackEveryByte) {
  std::string bytes;
  for (int length = 0; length < 260; ++length) {
    EXPECT_EQ(unbase64(base64(bytes)), bytes);
    bytes += static_cast<char>(length);
  }
}

TEST(Unbase64, RefusesWhatIsNone) {
  for (const char* bad :
       {"Z", "Zg", "Zg=", "Zg===", "====", "Z===", "Zm9v=", "Zm 9", "Zm9-", "Zh==", "Zm9=", "Zg==Zg=="}) {
    EXPECT_EQ(unbase64(bad), std::nullopt) << bad;
  }
}

TEST(BasicAuthorization, EncodesThePair) {
  EXPECT_EQ(basic_authorization("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  EXPECT_EQ(basic_authorization("test", "123£"), "Basic dGVzdDoxMjPCow==");
}

}  // namespace syntax_test
}  // namespace avouch::http

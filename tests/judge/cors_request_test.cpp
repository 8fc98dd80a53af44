// SPDX-License-Identifier: MIT
#include "judge/cors/request.h"

#include <gtest/gtest.h>

namespace avouch::cors {
namespace cors_request_test {

using Names = std::vector<std::string>;

TEST(NormalizedMethod, KnowsSixMethods) {
  EXPECT_EQ(normalized_method("get"), "GET");
  EXPECT_EQ(normalized_method("Delete"), "DELETE");
  EXPECT_EQ(normalized_method("oPTIONS"), "OPTIONS");
  EXPECT_EQ(normalized_method("patch"), "patch");
  EXPECT_EQ(normalized_method("Patch"), "Patch");
}

TEST(Methods, AreForbiddenInAnyCaseAndSafelistedInUpperCase) {
  EXPECT_TRUE(is_forbidden_method("tRACE"));
  EXPECT_TRUE(is_forbidden_method("CONNECT"));
  EXPECT_TRUE(is_forbidden_method("track"));
  EXPECT_FALSE(is_forbidden_method("TRACES"));
  EXPECT_TRUE(is_safelisted_method("HEAD"));
  EXPECT_FALSE(is_safelisted_method("head"));
  EXPECT_FALSE(is_safelisted_method("PUT"));
}

struct HeaderCase {
  const char* name;
  const char* value;
  bool safelisted;
};

class SafelistedRequestHeader : public testing::TestWithParam<HeaderCase> {};

TEST_P(SafelistedRequestHeader, IsAsTheStandardSays) {
  const HeaderCase& tested = GetParam();
  EXPECT_EQ(is_safelisted_request_header({tested.name, tested.value}), tested.safelisted)
      << tested.name << ": " << tested.value;
}

constexpr HeaderCase kHeaders[] = {
    {"Accept", "*/*", true},
    {"aCCEPT", "text/html;q=0.5, */*", true},
    {"Accept", "", true},
    {"Accept", "a\tb", true},
    {"Accept", "a\x01", false},
    {"Accept", "a\x7f", false},
    {"Accept", "caf\xc3\xa9", true},
    {"Accept", "text/html;q=\"1\"", false},
    {"Accept", "a:b", false},
    {"Accept", "a[b]", false},
    {"Accept", "a{b}", false},
    {"Accept-Language", "en-US, en;q=0.5, *", true},
    {"Accept-Language", "en_US", false},
    {"Accept-Language", "en\t", false},
    {"Content-Language", "de", true},
    {"Content-Language", "d\xc3\xa9", false},
    {"Content-Type", "text/plain", true},
    {"Content-Type", "TEXT/PLAIN;charset=UTF-8", true},
    {"Content-Type", "  text/plain ; x", true},
    {"Content-Type", "multipart/form-data; boundary=x", true},
    {"Content-Type", "application/x-www-form-urlencoded", true},
    {"Content-Type", "application/json", false},
    {"Content-Type", "text/plain, text/plain", false},
    {"Content-Type", "text/plain; charset=\"utf-8\"", false},
    {"Content-Type", "text /plain", false},
    {"Content-Type", "text/", false},
    {"Content-Type", "", false},
    {"Range", "bytes=0-", true},
    {"Range", "bytes=5-9", true},
    {"Range", "bytes=9-9", true},
    {"Range", "bytes=0099-100", true},
    {"Range", "bytes=99999999999999999999998-99999999999999999999999", true},
    {"Range", "bytes=99999999999999999999999-99999999999999999999998", false},
    {"Range", "bytes=-5", false},
    {"Range", "bytes=-", false},
    {"Range", "bytes=9-5", false},
    {"Range", "bytes= 0-5", false},
    {"Range", "bytes=0-5,7-9", false},
    {"Range", "Bytes=0-5", false},
    {"Range", "bytes", false},
    {"Authorization", "Basic x", false},
    {"X-Requested-With", "x", false},
    {"DPR", "2", false},
    {"Save-Data", "on", false},
};

INSTANTIATE_TEST_SUITE_P(Header, SafelistedRequestHeader, testing::ValuesIn(kHeaders));

TEST(SafelistedRequestHeader, HasAtMost128Bytes) {
  EXPECT_TRUE(is_safelisted_request_header({"Accept", std::string(128, 'a')}));
  EXPECT_FALSE(is_safelisted_request_header({"Accept", std::string(129, 'a')}));
}

TEST(UnsafeRequestHeaderNames, AreLowerCaseSortedAndUnique) {
  EXPECT_EQ(
      unsafe_request_header_names({{"X-B", "1"}, {"Accept", "*/*"}, {"Authorization", "x"}, {"x-b", "2"}}),
      (Names{"authorization", "x-b"}));
  EXPECT_EQ(unsafe_request_header_names({}), Names{});
}

TEST(UnsafeRequestHeaderNames, TakeSafeOnesInBeyond1024Bytes) {
  http::Fields headers;
  for (int i = 0; i < 8; ++i) headers.push_back({"Accept", std::string(128, 'a')});
  EXPECT_EQ(unsafe_request_header_names(headers), Names{}) << "1024 bytes are allowed";
  headers.push_back({"Accept-Language", "e"});
  EXPECT_EQ(unsafe_request_header_names(headers), (Names{"accept", "accept-language"}));
}

TEST(ForbiddenRequestHeader, IsDroppedByName) {
  for (const char* name : {"Cookie", "HOST", "origin", "Content-Length", "Proxy-Authorization",
                           "Sec-Fetch-Mode", "TE", "Access-Control-Request-Method", "Date", "DNT", "Via"}) {
    EXPECT_TRUE(is_forbidden_request_header({name, "x"})) << name;
  }
  for (const char* name :
       {"Authorization", "User-Agent", "X-Forwarded-For", "Content-Type", "Proxy", "Sec"}) {
    EXPECT_FALSE(is_forbidden_request_header({name, "x"})) << name;
  }
}

TEST(ForbiddenRequestHeader, IsAnOverrideToAForbiddenMethod) {
  EXPECT_TRUE(is_forbidden_request_header({"X-HTTP-Method-Override", "GET, trace"}));
  EXPECT_TRUE(is_forbidden_request_header({"X-Method-Override", "TRACK"}));
  EXPECT_FALSE(is_forbidden_request_header({"X-HTTP-Method", "PUT"}));
  EXPECT_FALSE(is_forbidden_request_header({"X-HTTP-Method", "\"GET, TRACE\""})) << "quoted, it is one value";
  EXPECT_TRUE(is_forbidden_request_header({"X-HTTP-Method", "\"a\\\",b\",TRACE"}));
}

}  // namespace cors_request_test
}  // namespace avouch::cors

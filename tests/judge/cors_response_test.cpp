// SPDX-License-Identifier: MIT
#include "judge/cors/response.h"

#include <gtest/gtest.h>

#include "judge/cors/advice.h"

namespace avouch::cors {
namespace cors_response_test {

constexpr const char* kPage = "https://a.example";
using Names = std::vector<std::string>;

http::Fields allow(const std::string& origin) {
  return {{kAllowOrigin, origin}};
}

TEST(CorsCheck, AdmitsTheOriginByteForByte) {
  EXPECT_EQ(cors_check(kPage, Credentials::omit, allow(kPage)), CorsCheck::passes);
  EXPECT_EQ(cors_check(kPage, Credentials::omit, allow(" https://a.example\t")), CorsCheck::passes);
  EXPECT_EQ(cors_check(kPage, Credentials::omit, allow("https://A.example")), CorsCheck::other_origin);
  EXPECT_EQ(cors_check(kPage, Credentials::omit, {}), CorsCheck::no_origin);
  EXPECT_EQ(cors_check("null", Credentials::omit, allow("null")), CorsCheck::passes);
}

TEST(CorsCheck, ReadsSeveralLinesAsOneValue) {
  EXPECT_EQ(
      cors_check(kPage, Credentials::omit, {{kAllowOrigin, kPage}, {"access-control-allow-origin", kPage}}),
      CorsCheck::other_origin);
}

TEST(CorsCheck, TakesAStarWithoutCredentialsOnly) {
  EXPECT_EQ(cors_check(kPage, Credentials::same_origin, allow("*")), CorsCheck::passes);
  EXPECT_EQ(cors_check(kPage, Credentials::include, allow("*")), CorsCheck::wildcard_with_credentials);
}

TEST(CorsCheck, WantsExactlyTrueWithCredentials) {
  http::Fields fields = allow(kPage);
  EXPECT_EQ(cors_check(kPage, Credentials::include, fields), CorsCheck::no_credentials);
  fields.push_back({kAllowCredentials, "True"});
  EXPECT_EQ(cors_check(kPage, Credentials::include, fields), CorsCheck::credentials_not_true);
  fields.back().value = "true";
  EXPECT_EQ(cors_check(kPage, Credentials::include, fields), CorsCheck::passes);
  fields.push_back({kAllowCredentials, "true"});
  EXPECT_EQ(cors_check(kPage, Credentials::include, fields), CorsCheck::credentials_not_true);
}

TEST(ExtractTokens, TellsAbsentFromEmptyFromSpoilt) {
  EXPECT_EQ(extract_tokens({}, kAllowMethods).state, TokenList::State::absent);
  EXPECT_EQ(extract_tokens({{kAllowMethods, ""}}, kAllowMethods).state, TokenList::State::read);
  const TokenList spoilt =
      extract_tokens({{kAllowMethods, "PUT"}, {kAllowMethods, "GET, a b"}}, kAllowMethods);
  EXPECT_EQ(spoilt.state, TokenList::State::spoilt);
  EXPECT_EQ(spoilt.bad, "a b");
  EXPECT_EQ(extract_tokens({{kAllowMethods, "PUT"}, {kAllowMethods, ",GET"}}, kAllowMethods).tokens,
            (Names{"PUT", "GET"}));
}

TEST(AdmitsMethod, ComparesWithCaseAndKnowsTheStar) {
  const TokenList list = extract_tokens({{kAllowMethods, "patch, *"}}, kAllowMethods);
  EXPECT_TRUE(admits_method(list, "POST", Credentials::include)) << "safelisted";
  EXPECT_TRUE(admits_method(list, "PATCH", Credentials::omit)) << "by the star";
  EXPECT_FALSE(admits_method(list, "PATCH", Credentials::include)) << "the star is a method's name here";
  EXPECT_TRUE(admits_method(list, "*", Credentials::include));
}

TEST(HeaderGrant, ComparesWithoutCaseAndKeepsAuthorizationFromTheStar) {
  const TokenList list = extract_tokens({{kAllowHeaders, "X-A, *"}}, kAllowHeaders);
  EXPECT_EQ(header_grant(list, "x-a", Credentials::include), HeaderGrant::by_name);
  EXPECT_EQ(header_grant(list, "x-b", Credentials::omit), HeaderGrant::by_wildcard);
  EXPECT_EQ(header_grant(list, "x-b", Credentials::include), HeaderGrant::wildcard_only);
  EXPECT_EQ(header_grant(list, "authorization", Credentials::omit), HeaderGrant::wildcard_only);
  EXPECT_EQ(header_grant({}, "x-b", Credentials::omit), HeaderGrant::missing);
}

TEST(ExposedNames, AreTheSafelistedAndTheListed) {
  http::Fields fields = {
      {"Content-Type", "x"}, {"X-A", "1"}, {"x-a", "2"}, {"Set-Cookie", "s"}, {"ETag", "e"}};
  EXPECT_EQ(exposed_names(fields, Credentials::omit), (Names{"content-type"}));
  fields.push_back({kExposeHeaders, "x-A, Set-Cookie, X-Absent"});
  EXPECT_EQ(exposed_names(fields, Credentials::omit), (Names{"content-type", "x-a"}));
  fields.back().value = "X-A, \"ETag\"";
  EXPECT_EQ(exposed_names(fields, Credentials::omit), (Names{"content-type"}))
      << "a spoilt list exposes nothing";
  fields.back().value = "*";
  EXPECT_EQ(exposed_names(fields, Credentials::omit),
            (Names{"access-control-expose-headers", "content-type", "etag", "x-a"}));
  EXPECT_EQ(exposed_names(fields, Credentials::include), (Names{"content-type"})) << "there, * is a name";
}

TEST(OriginAdvice, SaysWhatToSendInstead) {
  const Advice advice =
      origin_advice(CorsCheck::other_origin, kPage, Credentials::omit, allow("https://a.example/"));
  EXPECT_EQ(advice.reason, "the origin ends in a slash, but an origin has no path");
  EXPECT_EQ(advice.seen, "Access-Control-Allow-Origin: https://a.example/");
  EXPECT_EQ(advice.expected,
            "Access-Control-Allow-Origin: https://a.example, or Access-Control-Allow-Origin: *");
}

TEST(OriginAdvice, IsSafeToPrint) {
  const Advice advice = origin_advice(CorsCheck::other_origin, kPage, Credentials::omit,
                                      allow("\x1b[31m" + std::string(9000, 'x') + "\xff"));
  EXPECT_EQ(advice.seen.find('\x1b'), std::string::npos);
  EXPECT_LT(advice.seen.size(), 600u);
}

// Fetch §2.2.3, ok status and redirect status.
TEST(Statuses, AreOkOrRedirects) {
  for (const int status : {200, 204, 206, 299}) EXPECT_TRUE(is_ok_status(status)) << status;
  for (const int status : {101, 199, 300, 304, 401, 500}) EXPECT_FALSE(is_ok_status(status)) << status;
  for (const int status : {301, 302, 303, 307, 308}) EXPECT_TRUE(is_redirect_status(status)) << status;
  for (const int status : {200, 300, 304, 305, 306, 309}) EXPECT_FALSE(is_redirect_status(status)) << status;
}

}  // namespace cors_response_test
}  // namespace avouch::cors

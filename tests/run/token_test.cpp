// SPDX-License-Identifier: MIT
#include "run/token.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "http/syntax.h"
#include "run/oauth.h"

namespace avouch {
namespace token_test {

struct Scripted : Transport {
  Scripted(std::initializer_list<http::Response> all) : answers(all) {}

  Exchange send(const http::Request& request) override {
    requests.push_back(request);
    Received received{.response = answers.front()};
    if (answers.size() > 1) answers.pop_front();
    return {.url = "http://a.example" + request.target, .sent = request, .outcome = received};
  }

  std::deque<http::Response> answers;
  std::vector<http::Request> requests;
};

const http::Url kUrl = *http::parse_url("http://a.example/token");

TokenRecipe recipe() {
  return {.what = "a token", .url = kUrl, .requests = {{.target = "/token"}}, .place = {"", "/data/token"}};
}

std::string outcome(const Result<std::string>& token) {
  return token ? "token " + *token : token.errors().front().title;
}

TEST(TokenPlaces, AreRuntimeExpressions) {
  EXPECT_EQ(parse_token_place("$response.body#/data/access_token"), (TokenPlace{"", "/data/access_token"}));
  EXPECT_EQ(parse_token_place("$response.header.X-Token"), (TokenPlace{"X-Token", ""}));
  for (const char* bad : {"", "token", "$response.body", "$response.body#", "$response.body#x",
                          "$response.header.", "$response.header.a b", "$request.body#/a"})
    EXPECT_EQ(parse_token_place(bad), std::nullopt) << bad;
}

struct Answer {
  const char* name;
  http::Response response;
  bool is_oauth;
  std::string outcome;
};

void PrintTo(const Answer& shown, std::ostream* out) {
  *out << shown.name;
}

class TokenAnswers : public testing::TestWithParam<Answer> {};

TEST_P(TokenAnswers, GiveATokenOrSayWhyNot) {
  TokenRecipe wanted = recipe();
  wanted.is_oauth = GetParam().is_oauth;
  Scripted target{GetParam().response};
  EXPECT_EQ(outcome(token_from(wanted, target)), GetParam().outcome);
}

const std::string kNone = "no token: a token: \"http://a.example/token\" ";
INSTANTIATE_TEST_SUITE_P(
    Of, TokenAnswers,
    testing::Values(
        Answer{"Right", {.status = 200, .body = R"({"data": {"token": "abc"}})"}, false, "token abc"},
        Answer{"Created", {.status = 201, .body = R"({"data": {"token": "abc"}})"}, false, "token abc"},
        Answer{"Refused",
               {.status = 401, .reason = "secret", .body = R"({"error": "secret"})"},
               true,
               kNone + "answered 401"},
        Answer{"RefusedByTheStandard",
               {.status = 400, .body = R"({"error": "invalid_scope"})"},
               true,
               kNone + "answered 400 (invalid_scope)"},
        Answer{"Redirect",
               {.status = 302, .fields = {{"Location", "http://evil.example/"}}},
               false,
               kNone + "answered 302"},
        Answer{"NoJson",
               {.status = 200, .body = "abc"},
               false,
               kNone + "gave no token at /data/token of its body"},
        Answer{"NoText",
               {.status = 200, .body = R"({"data": {"token": 7}})"},
               false,
               kNone + "gave no token at /data/token of its body"},
        Answer{"ALineBreak",
               {.status = 200, .body = R"({"data": {"token": "a\r\nX: b"}})"},
               false,
               kNone + "gave no token at /data/token of its body"},
        Answer{"NoBearer",
               {.status = 200, .body = R"({"token_type": "mac", "data": {"token": "abc"}})"},
               true,
               kNone + "gave a token that is no bearer token"}),
    [](const testing::TestParamInfo<Answer>& of) { return std::string(of.param.name); });

TEST(TokenFrom, TriesTheOtherClientAuthentication) {
  TokenRecipe wanted = recipe();
  wanted.requests.push_back({.target = "/token", .body = "other"});
  Scripted target{{.status = 401}, {.status = 200, .body = R"({"data": {"token": "abc"}})"}};
  EXPECT_EQ(outcome(token_from(wanted, target)), "token abc");
  EXPECT_EQ(target.requests.size(), 2u);
  Scripted down{{.status = 500}};
  EXPECT_EQ(outcome(token_from(wanted, down)), kNone + "answered 500");
  EXPECT_EQ(down.requests.size(), 1u);
}

http::Request with_token(const std::string& token) {
  return {.target = "/a", .fields = {{"Authorization", "Bearer " + token}}};
}

TEST(RenewingTransport, GetsANewTokenOnceAndSendsItFromThenOn) {
  TokenBook book;
  int renewals = 0;
  book.add("first", [&] { return Result<std::string>("new-" + std::to_string(++renewals)); });
  Scripted target{{.status = 401}, {.status = 200}};
  RenewingTransport renewing(target, book);
  EXPECT_EQ(renewing.send(with_token("first")).received()->response.status, 200);
  EXPECT_EQ(renewing.send(with_token("first")).received()->response.status, 200);
  ASSERT_EQ(target.requests.size(), 3u);
  EXPECT_EQ(target.requests[0], with_token("first"));
  EXPECT_EQ(target.requests[1], with_token("new-1"));
  EXPECT_EQ(target.requests[2], with_token("new-1"));
  EXPECT_EQ(renewals, 1);
  EXPECT_EQ(book.all(), (std::vector<std::string>{"first", "new-1"}));
}

// The token is not why the target answers 401.
TEST(RenewingTransport, GivesUpIfTheNewTokenIsRefusedToo) {
  TokenBook book;
  int renewals = 0;
  book.add("first", [&] { return Result<std::string>("new-" + std::to_string(++renewals)); });
  Scripted target{{.status = 401}};
  RenewingTransport renewing(target, book);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(renewing.send(with_token("first")).received()->response.status, 401);
  EXPECT_EQ(renewals, 1);
  EXPECT_EQ(target.requests.size(), 4u);
}

TEST(RenewingTransport, LeavesWhatCarriesNoTokenAlone) {
  TokenBook book;
  book.add("first", [] { return Result<std::string>("other"); });
  Scripted target{{.status = 401}};
  RenewingTransport renewing(target, book);
  (void)renewing.send(with_token("wrong"));
  EXPECT_EQ(target.requests.size(), 1u);
  EXPECT_EQ(target.requests[0], with_token("wrong"));
}

SecurityScheme scheme(std::vector<TokenFlow> flows) {
  return {.name = "o", .kind = SecurityScheme::Kind::bearer, .flows = std::move(flows)};
}

using Grant = TokenFlow::Grant;
const http::Url kTarget = *http::parse_url("http://a.example/v1");

TEST(OAuthRecipe, OfClientCredentials) {
  const auto made = oauth_recipe(scheme({{Grant::client_credentials, "/oauth/token?a=b"}}), {"read", "write"},
                                 {.id = "my id", .secret = "s:cret"}, kTarget);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->url.text(), "http://a.example/oauth/token?a=b");
  ASSERT_EQ(made->requests.size(), 2u);
  const http::Request& first = made->requests[0];
  EXPECT_EQ(first.method, "POST");
  EXPECT_EQ(first.target, "/oauth/token?a=b");
  EXPECT_EQ(first.body, "grant_type=client_credentials&scope=read%20write");
  // RFC 6749 §2.3.1: both are encoded as in a form before they go into Basic.
  EXPECT_EQ(http::combined(first.fields, "Authorization"), http::basic_authorization("my%20id", "s%3Acret"));
  EXPECT_EQ(made->requests[1].body,
            "grant_type=client_credentials&scope=read%20write&client_id=my%20id&client_secret=s%3Acret");
  EXPECT_FALSE(http::contains(made->requests[1].fields, "Authorization"));
}

TEST(OAuthRecipe, OfAPassword) {
  const auto made = oauth_recipe(scheme({{Grant::client_credentials, "other"}, {Grant::password, "token"}}),
                                 {}, {.user = "joe:pass word"}, kTarget);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->url.text(), "http://a.example/v1/token") << "the target is a folder";
  ASSERT_EQ(made->requests.size(), 1u);
  EXPECT_EQ(made->requests[0].body, "grant_type=password&username=joe&password=pass%20word");
}

TEST(OAuthRecipe, SendsAPasswordElsewhereOnlyWhenAClientIsNamed) {
  const SecurityScheme elsewhere = scheme({{Grant::password, "https://login.example/token"}});
  EXPECT_FALSE(oauth_recipe(elsewhere, {}, {.user = "joe:pass"}, kTarget));
  const auto named = oauth_recipe(elsewhere, {}, {.id = "app", .user = "joe:pass"}, kTarget);
  ASSERT_TRUE(named);
  EXPECT_EQ(named->requests.at(0).body, "grant_type=password&username=joe&password=pass&client_id=app");
}

TEST(OAuthRecipe, NeedsWhatAFlowNeeds) {
  EXPECT_FALSE(oauth_recipe(scheme({{Grant::client_credentials, "/t"}}), {}, {.id = "app"}, kTarget));
  EXPECT_FALSE(oauth_recipe(scheme({{Grant::client_credentials, "/t"}}), {}, {.secret = "s"}, kTarget));
  EXPECT_FALSE(oauth_recipe(scheme({{Grant::password, "/t"}}), {}, {.id = "app", .secret = "s"}, kTarget));
  EXPECT_FALSE(oauth_recipe(scheme({}), {}, {.id = "app", .secret = "s", .user = "a:b"}, kTarget));
  EXPECT_FALSE(oauth_recipe(scheme({{Grant::client_credentials, "ftp://a/t"}}), {},
                            {.id = "a", .secret = "s"}, kTarget));
}

struct Provider {
  const char* name;
  const char* url;  // of the metadata
  const char* issuer;
  const char* endpoint;
  const char* fault;  // empty: none
};

void PrintTo(const Provider& one, std::ostream* out) {
  *out << one.name;
}

class Providers : public testing::TestWithParam<Provider> {};

TEST_P(Providers, GetTheSecretOnlyIfTheyAreWhoWasAsked) {
  const Provider& one = GetParam();
  EXPECT_EQ(fault_of({one.issuer, one.endpoint}, *http::parse_url(one.url)).value_or(""), one.fault);
}

constexpr const char* kOpenId = "https://id.example/.well-known/openid-configuration";
constexpr const char* kLocal = "http://127.0.0.1:8080/.well-known/openid-configuration";
constexpr const char* kOtherPort =
    "names the token endpoint \"http://id.example:8080/t\" of another origin without https";
constexpr const char* kIssuer = "https://id.example";

INSTANTIATE_TEST_SUITE_P(
    OAuth, Providers,
    testing::Values(
        Provider{"right", kOpenId, kIssuer, "https://id.example/t", ""},
        Provider{"slash", kOpenId, "https://id.example/", "https://id.example/t", ""},
        Provider{"letter case", kOpenId, "https://ID.example:443", "https://id.example/t", ""},
        Provider{"port", "https://id.example:8443/.well-known/x", "https://id.example:8443",
                 "https://id.example/t", ""},
        Provider{"path", "https://id.example/realms/a/.well-known/openid-configuration",
                 "https://id.example/realms/a", "https://id.example/t", ""},
        Provider{"query", "https://id.example/a/.well-known/openid-configuration?appid=7",
                 "https://id.example/a", "https://id.example/t", ""},
        Provider{"inserted", "https://id.example/.well-known/oauth-authorization-server/a/b",
                 "https://id.example/a/b", "https://id.example/t", ""},
        Provider{"no issuer", kOpenId, "", "https://id.example/t",
                 "names no issuer; expected \"https://id.example\""},
        Provider{"another issuer", kOpenId, "https://evil.example", "https://evil.example/t",
                 "names the issuer \"https://evil.example\"; expected \"https://id.example\""},
        Provider{"another scheme", kOpenId, "http://id.example", "https://id.example/t",
                 "names the issuer \"http://id.example\"; expected \"https://id.example\""},
        Provider{"another path", kOpenId, "https://id.example/a", "https://id.example/t",
                 "names the issuer \"https://id.example/a\"; expected \"https://id.example\""},
        Provider{"issuer with user", kOpenId, "https://id.example@id.example", "https://id.example/t",
                 "names the issuer \"https://id.example@id.example\"; expected \"https://id.example\""},
        Provider{"template", "https://id.example/common/.well-known/openid-configuration",
                 "https://id.example/{tenant}", "https://id.example/t",
                 "names the issuer \"https://id.example/{tenant}\"; expected \"https://id.example/common\""},
        Provider{"not well-known", "https://id.example/configuration", kIssuer, "https://id.example/t",
                 "is no well-known URL of an issuer"},
        Provider{"inserted twice", "https://id.example/a/.well-known/x/b", "https://id.example/a/b",
                 "https://id.example/t", "is no well-known URL of an issuer"},
        Provider{"endpoint by https", kOpenId, kIssuer, "https://tokens.example/t", ""},
        Provider{"endpoint without https", kOpenId, kIssuer, "http://id.example:8080/t", kOtherPort},
        Provider{"metadata without https", "http://id.example/.well-known/x", "http://id.example",
                 "http://id.example:8080/t", kOtherPort},
        Provider{"own origin without https", "http://id.example/.well-known/x", "http://id.example",
                 "http://id.example/t", ""},
        Provider{"loopback", kLocal, "http://127.0.0.1:8080", "http://localhost:9090/t", ""},
        Provider{"loopback by IPv6", kLocal, "http://127.0.0.1:8080", "http://[::1]:9090/t", ""},
        Provider{"from the loopback", kLocal, "http://127.0.0.1:8080", "http://id.example:8080/t",
                 kOtherPort},
        Provider{"to the loopback", kOpenId, kIssuer, "http://127.0.0.1:9090/t",
                 "names the token endpoint \"http://127.0.0.1:9090/t\" of another origin without https"},
        Provider{"a name of digits", kLocal, "http://127.0.0.1:8080", "http://127.evil.example/t",
                 "names the token endpoint \"http://127.evil.example/t\" of another origin without https"},
        Provider{"relative endpoint", kOpenId, kIssuer, "/t",
                 "names a token endpoint that is not an absolute http or https URL"},
        Provider{"file", kOpenId, kIssuer, "file:///etc/passwd",
                 "names a token endpoint that is not an absolute http or https URL"}));

}  // namespace token_test
}  // namespace avouch

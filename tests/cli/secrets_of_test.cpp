// SPDX-License-Identifier: MIT
#include "cli/option/secrets_of.h"
#include "json/json_reader.h"

#include <gtest/gtest.h>

namespace avouch {
namespace secrets_of_test {

TEST(SecretsOf, GivenApiKeysAreSecretAndOtherValuesAreNot) {
  Contract contract;
  contract.operations.push_back({.id = "Op",
                                 .security = {{{.name = "key",
                                                .kind = SecurityScheme::Kind::api_key,
                                                .in = SecurityScheme::In::query,
                                                .parameter = "k"}}}});
  const http::Secrets secrets =
      secrets_of({}, std::nullopt,
                 {{.operation = {}, .name = "k", .value = JsonValue::string("keyvalue")},
                  {.operation = {}, .name = "api_token", .value = JsonValue::string("tokenvalue")},
                  {.operation = {}, .name = "Sid", .value = JsonValue::string("plainvalue")}},
                 contract);
  EXPECT_EQ(secrets.redact("/?k=keyvalue&api_token=tokenvalue&Sid=plainvalue"),
            "/?k=$AVOUCH_API_KEY_KEY&api_token=$AVOUCH_API_TOKEN&Sid=plainvalue");
}

http::Secrets with_headers(http::Fields headers) {
  Options options;
  options.headers = std::move(headers);
  return secrets_of(options, std::nullopt);
}

TEST(SecretsOf, GivenValuesOfAnyTypeAreSecret) {
  const http::Secrets secrets = secrets_of(
      {}, std::nullopt,
      {{.operation = {}, .name = "api_key", .value = JsonValue::integer(83920174)},
       {.operation = {}, .name = "secret", .value = json_of_text(R"({"id":"abcd","all":["efgh",5678]})")},
       {.operation = {}, .name = "token", .value = JsonValue::boolean(true)}},
      {});
  EXPECT_EQ(secrets.redact("83920174 abcd efgh 5678 true"),
            "$AVOUCH_API_KEY $AVOUCH_SECRET_ID $AVOUCH_SECRET_ALL_2 $AVOUCH_SECRET_ALL_3 true");
}

// --variable gives a list or an object as text, and the request carries what is in it.
TEST(SecretsOf, WhatATextLetsIntoAListIsSecret) {
  const http::Secrets secrets =
      secrets_of({}, std::nullopt,
                 {{.operation = {}, .name = "tokens", .value = JsonValue::string(R"(["zQ1r5t", "s2=+%z"])")},
                  {.operation = {}, .name = "secret", .value = JsonValue::string(R"({"k": "abcd1"})")}},
                 {});
  for (const char* one : {"zQ1r5t", "s2=+%z", "s2%3D%2B%25z", "abcd1"})
    EXPECT_EQ(secrets.redact(one).substr(0, 8), "$AVOUCH_") << one;
}

TEST(SecretsOf, AWebTokenIsSecretUnderAnyName) {
  const std::string token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
  const http::Secrets secrets =
      secrets_of({}, std::nullopt, {{.operation = {}, .name = "q", .value = JsonValue::string(token)}}, {});
  EXPECT_EQ(secrets.redact("<" + token + ">"), "<$AVOUCH_Q>");
}

TEST(SecretsOf, HeadersAreSecretByNameOrValueAndInParts) {
  EXPECT_EQ(with_headers({{"Authorization", "Bearer abcd"}}).redact("Bearer abcd"), "Bearer $AVOUCH_TOKEN");
  EXPECT_EQ(with_headers({{"X-Forwarded-Authorization", "Bearer abcd"}}).redact("abcd"),
            "$AVOUCH_X_FORWARDED_AUTHORIZATION");
  EXPECT_EQ(with_headers({{"Cookie", "sid=abcdefgh; theme=dark"}}).redact("abcdefgh dark"),
            "$AVOUCH_COOKIE dark");
  EXPECT_EQ(with_headers({{"X-Trace-Level", "verbose-output"}, {"X-Custom", "a1b2c3d4"}})
                .redact("verbose-output a1b2c3d4"),
            "verbose-output $AVOUCH_X_CUSTOM");
}

TEST(SecretsOf, TwoSecretsOfOneNameAreTwoVariables) {
  EXPECT_EQ(
      with_headers({{"X-Key", "first"}, {"X-Key", "second"}, {"X-Key", "first"}}).redact("first second"),
      "$AVOUCH_X_KEY $AVOUCH_X_KEY_2");
}

TEST(SecretsOf, WhatAConfigurationTookFromTheEnvironmentIsSecret) {
  Options options;
  options.substituted = {{"SHOP_TOKEN", "plain"}};
  options.headers = {{"X-Shop", "plain"}};
  EXPECT_EQ(secrets_of(options, std::nullopt).redact("plain"), "$SHOP_TOKEN");
}

TEST(SecretsOf, AnApiKeyInAHeaderIsSecretHoweverPlain) {
  Contract contract;
  contract.operations.push_back({.id = "Op",
                                 .security = {{{.name = "key",
                                                .kind = SecurityScheme::Kind::api_key,
                                                .in = SecurityScheme::In::header,
                                                .parameter = "X-Shop"}}}});
  Options options;
  options.headers = {{"X-Shop", "plain"}};
  EXPECT_EQ(secrets_of(options, std::nullopt, {}, contract).redact("plain"), "$AVOUCH_API_KEY_KEY");
}

// The variable that gives a key is the one that commands name, however the key was given.
TEST(SecretsOf, AnApiKeyHasTheVariableOfItsScheme) {
  Contract contract;
  contract.operations.push_back({.id = "Op",
                                 .security = {{{.name = "shop-key",
                                                .kind = SecurityScheme::Kind::api_key,
                                                .in = SecurityScheme::In::header,
                                                .parameter = "X-Api-Key"}}}});
  Options options;
  options.headers = {{"x-api-key", "k7Zr2Xw9vQ"}};
  EXPECT_EQ(secrets_of(options, std::nullopt, {}, contract).redact("k7Zr2Xw9vQ"), "$AVOUCH_API_KEY_SHOP_KEY");
  EXPECT_EQ(secrets_of({}, std::nullopt, {}, contract, {.by_scheme = {{"shop-key", "k7Zr2Xw9vQ"}}})
                .redact("k7Zr2Xw9vQ"),
            "$AVOUCH_API_KEY_SHOP_KEY");
  options = {};
  options.token = "mF9.tK3-vB7";
  EXPECT_EQ(secrets_of(options, std::nullopt).redact("Bearer mF9.tK3-vB7"), "Bearer $AVOUCH_TOKEN");
}

TEST(SecretsOf, ThoseOfASecondIdentityHaveVariablesOfTheirOwn) {
  Options options;
  options.token = "first-token";
  options.other_token = "second-token";
  options.other_user = "you:hunter2";
  options.other_api_keys = {{"shop-key", "k7Zr2Xw9vQ"}};
  EXPECT_EQ(secrets_of(options, "me:hunter1")
                .redact("first-token second-token me:hunter1 you:hunter2 hunter2 k7Zr2Xw9vQ"),
            "$AVOUCH_TOKEN $AVOUCH_OTHER_TOKEN $AVOUCH_USER $AVOUCH_OTHER_USER $AVOUCH_OTHER_USER "
            "$AVOUCH_OTHER_API_KEY_SHOP_KEY");
  const GivenIdentity other{.user = {}, .keys = {.by_scheme = {{"a", "of-the-environment"}}}};
  EXPECT_EQ(secrets_of({}, std::nullopt, {}, {}, {}, other).redact("of-the-environment"),
            "$AVOUCH_OTHER_API_KEY_A");
}

TEST(SecretsOf, WhatTheUrlOfAServerSaysIsSecret) {
  Options options;
  options.servers = {{.server = "https://a.example", .url = {}},
                     {.server = "https://b.example", .url = {}, .user = "name:hunter2"}};
  const http::Secrets secrets = secrets_of(options, "other:password");
  EXPECT_EQ(secrets.redact("name:hunter2 other:password"), "$AVOUCH_SERVER_2_USER $AVOUCH_USER");
}

}  // namespace secrets_of_test
}  // namespace avouch

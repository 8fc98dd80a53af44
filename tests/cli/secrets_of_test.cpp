// SPDX-License-Identifier: MIT
#include "cli/secrets_of.h"

#include <gtest/gtest.h>

namespace avouch {
namespace {

TEST(SecretsOf, GivenApiKeysAreSecretAndOtherValuesAreNot) {
  Contract contract;
  contract.operations.push_back({.id = "Op",
                                 .security = {{{.name = "key",
                                                .kind = SecurityScheme::Kind::api_key,
                                                .in = SecurityScheme::In::query,
                                                .parameter = "k"}}}});
  const http::Secrets secrets = secrets_of({}, std::nullopt,
                                           {{.operation = {}, .name = "k", .value = "keyvalue"},
                                            {.operation = {}, .name = "api_token", .value = "tokenvalue"},
                                            {.operation = {}, .name = "Sid", .value = "plainvalue"}},
                                           contract);
  EXPECT_EQ(secrets.redact("/?k=keyvalue&api_token=tokenvalue&Sid=plainvalue"),
            "/?k=$AVOUCH_K&api_token=$AVOUCH_API_TOKEN&Sid=plainvalue");
}

TEST(SecretsOf, WhatTheUrlOfAServerSaysIsSecret) {
  Options options;
  options.servers = {{.server = "https://a.example", .url = {}},
                     {.server = "https://b.example", .url = {}, .user = "name:hunter2"}};
  const http::Secrets secrets = secrets_of(options, "other:password");
  EXPECT_EQ(secrets.redact("name:hunter2 other:password"), "$AVOUCH_SERVER_2_USER $AVOUCH_USER");
}

}  // namespace
}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "http/secret_field.h"

#include <gtest/gtest.h>

#include <ostream>

#include "http/syntax.h"

namespace avouch::http {
namespace secret_field_test {

struct Named {
  const char* field;
  bool secret;
};

void PrintTo(const Named& one, std::ostream* out) {
  *out << one.field;
}

class FieldNames : public testing::TestWithParam<Named> {};

TEST_P(FieldNames, AreKnownToCarrySecrets) {
  EXPECT_EQ(names_a_secret(GetParam().field), GetParam().secret);
}

INSTANTIATE_TEST_SUITE_P(
    Http, FieldNames,
    testing::Values(Named{"Authorization", true}, Named{"PROXY-AUTHORIZATION", true}, Named{"Cookie", true},
                    Named{"Set-Cookie", true}, Named{"X-Api-Key", true}, Named{"apikey", true},
                    Named{"X-Auth-Token", true}, Named{"X-Csrf-Token", true}, Named{"X-Client-Secret", true},
                    Named{"X-Amz-Security-Token", true}, Named{"X-Jwt", true},
                    Named{"X-Hub-Signature-256", true}, Named{"X-Api-Secret", true},
                    Named{"X-Goog-Auth", true}, Named{"Content-Type", false}, Named{"Accept", false},
                    Named{"ETag", false}, Named{"Access-Control-Allow-Credentials", false},
                    Named{"Access-Control-Allow-Headers", false}, Named{"Keep-Alive", false},
                    Named{"Idempotency", false}, Named{"Author", false}, Named{"X-Monkey", false}));

struct Given {
  Field field;
  bool secret;
};

void PrintTo(const Given& one, std::ostream* out) {
  *out << one.field.name << ": " << one.field.value;
}

class GivenFields : public testing::TestWithParam<Given> {};

TEST_P(GivenFields, AreSecretByNameOrValue) {
  EXPECT_EQ(carries_a_secret(GetParam().field), GetParam().secret);
}

const std::string kWebToken = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

INSTANTIATE_TEST_SUITE_P(
    Http, GivenFields,
    testing::Values(
        // by name, whatever the value
        Given{{"X-Api-Key", "a"}, true}, Given{{"Proxy-Authorization", "Basic eDp5"}, true},
        // by value
        Given{{"X-Custom", kWebToken}, true}, Given{{"Referer", "https://a.example/?t=" + kWebToken}, true},
        Given{{"X-Custom", "0123456789abcdef0123"}, true}, Given{{"X-Custom", "c2VjcmV0LXNlY3JldA=="}, true},
        Given{{"X-Custom", "aB3dE6gH"}, true}, Given{{"X-Custom", "hunter2hunter2"}, true},
        Given{{"X-Custom", "1234567890123456"}, true},
        Given{{"X-Custom", "550e8400-e29b-41d4-a716-446655440000"}, true},
        // words, numbers, dates, versions, media types, URLs; short values
        Given{{"X-Custom", "integration"}, false}, Given{{"X-Custom", "my-company-prod"}, false},
        Given{{"X-Custom", "2024-01-31"}, false}, Given{{"X-Api-Version", "2024-01-31.preview"}, false},
        Given{{"X-Custom", "application/json"}, false}, Given{{"X-Custom", "https://app.example/v2"}, false},
        Given{{"X-Custom", "true"}, false}, Given{{"X-Custom", "a1b2c3"}, false},
        // what every request carries
        Given{{"User-Agent", "curl/7.88.1 x86_64aB3"}, false},
        Given{{"If-None-Match", "\"0123456789abcdef0123\""}, false},
        Given{{"Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}, false},
        Given{{"Accept", "application/vnd.x9y8z7w6+json"}, false},
        Given{{"Origin", "https://a1b2c3d4.example"}, false}));

std::vector<std::string> texts_of(const std::string& value) {
  std::vector<std::string> texts;
  for (const SecretPart& part : secret_parts(value)) texts.push_back(part.text);
  return texts;
}

using Texts = std::vector<std::string>;

TEST(SecretParts, OfACookieAreItsValues) {
  EXPECT_EQ(texts_of("sid=qwertyuiop; theme=dark; session-name=\"zxcvbnm,1234\""),
            (Texts{"qwertyuiop", "zxcvbnm,1234"}));
}

TEST(SecretParts, OfCredentialsAreWhatFollowsTheScheme) {
  EXPECT_EQ(texts_of("Bearer abcd"), (Texts{"abcd"}));
  EXPECT_EQ(texts_of("Negotiate abcd"), (Texts{}));
  EXPECT_EQ(texts_of("Token token=\"abcdefgh\""), (Texts{"token=\"abcdefgh\"", "abcdefgh"}));
}

TEST(SecretParts, OfBasicIsThePair) {
  EXPECT_EQ(secret_parts("Basic " + base64("me:hunter2")).at(1), (SecretPart{"me:hunter2", true}));
}

TEST(SecretParts, WhatADigestMakesPublicIsNone) {
  const Texts texts = texts_of(
      "Digest username=\"somebody\", realm=\"Protected area\", uri=\"/v1/things\", algorithm=SHA-256-sess, "
      "response=\"8ca523f5e9506fed4657c9700eebdbec\"");
  EXPECT_EQ(texts.size(), 2U) << "the whole, and the response";
  EXPECT_EQ(texts.back(), "8ca523f5e9506fed4657c9700eebdbec");
}

TEST(SecretParts, OfAWebTokenAreItsThreeParts) {
  const Texts texts = texts_of("Bearer " + kWebToken);
  EXPECT_NE(std::find(texts.begin(), texts.end(), "eyJzdWIiOiIxIn0"), texts.end());
  EXPECT_NE(std::find(texts.begin(), texts.end(), "c2lnbmF0dXJl"), texts.end());
}

TEST(SecretParts, PaddingIsNotAMark) {
  EXPECT_EQ(texts_of("YWJjZGVmZw=="), (Texts{"YWJjZGVmZw==", "YWJjZGVmZw"}));
}

}  // namespace secret_field_test
}  // namespace avouch::http

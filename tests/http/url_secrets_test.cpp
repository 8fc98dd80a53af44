// SPDX-License-Identifier: MIT
#include "http/url_secrets.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace avouch::http {

void PrintTo(const UrlSecret& secret, std::ostream* out) {
  *out << secret.variable << '=' << secret.value;
}

namespace url_secrets_test {

TEST(ToldUrl, HasVariablesInPlaceOfSecrets) {
  EXPECT_EQ(told_url("https://git.example/a%20b/api.json?ref=main&private_token=ab%2Bc&x#top"),
            "https://git.example/a%20b/api.json?ref=main&private_token=$AVOUCH_PRIVATE_TOKEN&x#top");
  EXPECT_EQ(told_url("https://s3.example/a?X-Amz-Signature=0a1b&X-Amz-Date=20260101"),
            "https://s3.example/a?X-Amz-Signature=$AVOUCH_X_AMZ_SIGNATURE&X-Amz-Date=20260101");
  EXPECT_EQ(told_url("https://blob.example/a?sv=2024&sig=0a%3D"),
            "https://blob.example/a?sv=2024&sig=$AVOUCH_SIG");
  EXPECT_EQ(told_url("https://h/a?to%6ben=abcd"), "https://h/a?to%6ben=$AVOUCH_TOKEN")
      << "a name may be encoded";
}

TEST(ToldUrl, StaysAsItIsWithoutSecrets) {
  for (const char* url : {"https://h/a", "https://h/a?", "https://h/a?page=2&token",
                          "https://h/a?token=", "api.yaml", "", "https://h/a@b?c=d"})
    EXPECT_EQ(told_url(url), url);
}

TEST(ToldUrl, HasNoUserInformation) {
  EXPECT_EQ(told_url("https://ann:pw@h:1/a@b"), "https://h:1/a@b");
  EXPECT_EQ(told_url("http://ann:p@w@h/a?token=abcd"), "http://h/a?token=$AVOUCH_TOKEN");
  EXPECT_EQ(told_url("http://ann:pw@bad host/a"), "http://bad host/a")
      << "this is no URL, and a user gave it as one";
  EXPECT_EQ(told_url("http://ann:p/w@host/a"), "http://host/a") << "likewise";
}

TEST(UrlSecrets, AreDecodedAndInOrder) {
  EXPECT_EQ(url_secrets("https://h/a?token=a%2Bb&page=1&client_secret=x#token=y"),
            (std::vector<UrlSecret>{{"AVOUCH_TOKEN", "a+b"}, {"AVOUCH_CLIENT_SECRET", "x"}}));
  EXPECT_TRUE(url_secrets("https://token:secret@h/token").empty());
}

}  // namespace url_secrets_test
}  // namespace avouch::http

// SPDX-License-Identifier: MIT
#include "http/origin.h"

#include <gtest/gtest.h>

namespace avouch::http {
namespace origin_test {

TEST(ParseOrigin, ReadsASerialization) {
  EXPECT_EQ(parse_origin("https://example.com"), (Origin{"https", "example.com", 443}));
  EXPECT_EQ(parse_origin("http://example.com:8080"), (Origin{"http", "example.com", 8080}));
  EXPECT_EQ(parse_origin("http://[::1]:8080"), (Origin{"http", "[::1]", 8080}));
  EXPECT_EQ(parse_origin("http://[2001:db8::1]"), (Origin{"http", "[2001:db8::1]", 80}));
  EXPECT_EQ(parse_origin("chrome-extension://abc"), (Origin{"chrome-extension", "abc", 0}));
  EXPECT_EQ(parse_origin("http://127.0.0.1:65535"), (Origin{"http", "127.0.0.1", 65535}));
}

TEST(ParseOrigin, IsLenientAboutNothing) {
  for (const char* bad : {"",
                          "null",
                          "*",
                          "https://",
                          "https:",
                          "://a",
                          "example.com",
                          "//example.com",
                          "https://example.com/",
                          "https://example.com/a",
                          "https://example.com?",
                          "https://example.com#",
                          "https://u@example.com",
                          "https://example.com:443",
                          "http://example.com:80",
                          "http://a:080",
                          "http://a:0",
                          "http://a:65536",
                          "http://a:",
                          "HTTPS://example.com",
                          "https://Example.com",
                          " https://example.com",
                          "https://example.com ",
                          "https://a,https://b",
                          "https://a https://b",
                          "https://*.example.com",
                          "http://[::1",
                          "http://::1",
                          "http://[::1]8080",
                          "http://[]",
                          "http://[zz]",
                          "http://[::A]",
                          "https://a..b",
                          "https://.a",
                          "1http://a",
                          "https://ex\xc3\xa4mple.com",
                          "https://a\nb"}) {
    EXPECT_EQ(parse_origin(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(parse_origin("https://" + std::string(300, 'a')), std::nullopt);
}

TEST(Serialize, LeavesOutADefaultPort) {
  EXPECT_EQ(serialize({"https", "example.com", 443}), "https://example.com");
  EXPECT_EQ(serialize({"http", "example.com", 443}), "http://example.com:443");
  EXPECT_EQ(serialize({"http", "[::1]", 8080}), "http://[::1]:8080");
  EXPECT_EQ(serialize({"app", "x", 0}), "app://x");
}

}  // namespace origin_test
}  // namespace avouch::http

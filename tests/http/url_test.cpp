// SPDX-License-Identifier: MIT
#include "http/url.h"

#include <gtest/gtest.h>

#include <ostream>

namespace avouch::http {
namespace url_test {

TEST(Url, HasItsParts) {
  const Url url = *parse_url("HTTPS://me:p%40s@Example.COM:8443/a%20b/../c?x=1&y#frag");
  EXPECT_EQ(url, (Url{.scheme = "https",
                      .user_information = "me:p%40s",
                      .host = "example.com",
                      .port = 8443,
                      .path = "/a%20b/../c",
                      .query = "x=1&y",
                      .has_query = true}));
  EXPECT_EQ(url.target(), "/a%20b/../c?x=1&y");
  EXPECT_EQ(url.text(), "https://example.com:8443/a%20b/../c?x=1&y");
  EXPECT_EQ(url.origin(), (Origin{.scheme = "https", .host = "example.com", .port = 8443}));
}

struct Good {
  const char* name;
  const char* text;
  const char* canonical;
  int port;
};

void PrintTo(const Good& one, std::ostream* out) {
  *out << one.text;
}

class Urls : public testing::TestWithParam<Good> {};

TEST_P(Urls, AreRead) {
  const std::optional<Url> url = parse_url(GetParam().text);
  ASSERT_TRUE(url);
  EXPECT_EQ(url->text(), GetParam().canonical);
  EXPECT_EQ(url->port, GetParam().port);
  EXPECT_EQ(parse_url(url->text()), url);
}

INSTANTIATE_TEST_SUITE_P(Http, Urls,
                         testing::Values(Good{"NoPath", "http://h", "http://h/", 80},
                                         Good{"Https", "https://h/", "https://h/", 443},
                                         Good{"DefaultPort", "http://h:80/a", "http://h/a", 80},
                                         Good{"OthersDefaultPort", "http://h:443/a", "http://h:443/a", 443},
                                         Good{"EmptyPort", "http://h:/a", "http://h/a", 80},
                                         Good{"HighestPort", "http://h:65535", "http://h:65535/", 65535},
                                         Good{"LeadingZeros", "http://h:00080", "http://h/", 80},
                                         Good{"QueryOnly", "http://h?q", "http://h/?q", 80},
                                         Good{"EmptyQuery", "http://h/?", "http://h/?", 80},
                                         Good{"Ipv4", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/",
                                              8080},
                                         Good{"Ipv6", "http://[::1]:8080/a", "http://[::1]:8080/a", 8080},
                                         Good{"DoubledSlashes", "http://h//a//", "http://h//a//", 80}),
                         [](const auto& param_info) { return param_info.param.name; });

TEST(Url, KeepsIpv6WithoutBrackets) {
  EXPECT_EQ(parse_url("http://[2001:DB8:0::0001]/")->host, "2001:db8::1");
  EXPECT_EQ(parse_url("http://[2001:DB8::1]/")->origin().host, "[2001:db8::1]");
}

TEST(Url, ToleratesAnEmptyUser) {
  EXPECT_EQ(parse_url("http://@h/")->user_information, "");
}

TEST(Url, IncludesCredentialsWhereOneOfThemIsNotEmpty) {
  for (const char* text : {"http://h/", "http://@h/", "http://:@h/"})
    EXPECT_FALSE(parse_url(text)->includes_credentials()) << text;
  for (const char* text : {"http://a@h/", "http://a:@h/", "http://:b@h/", "http://a:b@h/", "http://::@h/"})
    EXPECT_TRUE(parse_url(text)->includes_credentials()) << text;
}

TEST(Url, HasAPrefixAndARoot) {
  const Url deep = *parse_url("https://u:p@a.example:8443/x/y//?q");
  EXPECT_EQ(deep.prefix(), "/x/y");
  EXPECT_EQ(deep.root(), *parse_url("https://a.example:8443"));
  EXPECT_EQ(deep.root().prefix(), "");
}

class NoUrls : public testing::TestWithParam<const char*> {};

TEST_P(NoUrls, AreRefused) {
  EXPECT_EQ(parse_url(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Http, NoUrls,
                         testing::Values("", "h", "//h/", "/path", "ftp://h/", "file:///x",
                                         "http:", "http:/h", "http:h", "http://", "http:///path",
                                         "http://:80/", "http://me@/", "http://h:0/", "http://h:65536/",
                                         "http://h:999999999999/", "http://h:8o/", "http://h:-1/",
                                         "http://h/a b", " http://h/", "http://h/ ", "http://h/\n",
                                         "http://h/\xC3\xA9", "http://\xC3\xA9/", "http://h/%",
                                         "http://h/%zz", "http://[::1/", "http://[zz]/", "http://[v1.x]/",
                                         "http://h\\a/", "http://h/<>", "http://a b/"));

TEST(Url, RefusesNul) {
  EXPECT_EQ(parse_url(std::string_view("http://h/\0x", 11)), std::nullopt);
}

struct Step {
  const char* reference;
  const char* outcome;
};

void PrintTo(const Step& one, std::ostream* out) {
  *out << one.reference;
}

class References : public testing::TestWithParam<Step> {};

TEST_P(References, AreResolved) {
  const Url base = *parse_url("http://a/b/c/d;p?q");
  const std::optional<Url> url = resolve(base, GetParam().reference);
  EXPECT_EQ(url ? url->text() : "none", GetParam().outcome);
}

// The examples of RFC 3986 §5.4 that end in http, with "/" where the path is empty.
INSTANTIATE_TEST_SUITE_P(
    Http, References,
    testing::Values(Step{"g:h", "none"}, Step{"g", "http://a/b/c/g"}, Step{"./g", "http://a/b/c/g"},
                    Step{"g/", "http://a/b/c/g/"}, Step{"/g", "http://a/g"}, Step{"//g", "http://g/"},
                    Step{"?y", "http://a/b/c/d;p?y"}, Step{"g?y", "http://a/b/c/g?y"},
                    Step{"#s", "http://a/b/c/d;p?q"}, Step{"g#s", "http://a/b/c/g"},
                    Step{";x", "http://a/b/c/;x"}, Step{"", "http://a/b/c/d;p?q"}, Step{".", "http://a/b/c/"},
                    Step{"..", "http://a/b/"}, Step{"../g", "http://a/b/g"}, Step{"../..", "http://a/"},
                    Step{"../../g", "http://a/g"}, Step{"../../../g", "http://a/g"},
                    Step{"/./g", "http://a/g"}, Step{"/../g", "http://a/g"}, Step{"g.", "http://a/b/c/g."},
                    Step{"..g", "http://a/b/c/..g"}, Step{"g/./h", "http://a/b/c/g/h"},
                    Step{"g?y/../x", "http://a/b/c/g?y/../x"},
                    Step{"https://other:444/x", "https://other:444/x"}, Step{"javascript:alert(1)", "none"},
                    Step{"ftp://h/", "none"}, Step{"a b", "none"}, Step{"//h:99999/", "none"},
                    Step{"///x", "none"}));

TEST(Url, StaysWithItsUserOnlyOnItsOwnHost) {
  const Url base = *parse_url("http://me:pw@h/x");
  EXPECT_EQ(resolve(base, "/y")->user_information, "me:pw");
  EXPECT_EQ(resolve(base, "//other/y")->user_information, "");
  EXPECT_EQ(resolve(base, "http://h/y")->user_information, "");
}

TEST(Url, ResolvesAgainstAnAddress) {
  EXPECT_EQ(resolve(*parse_url("http://[::1]:8080/a/b"), "../c")->text(), "http://[::1]:8080/c");
  EXPECT_EQ(resolve(*parse_url("http://127.0.0.1"), "c")->text(), "http://127.0.0.1/c");
}

}  // namespace url_test
}  // namespace avouch::http

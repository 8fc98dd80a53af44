// SPDX-License-Identifier: MIT
// The rows are what other implementations of the URL standard make of them, with what RFC 3986 does not allow
// percent-encoded.
#include "judge/cors/browser_url.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace avouch::cors {
namespace cors_browser_url_test {

const http::Url kBase = *http::parse_url("http://api.example:8080/v1/things?x=1");

struct Read {
  std::string text;
  std::string url;  // empty: no http or https URL
};

void PrintTo(const Read& one, std::ostream* out) {
  *out << one.text;
}

class BrowserUrls : public testing::TestWithParam<Read> {};

TEST_P(BrowserUrls, AreReadAsBrowsersDo) {
  const BrowserUrl read = browser_url(GetParam().text, kBase);
  EXPECT_EQ(read.url ? read.url->text() : "", GetParam().url);
  EXPECT_EQ(read.unknown, "");
}

INSTANTIATE_TEST_SUITE_P(
    Cors, BrowserUrls,
    testing::ValuesIn(std::vector<Read>{
        Read{"\\\\127.0.0.1:81\\x", "http://127.0.0.1:81/x"},
        Read{"\\/b.example/x", "http://b.example/x"},
        Read{"/\\b.example/x", "http://b.example/x"},
        Read{"//b.example/x", "http://b.example/x"},
        Read{"///b.example/x", "http://b.example/x"},
        Read{"\\x\\y", "http://api.example:8080/x/y"},
        Read{"/x\\y?a\\b", "http://api.example:8080/x/y?a%5Cb"},
        Read{"http:\\\\b.example\\x", "http://b.example/x"},
        Read{"http:/x", "http://api.example:8080/x"},
        Read{"http:x", "http://api.example:8080/v1/x"},
        Read{"http:", "http://api.example:8080/v1/things?x=1"},
        Read{"http:?a", "http://api.example:8080/v1/things?a"},
        Read{"https:b.example", "https://b.example/"},
        Read{"https:/b.example/x", "https://b.example/x"},
        Read{"https:\\b.example", "https://b.example/"},
        Read{"https:////b.example//x", "https://b.example//x"},
        Read{"https://b.example\\x", "https://b.example/x"},
        Read{"ht\ttp://b.example/x", "http://b.example/x"},
        Read{"h\nttp://b.exa\r\nmple/x y", "http://b.example/x%20y"},
        Read{" \001 http://b.example/x \037 ", "http://b.example/x"},
        Read{"\t//b.example", "http://b.example/"},
        Read{"/a\tb", "http://api.example:8080/ab"},
        Read{"//b.exam\tple", "http://b.example/"},
        Read{"HTTPS://B.Example/X", "https://b.example/X"},
        Read{"ws://b.example/", ""},
        Read{"ftp://b.example/", ""},
        Read{"data:text/plain,x", ""},
        Read{"javascript:alert(1)", ""},
        Read{"file:///etc/passwd", ""},
        Read{"mailto:a@b.example", ""},
        Read{"blob:http://b.example/x", ""},
        Read{"a+b-c.1:x", ""},
        Read{"1http://x", "http://api.example:8080/v1/1http://x"},
        Read{"ht tp://x", "http://api.example:8080/v1/ht%20tp://x"},
        Read{":x", "http://api.example:8080/v1/:x"},
        Read{"://b.example", "http://api.example:8080/v1/://b.example"},
        Read{"", "http://api.example:8080/v1/things?x=1"},
        Read{"?", "http://api.example:8080/v1/things?"},
        Read{"?y=2", "http://api.example:8080/v1/things?y=2"},
        Read{"#f", "http://api.example:8080/v1/things?x=1"},
        Read{"x", "http://api.example:8080/v1/x"},
        Read{"./x", "http://api.example:8080/v1/x"},
        Read{"../x", "http://api.example:8080/x"},
        Read{"../../../x", "http://api.example:8080/x"},
        Read{".", "http://api.example:8080/v1/"},
        Read{"..", "http://api.example:8080/"},
        Read{"x/..", "http://api.example:8080/v1/"},
        Read{"x/.", "http://api.example:8080/v1/x/"},
        Read{"/a/b/../c/./d", "http://api.example:8080/a/c/d"},
        Read{"/a/%2e%2E/b", "http://api.example:8080/b"},
        Read{"/a/.%2e/", "http://api.example:8080/"},
        Read{"/%2e", "http://api.example:8080/"},
        Read{"/a//b/", "http://api.example:8080/a//b/"},
        Read{"a?b?c#d?e", "http://api.example:8080/v1/a?b?c"},
        Read{"/x?a=/../b", "http://api.example:8080/x?a=/../b"},
        Read{"/a%zz", "http://api.example:8080/a%zz"},
        Read{"x:y", ""},
        Read{"//", ""},
        Read{"///", ""},
        Read{"http://", ""},
        Read{"http:///?x", ""},
        Read{"//?x", ""},
        Read{"http://a@b.example/", "http://b.example/"},
        Read{"http://a:b@c@b.example/", "http://b.example/"},
        Read{"http://:@b.example/", "http://b.example/"},
        Read{"http://@b.example", "http://b.example/"},
        Read{"http://@", ""},
        Read{"http://a@", ""},
        Read{"http://a@/x", ""},
        Read{"http://b.example:80/", "http://b.example/"},
        Read{"https://b.example:443/", "https://b.example/"},
        Read{"http://b.example:/", "http://b.example/"},
        Read{"http://b.example:0081/", "http://b.example:81/"},
        Read{"http://b.example:65535/", "http://b.example:65535/"},
        Read{"http://b.example:65536/", ""},
        Read{"http://b.example:99999999999/", ""},
        Read{"http://b.example:8a/", ""},
        Read{"http://:80/", ""},
        Read{"http://b.example:80:80/", ""},
        Read{"http://b.example: 80/", ""},
        Read{"//b.example:90?x", "http://b.example:90/?x"},
        Read{"http://127.1/", "http://127.0.0.1/"},
        Read{"http://0177.1/", "http://127.0.0.1/"},
        Read{"http://0x7f.0.0.1/", "http://127.0.0.1/"},
        Read{"http://2130706433/", "http://127.0.0.1/"},
        Read{"http://0x7F000001", "http://127.0.0.1/"},
        Read{"http://4294967295/", "http://255.255.255.255/"},
        Read{"http://4294967296/", ""},
        Read{"http://1.2.3.4.5/", ""},
        Read{"http://1.2.3.256/", ""},
        Read{"http://256.1.1.1/", ""},
        Read{"http://1.2.65535/", "http://1.2.255.255/"},
        Read{"http://1.2.65536/", ""},
        Read{"http://09/", ""},
        Read{"http://a.09/", ""},
        Read{"http://0x/", "http://0.0.0.0/"},
        Read{"http://a.0x1g/", "http://a.0x1g/"},
        Read{"http://1.2.3.4./", "http://1.2.3.4/"},
        Read{"http://1..2/", ""},
        Read{"http://a.1", ""},
        Read{"http://.1/", ""},
        Read{"http://a..b/", "http://a..b/"},
        Read{"http://./", "http://./"},
        Read{"http://.b.example/", "http://.b.example/"},
        Read{"http://b.example./", "http://b.example./"},
        Read{"http://%31%32%37.0.0.1/", "http://127.0.0.1/"},
        Read{"http://b%2Eexample/", "http://b.example/"},
        Read{"http://b%00example/", ""},
        Read{"http://b%zz/", ""},
        Read{"http://%e2%98/", ""},
        Read{"http://b example/", ""},
        Read{"http://b<example/", ""},
        Read{"http://b|example/", ""},
        Read{"http://a_b.example/", "http://a_b.example/"},
        Read{"http://a,b.example/", "http://a,b.example/"},
        Read{"http://a\"b/", "http://a\"b/"},
        Read{"http://a`b{}~!$&'()*+;=/", "http://a`b{}~!$&'()*+;=/"},
        Read{"http://b^example/", ""},
        Read{"http://-a.example/", "http://-a.example/"},
        Read{"http://ab--c.example/", "http://ab--c.example/"},
        Read{"http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/",
             "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/"},
        Read{"http://[::1]:81/", "http://[::1]:81/"},
        Read{"http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"},
        Read{"http://[::1/", ""},
        Read{"http://[::1]x/", ""},
        Read{"http://[::1%25eth0]/", ""},
        Read{"http://[1:2:3:4:5:6:7::]/", "http://[1:2:3:4:5:6:7:0]/"},
        Read{"http://[::2:3:4:5:6:7:8]/", "http://[0:2:3:4:5:6:7:8]/"},
        Read{"http://[1::2::3]/", ""},
        Read{"http://[1:2:3:4:5:6:7:8:9]/", ""},
        Read{"http://[::01.2.3.4]/", ""},
        Read{"http://[ABCD::]/", "http://[abcd::]/"},
        Read{"http://[]/", ""},
        Read{"http://[::12345]/", ""},
        Read{"http://[v1.x]/", ""},
        Read{"http://x[::1]/", ""},
        Read{"http://１２７.0.0.1:81/", "http://127.0.0.1:81/"},
        Read{"http://ｂ．example/", "http://b.example/"},
        Read{"http://b。example/", "http://b.example/"},
        Read{"http://Bücher.example/", "http://xn--bcher-kva.example/"},
        Read{"http://faß.example/", "http://xn--fa-hia.example/"},
        Read{"http://exa\u00ADmple.example/", "http://example.example/"},
        Read{"http://%EF%BC%91.1/", "http://1.0.0.1/"},
        Read{"http://b％2Eexample/", ""},
        Read{"http://ＥＸＡ.ÉXAMPLE/", "http://exa.xn--xample-9ua/"},
        Read{"http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/"},
        Read{"http://XN--BCHER-KVA.example/", "http://xn--bcher-kva.example/"},
        Read{"http://\u00AD/", ""},
        Read{"http://例え.テスト/", "http://xn--r8jz45g.xn--zckzah/"},
        Read{"http://ü_x.example/", "http://xn--_x-wka.example/"},
        Read{"http://Ａ_b.example/", "http://a_b.example/"},
        Read{"http://ü..b/", "http://xn--tda..b/"},
        Read{"http://①.1.1.1/", "http://1.1.1.1/"},
        Read{"http://ℋ.example/", "http://h.example/"},
        Read{"http://b.example／x/", ""},
        Read{"/ü?ü=é", "http://api.example:8080/%C3%BC?%C3%BC=%C3%A9"},
        Read{"/a b?c d", "http://api.example:8080/a%20b?c%20d"},
        Read{"/\"<>`{}|^", "http://api.example:8080/%22%3C%3E%60%7B%7D%7C%5E"},
        Read{"/?\"<>`{}|^'", "http://api.example:8080/?%22%3C%3E%60%7B%7D%7C%5E%27"},
        Read{"/a'b;c=d@:!$&()*+,[]", "http://api.example:8080/a'b;c=d@:!$&()*+,[]"},
        Read{"/~-._", "http://api.example:8080/~-._"},
        Read{"/x%41%2f", "http://api.example:8080/x%41%2f"}}));

// U+0000 is in no C string.
TEST(BrowserUrl, EncodesNul) {
  EXPECT_EQ(browser_url(std::string("/a\0b", 4), kBase).url->target(), "/a%00b");
  const BrowserUrl host = browser_url(std::string("http://b\0.example/", 18), kBase);
  EXPECT_FALSE(host.url);
  EXPECT_EQ(host.unknown, "");
}

TEST(BrowserUrl, HasLongLabels) {
  const std::string url = "http://" + std::string(300, 'a') + ".example/";
  EXPECT_EQ(browser_url(url, kBase).url->text(), url);
}

TEST(BrowserUrl, HasItsUserInformation) {
  for (const auto& [text, has_some] : {std::pair{"http://a@b.example/", true},
                                       {"http://a:b@c@b.example/", true},
                                       {"http://:@@b.example/", true},
                                       {"http:\\\\a@b.example", true},
                                       {"http://:@b.example/", false},
                                       {"http://@b.example/", false},
                                       {"http://b.example/a@c", false},
                                       {"http://b.example?a@c", false},
                                       {"http://b.example#a@c", false},
                                       {"http://b.example\\a@c", false}})
    EXPECT_EQ(browser_url(text, kBase).url->includes_credentials(), has_some) << text;
}

TEST(BrowserUrl, OfPortZeroIsNone) {
  EXPECT_FALSE(browser_url("http://b.example:0/", kBase).url);
}

// The latter two are allowed by UTS 46 and not by IDNA 2008.
TEST(BrowserUrl, MayBeUnknown) {
  for (const char* host :
       {"xn--a.example", "a\u200Db.example", "b\xFC.example", "\uFFFD.example", "☃.example", "½.example"}) {
    const BrowserUrl read = browser_url("http://" + std::string(host) + "/", kBase);
    EXPECT_FALSE(read.url) << host;
    EXPECT_NE(read.unknown, "") << host;
  }
}

}  // namespace cors_browser_url_test
}  // namespace avouch::cors

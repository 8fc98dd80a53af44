// SPDX-License-Identifier: MIT
// Each field with values that its standard allows, including unusual ones, and with values that it forbids.
#include "http/field_syntax.h"

#include <gtest/gtest.h>

#include <map>
#include <ostream>

namespace avouch::http {
namespace field_syntax_test {

struct Values {
  const char* field;
  std::vector<std::string> right;
  std::vector<std::string> wrong;
};

void PrintTo(const Values& one, std::ostream* out) {
  *out << one.field;
}

const std::vector<std::string> kDates = {"Sun, 06 Nov 1994 08:49:37 GMT",   "Thu, 29 Feb 2024 00:00:00 GMT",
                                         "Sat, 31 Dec 2016 23:59:60 GMT",   "Thu, 01 Jan 1970 00:00:00 GMT",
                                         "Fri, 31 Dec 9999 23:59:59 GMT",   "Mon, 23 Nov 2026 13:00:00 GMT",
                                         " Mon, 23 Nov 2026 13:00:00 GMT\t"};
const std::vector<std::string> kNoDates = {"0",
                                           "-1",
                                           "",
                                           "1994-11-06T08:49:37Z",
                                           "Mon, 06 Nov 1994 08:49:37 GMT",
                                           "Sun, 06 Nov 1994 08:49:37 UTC",
                                           "Sun, 06 Nov 1994 08:49:37 +0000",
                                           "Sun, 6 Nov 1994 08:49:37 GMT",
                                           "Wed, 30 Feb 1994 08:49:37 GMT",
                                           "Sun, 06 Nov 1994 24:49:37 GMT",
                                           "sun, 06 nov 1994 08:49:37 gmt",
                                           "Sunday, 06-Nov-94 08:49:37 GMT",
                                           "Sun Nov  6 08:49:37 1994"};
const std::vector<std::string> kNumbers = {
    "0", "1", "600", "007", " 5\t", "31536000", "123456789012345678901234567890"};
const std::vector<std::string> kNoNumbers = {"",     "-1",  "+1",   "1.5",  "1e3",
                                             "0x10", "ten", "600s", "1, 2", "1 2"};
const std::vector<std::string> kTokens = {"a", "A-b", "a, b", "a ,\tb", ",a,,b,", "!#$%&'*+-.^_`|~9", "*"};
const std::vector<std::string> kNoTokens = {"a b", "a;b", "\"a\"", "a:",         "(a)",
                                            "a/b", "a=b", "{a}",   "caf\xC3\xA9"};
const std::vector<std::string> kChallenges = {
    "Basic",
    "Basic realm=\"a\"",
    "basic realm=a",
    "Basic realm = \"a\"",
    "Bearer realm=\"a\", error=\"invalid_token\", error_description=\"it, too, expired\"",
    "Negotiate",
    "Negotiate YIIabc+/-._~==",
    "NTLM, Negotiate, Basic realm=\"a\"",
    "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"",
    "Basic realm=a, Basic realm=a, Bearer, Digest realm=a",
    "Negotiate abc=, Basic realm=\"a\", charset=\"UTF-8\"",
    ", Basic realm=\"a\",, Bearer,",
    "Digest realm=\"caf\xE9\", qop=\"auth, auth-int\", nonce=\"a\"",
    "Basic  realm=\"\""};
const std::vector<std::string> kNoChallenges = {"",
                                                ",",
                                                "realm=\"a\"",
                                                "Basic realm=, charset=\"UTF-8\"",
                                                "Basic realm=\"a",
                                                "Basic realm=\"a\" charset=\"UTF-8\"",
                                                "Basic: realm=\"a\"",
                                                "\"Basic\"",
                                                "Negotiate abc=, realm=\"a\"",
                                                "Basic realm='a b'",
                                                "Basic;realm=\"a\"",
                                                "Basic abc=d=",
                                                "Basic realm=\"x\", realm=\"y\"",
                                                "Bearer, Basic realm=a, charset=\"UTF-8\", REALM=a",
                                                "Basic a b"};

const std::vector<Values>& all_values() {
  static const std::vector<Values> all = {
      {"accept-patch",
       {"application/json", "application/json-patch+json, application/merge-patch+json",
        "text/example;charset=utf-8", "a/b;p=\"x, y\", c/d", ",a/b,,", "Application/JSON ; a=b"},
       {"", ",", "json", "application/", "/json", "a/b c/d", "a/b;p", "a/b, json"}},
      {"accept-ranges", kTokens, {"", ", ,", "by tes", "bytes;", "\"bytes\"", "bytes=1", "(none)"}},
      {"access-control-allow-credentials",
       {"true", "false", " true", "true\t", "false ", "\tfalse"},
       {"True", "TRUE", "1", "", "true, true", "\"true\""}},
      {"access-control-allow-headers", kTokens, kNoTokens},
      {"access-control-allow-methods", kTokens, kNoTokens},
      {"access-control-allow-origin",
       {"*", "null", "https://a.example", "http://a.example:8080", "http://[::1]:3000", "https://127.0.0.1",
        " * "},
       {"", "https://a.example/", "a.example", "https://a.example, https://b.example", "https://*.example",
        "Null", "HTTPS://a.example", "https://a.example:443"}},
      {"access-control-expose-headers", kTokens, kNoTokens},
      {"access-control-max-age", kNumbers, kNoNumbers},
      {"age", kNumbers, kNoNumbers},
      {"allow", {"", "GET", "GET, HEAD", "GET,,PUT", "get", "M-SEARCH , GET"}, kNoTokens},
      {"cache-control",
       {"no-store", "private, max-age=60", "no-cache=\"Set-Cookie, X\"", "", ",max-age=0,", "S-MaxAge=007",
        "stale-while-revalidate=30, stale-if-error=99999999999999999999", "max-stale, x-max-age=\"5\"",
        "community=\"UC\\\"I\"", "No-Cache ,no-store"},
       {"max-age = 60", "max-age=", "=60", "\"no-store\"", "no-cache no-store", "no-cache; no-store",
        "no-cache=\"a", "max-age", "max-age=x", "max-age=\"5\"", "MAX-AGE=-1", "max-age=1.5",
        "s-maxage=\"60\"", "public, stale-while-revalidate=soon", "stale-if-error"}},
      {"content-disposition",
       {"inline", "attachment", "Attachment; FileName=a.txt", "attachment;filename=\"a b; c.txt\"",
        "attachment; filename=\"EURO rates\"; filename*=utf-8''%e2%82%ac%20rates",
        "form-data; name=\"a\\\"b\"", "attachment; filename = a", "attachment; filename*=UTF-8'en'a.txt",
        "inline; x=\"caf\xE9\""},
       {"", "attachment; filename=a b.txt", "filename=\"a.txt\"", "attachment; filename", "attachment;",
        "attachment; filename=\"a", "attachment; filename*=a.txt", "attachment; filename*=UTF-8''a%2",
        "attachment; filename=a; filename=b", "attachment, inline", "\"attachment\"",
        "attachment filename=a"}},
      {"content-encoding", {"gzip", "gzip, br", "X-GZIP", "identity", ",gzip", ""}, kNoTokens},
      {"content-language",
       {"en", "EN-us", "de, en-CA", "mi,,en", "zh-Hant-TW", "sl-rozaj-biske-1994", "es-419", "x-private",
        "i-klingon", "en-GB-oed", "de-DE-u-co-phonebk", "zh-min-nan", "en-x-a", "de-CH-1901", ""},
       {"en_US", "*", "en us", "en;q=1", "en-languages", "e", "en-", "-en", "x", "en-a", "en-US-DE",
        "d\xE9"}},
      {"content-length", kNumbers, kNoNumbers},
      {"content-location",
       {"/", "a/b", "https://a.example/b?c=d", "?a", "../b", "/caf%C3%A9", "//a.example/x"},
       {"/a b", "/%zz", "/a#b", "<a>", "a|b", "http://[::1", "/caf\xC3\xA9"}},
      {"content-range",
       {"bytes 0-499/1234", "bytes 500-999/*", "bytes */1234", "items 0-24/66", "BYTES 0-0/1",
        "bytes 007-9/10", "bytes 0-99999999999999999999/100000000000000000000"},
       {"", "0-9/10", "bytes 0-9", "bytes=0-9/10", "bytes 9-0/10", "bytes 0-9/9", "bytes */*", "bytes -9/10",
        "bytes 0-/10", "bytes  0-9/10", "bytes 0 - 9/10"}},
      {"content-type",
       {"application/json", "text/html; charset=utf-8", "a/b;c=\"d;e\"", "Text/HTML;;", "a/b;", "a/b ; c=d"},
       {"", "json", "application/", "/json", "a/b, c/d", "a/b;c", "a/b; c = d"}},
      {"date", kDates, kNoDates},
      {"deprecation",
       {"@1688169599", "@0", "@-62135596800", "@253402214400", "@1;a", "@1; a=b;c=\"d\"", " @5"},
       {"true", "?1", "1688169599", "@", "@1.5", "@+1", "Sun, 06 Nov 1994 08:49:37 GMT", "@2026-11-23",
        "@1234567890123456", "@1, @2", ""}},
      {"etag",
       {"\"abc\"", "W/\"abc\"", "\"\"", "W/\"\"", "\"a,b;c\\\"", "\"caf\xC3\xA9\"", "\"!#'()<>\""},
       {"", "abc", "W/abc", "w/\"abc\"", "\"abc", "abc\"", "'abc'", "\"a b\"", "\"a\", \"b\"", "\"a\"b\"",
        "\"", "*"}},
      {"expires", kDates, kNoDates},
      {"last-modified", kDates, kNoDates},
      {"link",
       {"<https://a.example/>; rel=next", "</a>; rel=\"next last\", </b>;rel=prev", "<>;rel=self",
        "</a,b>; rel=\"a,b\"; title*=UTF-8''caf%c3%a9", "</a>; rel=next; anchor=\"#x\"; title=\"a \\\" b\"",
        ",</a>; rel=next,,", "</a> ; rel = next ; crossorigin", "</a>; REL=next;",
        "<urn:a:b>; rel=\"https://r.example\"", "</a>; title=\"caf\xE9\"; rel=x", ""},
       {"https://a.example/; rel=next", "<https://a.example/", "</a>", "</a>; title=x", "</a b>; rel=next",
        "</a>; rel=\"next", "</a>; rel=next; rel=prev", "</a> rel=next", "</a>; rel=", "</a>; rel=\" \"",
        "<a[b]>; rel=next", "</a>; rel=next </b>; rel=prev"}},
      {"location",
       {"/a?b#c", "https://a.example/x", "http://[2001:db8::1]:8080/a", "..", "", "?a=b", "#c", "//a.example",
        "urn:isbn:0", "/caf%C3%A9", "https://user@a.example:/"},
       {"/a b", "/%zz", "/%2", "http://[::1/", "http://a:b/", "1a:b", "/a[0]", "/a|b", "\\a", "/caf\xC3\xA9",
        "<a>", "http://[::g]/"}},
      {"proxy-authenticate", kChallenges, kNoChallenges},
      {"retry-after",
       {"0", "120", "Sun, 06 Nov 1994 08:49:37 GMT", " 5", "007", "99999999999999999999"},
       {"", "soon", "-1", "1.5", "60s", "1994-11-06", "Mon, 06 Nov 1994 08:49:37 GMT", "5, 6"}},
      {"set-cookie",
       {"a=1", "a=", "__Host-id=\"x\"; Path=/; Secure; HttpOnly",
        "SID=31d4; Expires=Wed, 09 Jun 2027 10:18:14 GMT", "a=1; Max-Age=0", "a=1;SameSite=Lax; Partitioned",
        "a=1; expires=Wed, 21-Oct-2026 07:28:00 GMT", "a=; Expires=Thu, 01-Jan-70 00:00:01 GMT",
        "a=; Expires=Thursday, 01-Jan-1970 00:00:00 GMT", "a=1; Expires=Sunday, 25-Oct-26 00:00:00 GMT",
        "a=1; Expires = Mon, 25 Jan 2038 00:00:00 -0000; HttpOnly",
        "a=1; Expires=Wed, 21 Oct 2026 07:28:00 UTC", "a={\"b\": 1, \"c\": 2}",
        "a==b=", "a=caf\xC3\xA9; max-age=-1", "a=1; "},
       {"", "a", "=1", "a b=1", "; Path=/", "a; b=1", "a=1; Max-Age=soon", "a=1; Max-Age", "\"a\"=1",
        "a=\x01", "a,b=1", "a=b; Expires=foo", "a=b; Expires", "a=b; Expires=0", "a=b; expires=2026-10-21",
        "a=b; Expires=Mon, 21-Oct-2026 07:28:00 GMT", "a=b; Expires=Wed, 21-Okt-2026 07:28:00 GMT",
        "a=b; Expires=Wed, 21-Oct-2026 07:28:00 CET", "a=b; Expires= GMT"}},
      {"strict-transport-security",
       {"max-age=31536000", "max-age=0; includeSubDomains", "MAX-AGE=\"1\"",
        "includeSubDomains; max-age=1; preload", ";max-age=1;;", "max-age = 1", "max-age=1; x=\"a;b\""},
       {"", "includeSubDomains", "max-age", "max-age=", "max-age=-1", "max-age=1y",
        "max-age=1, includeSubDomains", "max-age=1; max-age=1", "max-age=1; includeSubDomains=1",
        "max-age=1 preload", "max-age:1"}},
      {"sunset", kDates, kNoDates},
      {"vary",
       {"*", "", "Origin", "Origin, Accept", ",Origin,", "accept-encoding ,origin", "*, Origin"},
       kNoTokens},
      {"www-authenticate", kChallenges, kNoChallenges},
  };
  return all;
}

class FieldSyntaxOf : public testing::TestWithParam<Values> {};

TEST_P(FieldSyntaxOf, TakesWhatItsStandardAllowsAndNothingElse) {
  const Values& values = GetParam();
  EXPECT_GE(values.right.size(), 6U);
  EXPECT_GE(values.wrong.size(), 6U);
  for (const std::string& right : values.right) {
    const auto fault = field_fault(values.field, {right});
    EXPECT_EQ(fault, std::nullopt) << "'" << right << "': " << fault->reason;
  }
  for (const std::string& wrong : values.wrong) {
    const auto fault = field_fault(values.field, {wrong});
    ASSERT_TRUE(fault) << "'" << wrong << "' is taken";
    EXPECT_EQ(fault->expected, field_syntax(values.field)->expected());
  }
}

TEST_P(FieldSyntaxOf, StandsThereOnceUnlessItIsAList) {
  const Values& values = GetParam();
  const std::vector<std::string> twice = {values.right[0], values.right[0]};
  const auto fault = field_fault(values.field, twice);
  EXPECT_EQ(fault.has_value(), !may_repeat(values.field));
  EXPECT_EQ(fault ? fault->reason : "",
            may_repeat(values.field) ? "" : "the header occurs 2 times, but may occur only once");
}

INSTANTIATE_TEST_SUITE_P(Table, FieldSyntaxOf, testing::ValuesIn(all_values()), [](const auto& param_info) {
  std::string name = param_info.param.field;
  std::erase(name, '-');
  return name;
});

TEST(FieldSyntaxes, AreEachTested) {
  std::map<std::string_view, int> tested;
  for (const Values& values : all_values()) ++tested[values.field];
  for (const FieldSyntax& syntax : field_syntaxes()) EXPECT_EQ(tested[syntax.field], 1) << syntax.field;
  EXPECT_EQ(tested.size(), field_syntaxes().size());
}

TEST(FieldSyntaxes, AreFoundInAnyCase) {
  EXPECT_EQ(field_syntax("ETAG"), field_syntax("etag"));
  EXPECT_EQ(field_syntax("ETag")->expected(), "an entity tag (RFC 9110 §8.8.3)");
  EXPECT_EQ(field_syntax("X-Unknown"), nullptr);
  EXPECT_EQ(field_fault("X-Unknown", {"\x01"}), std::nullopt);
  EXPECT_TRUE(may_repeat("Via"));
  EXPECT_FALSE(may_repeat("X-Unknown"));
}

TEST(FieldFault, NamesTheElementThatSpoilsAList) {
  EXPECT_EQ(field_fault("Vary", {"Origin, a b, c"})->reason,
            "\"a b\" is not a token and invalidates the whole list");
  EXPECT_EQ(field_fault("Vary", {"Origin", "a b"})->reason, "\"a b\" is not a list of field names or *");
  EXPECT_EQ(field_fault("Expires", {"0"}),
            (FieldFault{"\"0\" is not an HTTP date", "an HTTP date (RFC 9111 §5.3, RFC 9110 §5.6.7)"}));
  EXPECT_EQ(field_fault("Accept-Ranges", {" "})->reason, "\" \" is not a list of range units");
}

TEST(FieldSyntaxes, ReadLongTextInLinearTime) {
  const std::string commas(500'000, ',');
  const std::string quotes(500'000, '"');
  const std::string words = [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "a=b, ";
    return text;
  }();
  for (const FieldSyntax& syntax : field_syntaxes()) {
    for (const std::string& text : {commas, quotes, words}) {
      const auto fault = field_fault(syntax.field, {text});
      EXPECT_LT(fault ? fault->reason.size() : 0, 1000U) << syntax.field;
    }
  }
}

}  // namespace field_syntax_test
}  // namespace avouch::http

// SPDX-License-Identifier: MIT
#include "prove/bad_lines.h"

#include <algorithm>

#include "base/text.h"

namespace avouch {
namespace {

struct BadSyntax {
  std::string_view name;  // lower case
  std::vector<std::string> lines;
};

// RFC 9110 §5.6.1 and §5.6.2: elements that are not tokens.
std::vector<std::string> no_tokens(std::vector<std::string> lines) {
  for (const char* line : {"(a)", "a/b", "a:b", "a@b", "<a>", "[a]", "a\\b", "a?b", "a=b", "caf\u00e9"})
    lines.emplace_back(line);
  return lines;
}

const std::vector<BadSyntax>& bad_syntax() {
  static const std::vector<BadSyntax> all = {
      {"accept-patch",
       {"json", "application/", "application/json application/xml", "application/json;charset", ""}},
      {"accept-ranges", no_tokens({"by tes", "bytes;", "(none)", "\"bytes\""})},
      {"access-control-allow-credentials", {"True", "yes", "1", "true, true"}},
      {"access-control-allow-headers", no_tokens({"X Y", "a;b", "Authorization: yes", "\"a\""})},
      {"access-control-allow-methods", no_tokens({"GET POST", "GET;POST", "\"GET\"", "{GET}"})},
      {"access-control-allow-origin",
       {"https://a.example/", "a.example", "*.example", "https://a.example, *", "https://a.example/path",
        "HTTPS://a.example", "https://A.example", "https://a.example:443", "https:a.example",
        "https://a b.example", "<https://a.example>", "https://*.a.example", "Null", "**"}},
      {"access-control-expose-headers", no_tokens({"X Y", "a;b", "X-Total:", "\"a\""})},
      {"access-control-max-age", {"-1", "1.5", "600s", "ten", "+1", "1e3", "0x10"}},
      {"age", {"-1", "1.5", "600s", "ten", "+1", "1e3", "0x10"}},
      {"allow", no_tokens({"GET POST", "GET;POST", "\"GET\"", "{GET}"})},
      {"cache-control",
       {"\"no-store\"", "max-age=\"unclosed", "=1", "max age", "max-age", "max-age=soon", "max-age=\"60\""}},
      {"content-disposition",
       {"attachment; filename=a b.txt", "filename=\"a\"", "attachment; filename", "attachment, inline",
        "attachment; filename=\"a", "attachment; filename*=a.txt", "attachment; filename=a; filename=b", ""}},
      {"content-encoding", no_tokens({"g zip", "gzip;", "\"gzip\"", "{gzip}"})},
      {"content-language", {"en us", "en_US", "en;q=1", "\"en\"", "{en}", "*", "en-languages"}},
      {"content-length", {"-1", "1.5", "0x10", "ten"}},
      {"content-location", {"%zz", "a b", "\\a", "<a>", "/a#b"}},
      {"content-range",
       {"0-9/10", "bytes 0-9", "bytes=0-9/10", "bytes 9-0/10", "bytes 0-9/9", "bytes */*", "bytes 0-/10",
        "bytes"}},
      {"content-type", {"json", "application/", "/json", "application json"}},
      {"date",
       {"2026-11-23", "Tue, 23 Nov 2026 13:00:00 GMT", "Mon, 23 Nov 2026 13:00:00 UTC", "1795438800",
        "Mon, 23 Nov 2026 25:00:00 GMT", "Mon, 31 Nov 2026 13:00:00 GMT", "2026-11-23T13:00:00Z"}},
      {"deprecation",
       {"true", "1688169599", "Mon, 23 Nov 2026 13:00:00 GMT", "@", "@1.5", "@2026-11-23", "@now"}},
      {"etag", {"unquoted", "W/unquoted", "\"open", "w/\"a\"", "'a'", "\"a\" \"b\""}},
      {"expires", {"2026-11-23", "Tue, 23 Nov 2026 13:00:00 GMT", "0", "-1", "never"}},
      {"last-modified", {"2026-11-23", "Tue, 23 Nov 2026 13:00:00 GMT", "0", "never"}},
      {"link",
       {"https://a.example", "<a> <b>", "<a", "rel=next", "<a>", "<a b>; rel=next", "<a>; rel=\"next"}},
      {"location", {"%zz", "a b", "\\a", "<a>", "http://[::1", "http://a:b/", "/a[0]", "/a|b"}},
      {"proxy-authenticate",
       {"", "Basic realm=, b=c", "realm=\"a\"", "Basic realm=\"a", "Basic realm=\"a\" b=c", "(Basic)"}},
      {"retry-after", {"soon", "-1", "1.5", "2026-11-23", "1e2", "60s", "+5"}},
      {"set-cookie", {"a", "=1", "", "a b=1", "a; Path=/", "a=1; Max-Age=soon", "\"a\"=1"}},
      {"strict-transport-security",
       {"includeSubDomains", "max-age", "max-age=-1", "max-age=1y", "max-age=1, includeSubDomains",
        "max-age=1; max-age=2", "max-age=1; includeSubDomains=true"}},
      {"sunset", {"2026-11-23", "Tue, 23 Nov 2026 13:00:00 GMT", "0", "never"}},
      {"vary", no_tokens({"a b", "a;b", "\"Origin\"", "{Origin}"})},
      {"www-authenticate",
       {"", "Basic realm=, b=c", "realm=\"a\"", "Basic realm=\"a", "Basic realm=\"a\" b=c", "(Basic)"}},
  };
  return all;
}

}  // namespace

std::vector<std::string> lines_of_another_type(DocumentedHeader::Type type) {
  switch (type) {
    case DocumentedHeader::Type::boolean:
      return {"yes", "1",     "TRUE", "true false", "tru\u0435",  // the last one's e is Cyrillic
              "0",   "False", "on",   "off",        "null",      "none", "\"true\"", "true;", "?1", "t"};
    case DocumentedHeader::Type::integer:
      return {"1.5", "abc", "0x10", "1 2", "01",  "1e2",  "+1",  "1,000", "1_000",
              "-",   "--1", "1s",   "NaN", "1.0", "null", "1;2", "true",  "\uFF11"};
    case DocumentedHeader::Type::number:
      return {"abc", "1,5", "1.",  "-",   "NaN",   "0x10",     ".5",
              "+1",  "1e",  "1_0", "1 2", "1.2.3", "Infinity", "\u0661"};
    case DocumentedHeader::Type::json:
      return {"{",     "[1,]", "'a'",  "{a:1}", "NaN",     "{\"a\":1}}",
              "[1 2]", "01",   "True", "\"",    "{\"a\"}", "/**/1"};
    case DocumentedHeader::Type::object:
      return {"a", "a,1,b", "a;b", "a,b,c,d,e", "1", "{a}", "a b", "\"a,b\""};
    case DocumentedHeader::Type::list:
    case DocumentedHeader::Type::string:  // RFC 9110 §5.5
      return {"a\x01z", "a\x7Fz", "a\x1Bz", "a\x08z", "a\x0Bz", "a\x0Cz", "a\x1Fz", "\x02z", "a\x03"};
  }
  return {};
}

std::vector<std::string> lines_of_another_syntax(std::string_view name) {
  const std::string lower = ascii_lower(name);
  const auto found = std::find_if(bad_syntax().begin(), bad_syntax().end(),
                                  [&](const BadSyntax& one) { return one.name == lower; });
  return found == bad_syntax().end() ? std::vector<std::string>{} : found->lines;
}

const std::vector<std::string>& lines_of_no_origin() {
  static const std::vector<std::string> lines = {"https://app.example",
                                                 "https://avouch.example/",
                                                 "http://avouch.example",
                                                 "null",
                                                 "",
                                                 "https://avouch.example:443",
                                                 "https://*.example",
                                                 "https://avouch.example, https://app.example",
                                                 "HTTPS://AVOUCH.EXAMPLE",
                                                 "avouch.example",
                                                 "https://avouch.example.org",
                                                 "https://www.avouch.example",
                                                 "https://avouch.exampl",
                                                 "https://avouch.example/*",
                                                 "* *",
                                                 "true",
                                                 "https://avouch.example:8443",
                                                 "//avouch.example",
                                                 "https:/avouch.example",
                                                 "https://avouch.example;",
                                                 "*, *",
                                                 "**",
                                                 "NULL",
                                                 "\"https://avouch.example\"",
                                                 "<https://avouch.example>",
                                                 "'https://avouch.example'",
                                                 "https://avouch.example https://app.example",
                                                 "https://user@avouch.example",
                                                 "https://avouch.example?",
                                                 "https://avouch.example#",
                                                 "https://Avouch.example",
                                                 "https://avouch.example.",
                                                 "*.avouch.example",
                                                 "https://\u0430vouch.example",
                                                 "https://avouch.example,",
                                                 "file://",
                                                 "https://avouch.example\\"};
  return lines;
}

}  // namespace avouch

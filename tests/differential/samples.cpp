// SPDX-License-Identifier: MIT
#include "samples.h"

#include <algorithm>

namespace avouch::differential {

using namespace std::string_literals;

const std::vector<Sample>& pattern_samples() {
  static const std::vector<Sample> samples = {
      {"^a", {"a", "ab"}, {"ba", ""}},
      {"b$", {"b", "ab"}, {"b\n", "ba"}},
      {"^[a-c]+$", {"a", "abcabc"}, {"", "abd", "a\n"}},
      {"^\\d{2,4}$", {"12", "1234"}, {"1", "12345", "\u0661\u0662"}},
      {"^\\w+$", {"a_1", "Z"}, {"é", "a b", "\u212A"}},
      {"^\\W+$", {"é", "-\U0001F600"}, {"_", "é1"}},
      {"^\\s*$", {"", "\u00a0\ufeff\u2029", "\t\v\f\r\n\u3000"}, {"\u200b", "\u0085", "\u180e", "\x1c"}},
      {"^\\S+$", {"a", "\u200b\u0085"}, {"a b", "\ufeff"}},
      {"^.$", {"a", "\U0001F600", "\u0085"}, {"\n", "\r", "\u2028", "ab", ""}},
      {"^[^]$", {"\n", "\U0001F600"}, {"", "ab"}},
      {"[]", {"a"}, {"", "b"}},
      {"^[^a]$", {"\n", "\U0001F600", "b"}, {"a", "bb"}},
      {"^\\p{Lu}", {"A", "Éa"}, {"é", "1"}},
      {"^\\P{L}+$", {"1", "\U0001F600"}, {"a", "1é"}},
      {"\\p{Script=Greek}", {"α", "xβ"}, {"a", "я"}},
      {"^[\\p{L}\\p{Nd}_]+$", {"é9_", "\u0661"}, {"", "é "}},
      {"^\\p{ASCII}*$", {"", "~"}, {"é"}},
      {"^\\p{White_Space}$", {" ", "\u0085"}, {"\ufeff", "a"}},
      {"^(?<year>\\d{4})-\\k<year>$", {"2020-2020"}, {"2020-2021"}},
      {"^(?:(a)|b)\\1$", {"b", "aa"}, {"a", "ba"}},
      {"^(?:(a|b)c)*\\1$", {"acbcb", "", "acaca"}, {"acbca", "ac"}},
      {"^(?:(.)(?!\\1))*$", {"abab", ""}, {"abba"}},
      {"^(z)((a+)?(b+)?(c))*$", {"z", "zaacbbbcac"}, {"zab"}},
      {"(?=.*\\d)(?=.*[a-z])^.{3,}$", {"a1b", "1a\U0001F600"}, {"abc", "a1"}},
      {"^(?!x)", {"", "a"}, {"x", "xy"}},
      {"(?<=a)b", {"ab", "xaby"}, {"b", "cb"}},
      {"(?<!a)b", {"b", "cb"}, {"ab"}},
      {"(?!(a))\\1b", {"b", "ab"}, {"a"}},
      {"\\bfoo\\b", {"foo", "a foo.", "éfoo"}, {"foob", "_foo"}},
      {"\\Bo", {"foo"}, {"o", "-o"}},
      {"^\\u{1F600}$", {"\U0001F600"}, {"\U0001F601"}},
      {"^\\ud83d\\ude00$", {"\U0001F600"}, {"\U0001F601"}},
      {"^[\\ud83d\\ude00-\\ud83d\\ude0f]+$", {"\U0001F600\U0001F605"}, {"\U0001F610", ""}},
      {"^\\x41\\cJ?$", {"A", "A\n"}, {"a", "AJ"}},
      {"^[\\b\\0]$", {"\b", "\0"s}, {"b", "0"}},
      {"^[\\w\\-.]+@[\\w\\-.]+$", {"a.b@c-d"}, {"a@", "a b@c"}},
      {"^a|b$", {"ax", "xb", "a\n"}, {"xa", "bx"}},
      {"^(?:a|ab)(?:c|bcd)(?:d*)$", {"abcd", "ac", "abcdd"}, {"abd"}},
      {"^(a*)*$", {"", "aaa"}, {"ab"}},
      {"^(a*?)b\\1$", {"aba", "b"}, {"ab"}},
      {"^(?:(?=(a+))a)+\\1$", {"aa", "aaa"}, {"b", "a"}},
      {"^a{0}$", {""}, {"a"}},
      {"^(?:a{2}){1,2}$", {"aa", "aaaa"}, {"a", "aaa"}},
      {"^$", {""}, {"a", "\n"}},
      {"", {"", "a"}, {}},
      {"^\\$\\{\\}[\\]\\[^]\\/$", {"${}[/", "${}^/"}, {"${}a/"}},
      {"^[--a]$", {"-", "A", "a"}, {"b", ","}},
      {"^#[^\\s#]{1,3}$", {"#abc", "#\U0001F600"}, {"##", "#"}},
      {"^.{2}$", {"\U0001F600a", "e\u0301"}, {"\U0001F600", "a"}},
      {"^\\uFFFD?a$", {"a", "\uFFFDa"}, {"b"}},
  };
  return samples;
}

const std::vector<Sample>& format_samples() {
  static const std::vector<Sample> samples = {
      {"date",
       {"2020-02-29", "1999-12-31"},
       {"2021-02-29", "2020-13-01", "20-01-01", "2020-01-01 ", "2020-1-1"}},
      {"time",
       {"12:00:00Z", "23:59:60Z", "15:59:60-08:00", "00:29:60+00:30", "12:00:00.123456789z"},
       {"12:00:00", "24:00:00Z", "22:59:60Z", "12:00:00+0100", "12:00:00+01", "12:00Z", "12:00:00.Z",
        "12:00:00+24:00"}},
      {"date-time",
       {"2020-02-29T12:00:00Z", "1990-12-31T23:59:60Z", "2020-01-01t00:00:00.1+01:00"},
       {"2020-01-01 00:00:00Z", "2020-01-01T00:00:00", "2021-02-29T00:00:00Z", "2020-01-01T25:00:00Z",
        "1998-12-31T23:58:60Z", "2020-01-01T00:00:00+0100"}},
      {"duration",
       {"P1Y", "P3W", "PT1H30M", "P1DT1S", "P1Y2M3DT4H5M6S"},
       {"P", "PT", "P1", "P1YT", "P1Y2W", "PT1D", "P1S", "1Y", "p1y", "P1Y3D", "PT1H6S", "P-1Y", "P1.5Y"}},
      {"email",
       {"a@example.com", "a+b@x-y.example", "o'x@example.com", "a@localhost", "\"a b\"@example.com",
        "a@[127.0.0.1]", "a@[IPv6:::1]"},
       {"a", "@example.com", "a@", "a b@example.com", ".a@example.com", "a..b@example.com", "a@-x.com",
        "a@example.com.", "é@example.com", "a@[127.0.0.300]"}},
      {"hostname",
       {"example.com", "a", "a-b.c1", "xn--4gbwdl.xn--wgbh1c", "1.2.3.4"},
       {"", "-a", "a-", "a..b", "a_b", "example.com.", "xn--X", "ab--cd", ".", "é",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}},
      {"ipv4", {"1.2.3.4", "255.255.255.255"}, {"256.1.1.1", "1.2.3", "01.2.3.4", "1.2.3.4 ", "0x1.2.3.4"}},
      {"ipv6",
       {"::1", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1::"},
       {"1:2", "::1::", "12345::", "::1%eth0", "1:2:3:4:5:6:7:8:9", "::ffff:1.2.3", "1:2:3:4:5:6:7::"}},
      {"uri",
       {"http://example.com/a?b#c", "urn:x:y", "mailto:a@b", "http://[::1]:80/", "a:", "x:/"},
       {"//a/b", "a/b", "", "http://a b", "http://a/%zz", ":a", "http://é/", "http://[::1", "http://a:x/",
        "http://a/{b}", "http://a/\"b\"", "1a:b"}},
      {"uri-reference",
       {"", "a/b", "#f", "?q", "//a/b", "http://example.com/"},
       {"\\a", "a b", "%zz", "#a#b", ":a", "é", "a[b]", "\"a\"", "1a:b"}},
      {"uri-template",
       {"http://x/{a}", "{?a,b*}", "{a:3}", "", "{+a.b}", "'a'"},
       {"{", "}", "{a", "{}", "{a:0}", "a b", "{a.}", "{!a}", "{=a}", "{a|b}", "{a:12345}"}},
      {"uuid",
       {"2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
        "00000000-0000-0000-0000-000000000000"},
       {"2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
        "urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380", "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}"}},
      {"json-pointer", {"", "/", "/a~0b/0", "/~1"}, {"a", "#/a", "/~", "/~2", "0"}},
      {"relative-json-pointer", {"0", "1/a", "2#", "10/~0"}, {"01", "-1/a", "/a", "1#a", "", "1a", "+1"}},
      {"regex",
       {"^a$", "[a-z]{2}", "\\p{L}", "(?<n>a)\\k<n>", "(?<=a+)b", "", "[^]"},
       {"(", "[", "*", "a**", "\\p{Foo}", "^\\S(|(.|\\n)*\\S)\\Z", "(?<n>a)(?<n>b)", "(?i)a", "[b-a]",
        "\\u{110000}"}},
      {"byte", {"", "YQ==", "YWI=", "YWJj"}, {"YQ", "YQ=", "Y-==", "YWJj\n", "YQ==\nYQ==", "=", "é==="}},
      {"binary", {"", "\U0001F600"}, {}},
      {"password", {"", "x"}, {}},
  };
  return samples;
}

const std::vector<std::string>& number_formats() {
  static const std::vector<std::string> formats = {"int32", "int64", "float", "double"};
  return formats;
}

const std::vector<Sample>& name_pattern_samples() {
  static const std::vector<Sample> samples = {
      {"^a", {"a", "ab", "a/b", "a~b", "a1"}, {"b", ""}},
      {"b$", {"b", "ab", "a/b", "a~b"}, {"a"}},
      {"^[a-c]+$", {"a", "b", "c", "ab"}, {"a1"}},
      {"\\d", {"a1", "0"}, {"a"}},
      {"^x-", {"x-y"}, {"a"}},
      {"^\\P{ASCII}+$", {"é", "\U0001F600"}, {"a", ""}},
      {"^.$", {"a", "b", "c", "0", "é", "\U0001F600"}, {"ab", ""}},
      {"", {"a", "b", "", "é"}, {}},
      {"^$", {""}, {"a"}},
      {"^(?!a)", {"b", "", "items"}, {"a", "ab"}},
  };
  return samples;
}

const std::vector<std::string>& member_names() {
  static const std::vector<std::string> names = {"a",
                                                 "b",
                                                 "c",
                                                 "ab",
                                                 "a1",
                                                 "x-y",
                                                 "a/b",
                                                 "a~b",
                                                 "é",
                                                 "\U0001F600",
                                                 "items",
                                                 "type",
                                                 "$ref",
                                                 "length",
                                                 "0",
                                                 "",
                                                 "a b",
                                                 "a%b",
                                                 "\"",
                                                 "__proto__",
                                                 "constructor",
                                                 "toString",
                                                 "hasOwnProperty"};
  return names;
}

const std::vector<std::string>& plain_numbers() {
  static const std::vector<std::string> numbers = {
      "0",    "1",     "-1",       "2",     "3",   "5",    "7",   "10",   "-10", "100", "1.0",
      "1e2",  "-0",    "0.0",      "0.5",   "2.5", "-2.5", "1.5", "0.25", "12",  "255", "1024",
      "1E+3", "20e-1", "100.0e-2", "65536", "-3",  "4",    "6",   "9",    "99",  "1e9", "-7.0"};
  return numbers;
}

const std::vector<std::string>& awkward_numbers() {
  static const std::vector<std::string> numbers = {"0.1",
                                                   "0.2",
                                                   "0.3",
                                                   "0.7",
                                                   "1.1",
                                                   "19.99",
                                                   "0.01",
                                                   "0.07",
                                                   "-0.3",
                                                   "1e-7",
                                                   "3.3e-5",
                                                   "4.35",
                                                   "9007199254740991",
                                                   "9007199254740992",
                                                   "9007199254740993",
                                                   "-9007199254740993",
                                                   "2147483647",
                                                   "2147483648",
                                                   "-2147483648",
                                                   "-2147483649",
                                                   "9223372036854775807",
                                                   "9223372036854775808",
                                                   "-9223372036854775808",
                                                   "-9223372036854775809",
                                                   "18446744073709551615",
                                                   "18446744073709551616",
                                                   "123456789012345678901234567890",
                                                   "1e15",
                                                   "1e16",
                                                   "1e21",
                                                   "1e22",
                                                   "1e23",
                                                   "1.7976931348623157e308",
                                                   "1e308",
                                                   "1e309",
                                                   "1e400",
                                                   "-1e400",
                                                   "5e-324",
                                                   "1e-400",
                                                   "0.1000000000000000055511151231257827",
                                                   "1.0000000000000001",
                                                   "3.4028236e38",
                                                   "1e38",
                                                   "1e39",
                                                   "12345678901234567.5",
                                                   "0.30000000000000004"};
  return numbers;
}

const std::vector<std::string>& characters() {
  static const std::vector<std::string> all = {
      "a",           "b",          "c",          "x",          "A",
      "1",           " ",          "-",          "é",          "ß",
      "\u0301",      "\u200d",     "\ufeff",     "\u2028",     "\n",
      "\0"s,         "\"",         "\\",         "\uFFFD",     "\uFFFF",
      "\U0001F600",  "\U00010000", "\U0010FFFF", "\U0001F469", "\xED\xA0\xBD",
      "\xED\xB8\x80"};
  return all;
}

const Sample* find_sample(const std::vector<Sample>& samples, std::string_view name) {
  const auto found =
      std::find_if(samples.begin(), samples.end(), [&](const Sample& sample) { return sample.name == name; });
  return found == samples.end() ? nullptr : &*found;
}

}  // namespace avouch::differential

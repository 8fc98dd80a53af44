// SPDX-License-Identifier: MIT
#include "generate/text/format_text.h"

#include <algorithm>
#include <initializer_list>

namespace avouch {
namespace {

struct FormatSamples {
  std::string_view format;
  std::vector<std::string_view> texts;
  std::vector<FormatFault> faults;
};

const std::vector<FormatSamples>& samples() {
  static const std::vector<FormatSamples> all = {
      {"date-time",
       {"2024-02-29T12:30:00Z", "2023-01-01T00:00:00.123+05:30", "1998-12-31T23:59:60Z",
        "2000-06-15T08:09:10-08:00"},
       {{"2024-02-30T12:30:00Z", "a day that there is not"},
        {"2024-02-29 12:30:00Z", "a blank for the T"},
        {"2024-02-29T12:30:00", "no offset"},
        {"2024-02-29T24:00:00Z", "an hour that there is not"},
        {"2024-02-29", "a date alone"},
        {"2024-02-29T12:30:00Z\n", "a line feed at the end"},
        {"Thu, 29 Feb 2024 12:30:00 +0000", "another notation"}}},
      {"date",
       {"2024-02-29", "1999-12-31", "2023-01-01"},
       {{"2023-02-29", "a day that there is not"},
        {"2024-13-01", "a month that there is not"},
        {"2024-2-29", "a digit missing"},
        {"29.02.2024", "another notation"},
        {"2024-02-29T00:00:00Z", "a time after it"}}},
      {"time",
       {"12:30:00Z", "23:59:59.5+01:00", "00:00:00Z"},
       {{"24:00:00Z", "an hour that there is not"},
        {"12:30:00", "no offset"},
        {"12:30Z", "no seconds"},
        {"12:60:00Z", "a minute that there is not"}}},
      {"duration",
       {"P3DT4H", "P7W", "PT0S", "P1Y2M3DT4H5M6S"},
       {{"P", "nothing after the P"},
        {"3D", "no P"},
        {"P1S", "seconds without a T"},
        {"PT", "nothing after the T"},
        {"P1D2Y", "units in the wrong order"}}},
      {"email",
       {"person@example.com", "first.last+tag@mail.example.org", "a@b.c"},
       {{"person.example.com", "no @"},
        {"@example.com", "nothing before the @"},
        {"person@", "nothing after the @"},
        {"per son@example.com", "a blank inside"},
        {"person..two@example.com", "two dots together"}}},
      {"idn-email",
       {"person@example.com", "p\u00e9rson@example.org", "a@b.c"},
       {{"person.example.com", "no @"},
        {"@example.com", "nothing before the @"},
        {"person@", "nothing after the @"}}},
      {"hostname",
       {"www.example.com", "localhost", "a-1.example", "a"},
       {{"-www.example.com", "a hyphen at the start"},
        {"www_example.com", "an underscore"},
        {"www..example.com", "an empty label"},
        {"www.example.com:80", "a port"},
        {"w w", "a blank inside"}}},
      {"idn-hostname",
       {"www.example.com", "b\u00fccher.example", "a"},
       {{"-www.example.com", "a hyphen at the start"},
        {"www..example.com", "an empty label"},
        {"w w", "a blank inside"}}},
      {"ipv4",
       {"192.0.2.1", "0.0.0.0", "255.255.255.255"},
       {{"192.0.2.256", "a number above 255"},
        {"192.0.2", "a number missing"},
        {"192.0.2.1.1", "a number too many"},
        {"192.0.2.01", "a leading zero"},
        {"2001:db8::1", "an IPv6 address"}}},
      {"ipv6",
       {"2001:db8::1", "::", "fe80:0:0:0:1:2:3:4", "::ffff:192.0.2.1"},
       {{"2001:db8:::1", "three colons together"},
        {"2001:db8::g", "a letter that is not a hexadecimal digit"},
        {"192.0.2.1", "an IPv4 address"},
        {"2001:db8::1%eth0", "a zone"},
        {"12345::", "five digits"}}},
      {"uri",
       {"https://example.com/resource", "urn:example:a", "a:b", "http://example.org/?a=b#c"},
       {{"/resource", "no scheme"},
        {"https://example.com/a b", "a blank inside"},
        {"https://example.com/<a>", "angle brackets"},
        {"://example.com", "an empty scheme"},
        {"https://example.com/%zz", "a broken escape"},
        {"", "an empty text"}}},
      {"uri-reference",
       {"/resource", "https://example.com/resource", "#part", "a"},
       {{"/a b", "a blank inside"}, {"/%zz", "a broken escape"}, {"\\\\server", "backslashes"}}},
      {"iri",
       {"https://example.com/resource", "https://example.com/\u00e4", "a:b"},
       {{"/resource", "no scheme"},
        {"https://example.com/a b", "a blank inside"},
        {"https://example.com/<a>", "angle brackets"}}},
      {"iri-reference",
       {"/resource", "/\u00e4", "https://example.com/resource", "a"},
       {{"/a b", "a blank inside"}, {"/%zz", "a broken escape"}, {"\\\\server", "backslashes"}}},
      {"uri-template",
       {"/resource/{id}", "/a{?b,c*}", "a"},
       {{"/resource/{id", "a brace that is not closed"},
        {"/resource/}", "a brace that opens nothing"},
        {"/{a b}", "a blank inside"}}},
      {"uuid",
       {"3f2a8c1e-5b7d-4e90-a1c2-0d9e8f7a6b5c", "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF"},
       {{"3f2a8c1e-5b7d-4e90-a1c2-0d9e8f7a6b5", "a digit missing"},
        {"3f2a8c1e-5b7d-4e90-a1c2-0d9e8f7a6b5g", "a letter that is not a hexadecimal digit"},
        {"3f2a8c1e5b7d4e90a1c20d9e8f7a6b5c", "no hyphens"},
        {"{3f2a8c1e-5b7d-4e90-a1c2-0d9e8f7a6b5c}", "braces around it"}}},
      {"json-pointer",
       {"/a/0", "", "/a~1b/m~0n", "/"},
       {{"a/0", "no slash at the start"}, {"/a~2", "an escape that there is not"}, {"#/a", "a fragment"}}},
      {"relative-json-pointer",
       {"0", "1/a/0", "2#"},
       {{"/a", "no number at the start"}, {"-1", "a sign"}, {"01", "a leading zero"}, {"0##", "two hashes"}}},
      {"regex",
       {"^a$", "", "[a-z]+", "a"},
       {{"^(a", "a group that is not closed"},
        {"[a", "a class that is not closed"},
        {"*a", "nothing to repeat"}}},
      {"int32",
       {"1", "2147483647", "-2147483648", "0"},
       {{"2147483648", "one above the greatest"},
        {"-2147483649", "one below the least"},
        {"1.5", "a fraction"}}},
      {"int64",
       {"1", "9223372036854775807", "-9223372036854775808", "0"},
       {{"9223372036854775808", "one above the greatest"},
        {"-9223372036854775809", "one below the least"},
        {"1.5", "a fraction"}}},
      {"float",
       {"0.5", "1", "-3.4e38", "0"},
       {{"3.5e38", "beyond single precision"}, {"-1e39", "beyond single precision"}}},
      {"double",
       {"0.5", "1", "-1.7e308", "0"},
       {{"1.8e308", "beyond double precision"}, {"-1e400", "beyond double precision"}}},
      {"byte",
       {"YQ==", "", "YWJj", "YWI="},
       {{"YQ", "the padding missing"},
        {"Y!==", "a character that is not of base64"},
        {"YQ=", "half of the padding"},
        {"Y-_=", "the alphabet for URLs"}}},
      {"binary", {"text", ""}, {}},
      {"password", {"text", ""}, {}},
      {"date-time-rfc-2822",
       {"Thu, 29 Feb 2024 12:30:00 +0000", "1 Jan 2000 00:00:00 GMT", "Fri, 31 Dec 1999 23:59:59 -0500"},
       {{"2024-02-29T12:30:00Z", "the notation of RFC 3339"},
        {"Fri, 29 Feb 2024 12:30:00 +0000", "the wrong day of the week"},
        {"Thu, 30 Feb 2024 12:30:00 +0000", "a day that there is not"},
        {"Thu, 29 Feb 2024", "no time"},
        {"", "an empty text"}}},
      {"hostname-rfc-1123",
       {"www.example.com", "localhost", "a"},
       {{"-www.example.com", "a hyphen at the start"},
        {"www_example.com", "an underscore"},
        {"www..example.com", "an empty label"}}},
  };
  return all;
}

const FormatSamples* find(std::string_view format) {
  const auto found = std::find_if(samples().begin(), samples().end(),
                                  [&](const FormatSamples& entry) { return entry.format == format; });
  return found == samples().end() ? nullptr : &*found;
}

}  // namespace

std::span<const std::string_view> format_texts(std::string_view format) {
  const FormatSamples* found = find(format);
  if (found == nullptr) return {};
  return found->texts;
}

std::span<const FormatFault> format_faults(std::string_view format) {
  const FormatSamples* found = find(format);
  if (found == nullptr) return {};
  return found->faults;
}

std::string long_format_text(std::string_view format, std::size_t least) {
  const auto filled = [&](std::string text, std::size_t at, std::string_view filler) {
    while (text.size() < least) text.insert(at, filler);
    return text;
  };
  const auto is_one_of = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), format) != names.end();
  };
  constexpr std::size_t kLongestName = 253;
  if (is_one_of({"uri", "iri"})) return filled("https://example.com/", 20, "x");
  if (is_one_of({"uri-reference", "iri-reference", "json-pointer", "uri-template"}))
    return filled("/", 1, "x");
  if (format == "regex" || format == "binary" || format == "password") return filled("x", 1, "x");
  if (format == "date-time") return filled("2024-02-29T12:30:00.0Z", 20, "0");
  if (format == "time") return filled("12:30:00.0Z", 9, "0");
  if (format == "duration") return filled("PT0S", 2, "0");
  if (format == "byte") return filled("YQ==", 0, "YWFh");
  if (format == "relative-json-pointer") return filled("0/", 2, "x");
  if (is_one_of({"hostname", "idn-hostname", "hostname-rfc-1123"})) {
    return least > kLongestName ? "" : filled(least % 2 == 0 ? "xx" : "x", 0, "x.");
  }
  if (is_one_of({"email", "idn-email"})) {
    return least > kLongestName ? "" : filled(least % 2 == 0 ? "a@bb.c" : "a@b.c", 2, "x.");
  }
  return "";
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Formats without cases in the JSON-Schema-Test-Suite, and that every known format is judged.
#include "judge/format/format.h"

#include <gtest/gtest.h>

#include "contract/schema/formats.h"

namespace avouch {
namespace format_test {

struct Case {
  const char* name;
  const char* format;
  const char* text;
  const char* fault;  // "" where it is of the format
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

const Case kCases[] = {
    {"Int32", "int32", "2147483647", ""},
    {"Int32TooLarge", "int32", "2147483648", "it does not fit 32 bits"},
    {"Int32Fraction", "int32", "1.5", "it is not a whole number"},
    {"Int64", "int64", "-9223372036854775808", ""},
    {"Int64TooLarge", "int64", "9223372036854775808", "it does not fit 64 bits"},
    {"Float", "float", "3.4e38", ""},
    {"FloatTooLarge", "float", "1e39", "it is beyond single precision"},
    {"Double", "double", "1e308", ""},
    {"DoubleTooLarge", "double", "1e400", "it is beyond double precision"},
    {"Byte", "byte", "aGVsbG8=", ""},
    {"ByteUnpadded", "byte", "aGVsbG8", "its length is not a multiple of 4"},
    {"ByteOfAnotherAlphabet", "byte", "aGV_bG8=", "it holds a character that is not in base64"},
    {"Password", "password", "x", ""},
    {"MailDate", "date-time-rfc-2822", "Tue, 14 Nov 2023 22:13:20 +0000", ""},
    {"MailDateWithoutDay", "date-time-rfc-2822", "14 Nov 2023 22:13 -0800", ""},
    {"MailDateGmt", "date-time-rfc-2822", "Tue, 14 Nov 2023 22:13:20 GMT", ""},
    {"MailDateWrongDay", "date-time-rfc-2822", "Mon, 14 Nov 2023 22:13:20 +0000", "that day is not a mon"},
    {"MailDateIso", "date-time-rfc-2822", "2023-11-14T22:13:20Z",
     "it is not written as Tue, 14 Nov 2023 22:13:20 +0000"},
    {"MailDateNoSuchDay", "date-time-rfc-2822", "30 Feb 2023 22:13:20 +0000", "the month has no day 30"},
    {"Method", "http-method", "PATCH", ""},
    {"MethodLowerCase", "http-method", "get", "it is not a code of RFC 9110 methods"},
    {"Phone", "phone-number", "+14155552671", ""},
    {"PhoneWithoutPlus", "phone-number", "14155552671", "it is not + and up to 15 digits (E.164)"},
    {"PhoneTooLong", "phone-number", "+1234567890123456", "it is not + and up to 15 digits (E.164)"},
    {"Currency", "currency", "USD", ""},
    {"CurrencyLowerCase", "currency", "usd", "it is not a code of ISO 4217"},
    {"Country", "iso-country-code", "DE", ""},
    {"CountryUnassigned", "iso-country-code", "UK", "it is not a code of ISO 3166-1"},
    {"LeapDay", "date", "2024-02-29", ""},
    {"NoLeapDay", "date", "2023-02-29", "the month has no day 29"},
    {"CenturyIsNoLeapYear", "date", "1900-02-29", "the month has no day 29"},
    {"TimeWithoutOffset", "time", "12:00:00", "it does not end in Z or an offset such as +01:00"},
    {"UriWithHostileText", "uri", "http://a/\x1b", "the character \"\\x1b\" is not allowed there"},
};

class FormatCase : public testing::TestWithParam<Case> {};

TEST_P(FormatCase, IsJudged) {
  EXPECT_EQ(check_format(GetParam().format, GetParam().text).value_or(""), GetParam().fault);
}

INSTANTIATE_TEST_SUITE_P(Format, FormatCase, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Format, JudgesEveryFormatThatASchemaMayName) {
  for (const std::string_view name : known_formats()) EXPECT_TRUE(format_kind(name)) << name;
  EXPECT_FALSE(format_kind("x-unknown"));
}

}  // namespace format_test
}  // namespace avouch

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
    {"Int64InAString", "int64", "12", ""},
    {"Int64InWords", "int64", "twelve", "it is not a whole number"},
    {"Int64OfNoText", "int64", "", "it is not a whole number"},
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

// One vendor's currency is "usd", another's "12.50 EUR"; both may document it so.
TEST(Format, DoesNotJudgeWhatNoStandardDefines) {
  for (const char* name : {"currency", "phone-number", "http-method", "iso-country-code", "uri-map"}) {
    EXPECT_FALSE(is_known_format(name)) << name;
    EXPECT_FALSE(format_kinds(name)) << name;
    EXPECT_EQ(check_format(name, "12.50 EUR"), std::nullopt) << name;
  }
}

TEST(Format, JudgesEveryFormatThatASchemaMayName) {
  for (const std::string_view name : known_formats()) EXPECT_TRUE(format_kinds(name)) << name;
  EXPECT_FALSE(format_kinds("x-unknown"));
}

struct Encoded {
  const char* encoding;
  const char* text;
  const char* decoded;  // nullptr: it is broken
  const char* fault = nullptr;
};

// RFC 4648 §10 has most of them.
constexpr Encoded kEncoded[] = {
    {"base64", "", ""},
    {"base64", "Zm8=", "fo"},
    {"base64", "Zm9vYmE=", "fooba"},
    {"base64", "Zm8", nullptr, "its length is not a multiple of 4"},
    {"base64", "Z===", nullptr, "its 1 digit is no whole bytes"},
    {"base64", "____", nullptr, "it holds a character that is not in base64"},
    {"base64", "Zm8=\r\n", nullptr, "its length is not a multiple of 4"},
    {"base64url", "_-8=", "\xFF\xEF"},
    {"base64url", "_-8", "\xFF\xEF"},
    {"base64url", "_-8==", nullptr, "its length is not a multiple of 4"},
    {"base64url", "/+8=", nullptr, "it holds a character that is not in base64url"},
    {"base64url", "_", nullptr, "its 1 digit is no whole bytes"},
    {"base32", "MZXW6===", "foo"},
    {"base32", "mzxw6yq=", "foob"},
    {"base32", "MZXW6", nullptr, "its length is not a multiple of 8"},
    {"base32", "MZXW61==", nullptr, "it holds a character that is not in base32"},
    {"base32", "MZX=====", nullptr, "its 3 digits are no whole bytes"},
    {"base16", "666F6f", "foo"},
    {"base16", "666", nullptr, "its 3 digits are no whole bytes"},
    {"base16", "6g", nullptr, "it holds a character that is not in base16"},
    {"base16", "66==", nullptr, "it holds a character that is not in base16"},
    {"quoted-printable", "caf=C3=A9 =3D x=\r\ny", "caf\xC3\xA9 = xy"},
    {"quoted-printable", "a\nb", "a\nb"},
    {"quoted-printable", "caf\xC3\xA9", nullptr, "it holds a character that is not encoded"},
    {"quoted-printable", "50 = 50", nullptr, "it has a = without two hexadecimal digits"},
    {"quoted-printable", "a \r\nb", nullptr, "a line ends in a blank that is not encoded"},
    {"quoted-printable", "a=", nullptr, "it ends in a soft line break without a line"},
    {"quoted-printable", "a=\r", nullptr, "it has a = without two hexadecimal digits"},
    {"quoted-printable", "a\r", nullptr, "it holds a character that is not encoded"},
    {"", "anything", "anything"},
};

TEST(Encodings, AreCheckedAndDecoded) {
  for (const Encoded& one : kEncoded) {
    const auto fault = check_content("", one.encoding, one.text);
    EXPECT_EQ(fault.value_or(""), one.fault == nullptr ? "" : one.fault) << one.encoding << " " << one.text;
    if (one.decoded == nullptr) continue;
    EXPECT_EQ(decoded_content(one.encoding, one.text), one.decoded) << one.encoding << " " << one.text;
    const std::string again = encoded_content(one.encoding, one.decoded);
    EXPECT_EQ(decoded_content(one.encoding, again), one.decoded) << one.encoding << " " << again;
  }
  const std::string line(80, 'x');
  EXPECT_EQ(check_content("", "quoted-printable", line).value_or(""), "a line has more than 76 characters");
  EXPECT_EQ(decoded_content("quoted-printable", encoded_content("quoted-printable", line)), line);
  EXPECT_FALSE(check_content("application/json", "base32", encoded_content("base32", "{}")));
  EXPECT_TRUE(check_content("application/json", "base32", encoded_content("base32", "{")));
}

}  // namespace format_test
}  // namespace avouch

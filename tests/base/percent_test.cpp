// SPDX-License-Identifier: MIT
#include "base/percent.h"

#include <gtest/gtest.h>

#include <ostream>

namespace avouch {
namespace percent_test {

struct Encoded {
  const char* name;
  std::string text;
  std::string kept;
  std::string encoded;
};

void PrintTo(const Encoded& row, std::ostream* out) {
  *out << row.text;
}

class PercentEncoding : public testing::TestWithParam<Encoded> {};

TEST_P(PercentEncoding, KeepsTheUnreservedAndWhatItIsTold) {
  EXPECT_EQ(percent_encoded(GetParam().text, GetParam().kept), GetParam().encoded);
}

TEST_P(PercentEncoding, IsTakenBackByDecoding) {
  const std::string encoded = percent_encoded(GetParam().text, GetParam().kept);
  EXPECT_TRUE(is_percent_encoded(encoded) || GetParam().kept.find('%') != std::string::npos);
  EXPECT_EQ(percent_decoded(encoded), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Table, PercentEncoding,
    testing::Values(Encoded{"Nothing", "", "", ""}, Encoded{"Unreserved", "AZaz09-._~", "", "AZaz09-._~"},
                    Encoded{"GeneralDelimiters", ":/?#[]@", "", "%3A%2F%3F%23%5B%5D%40"},
                    Encoded{"SubDelimiters", "!$&'()*+,;=", "", "%21%24%26%27%28%29%2A%2B%2C%3B%3D"},
                    Encoded{"SubDelimitersKept", "!$&'()*+,;=", std::string(kSubDelimiters), "!$&'()*+,;="},
                    Encoded{"Blank", "a b", "", "a%20b"}, Encoded{"BlankKept", "a b", " ", "a b"},
                    Encoded{"Percent", "100%", "", "100%25"}, Encoded{"PercentKept", "100%", "%", "100%"},
                    Encoded{"LooksEncoded", "%41", "", "%2541"},
                    Encoded{"Utf8", "é🙂", "", "%C3%A9%F0%9F%99%82"},
                    Encoded{"Control", std::string("\0\n\x7f", 3), "", "%00%0A%7F"},
                    Encoded{"NotUtf8", "\xff", "", "%FF"}, Encoded{"Path", "/v1/a b", "/", "/v1/a%20b"}),
    [](const auto& row) { return row.param.name; });

struct Decoded {
  const char* name;
  std::string text;
  std::string decoded;
  bool is_encoded;
};

void PrintTo(const Decoded& row, std::ostream* out) {
  *out << row.text;
}

class PercentDecoding : public testing::TestWithParam<Decoded> {};

TEST_P(PercentDecoding, LeavesWhatIsNoTriplet) {
  EXPECT_EQ(percent_decoded(GetParam().text), GetParam().decoded);
}

TEST_P(PercentDecoding, IsToldFromWhatCannotBeDecoded) {
  EXPECT_EQ(is_percent_encoded(GetParam().text), GetParam().is_encoded);
}

INSTANTIATE_TEST_SUITE_P(
    Table, PercentDecoding,
    testing::Values(Decoded{"Nothing", "", "", true}, Decoded{"Plain", "a+b", "a+b", true},
                    Decoded{"UpperCase", "%2F%C3%A9", "/é", true},
                    Decoded{"LowerCase", "%2f%c3%a9", "/é", true}, Decoded{"OnlyOnce", "%2541", "%41", true},
                    Decoded{"Nul", "a%00b", std::string("a\0b", 3), true},
                    Decoded{"Alone", "100%", "100%", false}, Decoded{"OneDigit", "%4", "%4", false},
                    Decoded{"NoDigits", "%zz", "%zz", false}, Decoded{"SecondIsNone", "%4g", "%4g", false},
                    Decoded{"TwiceThenTriplet", "%%41", "%A", false}, Decoded{"Sign", "%+1", "%+1", false}),
    [](const auto& row) { return row.param.name; });

}  // namespace percent_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "json/decimal.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "json/number.h"

namespace avouch {
namespace decimal_test {

TEST(Decimal, IsExact) {
  const auto number = [](const char* text) { return *Decimal::parse(text); };
  EXPECT_EQ(to_text(*plus(number("19.99"), number("0.01"))), "20");
  EXPECT_EQ(to_text(*minus(number("0.3"), number("0.1"))), "0.2");
  EXPECT_EQ(to_text(*plus(number("1e3"), number("-1e-3"))), "999.999");
  EXPECT_EQ(to_text(*multiple_above(number("5"), number("4"))), "8");
  EXPECT_EQ(to_text(*multiple_below(number("-5"), number("4"))), "-8");
  EXPECT_EQ(to_text(*multiple_above(number("19.991"), number("0.01"))), "20");
  EXPECT_EQ(to_text(*common_multiple(number("0.4"), number("0.6"))), "1.2");
  EXPECT_EQ(to_text(*half(number("1"))), "0.5");
  EXPECT_EQ(to_text(number("-0.0")), "0");
  EXPECT_EQ(to_text(number("1e100")), "1e100");
  EXPECT_EQ(to_text(*minus(number("1e30"), number("1"))), std::string(30, '9'));
  EXPECT_EQ(to_text(*plus(number("-999"), number("1e3"))), "1");
  EXPECT_EQ(to_text(*plus(number("5"), number("-5"))), "0");
  EXPECT_EQ(to_text(*plus(number("0"), number("0.10"))), "0.1");
  EXPECT_EQ(to_text(*times(number("-12.5"), number("0.8"))), "-10");
  EXPECT_EQ(to_text(*times(number("99999999999999999999"), number("99999999999999999999"))),
            "9999999999999999999800000000000000000001");
  EXPECT_EQ(to_text(negated(number("0"))), "0");
  EXPECT_EQ(to_text(Decimal::of(-250, -1)), "-25");
}

TEST(Decimal, IsExactBeyondWhatFitsAMachineWord) {
  const auto number = [](const std::string& text) { return *Decimal::parse(text); };
  const std::string zeros(399, '0');
  EXPECT_EQ(to_text(*plus(number("1e400"), number("1"))), "1" + zeros + "1");
  EXPECT_EQ(to_text(*multiple_above(number("1e40"), number("7"))), "1" + std::string(39, '0') + "3");
  EXPECT_EQ(to_text(*multiple_below(number("1e40"), number("7"))), std::string(39, '9') + "6");
  EXPECT_EQ(to_text(*multiple_above(number("-1e40"), number("7"))), "-" + std::string(39, '9') + "6");
  EXPECT_TRUE(is_multiple("1" + std::string(39, '0') + "3", "7"));
  EXPECT_EQ(to_text(*common_multiple(number("6e20"), number("0.04"))), "600000000000000000000");
}

TEST(Decimal, RefusesWhatIsTooLong) {
  EXPECT_EQ(Decimal::parse("1e2000"), std::nullopt);
  EXPECT_EQ(Decimal::parse("1e-2001"), std::nullopt);
  EXPECT_EQ(Decimal::parse("1e99999999999999999999999"), std::nullopt);
  EXPECT_EQ(plus(*Decimal::parse("1e1999"), *Decimal::parse("1e-2000")), std::nullopt);
  EXPECT_EQ(times(*Decimal::parse("1e1500"), *Decimal::parse("1e1500")), std::nullopt);
  EXPECT_EQ(common_multiple(*Decimal::parse("1e-300"), *Decimal::parse("7")), std::nullopt);
}

TEST(Decimal, IsOrderedByValue) {
  const std::vector<std::string> rising = {"-1e400", "-10", "-9.99", "-1e-400", "0",
                                           "1e-400", "0.1", "0.11",  "2",       "10"};
  for (std::size_t i = 0; i < rising.size(); ++i) {
    for (std::size_t j = 0; j < rising.size(); ++j) {
      const int order = compare(Decimal::read(rising[i]), Decimal::read(rising[j]));
      EXPECT_EQ(order < 0, i < j) << rising[i] << " and " << rising[j];
      EXPECT_EQ(order > 0, i > j) << rising[i] << " and " << rising[j];
    }
  }
  EXPECT_EQ(compare(Decimal::read("1.0"), Decimal::read("1")), 0);
}

// Exponents that fit a machine word, that do not, and digits that reach from one to the other.
TEST(Decimal, IsOrderedByValueWhateverItsExponent) {
  const std::vector<std::vector<std::string>> rising = {
      {"-1e99999999999999999999", "-0.001e+100000000000000000002"},
      {"-1e18446744073709551616", "-10e18446744073709551615"},
      {"-1e-99999999999999999999"},
      {"0", "-0.0e99999999999999999999", "0e-99999999999999999999"},
      {"1e-99999999999999999999", "1e-00099999999999999999999"},
      {"1e-1000000000000000000", "0.1e-999999999999999999", "10e-1000000000000000001"},
      {"1.1e-1000000000000000000", "11e-1000000000000000001"},
      {"1e-999999999999999999"},
      {"1"},
      {"1e999999999999999999", "0.1e1000000000000000000"},
      {"1e1000000000000000000", "10e999999999999999999"},
      {"11e999999999999999999", "1.1e1000000000000000000"},
      {"1e9223372036854775807"},
      {"1e9223372036854775808", "10e9223372036854775807"},
      {"1e99999999999999999998"},
      {"1e99999999999999999999"},
      {"1.5e99999999999999999999", "150e99999999999999999997"},
  };
  for (std::size_t i = 0; i < rising.size(); ++i) {
    for (std::size_t j = 0; j < rising.size(); ++j) {
      for (const std::string& left : rising[i]) {
        for (const std::string& right : rising[j]) {
          const int order = compare_numbers(left, right);
          EXPECT_EQ(order < 0, i < j) << left << " and " << right;
          EXPECT_EQ(order > 0, i > j) << left << " and " << right;
          EXPECT_EQ(hash_number(left) == hash_number(right), i == j) << left << " and " << right;
          EXPECT_EQ(Decimal::read(left) == Decimal::read(right), i == j) << left << " and " << right;
        }
      }
    }
  }
}

TEST(Decimal, IsDividedWhateverItsExponent) {
  const std::string large = "1" + std::string(40, '0');
  EXPECT_TRUE(is_multiple("7e" + large, "7"));
  EXPECT_FALSE(is_multiple("1e" + large, "7"));
  // 7 divides 10^6 - 1, so 10^(10^40) leaves the rest of 10^4: 4.
  EXPECT_EQ(power_between(Decimal::read("1e" + large), Decimal::of(1), 7), 4U);
  EXPECT_EQ(power_between(Decimal::of(1), Decimal::read("1e" + large), 7), std::nullopt);
  EXPECT_TRUE(is_multiple("1e" + large, "0.25"));
  EXPECT_TRUE(is_multiple("30e" + large, "1.5e" + large));
  EXPECT_FALSE(is_multiple("31e" + large, "1.5e" + large));
  EXPECT_FALSE(is_multiple("1e" + large, "10e" + large));
  EXPECT_TRUE(is_multiple("1e-" + large, "1e-1" + large));
  EXPECT_FALSE(is_integer_number("1e-" + large));
  EXPECT_TRUE(is_integer_number("1.5e" + large));
  EXPECT_EQ(whole_number("1e" + large), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(whole_number("1e-" + large), std::nullopt);
}

TEST(Decimal, IsNotComputedWithAFarExponent) {
  const std::string far = "e99999999999999999999";
  EXPECT_EQ(Decimal::parse("1" + far), std::nullopt);
  EXPECT_EQ(minus(Decimal::read("2" + far), Decimal::read("1" + far)), std::nullopt);
  EXPECT_EQ(times(Decimal::read("2" + far), Decimal::read("3" + far)), std::nullopt);
  EXPECT_EQ(times(Decimal::read("2" + far), Decimal::read("3e-1000000000000000000")), std::nullopt);
  EXPECT_EQ(multiple_below(Decimal::read("2" + far), Decimal::of(1)), std::nullopt);
  EXPECT_EQ(to_text(Decimal::read("-12" + far)), "-12" + far);
  EXPECT_EQ(to_text(Decimal::read("0.2e-99999999999999999999")), "2e-100000000000000000000");
}

}  // namespace decimal_test
}  // namespace avouch

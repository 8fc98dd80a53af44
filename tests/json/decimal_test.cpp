// SPDX-License-Identifier: MIT
#include "json/decimal.h"

#include <gtest/gtest.h>

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

}  // namespace decimal_test
}  // namespace avouch

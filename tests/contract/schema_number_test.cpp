// SPDX-License-Identifier: MIT
// Numbers in schemas at and beyond the limits of machine numbers.
#include <gtest/gtest.h>

#include <limits>

#include "contract/schema/schema.h"

namespace avouch {
namespace schema_number_test {

Result<std::shared_ptr<const Schema>> load(const std::string& text) {
  Library library;
  return load_schema(library, **library.add("s.json", text), "", Dialect::draft2020_12);
}

struct Bound {
  const char* name;
  const char* written;
  std::uint64_t bound;
};
void PrintTo(const Bound& item, std::ostream* out) {
  *out << item.name;
}

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

const Bound kBounds[] = {
    {"Zero", "0", 0},
    {"WithAPoint", "2.0", 2},
    {"WithAnExponent", "1e2", 100},
    {"Over53Bits", "9007199254740993", 9007199254740993U},
    {"Over63Bits", "9223372036854775808", 9223372036854775808U},
    {"Of64Bits", "18446744073709551615", kMost},
    {"Over64Bits", "18446744073709551616", kMost},
    {"BeyondADouble", "1e400", kMost},
};

class CountBound : public testing::TestWithParam<Bound> {};

TEST_P(CountBound, IsReadByItsValue) {
  for (const std::string name : {"maxLength", "minItems", "maxProperties"}) {
    const auto schema = load("{\"" + name + "\":" + GetParam().written + "}");
    ASSERT_TRUE(schema) << to_string(schema.errors());
    EXPECT_EQ((*schema)->keywords().front().bound, GetParam().bound);
  }
  const auto schema = load("{\"contains\":true,\"maxContains\":" + std::string(GetParam().written) + "}");
  ASSERT_TRUE(schema) << to_string(schema.errors());
  EXPECT_EQ((*schema)->keywords().back().bound, GetParam().bound);
}

INSTANTIATE_TEST_SUITE_P(Schema, CountBound, testing::ValuesIn(kBounds),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(SchemaNumber, KeepsWhatWasWritten) {
  for (const std::string number : {"1e400", "-1e400", "1e-400", "12345678901234567890123", "0.10", "1.0"}) {
    const auto bound = load("{\"maximum\":" + number + "}");
    ASSERT_TRUE(bound) << to_string(bound.errors());
    EXPECT_EQ((*bound)->keywords().front().texts, (std::vector<std::string>{number}));
    const auto values = load("{\"enum\":[" + number + ",{\"a\":[" + number + "]}]}");
    ASSERT_TRUE(values) << to_string(values.errors());
    EXPECT_EQ((*values)->keywords().front().texts,
              (std::vector<std::string>{number, "{\"a\":[" + number + "]}"}));
  }
}

struct Refusal {
  const char* name;
  const char* schema;
  const char* title;
};
void PrintTo(const Refusal& item, std::ostream* out) {
  *out << item.name;
}

const Refusal kRefusals[] = {
    {"FractionOfALength", R"({"maxLength":1.5})", "maxLength is a whole number, 0 or more"},
    {"TinyLength", R"({"maxLength":-1e-5})", "maxLength is a whole number, 0 or more"},
    {"HugeNegativeCount", R"({"minItems":-1e400})", "minItems is a whole number, 0 or more"},
    {"NegativeContains", R"({"contains":true,"minContains":-1})", "minContains is a whole number, 0 or more"},
    {"TextAsALength", R"({"minLength":"1"})", "minLength is a whole number, 0 or more"},
    {"ZeroDivisor", R"({"multipleOf":0.0e5})", "multipleOf is a number above 0"},
    {"HugeNegativeDivisor", R"({"multipleOf":-1e400})", "multipleOf is a number above 0"},
    {"TextAsADivisor", R"({"multipleOf":"1"})", "multipleOf is a number above 0"},
    {"TextAsABound", R"({"maximum":"1"})", "maximum is a number"},
};

class SchemaNumberRefused : public testing::TestWithParam<Refusal> {};

TEST_P(SchemaNumberRefused, SaysWhy) {
  const auto schema = load(GetParam().schema);
  ASSERT_TRUE(schema);
  EXPECT_EQ((*schema)->faults().front().title, GetParam().title);
  EXPECT_EQ((*schema)->keywords().front().kind, KeywordKind::broken);
}

INSTANTIATE_TEST_SUITE_P(Schema, SchemaNumberRefused, testing::ValuesIn(kRefusals),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(SchemaNumber, ReadsDivisorsTooSmallForADouble) {
  EXPECT_TRUE(load(R"({"multipleOf":1e-400})"));
}

}  // namespace schema_number_test
}  // namespace avouch

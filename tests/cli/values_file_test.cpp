// SPDX-License-Identifier: MIT
#include "cli/option/values_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/file.h"

namespace avouch {
namespace values_file_test {

Result<std::vector<GivenValue>> read(const std::string& text) {
  const std::string file = testing::TempDir() + "avouch-values.toml";
  std::ofstream(file) << text;
  return read_values_file(file);
}

TEST(ValuesFile, HoldsValuesByNameAndByOperation) {
  const auto values = read("Sid = \"AC1\"\nlimits = {a = 1}\n[operations.GetA]\nSid = 12345678901234567\n");
  ASSERT_TRUE(static_cast<bool>(values)) << to_string(values.errors());
  ASSERT_EQ(values->size(), 3u);
  EXPECT_TRUE(std::any_of(values->begin(), values->end(), [](const GivenValue& one) {
    return one.operation == "GetA" && one.name == "Sid" && one.place.line == 4;
  }));
}

TEST(ValuesFile, HoldsValuesForPathsAndTags) {
  const auto values = read("tags = [\"a\"]\n[paths.\"/books\"]\nid = 1\n");
  ASSERT_TRUE(static_cast<bool>(values)) << to_string(values.errors());
  ASSERT_EQ(values->size(), 2u);
  EXPECT_TRUE(std::any_of(values->begin(), values->end(), [](const GivenValue& one) {
    return one.path == "/books" && one.name == "id" && one.place.line == 3;
  }));
  EXPECT_TRUE(std::any_of(values->begin(), values->end(), [](const GivenValue& one) {
    return one.name == "tags" && one.value.is_array() && one.tag.empty();
  })) << "a value, which is no table";
  const auto others = read("[tags.books]\nid = 1\n[paths]\nwhere = {a = 1}\n");
  ASSERT_TRUE(static_cast<bool>(others)) << to_string(others.errors());
  ASSERT_EQ(others->size(), 2u);
  EXPECT_TRUE(std::any_of(others->begin(), others->end(),
                          [](const GivenValue& one) { return one.tag == "books" && one.name == "id"; }));
  EXPECT_TRUE(std::any_of(others->begin(), others->end(), [](const GivenValue& one) {
    return one.name == "paths" && one.value.is_object() && one.path.empty();
  })) << "its names are no paths";
}

TEST(ValuesFile, HoldsAnyNumberOfOperations) {
  std::string text;
  for (int i = 0; i < 3'000; ++i) text += "[operations.Get" + std::to_string(i) + "]\nSid = 1\n";
  const auto values = read(text);
  ASSERT_TRUE(static_cast<bool>(values)) << to_string(values.errors());
  EXPECT_EQ(values->size(), 3'000u);
}

struct Case {
  const char* name;
  const char* text;
  const char* title;
  int line;
};

class BrokenValuesFile : public testing::TestWithParam<Case> {};

TEST_P(BrokenValuesFile, IsRefusedWithItsPlace) {
  const auto values = read(GetParam().text);
  ASSERT_FALSE(static_cast<bool>(values));
  ASSERT_EQ(values.errors().size(), 1u) << to_string(values.errors());
  const Error& error = values.errors().front();
  EXPECT_EQ(error.title, GetParam().title);
  EXPECT_EQ(error.place.line, GetParam().line);
  EXPECT_EQ(error.hint, "Write [operations.OPERATION-ID], and the values below it.");
}

INSTANTIATE_TEST_SUITE_P(
    Cases, BrokenValuesFile,
    testing::Values(
        Case{"OperationsIsAValue", "Sid = \"a\"\noperations = 1\n",
             "operations is not as schemas/values.schema.json has it: Value type not permitted by 'type' "
             "constraint.",
             2},
        Case{"OperationsIsAList", "operations = [{GetA = 1}]\n",
             "operations is not as schemas/values.schema.json has it: Value type not permitted by 'type' "
             "constraint.",
             1},
        Case{
            "AnOperationIsAValue", "[operations.GetA]\nSid = 1\n[operations]\n\"a/b~\" = 2\n",
            "operations.a/b~ is not as schemas/values.schema.json has it: Value type not permitted by 'type' "
            "constraint.",
            4}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ValuesFile, KeepsNumbersAndOrderAsTheyAreWritten) {
  const std::string file = (std::filesystem::path(testing::TempDir()) / "values_file_test.toml").string();
  std::ofstream(file) << "price = 1.50  # two places\n"
                         "\"pr\xC3\xA9\" = -0.0\n"
                         "plus = +1_000.25e+30\n"
                         "whole = 1_000\n"
                         "hex = 0x1F\n"
                         "list = [1.0, [2.50], \"\xC3\xA9\", 3.0]\n"
                         "table = {z = 1.0, a = 2.10}\n"
                         "inf = -inf\n"
                         "[operations.Get]\n"
                         "n = 10.0\n";
  const Result<std::vector<GivenValue>> values = read_values_file(file);
  if (!values) FAIL() << to_string(values.errors());
  std::string seen;
  for (const GivenValue& value : *values)
    seen += value.operation + " " + value.name + "=" + to_text(value.value) + "\n";
  EXPECT_EQ(seen,
            " hex=31\n inf=\"-inf\"\n list=[1.0,[2.50],\"\xC3\xA9\",3.0]\nGet n=10.0\n plus=1000.25e+30\n "
            "price=1.50\n pr\xC3\xA9=-0.0\n table={\"z\":1.0,\"a\":2.10}\n whole=1000\n");
}

}  // namespace values_file_test
}  // namespace avouch

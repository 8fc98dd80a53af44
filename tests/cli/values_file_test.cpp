// SPDX-License-Identifier: MIT
#include "cli/option/values_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace avouch {
namespace {

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

}  // namespace
}  // namespace avouch

// SPDX-License-Identifier: MIT
// Each document in fixtures/contracts/broken contains one mistake. The file beside it has the complete
// expected errors.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/file.h"
#include "contract/load.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(AVOUCH_SOURCE_DIR) / "fixtures" / "contracts" / "broken";
constexpr const char* kExpected = ".expected.json";

std::vector<std::string> documents() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(kExpected)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

nlohmann::json as_json(const Errors& errors) {
  nlohmann::json all = nlohmann::json::array();
  for (const Error& error : errors) {
    all.push_back({{"title", error.title},
                   {"file", fs::path(error.place.file).filename().string()},
                   {"line", error.place.line},
                   {"pointer", error.place.pointer},
                   {"hint", error.hint}});
  }
  return all;
}

class Broken : public testing::TestWithParam<std::string> {};

TEST_P(Broken, IsRefusedWithItsPlaceAndItsMend) {
  // Read under its bare name, so that messages that quote it do not depend on where the sources lie.
  const Result<std::string> text = read_file((kFolder / GetParam()).string());
  ASSERT_TRUE(text);
  const Result<std::string> expected = read_file((kFolder / (GetParam() + kExpected)).string());
  ASSERT_TRUE(expected) << "no " << GetParam() << kExpected;
  const Result<Contract> contract = load_contract(GetParam(), {}, {{GetParam(), *text}});
  if (contract) FAIL() << "it loads";
  EXPECT_EQ(as_json(contract.errors()).dump(2), nlohmann::json::parse(*expected).dump(2));
}

std::string case_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Documents, Broken, testing::ValuesIn(documents()), case_name);

TEST(BrokenDocuments, AreMany) {
  EXPECT_GE(documents().size(), 90u);
}

}  // namespace
}  // namespace avouch

// SPDX-License-Identifier: MIT
// Each document in fixtures/contracts/broken contains one mistake. The file beside it has the complete
// expected faults.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "contract/load.h"

namespace avouch {
namespace broken_test {

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
                   {"file", fs::path(error.place.file.text()).filename().string()},
                   {"line", error.place.line},
                   {"pointer", error.place.pointer},
                   {"hint", error.hint}});
  }
  return all;
}

// The documents that cannot be read, or of which no operation remains. All others load, with a fault.
bool is_unreadable(std::string_view name) {
  constexpr std::array kNames = {"json-cut-short.json",
                                 "json-empty.json",
                                 "json-schema.json",
                                 "json-trailing-comma.json",
                                 "not-an-object.json",
                                 "operation-a-reference.json",
                                 "operation-an-array.json",
                                 "paths-an-array.json",
                                 "paths-missing.json",
                                 "version-2.json",
                                 "version-3.3.json",
                                 "version-missing.json",
                                 "version-swagger.json",
                                 "yaml-alias-of-itself.yaml",
                                 "yaml-alias-undefined.yaml",
                                 "yaml-empty.yaml",
                                 "yaml-key-a-list.yaml",
                                 "yaml-merge-key.yaml",
                                 "yaml-nan.yaml",
                                 "yaml-open-bracket.yaml",
                                 "yaml-tab.yaml",
                                 "yaml-tag.yaml",
                                 "yaml-too-many-aliases.yaml",
                                 "yaml-two-documents.yaml"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

class Broken : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const Result<std::string> text = read_file((kFolder / GetParam()).string());
    ASSERT_TRUE(text);
    const Result<std::string> expected = read_file((kFolder / (GetParam() + kExpected)).string());
    ASSERT_TRUE(expected) << "no " << GetParam() << kExpected;
    text_ = *text;
    expected_ = nlohmann::json::parse(*expected).dump(2);
  }

  // Read under its bare name, so that messages that quote it do not depend on where the sources lie.
  Result<Contract> load(const LoadOptions& options) const {
    return load_contract(GetParam(), options, {{GetParam(), text_}});
  }

  std::string text_;
  std::string expected_;
};

TEST_P(Broken, IsRefusedWithItsPlaceAndItsMendByStrictOptions) {
  const Result<Contract> contract = load({.is_strict = true});
  if (contract) FAIL() << "it loads";
  EXPECT_EQ(as_json(contract.errors()).dump(2), expected_);
}

TEST_P(Broken, LoadsWithItsFaultIfAnOperationRemains) {
  const Result<Contract> contract = load({});
  EXPECT_EQ(!contract, is_unreadable(GetParam()));
  EXPECT_EQ(as_json(contract ? contract->faults : contract.errors()).dump(2), expected_);
  if (contract) {
    EXPECT_FALSE(contract->operations.empty());
  }
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

}  // namespace broken_test
}  // namespace avouch

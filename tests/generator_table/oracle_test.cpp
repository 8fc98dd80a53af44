// SPDX-License-Identifier: MIT
// Checks generated bodies of whole contracts with ajv, an independent validator. It must accept every
// conforming body and reject every body that breaks a claim. oracle.cjs lists the exceptions, by rule.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bodies.h"
#include "contract/load.h"
#include "differential/ajv.h"

namespace avouch {
namespace oracle_test {

namespace fs = std::filesystem;

class Oracle : public testing::TestWithParam<const char*> {};

TEST_P(Oracle, ConfirmsEveryBody) {
  const std::string name = GetParam();
  const char* named = std::getenv("AVOUCH_TWILIO_OPENAPI");
  const fs::path folder = name.starts_with("configuration-") ? fs::path(AVOUCH_SOURCE_DIR) / "schemas"
                          : named != nullptr                 ? fs::path(named)
                                             : fs::path(AVOUCH_SOURCE_DIR) / "../shared/data/twilio-openapi";
  if (!fs::exists(folder / name))
    GTEST_SKIP() << "there is no " << name << "; name its folder in AVOUCH_TWILIO_OPENAPI";
  const Result<std::string> ajv = differential::ajv_folder();
  if (!ajv) GTEST_SKIP() << to_string(ajv.errors());
  const Result<Contract> contract = load_contract((folder / name).string(), {});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const std::string lines = AVOUCH_BINARY_DIR "/" + name + ".bodies.jsonl";
  std::ofstream out(lines, std::ios::binary);
  const bool is_shipped = name.starts_with("configuration-");
  const WrittenCounts counts = write_bodies(
      *contract, {.violations = is_shipped ? std::size_t{64} : kFewViolations, .random = 10}, out);
  out.close();
  EXPECT_EQ(counts.impossible, 0U);
  EXPECT_GE(counts.conforming, 10 * counts.schemas);
  EXPECT_GE(counts.broken, 50 * counts.schemas);
  const std::string command = "NODE_PATH='" + *ajv +
                              "/node_modules' timeout 200 node '" AVOUCH_SOURCE_DIR
                              "/tests/generator_table/oracle.cjs' <'" +
                              lines + "'";
  EXPECT_EQ(std::system(command.c_str()), 0) << "see above, and " << lines;
}

INSTANTIATE_TEST_SUITE_P(Contracts, Oracle,
                         testing::Values("configuration-webhook.openapi.json", "twilio_flex_v1.json",
                                         "twilio_iam_organizations.json", "twilio_lookups_v2.json",
                                         "twilio_messaging_v2.json"),
                         [](const testing::TestParamInfo<const char*>& of) {
                           std::string name = of.param;
                           for (char& c : name) c = c == '-' || c == '.' ? '_' : c;
                           return name;
                         });

}  // namespace oracle_test
}  // namespace avouch

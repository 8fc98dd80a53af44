// SPDX-License-Identifier: MIT
#include "contract/schema/kinds.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "contract/state_clauses.h"
#include "documents.h"

namespace avouch {
namespace kinds_test {

// Schemas s0 … s40, each of which applies the next one twice: 2^40 paths lead to the last.
std::string doubled(const std::string& keyword) {
  std::string definitions = R"("s40":{"type":"array"})";
  for (int i = 0; i < 40; ++i) {
    const std::string next = R"({"$ref":"#/components/schemas/s)" + std::to_string(i + 1) + "\"}";
    definitions += ",\"s" + std::to_string(i) + "\":{\"" + keyword + "\":[" + next + "," + next + "]}";
  }
  return definitions;
}

class DoubledSchemas : public testing::TestWithParam<const char*> {};

TEST_P(DoubledSchemas, AreReadOnce) {
  const std::string text =
      R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"operationId":"list",
      "responses":{"200":{"description":"d","content":{"application/json":{"schema":
      {"$ref":"#/components/schemas/s0"}}}}}},"post":{"responses":{"201":{"description":"d"}}}}},
      "components":{"schemas":{)" +
      doubled(GetParam()) + "}}}";
  Result<Contract> contract = testing_documents::load(text);
  ASSERT_TRUE(contract) << to_string(contract.errors());
  add_state_clauses(*contract);
  const std::shared_ptr<const Schema>& schema = contract->operations[0].responses[0].media[0].schema;
  ASSERT_NE(schema, nullptr);
  EXPECT_EQ(kinds_at(schema.get(), {}).accepted, mask_of(ValueKind::array));
  EXPECT_EQ(kinds_of_node(*schema, 0).accepted, mask_of(ValueKind::array));
}

INSTANTIATE_TEST_SUITE_P(Kinds, DoubledSchemas, testing::Values("allOf", "anyOf"),
                         [](const testing::TestParamInfo<const char*>& of) { return std::string(of.param); });

}  // namespace kinds_test
}  // namespace avouch

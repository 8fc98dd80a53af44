// SPDX-License-Identifier: MIT
#include "cli/option/published_schema.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace avouch {
namespace published_schema_test {

std::string faults(const char* text) {
  std::string pointers;
  for (const OracleFault& fault : faults_by("schemas/waivers.schema.json", *parse_body(text).instance))
    pointers += fault.pointer + " ";
  return pointers;
}

TEST(PublishedSchema, TakesAListOfKnownFailures) {
  EXPECT_EQ(faults(R"({"waivers": [{"clause": "a/*", "reason": "r", "expires": "2026-12-31"}],
                       "baseline": {"date": "2026-11-29", "exercised": ["a/200/status"]}})"),
            "");
  EXPECT_EQ(faults(R"({"waivers": null})"), "");
}

TEST(PublishedSchema, NamesThePlaceOfAFault) {
  EXPECT_NE(faults(R"({"waivers": [{"clause": "a/*", "reason": 1}]})").find("/waivers/0/reason"),
            std::string::npos);
  EXPECT_NE(faults(R"({"baseline": {"date": "2026-11-29", "exercised": [1]}})").find("/baseline/exercised/0"),
            std::string::npos);
  EXPECT_NE(faults(R"({"waivres": []})"), "");
}

TEST(PublishedSchema, IsOneThatIsShipped) {
  EXPECT_THROW((void)faults_by("schemas/none.json", *parse_body("{}").instance), std::logic_error);
}

}  // namespace published_schema_test
}  // namespace avouch

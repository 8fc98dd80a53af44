// SPDX-License-Identifier: MIT
#include "reports/reporters.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sample_ledger.h"

namespace avouch {
namespace reporters_test {

TEST(Reporters, AreOneRowEach) {
  std::set<std::string> names;
  for (const Reporter& reporter : reporters()) {
    EXPECT_TRUE(names.insert(reporter.name).second) << reporter.name;
    EXPECT_EQ(reporter.flag, std::string("report-") + reporter.name);
    EXPECT_NE(std::string(reporter.help), "");
  }
  EXPECT_EQ(names, (std::set<std::string>{"ctrf", "gitlab", "html", "json", "junit", "sarif", "tap"}));
}

// All that each writes is held against its approved text in approval_test.cpp.
TEST(Reporters, WriteTheLedgerThatTheyAreGiven) {
  const Ledger ledger = sample_ledger();
  for (const Reporter& reporter : reporters()) {
    const std::string text = reporter.write(ledger);
    EXPECT_NE(text.find("200/body/account_sid/pattern"), std::string::npos) << reporter.name;
    EXPECT_TRUE(text.ends_with('\n')) << reporter.name;
  }
}

}  // namespace reporters_test
}  // namespace avouch

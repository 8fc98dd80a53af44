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
  EXPECT_EQ(names, (std::set<std::string>{"allure", "ctrf", "gitlab", "har", "html", "json", "junit", "sarif",
                                          "tap"}));
}

// All that each writes is held against its approved text in approval_test.cpp.
TEST(Reporters, WriteTheLedgerThatTheyAreGiven) {
  const Ledger ledger = sample_ledger();
  for (const Reporter& reporter : reporters()) {
    const ReportContent content = written_by(reporter, ledger);
    EXPECT_EQ(std::holds_alternative<std::vector<FolderFile>>(content), writes_folder(reporter));
    std::vector<FolderFile> files;
    if (const std::string* text = std::get_if<std::string>(&content)) {
      files.push_back({reporter.name, *text});
    } else if (const auto* parts = std::get_if<TextParts>(&content)) {
      files.push_back({reporter.name, ""});
      (*parts)([&](std::string_view part) { files.back().text += part; });
    } else {
      files = std::get<std::vector<FolderFile>>(content);
    }
    const std::string wanted = reporter.is_of_messages ? "/Webhooks" : "200/body/account_sid/pattern";
    bool is_there = false;
    for (const FolderFile& file : files) {
      is_there = is_there || file.text.find(wanted) != std::string::npos;
      EXPECT_TRUE(file.text.ends_with('\n')) << file.name;
    }
    EXPECT_TRUE(is_there) << reporter.name;
  }
}

}  // namespace reporters_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// Validates the SARIF report by schemas/sarif-report.schema.json, which has the rules of SARIF 2.1.0 for our
// output.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/command/lint_sarif.h"
#include "tests/report_schema.h"

namespace avouch {
namespace lint_sarif_schema_test {

using nlohmann::json;

std::string faults(const std::string& report) {
  return faults_under("sarif-report.schema.json", report);
}

struct Case {
  const char* name;
  std::vector<LintFinding> findings;
  Errors errors;
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

class SarifOf : public testing::TestWithParam<Case> {};

TEST_P(SarifOf, IsValid) {
  EXPECT_EQ(faults(lint_sarif(GetParam().findings, GetParam().errors, "1.2.3")), "");
}

LintFinding finding(const std::string& file, const std::string& pointer, int line,
                    LintFinding::Severity severity = LintFinding::Severity::error) {
  return {.rule = "a-rule",
          .severity = severity,
          .place = {.file = file, .pointer = pointer, .line = line},
          .message = "it is so",
          .hint = "Mend it."};
}

const Case kCases[] = {
    {"OfNothing", {}, {}},
    {"OfSeveralPlaces",
     {{.rule = "a-rule",
       .place = {.file = "a.json", .pointer = "/a", .line = 1},
       .message = "3 things are so",
       .others = {{.file = "a.json", .pointer = "/b", .line = 2},
                  {.file = "b.json", .pointer = "", .line = 0}}}},
     {}},
    {"OfEachSeverity",
     {finding("a.json", "/a", 1), finding("a.json", "/a", 1, LintFinding::Severity::warning),
      finding("a.json", "/a", 1, LintFinding::Severity::note)},
     {}},
    {"OfNamesThatAreNoUris",
     {finding("my api.json", "", 0), finding("/x/ä%#?[1].yaml", "/~0~1", 7), finding("c:\\x.json", "/ \"", 2),
      finding("a\nb\x1b.json", "/a\nb", 2), finding("\xff.json", "/\xff", 2), finding("a:b.json", "", 2)},
     {}},
    {"OfAQuestion",
     {{.rule = "a-rule", .place = {.file = "a"}, .message = "so", .hint = "Did you mean it?"}},
     {}},
    {"OfWhatWasNotRead",
     {finding("a.json", "", 1)},
     {{.title = "cannot read b.json", .place = {.file = "b.json"}, .hint = "Check it."},
      {.title = "nothing is there", .place = {}, .hint = ""}}},
};

INSTANTIATE_TEST_SUITE_P(Findings, SarifOf, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

// An edit of a report by a JSON Pointer, and what must be said of it.
struct Broken {
  const char* name;
  const char* pointer;
  json value;  // discarded: the member is taken out
};
void PrintTo(const Broken& item, std::ostream* out) {
  *out << item.name;
}

const json kGone = json::parse("", nullptr, false);

class BrokenSarif : public testing::TestWithParam<Broken> {};

TEST_P(BrokenSarif, IsNot) {
  const Errors errors = {{.title = "cannot read b.json", .place = {.file = "b.json"}, .hint = "Check it."}};
  json report = json::parse(lint_sarif({finding("a.json", "/a", 3)}, errors, "1.2.3"));
  const json::json_pointer at(GetParam().pointer);
  ASSERT_EQ(faults(report.dump()), "");
  if (GetParam().value.is_discarded()) {
    ASSERT_TRUE(report.contains(at));
    report[at.parent_pointer()].erase(at.back());
  } else {
    report[at] = GetParam().value;
  }
  EXPECT_NE(faults(report.dump()), "");
}

const Broken kBroken[] = {
    {"NoVersion", "/version", kGone},
    {"AnotherVersion", "/version", "2.0.0"},
    {"NoRuns", "/runs", kGone},
    {"NoTool", "/runs/0/tool", kGone},
    {"NoDriver", "/runs/0/tool/driver", kGone},
    {"NoDriverName", "/runs/0/tool/driver/name", kGone},
    {"NoRuleId", "/runs/0/tool/driver/rules/0/id", kGone},
    {"RulesTwice", "/runs/0/tool/driver/rules", json::array({{{"id", "a"}}, {{"id", "a"}}})},
    {"ColumnKind", "/runs/0/columnKind", "bytes"},
    {"NoSuccess", "/runs/0/invocations/0/executionSuccessful", kGone},
    {"SuccessInSpiteOfErrors", "/runs/0/invocations/0/executionSuccessful", true},
    {"FailureWithoutReason", "/runs/0/invocations/0/toolExecutionNotifications", json::array()},
    {"NotificationLevel", "/runs/0/invocations/0/toolExecutionNotifications/0/level", "fatal"},
    {"NoNotificationMessage", "/runs/0/invocations/0/toolExecutionNotifications/0/message", kGone},
    {"NoResults", "/runs/0/results", kGone},
    {"ResultLevel", "/runs/0/results/0/level", "info"},
    {"NoMessage", "/runs/0/results/0/message", kGone},
    {"MessageText", "/runs/0/results/0/message/text", ""},
    {"RuleIndex", "/runs/0/results/0/ruleIndex", -1},
    {"LineZero", "/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0},
    {"LineAsText", "/runs/0/results/0/locations/0/physicalLocation/region/startLine", "3"},
    {"NoUri", "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", kGone},
    {"UriWithBlank", "/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", "my api.json"},
    {"NoLocation", "/runs/0/results/0/locations", json::array()},
    {"LogicalKind", "/runs/0/results/0/locations/0/logicalLocations/0/kind", "thing"},
    {"LogicalName", "/runs/0/results/0/locations/0/logicalLocations/0/fullyQualifiedName", "a/~2"},
    {"Undocumented", "/runs/0/results/0/severity", "high"},
};

INSTANTIATE_TEST_SUITE_P(Edits, BrokenSarif, testing::ValuesIn(kBroken),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace lint_sarif_schema_test
}  // namespace avouch

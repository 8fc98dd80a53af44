// SPDX-License-Identifier: MIT
// The list of known failures, as it is read from YAML: with the line of every error.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "contract/document/yaml.h"
#include "gate/waivers.h"

namespace avouch {
namespace waivers_reader_test {

Result<Waivers> waivers_in(const std::string& yaml) {
  const Result<Document> document = parse_yaml_document("w.yaml", yaml);
  if (!document) return document.errors();
  return read_waivers("w.yaml", document->root());
}

std::string errors_in(const std::string& yaml) {
  const Result<Waivers> read = waivers_in(yaml);
  return read ? "" : to_string(read.errors());
}

TEST(WaiversReader, ReadsEveryMember) {
  const Result<Waivers> read = waivers_in(
      "waivers:\n"
      "  - clause: getBook/200/*\n"
      "    reason: prices are texts until the importer is replaced\n"
      "    owner: catalogue team\n"
      "    issue: https://issues.example/BOOK-12\n"
      "    expires: 2026-12-31\n"
      "    message: '\"12.50\"'\n"
      "  - {clause: a, reason: b}\n"
      "baseline:\n"
      "  date: 2026-11-29\n"
      "  exercised: [a, b/c]\n");
  ASSERT_TRUE(read) << to_string(read.errors());
  ASSERT_EQ(read->list.size(), 2U);
  const Waiver& first = read->list[0];
  EXPECT_EQ(first.clause, "getBook/200/*");
  EXPECT_EQ(first.waived, (Waived{.reason = "prices are texts until the importer is replaced",
                                  .owner = "catalogue team",
                                  .issue = "https://issues.example/BOOK-12",
                                  .expires = "2026-12-31",
                                  .message = "\"12.50\"",
                                  .place = {"w.yaml", "/waivers/0", 2}}));
  EXPECT_EQ(first.last_day, std::chrono::sys_days(std::chrono::year(2026) / 12 / 31));
  EXPECT_EQ(read->list[1].waived.place.line, 8);
  EXPECT_EQ(read->list[1].last_day, std::nullopt);
  EXPECT_EQ(read->baseline, (Baseline{.date = "2026-11-29", .exercised = {"a", "b/c"}}));
}

TEST(WaiversReader, TakesAnEmptyList) {
  EXPECT_TRUE(waivers_in("waivers: []\n"));
  EXPECT_TRUE(waivers_in("waivers:\n"));
  EXPECT_TRUE(waivers_in("{}"));
}

struct Wrong {
  const char* name;
  const char* yaml;
  const char* errors;
};

void PrintTo(const Wrong& shown, std::ostream* out) {
  *out << shown.name;
}

class WrongWaivers : public testing::TestWithParam<Wrong> {};

TEST_P(WrongWaivers, AreRefusedWithTheirLine) {
  EXPECT_EQ(errors_in(GetParam().yaml), GetParam().errors);
}

INSTANTIATE_TEST_SUITE_P(
    Of, WrongWaivers,
    testing::Values(
        Wrong{"NoObject", "- a\n",
              "error: this is no list of known failures\n  at w.yaml:1\n"
              "  Write `waivers:` and below it one entry per known failure, with clause and reason.\n"},
        Wrong{"UnknownAtTop", "waiver: []\n",
              "error: a list of known failures has no \"waiver\" here\n  at w.yaml:1 /waiver\n"
              "  Did you mean waivers?\n"},
        Wrong{"UnknownMember", "waivers:\n  - clause: a\n    reason: b\n    expire: 2026-01-01\n",
              "error: a list of known failures has no \"expire\" here\n  at w.yaml:4 /waivers/0/expire\n"
              "  Did you mean expires?\n"},
        Wrong{
            "NoReason", "waivers:\n  - clause: a\n",
            "error: a known failure has no `reason`\n  at w.yaml:2 /waivers/0\n  Say why it is accepted.\n"},
        Wrong{"NoClause", "waivers:\n  - reason: a\n",
              "error: a known failure has no `clause`\n  at w.yaml:2 /waivers/0\n"
              "  Name the clause by its coordinate, as avouch list prints it.\n"},
        Wrong{"EmptyReason", "waivers:\n  - clause: a\n    reason: ''\n",
              "error: `reason` of a known failure is not a text\n  at w.yaml:3 /waivers/0/reason\n"
              "  Write a text that is not empty, in quotes if it looks like something else.\n"},
        Wrong{"NumberAsIssue", "waivers:\n  - clause: a\n    reason: b\n    issue: 12\n",
              "error: `issue` of a known failure is not a text\n  at w.yaml:4 /waivers/0/issue\n"
              "  Write a text that is not empty, in quotes if it looks like something else.\n"},
        Wrong{"NoDay", "waivers:\n  - clause: a\n    reason: b\n    expires: 2026-02-30\n",
              "error: `expires` is no day: \"2026-02-30\"\n  at w.yaml:4 /waivers/0/expires\n"
              "  Write the last day on which it counts, such as 2026-12-31.\n"},
        Wrong{"SoonIsNoDay", "waivers:\n  - clause: a\n    reason: b\n    expires: soon\n",
              "error: `expires` is no day: \"soon\"\n  at w.yaml:4 /waivers/0/expires\n"
              "  Write the last day on which it counts, such as 2026-12-31.\n"},
        Wrong{
            "TwoFaults", "waivers:\n  - a\n  - clause: b\n",
            "error: a known failure is not an object\n  at w.yaml:2 /waivers/0\n"
            "  Give it `clause` and `reason`.\n"
            "error: a known failure has no `reason`\n  at w.yaml:3 /waivers/1\n  Say why it is accepted.\n"},
        Wrong{"BaselineWithoutClauses", "baseline: {date: 2026-11-29}\n",
              "error: the baseline has no `exercised`\n  at w.yaml:1 /baseline\n  avouch baseline writes "
              "it.\n"}),
    [](const testing::TestParamInfo<Wrong>& of) { return of.param.name; });

}  // namespace waivers_reader_test
}  // namespace avouch

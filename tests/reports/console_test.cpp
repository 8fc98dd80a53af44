// SPDX-License-Identifier: MIT
#include "reports/console.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "sample_ledger.h"

namespace avouch {
namespace console_test {

Entry entry_of(Outcome outcome, Severity severity = Severity::violation) {
  return {.clause = Clause{.coordinate = "Op/200/status",
                           .operation = "Op",
                           .severity = severity,
                           .claim = "the status is 200"},
          .verdict = {.outcome = outcome, .reason = "a reason"}};
}

struct Closing {
  const char* name;
  std::vector<Entry> entries;
  bool interrupted;
  const char* line;
};

const Entry kHolds = entry_of(Outcome::holds);
const Entry kViolated = entry_of(Outcome::violated);
const Entry kWarning = entry_of(Outcome::violated, Severity::warning);
const Entry kUnexercised = entry_of(Outcome::unexercised);
const Entry kUndecided = entry_of(Outcome::undecided);

const Closing kClosings[] = {
    {"Nothing",
     {},
     false,
     "○ 0 clauses (0 exchanges, 0 ms). No clause was exercised: this run proves nothing.\n"},
    {"OneHolds", {kHolds}, false, "✓ 1 clause: 1 holds (0 exchanges, 0 ms). Every clause holds.\n"},
    {"Gaps",
     {kHolds, kHolds, kUnexercised},
     false,
     "✓ 3 clauses: 2 hold, 1 unexercised (0 exchanges, 0 ms). Every clause that was exercised holds, 1 could "
     "not be "
     "exercised.\n"},
    {"OnlyUnexercised",
     {kUnexercised},
     false,
     "○ 1 clause: 1 unexercised (0 exchanges, 0 ms). No clause was exercised: this run proves nothing.\n"},
    {"Warnings",
     {kHolds, kWarning, kWarning},
     false,
     "! 3 clauses: 1 holds, 2 warnings (0 exchanges, 0 ms). No clause is violated, 2 warnings "
     "were raised.\n"},
    {"Violated",
     {kHolds, kViolated, kUndecided},
     false,
     "✗ 3 clauses: 1 holds, 1 violated, 1 undecided (0 exchanges, 0 ms). The target violates 1 clause of its "
     "documentation, and 1 could not be judged.\n"},
    {"PartlyUndecided",
     {kHolds, kUndecided},
     false,
     "? 2 clauses: 1 holds, 1 undecided (0 exchanges, 0 ms). 1 clause could not be judged, no violation was "
     "found.\n"},
    {"AllUndecided",
     {kUndecided, kUnexercised},
     false,
     "? 2 clauses: 1 undecided, 1 unexercised (0 exchanges, 0 ms). 1 clause could not be judged: this run "
     "proves "
     "nothing.\n"},
    {"Interrupted",
     {kHolds},
     true,
     "? 1 clause: 1 holds (0 exchanges, 0 ms). Interrupted: every clause holds.\n"},
};

class ClosingLine : public testing::TestWithParam<Closing> {};

TEST_P(ClosingLine, SaysWhatTheRunProved) {
  const Ledger ledger{.run = {.interrupted = GetParam().interrupted}, .entries = GetParam().entries};
  EXPECT_EQ(closing_line(ledger), GetParam().line);
}

TEST(ConsoleOfAShard, LeavesTheWholeToMerge) {
  Ledger shard{.run = {.shard = Shard{.index = 1, .total = 2}}};
  EXPECT_EQ(closing_line(shard), "○ 0 clauses (0 exchanges, 0 ms). This shard has no clauses.\n");
  shard.entries = {kUnexercised};
  EXPECT_EQ(closing_line(shard),
            "○ 1 clause: 1 unexercised (0 exchanges, 0 ms). No clause of this shard was exercised.\n");
}

INSTANTIATE_TEST_SUITE_P(Console, ClosingLine, testing::ValuesIn(kClosings),
                         [](const auto& test) { return std::string(test.param.name); });

Ledger with_excerpts(const std::vector<Finding>& findings) {
  Entry entry = kViolated;
  entry.verdict.findings = findings;
  entry.verdict.failures = findings.size();
  return {.entries = {entry}};
}

std::string block(const Ledger& ledger, const ConsoleOptions& options) {
  const std::string text = console_report(ledger, options);
  const std::size_t begin = text.find("    seen");
  return text.substr(begin, text.find("\n\n", begin) - begin);
}

Finding about_price(const std::string& seen, const std::string& expected) {
  return {.where = "body /price",
          .seen = seen,
          .expected = expected,
          .excerpt = {.before = R"({"id": 7, "price": )", .marked = seen, .after = R"(, "title": "Dune"})"}};
}

TEST(ConsoleExcerpt, HasWhatIsExpectedBesideWhatWasSeen) {
  EXPECT_EQ(block(with_excerpts({about_price(R"("12.50")", "a number")}), {.quiet = true}),
            R"(    seen        body /price: "12.50"
                {"id": 7, "price": "12.50", "title": "Dune"}
                                   ^^^^^^^ expected a number)");
}

TEST(ConsoleExcerpt, LeavesWhatIsExpectedToALineWhereItHasNoRoom) {
  const Ledger ledger = with_excerpts({about_price(R"("12.50")", "a number that is not negative")});
  EXPECT_EQ(block(ledger, {.quiet = true, .width = 64}),
            R"(    seen        body /price: "12.50"
                {"id": 7, "price": "12.50", "title": "Dune"}
                                   ^^^^^^^
    expected    a number that is not negative)");
  EXPECT_EQ(block(ledger, {.quiet = true, .width = 56}),
            "    seen        body /price: \"12.50\"\n    expected    a number that is not negative")
      << "an excerpt never wraps";
}

TEST(ConsoleExcerpt, IsThatOfTheFirstFindingUnlessVerbose) {
  const Ledger ledger = with_excerpts({about_price("\"a\"", "a number"), about_price("-1", "at least 0")});
  EXPECT_EQ(block(ledger, {.quiet = true}),
            R"(    seen        body /price: "a"
                {"id": 7, "price": "a", "title": "Dune"}
                                   ^^^ expected a number
                body /price: -1, expected at least 0)");
  EXPECT_NE(console_report(ledger, {.verbose = true}).find("^^ expected at least 0"), std::string::npos);
}

TEST(ConsoleExcerpt, CountsTheColumnsOfWideCharacters) {
  Ledger ledger = with_excerpts({about_price("1", "a string")});
  ledger.entries[0].verdict.findings[0].excerpt = {
      .before = "{\"\xE5\x90\x8D\": ", .marked = "\"\xE6\x9C\xAC\"", .after = "}"};
  EXPECT_NE(console_report(ledger, {.quiet = true})
                .find("\n" + std::string(16 + 7, ' ') + "^^^^ expected a string"),
            std::string::npos)
      << console_report(ledger, {.quiet = true});
}

TEST(ConsoleExcerpt, IsLeftOutWhereAReportHasAnEndlessOne) {
  Ledger ledger = with_excerpts({about_price("1", "a string")});
  ledger.entries[0].verdict.findings[0].excerpt.before = std::string(100'000, 'x');
  EXPECT_LT(console_report(ledger, {.quiet = true}).size(), 2'000U);
}

// A run of a large contract against a server that is wrong in many ways: each operation differs, so nothing
// has a common cause.
Ledger bad_ledger() {
  Ledger ledger{
      .run = {.version = "0.1.0", .contract = "api.json", .title = "Large", .target = "https://a.example/"}};
  constexpr ClauseKind kKinds[] = {ClauseKind::status,      ClauseKind::media_type, ClauseKind::body_syntax,
                                   ClauseKind::body_schema, ClauseKind::header,     ClauseKind::cors,
                                   ClauseKind::security,    ClauseKind::drift};
  for (int i = 0; i < 300; ++i) {
    const std::string number = std::to_string(i);
    for (const ClauseKind kind : kKinds) {
      for (const Outcome outcome :
           {Outcome::holds, Outcome::violated, Outcome::unexercised, Outcome::undecided, Outcome::violated}) {
        const std::string name =
            "200/" + std::string(to_string(kind)) + std::to_string(ledger.entries.size());
        Entry entry{.clause = Clause{.coordinate = "operation" + number + "/" + name,
                                     .operation = "operation" + number,
                                     .kind = kind,
                                     .claim = "claim " + name,
                                     .place = Place{.file = "api.json", .pointer = "/" + name, .line = i + 1},
                                     .documentation = "page " + name},
                    .verdict = {.outcome = outcome, .reason = "reason " + name},
                    .reproduce = "curl " + name};
        if (outcome == Outcome::violated)
          entry.verdict.findings.assign(kFindingLimit, {"body /" + name, "\"" + name + "\"", "a number"});
        entry.verdict.failures = 100;
        if (ledger.entries.size() % 5 == 4) entry.clause.own().severity = Severity::warning;
        if (ledger.entries.size() % 3 == 0 && outcome == Outcome::violated)
          entry.waived = Waived{.reason = "known " + name};
        ledger.entries.push_back(std::move(entry));
      }
    }
    ledger.run.notes.push_back("note " + number);
  }
  return ledger;
}

TEST(Console, FitsOnTwoScreensWhateverIsWrong) {
  const Ledger ledger = bad_ledger();
  const std::string text = console_report(ledger, {.width = 100});
  EXPECT_LE(split(text, '\n').size(), 110U) << text;
  EXPECT_GT(split(console_report(ledger, {.verbose = true, .width = 100}), '\n').size(), 5'000U);
}

TEST(Console, ShowsRoundsWithTheirLatencies) {
  Ledger ledger = green_ledger();
  EXPECT_EQ(console_report(ledger).find("repeated"), std::string::npos);
  Rounds rounds{.rounds = 12'000, .requests = 6, .exchanges = 72'000, .elapsed = std::chrono::seconds(10)};
  for (int i = 0; i < 100; ++i) rounds.latency.add(std::chrono::microseconds(i < 95 ? 60 : 31'000));
  ledger.run.rounds = rounds;
  const std::string text = console_report(ledger);
  EXPECT_NE(text.find("repeated  12,000 rounds of 6 requests: 72,000 exchanges in 10.0 s, 7,200 per second\n"
                      "latency   p50 0.06 ms, p90 0.06 ms, p99 31 ms, max 31 ms\n"),
            std::string::npos)
      << text;
  ledger.run.rounds->unanswered = 2;
  ledger.run.rounds->ended = "the run was interrupted";
  const std::string other = console_report(ledger);
  EXPECT_NE(other.find("7,200 per second; 2 got no response\n"), std::string::npos) << other;
  EXPECT_NE(other.find("ended     early: the run was interrupted\n"), std::string::npos) << other;
  EXPECT_EQ(console_report(ledger, {.quiet = true}).find("repeated"), std::string::npos);
}

TEST(Console, HasNoControlCharacterButLineFeeds) {
  const std::string text = console_report(sample_ledger(), {.verbose = true});
  for (const std::string_view line : split(text, '\n')) {
    EXPECT_EQ(printable(line), line);
  }
}

TEST(Console, ColourAddsOnlyItsOwnSequences) {
  const std::string plain = console_report(sample_ledger(), {.verbose = true});
  const std::string colored = console_report(sample_ledger(), {.color = true, .verbose = true});
  EXPECT_NE(plain, colored);
  std::string stripped;
  for (std::size_t at = 0; at < colored.size(); ++at) {
    if (colored[at] == '\x1b') {
      at = colored.find('m', at);
    } else {
      stripped += colored[at];
    }
  }
  EXPECT_EQ(stripped, plain);
}

TEST(Console, WrapsAtTheWidthButNeverACommand) {
  std::size_t commands = 0;
  const std::string text = console_report(unreachable_ledger(), {.width = 60});
  for (const std::string_view line : split(text, '\n')) {
    if (line.find("curl ") != std::string_view::npos) {
      ++commands;
    } else if (line.find("clauses: ") == std::string_view::npos) {  // the closing line is one line
      EXPECT_LE(code_points(line), 60u) << line;
    }
  }
  EXPECT_EQ(commands, 1u);
}

TEST(Console, QuietLeavesOutWhatHolds) {
  EXPECT_EQ(console_report(green_ledger(), {.quiet = true}), closing_line(green_ledger()));
  const std::string text = console_report(sample_ledger(), {.quiet = true});
  EXPECT_EQ(text.find("unexercised: "), std::string::npos);
  EXPECT_NE(text.find("violated: 4 clauses"), std::string::npos);
  EXPECT_NE(text.find("undecided: 1 clause"), std::string::npos);
}

TEST(Console, VerboseNamesEveryClauseAndEveryExchange) {
  const Ledger ledger = sample_ledger();
  const std::string text = console_report(ledger, {.verbose = true});
  for (const Entry& entry : ledger.entries) {
    EXPECT_NE(text.find(printable(entry.clause->coordinate)), std::string::npos) << entry.clause->coordinate;
  }
  for (const SentRequest& exchange : ledger.exchanges) {
    EXPECT_NE(text.find(printable(exchange.reproduce.text())), std::string::npos)
        << exchange.reproduce.text();
  }
}

// GitHub's runner obeys a line that begins with "::" or blanks and "::", and "##[" anywhere; Azure's
// "##vso[".
TEST(Console, NoLineIsACommandToWhoKeepsTheLog) {
  const std::string hostile =
      "::error::a ::set-output name=x::b ##[group]c ##vso[task.setvariable]d \u200B\U000E0041";
  Ledger ledger;
  for (const Outcome outcome :
       {Outcome::holds, Outcome::violated, Outcome::unexercised, Outcome::undecided}) {
    Entry entry = entry_of(outcome);
    entry.clause = Clause{.coordinate = hostile,
                          .operation = hostile,
                          .claim = hostile,
                          .place = Place{.file = hostile, .pointer = hostile, .line = 1},
                          .documentation = hostile};
    entry.verdict.reason = hostile;
    entry.verdict.findings = {{.where = hostile, .seen = hostile, .expected = hostile}};
    entry.reproduce = hostile;
    ledger.entries.push_back(entry);
  }
  ledger.exchanges = {{.probe = hostile, .request = hostile, .outcome = hostile, .reproduce = hostile}};
  ledger.run.title = ledger.run.contract = ledger.run.target = hostile;
  ledger.run.notes = {hostile};
  for (const std::size_t width : {40U, 43U, 60U, 100U}) {
    for (const bool is_verbose : {false, true}) {
      const std::string text = console_report(ledger, {.verbose = is_verbose, .width = width});
      for (std::string_view line : split(text, '\n')) EXPECT_FALSE(trim_ows(line).starts_with("::")) << line;
      for (const char* never : {"##[", "##vso[", "\u200B", "\U000E0041"})
        EXPECT_EQ(text.find(never), std::string::npos) << never;
      EXPECT_NE(text.find("\\x3a:error::a"), std::string::npos);
    }
  }
}

TEST(Console, ListsEveryUnexercisedClauseWhereVerbose) {
  Ledger ledger = green_ledger();
  for (std::size_t i = 0; i < 3; ++i)
    ledger.entries[i].verdict = {.outcome = Outcome::unexercised, .reason = "no answer"};
  EXPECT_NE(console_report(ledger).find("unexercised: 3 clauses (-v lists them)\n○ 3  no answer"),
            std::string::npos);
  const std::string text = console_report(ledger, {.verbose = true});
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NE(text.find("\n    " + ledger.entries[i].clause->coordinate + "\n"), std::string::npos);
  }
  for (Entry& entry : ledger.entries)
    entry.verdict = {.outcome = Outcome::unexercised, .reason = "no answer"};
  EXPECT_NE(
      console_report(ledger, {.verbose = true}).find("\n    all 7 clauses of FetchConfigurationWebhook\n"),
      std::string::npos);
}

}  // namespace console_test
}  // namespace avouch

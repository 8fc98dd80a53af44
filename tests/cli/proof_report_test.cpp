// SPDX-License-Identifier: MIT
#include "cli/command/proof_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/load.h"
#include "tests/report_schema.h"

namespace avouch {
namespace proof_report_test {

using Finding = ClauseProof::Finding;

ClauseProof proof_of(const char* coordinate, Finding finding) {
  ClauseProof proof{
      .clause = Clause{.coordinate = coordinate, .operation = "Get", .severity = Severity::warning},
      .finding = finding};
  proof.mutants = 4;
  if (finding == Finding::proven) {
    proof.killed = 4;
    proof.examples = {"the status is 500", "the status is 501", "the status is 502"};
  } else {
    proof.why = "nobody knows";
    proof.survivors = {{"the status is \x1b[2J", "holds"}};
  }
  return proof;
}

ProofReport report_of(std::vector<ClauseProof> clauses) {
  ProofReport report{.run = {.version = "1.2.3", .contract = "api.json"},
                     .allow_unproven = {"Get/excused/*"}};
  report.add({.clauses = std::move(clauses), .conformant = 7});
  return report;
}

struct Case {
  const char* name;
  const char* coordinate;
  Finding finding;
  Outcome outcome;
  ExitCode exit_code;  // of a proof of this clause and a proven one
};

class ProofReportOf : public testing::TestWithParam<Case> {};

TEST_P(ProofReportOf, TellsAFindingAsAnOutcomeAndAnExitCode) {
  const ProofReport report = report_of(
      {proof_of("Get/200/status", Finding::proven), proof_of(GetParam().coordinate, GetParam().finding)});
  EXPECT_EQ(report.exit_code(), GetParam().exit_code);
  const Ledger ledger = report.ledger();
  EXPECT_EQ(ledger.run.question, Question::can_it_fail);
  ASSERT_EQ(ledger.entries.size(), 2u);
  const Entry& entry = ledger.entries[1];
  EXPECT_EQ(entry.verdict.outcome, GetParam().outcome);
  EXPECT_EQ(entry.clause->severity, Severity::violation);  // that drift can be seen is to be proven too
  EXPECT_FALSE(entry.verdict.findings.empty());
  if (GetParam().finding != Finding::proven) {
    EXPECT_EQ(entry.verdict.reason, std::string(to_string(GetParam().finding)) + ": nobody knows");
    EXPECT_EQ(entry.verdict.findings[0].where, "the status is \\x1b[2J");
  }
}

constexpr Case kCases[] = {
    {"Proven", "Get/a", Finding::proven, Outcome::holds, ExitCode::holds},
    {"EmptyClaim", "Get/a", Finding::empty_claim, Outcome::violated, ExitCode::violated},
    {"Unreachable", "Get/a", Finding::unreachable, Outcome::violated, ExitCode::violated},
    {"Masked", "Get/a", Finding::masked, Outcome::violated, ExitCode::violated},
    {"OutOfReach", "Get/a", Finding::out_of_reach, Outcome::violated, ExitCode::violated},
    {"Missed", "Get/a", Finding::missed, Outcome::undecided, ExitCode::undecided},
    {"Flagged", "Get/a", Finding::flagged, Outcome::undecided, ExitCode::undecided},
    {"ExcusedMasked", "Get/excused/a", Finding::masked, Outcome::unexercised, ExitCode::holds},
    {"ADefectIsNotExcused", "Get/excused/a", Finding::missed, Outcome::undecided, ExitCode::undecided},
};

INSTANTIATE_TEST_SUITE_P(Findings, ProofReportOf, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ProofReport, OfNothingProvesNothing) {
  EXPECT_EQ(report_of({}).exit_code(), ExitCode::unexercised);
}

TEST(ProofReport, JsonIsValidUnderItsSchema) {
  std::vector<ClauseProof> clauses;
  for (const Case& one : kCases) clauses.push_back(proof_of(one.coordinate, one.finding));
  const std::string json = report_of(clauses).json();
  for (const char c : json) ASSERT_TRUE(c == '\n' || (c >= 0x20 && c < 0x7F));
  EXPECT_EQ(faults_under("proof.schema.json", json), "");
  EXPECT_EQ(nlohmann::json::parse(json).at("tally").at("findings").at("masked"), 2);
}

// A second validator that finds nothing wrong with any body.
Result<SecondValidator> lenient_validator(const std::string&) {
  return SecondValidator([](const Instance&) { return Opinion{.accepts = true, .unsaid = {}}; });
}

TEST(ProofReport, ADisagreementOfTwoValidatorsIsADefect) {
  const std::string document =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get":
    {"operationId": "GetA", "responses": {"200": {"description": "d", "content": {"application/json":
    {"schema": {"type": "boolean"}}}}}}}}})";
  const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const auto report_by = [&](const SecondValidatorMaker& second) {
    ProofReport report{.run = {.version = "1.2.3", .contract = "made.json"}, .allow_unproven = {"*"}};
    report.add(*prove(*contract, {.selection = {.include_clauses = {"*/body/*"}}, .second = second}));
    return report;
  };
  const ProofReport agreed = report_by({});
  EXPECT_EQ(agreed.exit_code(), ExitCode::holds) << agreed.summary();
  EXPECT_GT(agreed.second.bodies, 3u);
  EXPECT_EQ(disagreement_text(agreed.second), "");
  EXPECT_EQ(faults_under("proof.schema.json", agreed.json()), "");

  const ProofReport planted = report_by(lenient_validator);
  EXPECT_EQ(planted.exit_code(), ExitCode::undecided);
  EXPECT_EQ(static_cast<int>(planted.exit_code()), 3);
  EXPECT_GT(planted.second.disagreed, 0u);
  EXPECT_NE(
      planted.summary().find("✗ GetA 200 application/json: Avouch refuses it by type, a second validator "
                             "accepts it\n"),
      std::string::npos)
      << planted.summary();
  EXPECT_NE(planted.summary().find("    contract  made.json:3 /paths/~1a/get/responses/200/content/"
                                   "application~1json/schema/type\n"),
            std::string::npos)
      << planted.summary();
  EXPECT_NE(planted.summary().find("A body that two validators judge differently is a defect of Avouch"),
            std::string::npos);
  EXPECT_EQ(faults_under("proof.schema.json", planted.json()), "");
  const nlohmann::json said = nlohmann::json::parse(planted.json()).at("second_opinion");
  EXPECT_EQ(said.at("disagreed"), planted.second.disagreed);
  EXPECT_EQ(said.at("disagreements").at(0).at("second"), "accepts it");
  const std::vector<std::string> notes = planted.ledger().run.notes;
  EXPECT_TRUE(std::any_of(notes.begin(), notes.end(),
                          [](const std::string& note) { return note.starts_with("defect: GetA 200"); }));
}

TEST(ProofReport, SaysWhyBodiesHadNoSecondOpinion) {
  ProofReport report = report_of({proof_of("Get/a", Finding::proven)});
  report.second.bodies = 5;
  report.second.skipped = {{OpinionRule::format, 2}, {OpinionRule::numbers, 1}};
  EXPECT_NE(
      report.summary().find("A second validator judged 5 bodies: 5 as Avouch did; it was not asked about "
                            "3 (format 2, number beyond a double 1).\n"),
      std::string::npos)
      << report.summary();
  const nlohmann::json said = nlohmann::json::parse(report.json()).at("second_opinion");
  EXPECT_EQ(said.at("bodies"), 5);
  EXPECT_EQ(said.at("without"), 3);
  EXPECT_EQ(said.at("skipped").at(0).at("rule"), "format");
  EXPECT_EQ(report.exit_code(), ExitCode::holds);
}

TEST(ProofReport, EscapesWhatIsOfTheContract) {
  const ProofReport report =
      report_of({proof_of("::error::\u200B/##[x]", Finding::proven), proof_of("\x1b[2J/b", Finding::masked)});
  EXPECT_EQ(proof_text(report, report.clauses[0], true),
            "✓ \\x3a:error::\\u{200b}/#\\x23[x]: 4 responses, such as: the status is 500\n");
  EXPECT_EQ(proof_text(report, report.clauses[1], false), "○ \\x1b[2J/b: masked, nobody knows\n");
}

TEST(ProofReport, SaysWhichSeedItHad) {
  ProofReport report = report_of({proof_of("Get/a", Finding::proven)});
  report.run.notes = {"bodies are those of --seed 7"};
  EXPECT_NE(report.summary().find("\nnote: bodies are those of --seed 7\n"), std::string::npos)
      << report.summary();
  EXPECT_EQ(report.ledger().run.notes.front(), "bodies are those of --seed 7");
}

TEST(ProofReport, SaysWhatItCameTo) {
  const ProofReport report =
      report_of({proof_of("Get/a", Finding::proven), proof_of("Get/excused/a", Finding::masked)});
  EXPECT_EQ(
      report.summary(),
      "  proven        1\n  masked        1\n"
      "✓ 2 clauses: 1 proven, 1 unproven (1 of them excused). 4 of 8 broken responses made exactly their "
      "clause fail; 7 conforming responses made none.\n");
  EXPECT_EQ(proof_text(report, report.clauses[0], false), "");
  EXPECT_EQ(proof_text(report, report.clauses[0], true),
            "✓ Get/a: 4 responses, such as: the status is 500\n");
  EXPECT_EQ(proof_text(report, report.clauses[1], true),
            "· Get/excused/a: masked, nobody knows\n    the status is \\x1b[2J: holds\n");
}

}  // namespace proof_report_test
}  // namespace avouch

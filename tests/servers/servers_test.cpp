// SPDX-License-Identifier: MIT
// Servers that use every freedom of their documentation, and wrong ones beside them (row.h).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "../end_to_end/process.h"
#include "base/file.h"
#include "row.h"

namespace avouch {

void PrintTo(const Row& shown, std::ostream* out) {
  *out << shown.name;
}

namespace servers_test {

constexpr const char* kProgram = AVOUCH_BINARY_DIR "/avouch";

// How often each server is judged, with one job and with sixteen.
int repeats() {
  const char* wanted = std::getenv("AVOUCH_REPEATS");
  const int number = wanted == nullptr ? 0 : std::atoi(wanted);
  return number > 0 ? number : 3;
}

struct Judged {
  std::string outcome;
  std::string reason;
};

using Outcomes = std::map<std::string, Judged>;  // by coordinate

Outcomes outcomes_in(const std::string& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return {};
  Outcomes found;
  const nlohmann::json report = nlohmann::json::parse(*text);
  for (const nlohmann::json& clause : report.at("clauses")) {
    std::string outcome = clause.at("outcome").get<std::string>();
    if (outcome == "violated" && clause.at("severity") == "warning") outcome = "warned";
    const nlohmann::json& reason = clause.at("reason");
    found[clause.at("coordinate").get<std::string>()] = {
        outcome, reason.is_string() ? reason.get<std::string>() : std::string()};
  }
  return found;
}

// Outcomes alone, a line each.
std::string ledger_of(const Outcomes& outcomes) {
  std::string text;
  for (const auto& [coordinate, judged] : outcomes) text += coordinate + " " + judged.outcome + "\n";
  return text;
}

std::set<std::string> with_outcome(const Outcomes& outcomes, const std::string& outcome) {
  std::set<std::string> names;
  for (const auto& [coordinate, judged] : outcomes) {
    if (judged.outcome == outcome) names.insert(coordinate);
  }
  return names;
}

void expect_as_the_row_says(const Row& row, int exit_code, const Outcomes& found) {
  const bool conforms = row.violated.empty();
  const bool may_be_unexercised = conforms && !row.exercises && exit_code == 4;
  EXPECT_EQ(exit_code, may_be_unexercised ? 4 : conforms ? 0 : 1);
  EXPECT_EQ(with_outcome(found, "violated"), row.violated);
  EXPECT_EQ(with_outcome(found, "undecided"), std::set<std::string>{});
  if (!row.warns) {
    EXPECT_EQ(with_outcome(found, "warned"), std::set<std::string>{});
  }
  for (const auto& [coordinate, outcome] : row.outcomes) {
    const auto judged = found.find(coordinate);
    EXPECT_EQ(judged == found.end() ? "absent" : judged->second.outcome, outcome)
        << coordinate << (judged == found.end() ? "" : ": " + judged->second.reason);
  }
  for (const auto& [coordinate, said] : row.reasons) {
    const auto judged = found.find(coordinate);
    ASSERT_NE(judged, found.end()) << coordinate << " is absent";
    EXPECT_NE(judged->second.reason.find(said), std::string::npos)
        << coordinate << ": " << judged->second.reason << "\nshould say: " << said;
  }
}

void expect_requests(const Row& row, const std::vector<std::string>& requests) {
  for (const auto& [request, wanted] : row.requests) {
    EXPECT_EQ(std::count(requests.begin(), requests.end(), request), wanted) << request;
  }
}

class Server : public testing::TestWithParam<Row> {};

TEST_P(Server, IsJudgedRightEachTime) {
  const Row& row = GetParam();
  const ScratchFolder folder;
  std::ofstream(folder.file("contract.yaml")) << "openapi: 3.1.0\ninfo: {title: Row, version: '1'}\n"
                                              << row.contract;
  for (const auto& [name, text] : row.files) std::ofstream(folder.file(name)) << text;
  TinyServer server;
  std::string first_ledger;
  for (const char* jobs : {"1", "16"}) {
    for (int i = 0; i < repeats(); ++i) {
      const std::string report = folder.file(std::string("report-") + jobs + "-" + std::to_string(i));
      std::vector<std::string> arguments = {
          kProgram, "run",        "contract.yaml", "-t",  server.url(), "-j",
          jobs,     "--no-color", "--report-json", report};
      arguments.insert(arguments.end(), row.arguments.begin(), row.arguments.end());
      server.serve(row.server);
      const Finished run = run_process(arguments, folder.path());
      const Outcomes found = outcomes_in(report);
      SCOPED_TRACE("run " + std::to_string(i + 1) + " at -j " + jobs);
      ASSERT_FALSE(found.empty()) << run.output << run.errors;
      expect_as_the_row_says(row, run.exit_code, found);
      expect_requests(row, server.requests());
      if (first_ledger.empty()) first_ledger = ledger_of(found);
      EXPECT_EQ(ledger_of(found), first_ledger);
      if (HasFailure()) FAIL() << run.output << run.errors;  // a second run would say the same
    }
  }
}

std::vector<Row> all_rows() {
  std::vector<Row> all;
  for (const auto& rows :
       {status_rows(), wrong_status_rows(), made_up_rows(), security_rows(), body_rows(), wrong_body_rows(),
        header_rows(), cors_rows(), write_rows(), wrong_write_rows(), story_rows()}) {
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

std::vector<Row> rows_where(bool conforms) {
  std::vector<Row> found;
  for (const Row& row : all_rows()) {
    if (row.violated.empty() == conforms) found.push_back(row);
  }
  return found;
}

std::string name_of(const testing::TestParamInfo<Row>& of) {
  return of.param.name;
}

INSTANTIATE_TEST_SUITE_P(Conforming, Server, testing::ValuesIn(rows_where(true)), name_of);
INSTANTIATE_TEST_SUITE_P(Wrong, Server, testing::ValuesIn(rows_where(false)), name_of);

}  // namespace servers_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// The real binary against a target described by data: cases/*.json, one test each, and the misbehaving
// servers of fixtures/misbehaving/*.json. For "answers", see answers.h. The other members:
//
//   name          of the test, after the file's name
//   contract      a file of fixtures/contracts/good, unless it is the bundled one; with "operation", its
//                 operationId, and "method". The path is that of the bundled contract.
//   arguments     further arguments for `avouch run`
//   exit          the exit code, or a list of allowed ones
//   violated      exactly the violated clauses of severity violation, below the operation
//   warned        the same for severity warning
//   may_violate, may_warn
//                 globs of clauses that may be violated in addition
//   holds, unexercised, undecided
//                 clauses that must have this outcome
// Every run stays within 256 MiB.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "answers.h"
#include "base/file.h"
#include "base/glob.h"
#include "fixtures/raw_server.h"
#include "fixtures/sanitized.h"
#include "process.h"

namespace avouch {
namespace target_test {

using nlohmann::json;
using Names = std::set<std::string>;

constexpr const char* kBundledOperation = "FetchConfigurationWebhook";

struct Case {
  std::string name;
  json data;
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

// Of each file in that folder.
std::vector<Case> cases(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(AVOUCH_SOURCE_DIR "/" + folder)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Case> all;
  for (const std::string& file : files) {
    const Result<std::string> text = read_file(file);
    if (!text) throw std::runtime_error(to_string(text.errors()));
    const json document = json::parse(*text);
    for (const json& data : document.at("cases")) {
      all.push_back(
          {std::filesystem::path(file).stem().string() + "_" + data.at("name").get<std::string>(), data});
    }
  }
  return all;
}

// "/200/status" as "FetchConfigurationWebhook/200/status".
Names coordinates(const json& data, const char* key) {
  Names names;
  if (!data.contains(key)) return names;
  const std::string operation = data.value("operation", kBundledOperation);
  for (const json& name : data.at(key)) names.insert(operation + name.get<std::string>());
  return names;
}

// What a run reported.
struct Reported {
  Names violated;
  Names warned;
  Names holds;
  Names unexercised;
  Names undecided;
};

Reported reported(const std::string& file) {
  const Result<std::string> text = read_file(file);
  if (!text) throw std::runtime_error(to_string(text.errors()));
  const json document = json::parse(*text);
  Reported found;
  for (const json& clause : document.at("clauses")) {
    const std::string coordinate = clause.at("coordinate").get<std::string>();
    const std::string outcome = clause.at("outcome").get<std::string>();
    const bool is_warning = clause.at("severity") == "warning";
    if (outcome == "violated") (is_warning ? found.warned : found.violated).insert(coordinate);
    if (outcome == "holds") found.holds.insert(coordinate);
    if (outcome == "unexercised") found.unexercised.insert(coordinate);
    if (outcome == "undecided") found.undecided.insert(coordinate);
  }
  return found;
}

std::vector<int> exit_codes(const json& data) {
  const json& exit = data.at("exit");
  return exit.is_array() ? exit.get<std::vector<int>>() : std::vector<int>{exit.get<int>()};
}

// `found` are `wanted`, and besides only what a glob of `tolerated` matches.
void expect_exactly(const Names& found, const Names& wanted, const Names& tolerated, const char* what) {
  for (const std::string& name : wanted) EXPECT_TRUE(found.contains(name)) << name << " should be " << what;
  for (const std::string& name : found) {
    const bool is_tolerated = std::any_of(tolerated.begin(), tolerated.end(),
                                          [&](const std::string& glob) { return glob_matches(glob, name); });
    EXPECT_TRUE(wanted.contains(name) || is_tolerated) << name << " should not be " << what;
  }
}

void expect_among(const Names& found, const Names& wanted, const char* what) {
  for (const std::string& name : wanted) EXPECT_TRUE(found.contains(name)) << name << " should be " << what;
}

// Whatever a target sends, a run stays within --max-memory, with what the program itself needs. Sanitizers
// keep freed memory, so their figure says nothing.
void expect_bounded(const Finished& finished) {
  constexpr long kMostKib = 256 * 1024;
  if (kIsSanitized) return;
  EXPECT_LE(finished.peak_kib, kMostKib);
}

// All clauses together cost six exchanges, and one more for a page that --origin names. Each request may be
// tried a second time: the kept-alive connection may close under it (RFC 9112 §9.3.1), and so may that of
// another worker at the same time. Nothing but the documented method and OPTIONS is sent, and no redirect is
// followed.
void expect_harmless(const std::vector<std::string>& requests, const std::string& method) {
  std::map<std::string, int> tries;
  for (const std::string& request : requests) ++tries[request];
  EXPECT_LE(tries.size(), 7U);
  for (const auto& [request, count] : tries) {
    EXPECT_LE(count, 2) << request;
    const bool is_documented = request.starts_with(method + " /v1/Configuration/Webhooks HTTP/1.1\r\n");
    const bool is_preflight = request.starts_with("OPTIONS /v1/Configuration/Webhooks HTTP/1.1\r\n");
    EXPECT_TRUE(is_documented || is_preflight) << request;
  }
}

class Target : public testing::TestWithParam<Case> {};

TEST_P(Target, IsJudged) {
  const json& data = GetParam().data;
  const RawServer target([&](const std::string& request) { return answer_to(request, data.at("answers")); });
  const ScratchFolder folder;
  const std::string report = folder.file("report.json");
  std::vector<std::string> arguments = {AVOUCH_BINARY_DIR "/avouch", "run"};
  if (data.contains("contract")) {
    arguments.push_back(AVOUCH_SOURCE_DIR "/fixtures/contracts/good/" +
                        data.at("contract").get<std::string>());
  }
  // A target that hangs is waited for. Any other gets the time that a slow machine needs.
  const bool hangs = data.at("answers").dump().find("\"hang\"") != std::string::npos;
  const std::string patience = hangs ? "5" : "120";
  const std::vector<std::string> usual = {"--target",      target.url(), "--user",     kTestUser,
                                          "--report-json", report,       "--max-time", patience};
  arguments.insert(arguments.end(), usual.begin(), usual.end());
  const std::vector<std::string> more = data.value("arguments", std::vector<std::string>{});
  arguments.insert(arguments.end(), more.begin(), more.end());

  const Finished finished = run_process(arguments, folder.path());

  SCOPED_TRACE("stdout:\n" + finished.output + "stderr:\n" + finished.errors);
  expect_harmless(target.requests(), data.value("method", "GET"));
  expect_bounded(finished);
  const std::vector<int> right = exit_codes(data);
  EXPECT_NE(std::find(right.begin(), right.end(), finished.exit_code), right.end())
      << "exit code " << finished.exit_code;
  if (finished.exit_code == 2) return;
  const Reported found = reported(report);
  // A target that died decides nothing: what it would have violated is then not to be seen.
  const Names violated = finished.exit_code == 3 ? Names{} : coordinates(data, "violated");
  expect_exactly(found.violated, violated, coordinates(data, "may_violate"), "violated");
  expect_exactly(found.warned, coordinates(data, "warned"), coordinates(data, "may_warn"),
                 "a violated warning");
  expect_among(found.holds, coordinates(data, "holds"), "true");
  expect_among(found.unexercised, coordinates(data, "unexercised"), "unexercised");
  expect_among(found.undecided, coordinates(data, "undecided"), "undecided");
}

const std::string kMisbehaving = "fixtures/misbehaving";

std::string name_of(const testing::TestParamInfo<Case>& of) {
  return of.param.name;
}

INSTANTIATE_TEST_SUITE_P(Cases, Target, testing::ValuesIn(cases("tests/end_to_end/cases")), name_of);
INSTANTIATE_TEST_SUITE_P(Misbehaving, Target, testing::ValuesIn(cases(kMisbehaving)), name_of);

// Says by a name of its own where the figures are not checked.
TEST(MisbehavingServers, HaveTheirMemoryMeasured) {
  EXPECT_GE(cases(kMisbehaving).size(), 120U);
  if (kIsSanitized)
    GTEST_SKIP()
        << "a sanitizer keeps freed memory: Misbehaving/Target.* does not check the 256 MiB in this build";
}

}  // namespace target_test
}  // namespace avouch

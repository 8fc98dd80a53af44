// SPDX-License-Identifier: MIT
// The process in bad environments: closed descriptors, signals, pipes without a reader, and too little
// memory.
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "answers.h"
#include "base/file.h"
#include "fixtures/raw_server.h"
#include "fixtures/sanitized.h"
#include "process.h"

namespace avouch {
namespace process_test {

constexpr const char* kProgram = AVOUCH_BINARY_DIR "/avouch";
constexpr std::size_t kShippedClauses = 50;

// `arguments` run by a shell that does `before` first: redirections, limits.
Finished run_in_shell(const std::string& before, const std::vector<std::string>& arguments,
                      const ScratchFolder& folder) {
  std::vector<std::string> words = {"/bin/sh", "-c", before, "sh"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return run_process(words, folder.path());
}

// How many clauses a report has, and what became of them.
struct Reported {
  std::size_t clauses = 0;
  std::size_t violated = 0;
  std::size_t holds = 0;
  std::size_t undecided = 0;
};

Reported reported(const std::string& file) {
  const Result<std::string> text = read_file(file);
  if (!text) throw std::runtime_error(to_string(text.errors()));
  const nlohmann::json document = nlohmann::json::parse(*text);
  Reported found;
  for (const nlohmann::json& clause : document.at("clauses")) {
    ++found.clauses;
    if (clause.at("outcome") == "violated") ++found.violated;
    if (clause.at("outcome") == "holds") ++found.holds;
    if (clause.at("outcome") == "undecided") ++found.undecided;
  }
  return found;
}

RawServer::Handler conforming() {
  return [](const std::string& request) { return answer_to(request, nlohmann::json::object()); };
}

struct Closed {
  const char* name;
  const char* redirection;
  int exit_code;
};

void PrintTo(const Closed& shown, std::ostream* out) {
  *out << shown.name;
}

class ClosedDescriptors : public testing::TestWithParam<Closed> {};

TEST_P(ClosedDescriptors, BringNothingButRequestsToTheTarget) {
  const RawServer target(conforming());
  const ScratchFolder folder;
  const std::string report = folder.file("report.json");
  const Finished ran = run_in_shell(
      std::string("exec \"$@\" ") + GetParam().redirection,
      {kProgram, "run", "-v", "-t", target.url(), "--user", kTestUser, "--report-json", report}, folder);
  EXPECT_EQ(target.wait_for_remainder(), "");
  EXPECT_EQ(target.requests().size(), 6U);
  for (const std::string& request : target.requests()) {
    EXPECT_TRUE(request.starts_with("GET /v1/") || request.starts_with("OPTIONS /v1/")) << request;
  }
  EXPECT_EQ(ran.exit_code, GetParam().exit_code) << ran.output << ran.errors;
  EXPECT_EQ(reported(report).clauses, kShippedClauses);
}

INSTANTIATE_TEST_SUITE_P(Of, ClosedDescriptors,
                         testing::Values(Closed{"Input", "<&-", 0}, Closed{"Output", ">&-", 2},
                                         Closed{"Errors", "2>&-", 0}, Closed{"All", "<&- >&- 2>&-", 2}),
                         [](const testing::TestParamInfo<Closed>& of) { return of.param.name; });

TEST(ClosedOutput, IsToldAsAFullDiskIs) {
  const ScratchFolder folder;
  const std::string told =
      "error: standard output could not be written\n  Is the disk full, or was it closed?\n";
  for (const char* command : {"run", "list"}) {
    const Finished ran = run_in_shell("exec \"$@\" >&-", {kProgram, command}, folder);
    EXPECT_EQ(ran.exit_code, 2) << command;
    EXPECT_EQ(ran.errors, told) << command;
  }
}

// The reader has gone before the program writes: the FIFO's only other end is closed.
TEST(APipeThatNothingReads, StillLeavesTheReports) {
  const ScratchFolder folder;
  const std::string report = folder.file("report.json");
  const Finished ran =
      run_in_shell("mkfifo pipe && exec 3<>pipe && exec 4>pipe && exec 3<&- && exec \"$@\" >&4",
                   {kProgram, "run", "--report-json", report}, folder);
  EXPECT_EQ(ran.exit_code, 141) << ran.errors;  // as a program that SIGPIPE ends, and as quiet
  EXPECT_EQ(ran.errors, "");
  EXPECT_EQ(reported(report).holds, kShippedClauses);
}

class ASignal : public testing::TestWithParam<int> {};

TEST_P(ASignal, EndsTheRunEarlyAndLeavesTheReports) {
  // No request is answered, so the run is at its exchanges when the signal comes.
  const RawServer target([](const std::string&) { return RawAnswer{.end = RawAnswer::End::hang}; });
  const ScratchFolder folder;
  const std::string report = folder.file("report.json");
  RunningProgram run({kProgram, "run", "-t", target.url(), "--user", kTestUser, "--report-json", report},
                     folder.path(), {}, RunningProgram::Wait::not_at_all);
  target.wait_for_requests(1);
  const Finished ran = run.stop_by(GetParam());
  EXPECT_EQ(ran.exit_code, 3) << ran.output << ran.errors;
  EXPECT_EQ(reported(report).clauses, kShippedClauses);
  EXPECT_EQ(reported(report).undecided, kShippedClauses);
}

INSTANTIATE_TEST_SUITE_P(Of, ASignal, testing::Values(SIGINT, SIGTERM, SIGHUP),
                         [](const testing::TestParamInfo<int>& of) {
                           return of.param == SIGINT    ? "Interrupt"
                                  : of.param == SIGTERM ? "Termination"
                                                        : "HangUp";
                         });

// The contract is downloaded from a server that does not answer, so the signal comes before there is a plan.
TEST_P(ASignal, EndsACommandThatReadsItsContractWithoutAReport) {
  const RawServer server([](const std::string&) { return RawAnswer{.end = RawAnswer::End::hang}; });
  const std::string contract = server.url("/api.yaml");
  for (const std::string command : {"run", "prove", "lint", "list", "mock", "explain", "init", "diff"}) {
    const ScratchFolder folder;
    const std::string report = folder.file("report.json");
    std::vector<std::string> arguments = {kProgram, command, contract};
    if (command == "explain") arguments.emplace_back("Get/200/status");
    if (command == "diff") arguments.push_back(contract);
    if (command != "mock" && command != "init") arguments.insert(arguments.end(), {"--report-json", report});
    const std::size_t before = server.requests().size();
    RunningProgram run(arguments, folder.path(), {}, RunningProgram::Wait::not_at_all);
    server.wait_for_requests(before + 1);
    const Finished ran = run.stop_by(GetParam());
    EXPECT_EQ(ran.exit_code, 3) << command;
    EXPECT_EQ(ran.errors,
              "error: interrupted before the first request: nothing was judged, and no report is written\n")
        << command;
    EXPECT_FALSE(file_exists(report)) << command;
  }
}

// The clauses of the second request are those of the first one, too: only a violation is certain without it.
TEST(AnInterruptedRun, ReportsWhatItHadJudged) {
  std::atomic<int> answered{0};
  const RawServer target([&](const std::string& request) {
    if (answered++ > 0) return RawAnswer{.end = RawAnswer::End::hang};
    return answer_to(request, {{"every", {{"status", 500}}}});
  });
  const ScratchFolder folder;
  const std::string report = folder.file("report.json");
  RunningProgram run({kProgram, "run", "-t", target.url(), "--user", kTestUser, "--report-json", report},
                     folder.path(), {}, RunningProgram::Wait::not_at_all);
  target.wait_for_requests(2);
  const Finished ran = run.stop_by(SIGTERM);
  EXPECT_EQ(ran.exit_code, 1) << ran.output << ran.errors;
  const Reported found = reported(report);
  EXPECT_EQ(found.clauses, kShippedClauses);
  EXPECT_GT(found.violated, 0U);
  EXPECT_GT(found.undecided, 0U);
}

// Reports are replaced as a whole, at the end.
TEST(AKilledRun, LeavesTheReportsOfTheRunBefore) {
  const ScratchFolder folder;
  const std::vector<std::string> reports = {"--report-json", "report.json",  "--report-html",
                                            "report.html",   "--report-har", "report.har"};
  std::vector<std::string> words = {kProgram, "run"};
  words.insert(words.end(), reports.begin(), reports.end());
  ASSERT_EQ(run_process(words, folder.path()).exit_code, 0);
  const auto texts = [&] {
    std::vector<std::string> all;
    for (std::size_t i = 1; i < reports.size(); i += 2) all.push_back(*read_file(folder.file(reports[i])));
    return all;
  };
  const std::vector<std::string> before = texts();
  const RawServer target([](const std::string&) { return RawAnswer{.end = RawAnswer::End::hang}; });
  words.insert(words.end(), {"-t", target.url(), "--user", kTestUser});
  RunningProgram run(words, folder.path(), {}, RunningProgram::Wait::not_at_all);
  target.wait_for_requests(1);
  EXPECT_EQ(run.stop_by(SIGKILL).exit_code, 128 + SIGKILL);
  EXPECT_EQ(texts(), before);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 3)
      << "a part of one is left";
}

TEST(AnInterruptedRun, DeletesWhatItCreated) {
  const RawServer target([](const std::string& request) {
    if (request.starts_with("POST")) return plain_answer("", "Location: /things/7\r\n", "201 Created");
    if (request.starts_with("DELETE")) return plain_answer("");
    return RawAnswer{.end = RawAnswer::End::hang};  // the run is at its reads when the signal comes
  });
  const ScratchFolder folder;
  std::ofstream(folder.file("api.yaml")) << R"(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /things: {post: {operationId: create, responses: {'201': {description: d}}}}
  /things/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get: {operationId: read, responses: {'200': {description: d}}}
    delete: {operationId: remove, responses: {'200': {description: d}}}
)";
  RunningProgram run({kProgram, "run", "api.yaml", "-t", target.url(), "--allow-writes"}, folder.path(), {},
                     RunningProgram::Wait::not_at_all);
  target.wait_for_requests(2);
  const Finished ran = run.stop_by(SIGINT);
  EXPECT_EQ(ran.exit_code, 3) << ran.output << ran.errors;
  const std::vector<std::string> requests = target.requests();
  ASSERT_FALSE(requests.empty());
  EXPECT_TRUE(requests.back().starts_with("DELETE /things/7 ")) << requests.back();
  EXPECT_EQ(ran.errors.find("could not delete"), std::string::npos) << ran.errors;
}

// With `ulimit -v`, which limits the address space.
class LittleMemory : public testing::Test {
 public:
  void SetUp() override {
    if (kIsSanitized) GTEST_SKIP() << "a sanitizer reserves more address space than any such limit";
  }

 protected:
  static Finished limited(std::size_t kibibytes, std::vector<std::string> arguments,
                          const ScratchFolder& folder) {
    arguments.insert(arguments.begin(), kProgram);
    return run_in_shell("ulimit -v " + std::to_string(kibibytes) + " && exec \"$@\"", arguments, folder);
  }

  // The smallest limit, to the step, under which the loader has mapped the program and its libraries: below
  // it no code of ours runs.
  static std::size_t smallest() {
    const ScratchFolder folder;
    for (std::size_t kibibytes = 8 * 1024;; kibibytes += kStep) {
      const Finished ran = limited(kibibytes, {"--version"}, folder);
      if (ran.exit_code < 126) return kibibytes;
    }
  }

  static constexpr std::size_t kStep = 128;
};

bool is_one_error(const std::string& text) {
  return text.starts_with("error: ") && text.find('\n') == text.size() - 1;
}

TEST_F(LittleMemory, IsToldInOneLineByEveryCommand) {
  const ScratchFolder folder;
  const std::size_t first = smallest();
  const std::vector<std::vector<std::string>> commands = {{"list"},
                                                          {"explain", "FetchConfigurationWebhook/200/status"},
                                                          {"lint"},
                                                          {"prove", "-q", "--include", "*/200/status"}};
  for (const std::vector<std::string>& command : commands) {
    SCOPED_TRACE(command.front());
    const Finished usual = limited(4 * 1024 * 1024, command, folder);
    std::size_t told = 0;
    for (std::size_t kibibytes = first; kibibytes < first + 16 * kStep; kibibytes += kStep) {
      const Finished ran = limited(kibibytes, command, folder);
      if (ran.exit_code == usual.exit_code && ran.output == usual.output) continue;
      ++told;
      EXPECT_EQ(ran.exit_code, 3) << kibibytes << ran.errors;
      EXPECT_TRUE(is_one_error(ran.errors)) << kibibytes << ran.errors;
    }
    EXPECT_GT(told, 0U);
  }
}

// The answer conforms, is small on the wire and is large in memory: 39 MB of trigger names, which two
// requests get.
TEST_F(LittleMemory, LeavesClausesUndecidedAndLosesNone) {
  const nlohmann::json answers = {{"call",
                                   {{"coding", "gzip"},
                                    {"body_parts",
                                     {R"({"filters": ["onMessageAdd")",
                                      {{"repeat", R"(,"onMessageAdd")"}, {"times", 2'600'000}},
                                      "]}"}}}}};
  std::map<std::string, RawAnswer> known;  // by request: making one takes a second
  const RawServer target([&](const std::string& request) {
    const auto found = known.find(request);
    return found != known.end() ? found->second
                                : known.emplace(request, answer_to(request, answers)).first->second;
  });
  const std::size_t first = smallest();
  std::vector<std::size_t> limits;
  for (std::size_t i = 0; i < 16; ++i) limits.push_back(first + i * kStep);
  for (const std::size_t mebibytes : {8, 32, 64, 96, 160}) limits.push_back(first + mebibytes * 1024);
  std::size_t judged = 0;
  for (const std::size_t kibibytes : limits) {
    const ScratchFolder folder;
    const std::string report = folder.file("report.json");
    const Finished ran = limited(kibibytes,
                                 {"run", "-t", target.url(), "--user", kTestUser, "--report-json", report,
                                  "--include", "*/200/body/syntax", "--include", "*/200/body/filters/type"},
                                 folder);
    SCOPED_TRACE(std::to_string(kibibytes) + " KiB\n" + ran.output + ran.errors);
    EXPECT_EQ(ran.exit_code, 3);
    if (file_exists(report)) {
      EXPECT_EQ(reported(report).clauses, 2U);
      EXPECT_EQ(reported(report).undecided, 2U);
      ++judged;
    } else {
      EXPECT_TRUE(is_one_error(ran.errors));
    }
  }
  EXPECT_GT(judged, 0U);
}

// A folder in which somebody runs Avouch may be another's.
TEST(AFolder, GivesTheProgramNoLibraries) {
  const ScratchFolder folder;
  for (const char* library : {"libcrypto.so.3", "libssl.so.3", "libz.so.1", "libstdc++.so.6"})
    std::ofstream(folder.file(library)) << "no library";
  const Finished finished = run_process({kProgram, "--version"}, folder.path());
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(finished.errors, "");
}

}  // namespace process_test
}  // namespace avouch

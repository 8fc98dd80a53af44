// SPDX-License-Identifier: MIT
// `avouch run --repeat` and `--duration`: the real binary against a target on raw sockets.
#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "answers.h"
#include "base/file.h"
#include "fixtures/raw_server.h"
#include "process.h"

namespace avouch {
namespace rounds_test {

using nlohmann::json;

constexpr std::size_t kRequests = 6;  // of the shipped contract

std::vector<std::string> run_of(const RawServer& target, const std::string& report,
                                const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {
      AVOUCH_BINARY_DIR "/avouch", "run", "-t", target.url(), "--user", kTestUser, "--report-json", report};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

json report_in(const std::string& file) {
  const Result<std::string> text = read_file(file);
  return text ? json::parse(*text) : json();
}

json clause(const json& report, const std::string& coordinate) {
  for (const json& one : report.at("clauses")) {
    if (one.at("coordinate") == "FetchConfigurationWebhook/" + coordinate) return one;
  }
  return {};
}

TEST(Rounds, JudgeAsOftenAsTheyAreAskedFor) {
  const RawServer target([](const std::string& request) { return answer_to(request, json::object()); });
  const ScratchFolder folder;
  const std::string file = folder.file("report.json");
  const Finished ran = run_process(run_of(target, file, {"--repeat", "40", "-j", "3"}), folder.path());
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  EXPECT_EQ(target.requests().size(), 41 * kRequests);
  EXPECT_LE(target.connections(), 4U + 3U * (1U + 8U))
      << "connections are kept; up to 8 per job rest after an empty response";
  const json report = report_in(file);
  const json& rounds = report.at("run").at("rounds");
  EXPECT_EQ(rounds.at("rounds"), 40);
  EXPECT_EQ(rounds.at("exchanges"), 40 * kRequests);
  EXPECT_EQ(report.at("exchanges").size(), kRequests);
  EXPECT_EQ(clause(report, "200/body/syntax").at("rounds").at("judged"), 40);
  EXPECT_NE(ran.output.find("repeated  40 rounds of 6 requests: 240 exchanges in "), std::string::npos)
      << ran.output;
  EXPECT_NE(ran.output.find("latency   p50 "), std::string::npos) << ran.output;
}

TEST(Rounds, FindAViolationThatComesLate) {
  std::size_t number = 0;
  const RawServer target([&](const std::string& request) {
    return answer_to(request,
                     ++number > 102 ? json{{"call", {{"with", {{"method", "PUT"}}}}}} : json::object());
  });
  const ScratchFolder folder;
  const std::string file = folder.file("report.json");
  const Finished ran = run_process(run_of(target, file, {"--repeat", "40", "-j", "1"}), folder.path());
  EXPECT_EQ(ran.exit_code, 1) << ran.output << ran.errors;
  const json found = clause(report_in(file), "200/body/method/enum");
  EXPECT_EQ(found.at("outcome"), "violated");
  EXPECT_EQ(found.at("findings").at(0).at("seen"), "\"PUT\"");
  EXPECT_EQ(found.at("rounds").at("violated"), 24);
  EXPECT_EQ(found.at("rounds").at("first_violation"), 17);
  EXPECT_NE(ran.output.find("violated in 24 of 40 rounds, first in round 17"), std::string::npos)
      << ran.output;
}

TEST(Rounds, LeaveUndecidedWhatOneResetHid) {
  std::size_t number = 0;
  const RawServer target([&](const std::string& request) {
    return ++number == 100 ? RawAnswer{.end = RawAnswer::End::reset} : answer_to(request, json::object());
  });
  const ScratchFolder folder;
  const std::string file = folder.file("report.json");
  const Finished ran = run_process(run_of(target, file, {"--repeat", "40", "-j", "1"}), folder.path());
  // The connection was kept alive, so the request is tried once more (RFC 9112 §9.3.1) and nothing is lost.
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  EXPECT_EQ(report_in(file).at("run").at("rounds").at("unanswered"), 0);
}

TEST(Rounds, EndWithTheirTime) {
  const RawServer target([](const std::string& request) { return answer_to(request, json::object()); });
  const ScratchFolder folder;
  const std::string file = folder.file("report.json");
  const Finished ran = run_process(run_of(target, file, {"--duration", "0.2s"}), folder.path());
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  const json rounds = report_in(file).at("run").at("rounds");
  EXPECT_GE(rounds.at("elapsed_us"), 200'000);
  EXPECT_TRUE(rounds.at("ended").is_null());
}

TEST(Rounds, EndWithASignalAndKeepTheirVerdicts) {
  const RawServer target([](const std::string& request) { return answer_to(request, json::object()); });
  const ScratchFolder folder;
  const std::string file = folder.file("report.json");
  RunningProgram run(run_of(target, file, {"--duration", "1h"}), folder.path(), {},
                     RunningProgram::Wait::not_at_all);
  target.wait_for_requests(20 * kRequests);
  const Finished ran = run.stop_by(SIGINT);
  const json report = report_in(file);
  EXPECT_EQ(report.at("run").at("rounds").at("ended"), "the run was interrupted");
  EXPECT_EQ(clause(report, "200/body/syntax").at("outcome"), "holds");
  EXPECT_EQ(ran.exit_code, 3) << ran.output << ran.errors;
}

}  // namespace rounds_test
}  // namespace avouch

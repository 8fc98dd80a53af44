// SPDX-License-Identifier: MIT
// Targets that answer some requests and not others: the real binary, and the clauses of the shipped contract.
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "answers.h"
#include "base/file.h"
#include "fixtures/raw_server.h"
#include "process.h"

namespace avouch {
namespace unanswered_test {

using nlohmann::json;

// The answer to the request with that number, from 0.
using Answers = std::function<RawAnswer(std::size_t number, const std::string& request)>;

// Each connection serves one request: a request on a kept connection that breaks is tried once more by itself
// (RFC 9112 §9.3.1).
RawAnswer right(const std::string& request, json description = json::object()) {
  description["every"]["connection"] = "close";
  return answer_to(request, description);
}

RawAnswer none(RawAnswer::End end) {
  return {.chunks = {}, .end = end};
}

struct Case {
  const char* name;
  Answers answers;
  std::vector<std::string> arguments;
  int exit_code;
  bool leaves_undecided;  // some clause
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

class Flaky : public testing::TestWithParam<Case> {};

TEST_P(Flaky, IsNotGreen) {
  std::size_t number = 0;
  const RawServer target([&](const std::string& request) { return GetParam().answers(number++, request); });
  const ScratchFolder folder;
  const std::string report = folder.file("report.json");
  std::vector<std::string> arguments = {AVOUCH_BINARY_DIR "/avouch",
                                        "run",
                                        "--target",
                                        target.url(),
                                        "--user",
                                        kTestUser,
                                        "--report-json",
                                        report,
                                        "--jobs",
                                        "1",
                                        "--max-time",
                                        "0.5"};
  arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
  const Finished finished = run_process(arguments, folder.path());
  SCOPED_TRACE(finished.output + finished.errors);
  EXPECT_EQ(finished.exit_code, GetParam().exit_code);
  const Result<std::string> text = read_file(report);
  ASSERT_TRUE(text);
  const json document = json::parse(*text);
  std::set<std::string> unanswered;  // probes
  for (const json& exchange : document.at("exchanges")) {
    const std::string outcome = exchange.at("outcome");
    if (outcome.find("connection") != std::string::npos || outcome.find("no response") != std::string::npos)
      unanswered.insert(exchange.at("probe"));
  }
  std::size_t undecided = 0;
  for (const json& clause : document.at("clauses")) {
    if (clause.at("outcome") != "undecided") continue;
    ++undecided;
    EXPECT_NE(clause.at("reason").get<std::string>().find("no response"), std::string::npos) << clause;
  }
  EXPECT_EQ(undecided > 0, GetParam().leaves_undecided);
  EXPECT_EQ(unanswered.empty(), !GetParam().leaves_undecided && GetParam().exit_code == 0);
}

const Answers kEverySecondIsReset = [](std::size_t number, const std::string& request) {
  return number % 2 == 1 ? none(RawAnswer::End::reset) : right(request);
};
const Answers kEverySecondIsClosed = [](std::size_t number, const std::string& request) {
  return number % 2 == 0 ? none(RawAnswer::End::close) : right(request);
};
const Answers kTheLastIsSilent = [](std::size_t number, const std::string& request) {
  return number == 5 ? none(RawAnswer::End::hang) : right(request);
};
const Answers kOnlyPreflightsAreReset = [](std::size_t, const std::string& request) {
  return request.starts_with("OPTIONS") ? none(RawAnswer::End::reset) : right(request);
};
const Answers kOneOriginIsReset = [](std::size_t, const std::string& request) {
  return request.find("Origin: null") != std::string::npos ? none(RawAnswer::End::reset) : right(request);
};
const Answers kOneIsResetAndOneIsWrong = [](std::size_t, const std::string& request) {
  if (request.find("Origin: null") != std::string::npos) return none(RawAnswer::End::reset);
  return right(request, json::parse(R"({"call": {"with": {"account_sid": 5}, "connection": "close"}})"));
};
const Answers kTheFirstConnectionIsReset = [](std::size_t number, const std::string& request) {
  return number == 0 ? none(RawAnswer::End::reset) : right(request);
};

INSTANTIATE_TEST_SUITE_P(
    Targets, Flaky,
    testing::Values(Case{"EverySecondIsReset", kEverySecondIsReset, {}, 3, true},
                    Case{"EverySecondIsClosed", kEverySecondIsClosed, {}, 3, true},
                    Case{"TheLastIsSilent", kTheLastIsSilent, {}, 3, true},
                    Case{"OnlyPreflightsAreReset", kOnlyPreflightsAreReset, {}, 3, true},
                    Case{"OneOriginIsReset", kOneOriginIsReset, {}, 3, true},
                    Case{"OneIsResetAndOneIsWrong", kOneIsResetAndOneIsWrong, {}, 1, true},
                    Case{"ARetryGetsTheAnswer", kTheFirstConnectionIsReset, {"--retry", "1"}, 0, false},
                    Case{"WithoutARetryItDoesNot", kTheFirstConnectionIsReset, {}, 3, true}),
    [](const testing::TestParamInfo<Case>& of) { return of.param.name; });

}  // namespace unanswered_test
}  // namespace avouch

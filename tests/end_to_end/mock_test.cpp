// SPDX-License-Identifier: MIT
// `avouch mock` as a program: runs against it, with one clause broken at a time.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/glob.h"
#include "contract/load.h"
#include "mock/mock.h"
#include "process.h"
#include "schemas/shipped.h"

namespace avouch {
namespace mock_test {

constexpr const char* kProgram = AVOUCH_BINARY_DIR "/avouch";

struct Broken {
  std::string coordinate;
  bool fails = true;  // a run of it: a warning that --strict does not know fails none
};

void PrintTo(const Broken& shown, std::ostream* out) {
  *out << shown.coordinate;
}

std::vector<Broken> clauses() {
  std::vector<NamedText> texts;
  for (const ShippedFile& file : shipped_files()) texts.emplace_back(file.name, file.text);
  const Result<Contract> contract = load_shipped_contract(texts);
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  std::vector<Broken> all;
  for (const BoundClause& bound : contract->clauses) {
    const bool is_promoted =
        bound.clause->kind == ClauseKind::drift || bound.clause->kind == ClauseKind::body_syntax;
    all.push_back({bound.clause->coordinate, bound.clause->severity == Severity::violation || is_promoted});
  }
  return all;
}

// What is false where the first is: other claims about the same value, header or step.
struct Follows {
  const char* broken;
  const char* with_it;
};
constexpr Follows kFollows[] = {
    {"*/body/account_sid/m*Length", "*/body/account_sid/pattern"},
    {"*/headers/Access-Control-Allow-Origin/*", "*/headers/Access-Control-Allow-Origin/*"},
    {"*/headers/Access-Control-Allow-Origin/*", "*/cors/response/origin-admitted"},
    {"*/headers/Access-Control-Allow-Methods/*", "*/headers/Access-Control-Allow-Methods/*"},
    {"*/headers/Access-Control-Allow-Headers/*", "*/headers/Access-Control-Allow-Headers/*"},
    {"*/headers/Access-Control-Allow-Credentials/*", "*/headers/Access-Control-Allow-Credentials/*"},
    {"*/headers/Access-Control-Allow-Credentials/*", "*/cors/response/credentials-admitted"},
    {"*/headers/Access-Control-Expose-Headers/*", "*/headers/Access-Control-Expose-Headers/*"},
    {"*/cors/response/origin-admitted", "*/headers/Access-Control-Allow-Origin/*"},
    {"*/cors/response/credentials-admitted", "*/headers/Access-Control-Allow-Credentials/*"},
    {"*/cors/preflight/wildcard-covers-authorization", "*/cors/preflight/header-admitted/authorization"},
};

bool follows(const std::string& with_it, const std::string& broken) {
  return std::any_of(std::begin(kFollows), std::end(kFollows), [&](const Follows& known) {
    return glob_matches(known.broken, broken) && glob_matches(known.with_it, with_it);
  });
}

std::set<std::string> violated(const std::string& report) {
  const Result<std::string> text = read_file(report);
  if (!text) throw std::runtime_error(to_string(text.errors()));
  std::set<std::string> coordinates;
  const nlohmann::json read = nlohmann::json::parse(*text);
  for (const nlohmann::json& clause : read.at("clauses")) {
    if (clause.at("outcome") == "violated") coordinates.insert(clause.at("coordinate").get<std::string>());
  }
  return coordinates;
}

Finished judge(const std::string& url, const ScratchFolder& folder) {
  return run_process({kProgram, "run", "-t", url, "--strict", "fields,headers,duplicates", "--report-json",
                      folder.file("report.json")},
                     folder.path(), {{"AVOUCH_USER", kMockUser}});
}

class Fault : public testing::TestWithParam<Broken> {};

TEST_P(Fault, MakesARunFailByExactlyItsClause) {
  const std::string& broken = GetParam().coordinate;
  const ScratchFolder folder;
  RunningProgram mock({kProgram, "mock", "--port", "0", "--fault", broken}, folder.path());
  const Finished run = judge(mock.first_line(), folder);
  const std::set<std::string> found = violated(folder.file("report.json"));
  const std::vector<Broken> known = clauses();
  const bool fails = std::any_of(known.begin(), known.end(), [&](const Broken& clause) {
    return clause.fails && found.contains(clause.coordinate);
  });
  EXPECT_TRUE(fails || !GetParam().fails);
  EXPECT_EQ(run.exit_code, fails ? 1 : 0) << run.output << run.errors;
  EXPECT_TRUE(found.contains(broken)) << mock.stop().errors;
  for (const std::string& other : found)
    EXPECT_TRUE(other == broken || follows(other, broken)) << other << " is violated too";
}

INSTANTIATE_TEST_SUITE_P(Shipped, Fault, testing::ValuesIn(clauses()),
                         [](const testing::TestParamInfo<Broken>& of) {
                           std::string name = of.param.coordinate;
                           std::replace_if(
                               name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; },
                               '_');
                           return name;
                         });

TEST(Mock, IsConformingWithoutAFault) {
  const ScratchFolder folder;
  RunningProgram mock({kProgram, "mock", "--port", "0"}, folder.path());
  const Finished run = judge(mock.first_line(), folder);
  EXPECT_EQ(run.exit_code, 0) << run.output;
  EXPECT_EQ(violated(folder.file("report.json")), std::set<std::string>{});
  EXPECT_EQ(mock.stop().exit_code, 0);
}

TEST(Mock, LogsEachRequestWithTheReason) {
  const ScratchFolder folder;
  RunningProgram mock({kProgram, "mock", "--port", "0", "--delay", "1", "--seed", "2"}, folder.path());
  judge(mock.first_line(), folder);
  const std::string log = mock.stop().errors;
  const std::string path = "/v1/Configuration/Webhooks";
  for (const std::string& line :
       {"GET " + path + " 200: the documented 200\n", "GET " + path + " 401: the credentials are missing\n",
        "GET " + path + " 401: the credentials are wrong\n", "OPTIONS " + path + " 204: a preflight\n"}) {
    EXPECT_NE(log.find(line), log.npos) << line << "is not in\n" << log;
  }
}

TEST(Mock, BreaksWhatAGlobNamesByTurns) {
  const ScratchFolder folder;
  RunningProgram mock(
      {kProgram, "mock", "--port", "0", "--fault", "*/cors/preflight/status", "--fault", "*/security/*"},
      folder.path());
  judge(mock.first_line(), folder);
  const std::string operation = "FetchConfigurationWebhook/";
  EXPECT_EQ(violated(folder.file("report.json")),
            (std::set<std::string>{operation + "cors/preflight/status", operation + "security/anonymous",
                                   operation + "security/wrong-credentials"}));
  const std::string log = mock.stop().errors;
  EXPECT_NE(log.find("breaks 3 clauses"), log.npos) << log;
  EXPECT_NE(
      log.find("; broken: " + operation + "security/anonymous (it gets the same response as a call with"),
      log.npos)
      << log;
}

}  // namespace mock_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// The JSON of the commands (--report-json) is what schemas/COMMAND.schema.json describes.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "cli/app.h"
#include "reports/json.h"
#include "tests/report_schema.h"

namespace avouch {
namespace json_output_test {

namespace fs = std::filesystem;

constexpr const char* kApi =
    R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {
 "/a/{id}": {"get": {"operationId": "A",
  "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
  "responses": {"200": {"description": "d", "content": {"application/json":
  {"schema": {"type": "string", "minLength": 2, "maxLength": 1}, "example": 1}}}}}}}})";

class JsonOutput : public testing::Test {
 protected:
  JsonOutput() {
    fs::create_directory(folder_);
    write("api.json", kApi);
  }
  ~JsonOutput() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    EXPECT_TRUE(write_file(folder_ / name, text));
    return folder_ / name;
  }

  std::string file(const std::string& name) const { return folder_ / name; }

  // What a command writes to stdout, which is JSON and nothing else.
  std::string output(std::vector<std::string> words) {
    words.insert(words.end(), {"--report-json", "-"});
    std::ostringstream out;
    std::ostringstream err;
    code_ = app(
        words, [](const std::string&) { return std::nullopt; }, out, err);
    told_ = err.str();
    return out.str();
  }

  fs::path folder_ = fs::temp_directory_path() / ("avouch json " + std::to_string(::getpid()));
  ExitCode code_ = ExitCode::holds;
  std::string told_;
};

TEST_F(JsonOutput, OfListHasClausesAndProbes) {
  const std::string text = output({"list", file("api.json"), file("api.json")});
  EXPECT_EQ(faults_under("list.schema.json", text), "") << text;
  const nlohmann::json root = nlohmann::json::parse(text);
  ASSERT_EQ(root.at("contracts").size(), 2U);
  EXPECT_EQ(root.at("contracts").at(0).at("clauses").at(0).at("coordinate"), "A/200/status");
  EXPECT_NE(told_.find("A/200/status"), std::string::npos) << "people read it on stderr";
}

// They are read concurrently and told in the order of the command line, those that cannot be read as well.
TEST_F(JsonOutput, OfSeveralContractsFollowsTheOrderOfTheCommandLine) {
  std::vector<std::string> files;
  for (int i = 0; i < 12; ++i) {
    const std::string name = std::to_string(i) + ".json";
    std::string text = kApi;
    text.replace(text.find("\"A\""), 3, "\"A" + std::to_string(i) + "\"");
    files.push_back(i % 5 == 3 ? file(name) : write(name, text));
  }
  for (const auto& [command, parts] :
       {std::pair("list", std::vector{"contracts"}), std::pair("lint", std::vector{"findings", "unread"})}) {
    nlohmann::json apart;
    std::vector<std::string> words = {command};
    for (const std::string& one : files) {
      const std::string text = output({command, one});
      if (text.empty()) continue;  // `list` writes none of what it cannot read
      words.push_back(one);
      const nlohmann::json root = nlohmann::json::parse(text);
      for (const char* part : parts) {
        for (const nlohmann::json& each : root.at(part)) apart[part].push_back(each);
      }
    }
    const nlohmann::json together = nlohmann::json::parse(output(words));
    for (const char* part : parts) EXPECT_EQ(together.at(part), apart[part]) << command;
  }
  std::vector<std::string> words = {"list"};
  words.insert(words.end(), files.begin(), files.end());
  EXPECT_EQ(output(words), "");
  EXPECT_EQ(code_, ExitCode::usage);
  EXPECT_LT(told_.find("== " + files[0]), told_.find("== " + files[11]));
  EXPECT_LT(told_.rfind(files[3]), told_.rfind(files[8]));
}

TEST_F(JsonOutput, OfLintHasFindings) {
  const std::string text = output({"lint", file("api.json"), file("none.json")});
  EXPECT_EQ(faults_under("lint.schema.json", text), "") << text;
  const nlohmann::json root = nlohmann::json::parse(text);
  EXPECT_GE(root.at("findings").size(), 2U);
  EXPECT_EQ(root.at("unread").size(), 1U);
  EXPECT_EQ(code_, ExitCode::usage);
}

TEST_F(JsonOutput, OfExplainHasOneClause) {
  const std::string text = output({"explain", "A/200/body/minLength", file("api.json")});
  EXPECT_EQ(faults_under("explain.schema.json", text), "") << text;
  EXPECT_EQ(nlohmann::json::parse(text).at("claim"), "the body has at least 2 characters");
}

TEST_F(JsonOutput, OfCorsHasEachCall) {
  const std::string text = output({"cors", "http://127.0.0.1:1/", "--origin", "https://a.example", "--origin",
                                   "https://b.example", "--connect-timeout", "1"});
  EXPECT_EQ(faults_under("cors.schema.json", text), "") << text;
  const nlohmann::json root = nlohmann::json::parse(text);
  ASSERT_EQ(root.at("calls").size(), 2U);
  EXPECT_EQ(root.at("calls").at(1).at("origin"), "https://b.example");
  EXPECT_EQ(root.at("calls").at(1).at("result"), "unknown");
}

TEST_F(JsonOutput, OfDiffIsOfContracts) {
  std::string later = kApi;
  later.replace(later.find("\"minLength\": 2"), 14, "\"minLength\": 0");
  const std::string text = output({"diff", file("api.json"), write("later.json", later)});
  EXPECT_EQ(faults_under("diff.schema.json", text), "") << text;
  const nlohmann::json root = nlohmann::json::parse(text);
  EXPECT_EQ(root.at("of"), "contracts");
  EXPECT_EQ(root.at("tally").at("breaking"), 1);
  EXPECT_EQ(root.at("changes").at(0).at("rule"), "response-minLength-loosened");
  EXPECT_EQ(code_, ExitCode::violated);
}

Ledger run_of(Outcome outcome) {
  return {.run = {.contract = "api.json", .title = "t", .target = "http://a/"},
          .entries = {{.clause = Clause{.coordinate = "A/200/body/type",
                                        .operation = "A",
                                        .kind = ClauseKind::body_schema,
                                        .claim = "the body is a string"},
                       .verdict = {.outcome = outcome, .reason = "why"}}}};
}

TEST_F(JsonOutput, OfDiffIsOfReports) {
  const std::string before = write("before.json", json_report(run_of(Outcome::holds)));
  const std::string after = write("after.json", json_report(run_of(Outcome::unexercised)));
  const std::string text = output({"diff", before, after});
  EXPECT_EQ(faults_under("diff.schema.json", text), "") << text;
  const nlohmann::json root = nlohmann::json::parse(text);
  EXPECT_EQ(root.at("of"), "reports");
  EXPECT_EQ(root.at("newly_unexercised").at(0).at("coordinate"), "A/200/body/type");
  EXPECT_EQ(code_, ExitCode::violated);
}

TEST_F(JsonOutput, OfDiffIsRefusedForAReportAndAContract) {
  const std::string report = write("report.json", json_report(run_of(Outcome::holds)));
  EXPECT_EQ(output({"diff", report, file("api.json")}), "");
  EXPECT_EQ(code_, ExitCode::usage);
  EXPECT_NE(told_.find("one of the two is a report of a run"), std::string::npos) << told_;
}

TEST_F(JsonOutput, OfCoverageHasRows) {
  const std::string text = output({"coverage", write("r.json", json_report(run_of(Outcome::holds)))});
  EXPECT_EQ(faults_under("coverage.schema.json", text), "") << text;
  EXPECT_EQ(nlohmann::json::parse(text).at("keywords").at(0).at("name"), "type");
}

TEST_F(JsonOutput, IsNoSettingOfThoseCommands) {
  // The key of that name is the report of a run, which a list must not replace.
  const std::string settings = write("avouch.toml", "report-json = \"" + file("report.json") + "\"\n");
  std::ostringstream out;
  std::ostringstream err;
  app(
      {"list", file("api.json"), "--config", settings}, [](const std::string&) { return std::nullopt; }, out,
      err);
  EXPECT_FALSE(fs::exists(file("report.json"))) << err.str();
}

}  // namespace json_output_test
}  // namespace avouch

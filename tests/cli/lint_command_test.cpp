// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "base/file.h"
#include "cli/command/commands.h"
#include "tests/report_schema.h"

namespace avouch {
namespace lint_command_test {

namespace fs = std::filesystem;

// A folder that lasts as long as this object.
struct Folder {
  Folder() : path(fs::temp_directory_path() / ("avouch lint " + std::to_string(::getpid()))) {
    fs::create_directory(path);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path); }

  std::string with(const std::string& name, const std::string& text) const {
    EXPECT_TRUE(write_file(path / name, text));
    return path / name;
  }

  fs::path path;
};

constexpr const char* kContradicted =
    R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {
 "/a": {"get": {"operationId": "A", "responses": {"200": {"description": "d", "content": {"application/json":
  {"schema": {"type": "string", "minLength": 2, "maxLength": 1}, "example": 1}}}}}}}})";

struct Case {
  const char* name;
  std::vector<const char*> documents;  // their texts
  std::size_t results;
  bool succeeds;
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

class LintCommand : public testing::TestWithParam<Case> {};

TEST_P(LintCommand, WritesAValidSarifReport) {
  const Folder folder;
  Options options;
  for (const char* text : GetParam().documents)
    options.contracts.push_back(folder.with(std::to_string(options.contracts.size()) + " a.json", text));
  options.report_sarif = folder.path / "lint.sarif";
  std::ostringstream out;
  std::ostringstream err;
  lint(options, out, err);
  const Result<std::string> report = read_file(options.report_sarif);
  ASSERT_TRUE(report) << err.str();
  EXPECT_EQ(faults_under("sarif-report.schema.json", *report), "") << *report;
  const nlohmann::json run = nlohmann::json::parse(*report).at("runs").at(0);
  EXPECT_EQ(run.at("results").size(), GetParam().results) << out.str();
  EXPECT_EQ(run.at("invocations").at(0).at("executionSuccessful"), GetParam().succeeds);
}

struct Verdict {
  std::string last_line;
  ExitCode code;
};

Verdict verdict_with(Options options) {
  const Folder folder;
  options.contracts = {folder.with("a.json", kContradicted)};
  std::ostringstream out;
  std::ostringstream err;
  const ExitCode code = lint(options, out, err);
  EXPECT_EQ(err.str(), "");
  const std::string text = out.str();
  return {text.substr(text.rfind('\n', text.size() - 2) + 1), code};
}

TEST(LintCommand, FailsOnWhatIsNotSilenced) {
  Options options;
  EXPECT_EQ(verdict_with(options).code, ExitCode::violated);
  options.lint_silences = {{.rule = "impossible-limits", .path_glob = ""},
                           {.rule = "example-contradicts-schema", .path_glob = "/a"}};
  const Verdict silenced = verdict_with(options);
  EXPECT_EQ(silenced.code, ExitCode::holds);
  EXPECT_EQ(silenced.last_line, "0 errors, 0 warnings, 0 notes; 2 silenced\n");
  options.lint_silences.pop_back();
  EXPECT_EQ(verdict_with(options).last_line, "1 error, 0 warnings, 0 notes; 1 silenced\n");
}

const Case kCases[] = {
    {"OfNothing", {R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}})"}, 1, true},
    {"OfContradictions", {kContradicted}, 2, true},
    {"OfTwoDocuments", {kContradicted, kContradicted}, 4, true},
    {"OfWhatIsNoDocument", {"{", kContradicted}, 2, false},
};

INSTANTIATE_TEST_SUITE_P(Documents, LintCommand, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace lint_command_test
}  // namespace avouch

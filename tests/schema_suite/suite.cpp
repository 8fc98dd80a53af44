// SPDX-License-Identifier: MIT
#include "suite.h"

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "json/instance.h"
#include "judge/body/body.h"
#include "prove/second_judge.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

struct Draft {
  const char* folder;
  Dialect dialect;
};

constexpr Draft kDrafts[] = {{"draft4", Dialect::draft4},
                             {"draft6", Dialect::draft6},
                             {"draft7", Dialect::draft7},
                             {"draft2019-09", Dialect::draft2019_09},
                             {"draft2020-12", Dialect::draft2020_12}};

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string text_of(const Value& object, const char* name) {
  return std::string(object.find(name)->text());
}

void read_file_cases(const fs::path& path, const fs::path& below, const Draft& draft,
                     std::vector<SuiteCase>& cases) {
  const ParsedBody file = parse_body(*read_file(path.string()));
  const std::string folder = below.parent_path().empty() ? "required" : below.parent_path().generic_string();
  for (const Value group : file.instance->root().items()) {
    for (const Value test : group.find("tests")->items()) {
      cases.push_back({.draft = draft.folder,
                       .folder = folder,
                       .file = path.stem().string(),
                       .group = text_of(group, "description"),
                       .test = text_of(test, "description"),
                       .schema = to_text(*group.find("schema")),
                       .data = to_text(*test.find("data")),
                       .is_valid = test.find("valid")->is_true(),
                       .dialect = draft.dialect});
    }
  }
}

}  // namespace

std::vector<SuiteCase> read_suite(const std::string& folder) {
  std::vector<SuiteCase> cases;
  for (const Draft& draft : kDrafts) {
    const fs::path root = fs::path(folder) / "tests" / draft.folder;
    for (const fs::path& path : files_below(root))
      read_file_cases(path, fs::relative(path, root), draft, cases);
  }
  return cases;
}

SuiteJudge::SuiteJudge(const std::string& folder) {
  const fs::path root = fs::path(folder) / "remotes";
  for (const fs::path& path : files_below(root)) {
    const std::string address = "http://localhost:1234/" + fs::relative(path, root).generic_string();
    const Result<const Document*> added = library_.add(address, *read_file(path.string()));
    if (!added) problem_ += to_string(added.errors());
  }
}

SuiteOutcome SuiteJudge::judge(const SuiteCase& test) {
  if (!problem_.empty()) return {SuiteResult::refused, problem_};
  const Result<const Document*> document = library_.add("case.json", test.schema);
  if (!document) return {SuiteResult::refused, to_string(document.errors())};
  const auto schema = load_schema(library_, **document, "", test.dialect);
  if (!schema) return {SuiteResult::refused, to_string(schema.errors())};
  if (!(*schema)->faults().empty()) return {SuiteResult::refused, to_string((*schema)->faults())};
  const bool asserts = test.folder == "optional/format";
  const Result<BodyJudge> judge = BodyJudge::make(
      *schema,
      {.assert_formats = asserts, .assert_content = test.file == "content" && test.folder == "optional"});
  if (!judge) return {SuiteResult::refused, to_string(judge.errors())};
  const ParsedBody data = parse_body(test.data);
  if (data.fault) return {SuiteResult::wrong, "the data is not read: " + data.fault->reason};
  const std::optional<bool> accepted = judge->accepts(*data.instance);
  if (!accepted) return {SuiteResult::wrong, "undecided"};
  const std::vector<Verdict> verdicts = judge->judge(*data.instance);
  std::string violated;
  for (const SchemaClaim& claim : (*schema)->claims()) {
    if (verdicts[claim.keyword].outcome != Outcome::violated) continue;
    violated += claim.suffix + ": " + verdicts[claim.keyword].reason + "\n";
    if (verdicts[claim.keyword].findings.empty()) return {SuiteResult::wrong, "no finding: " + claim.suffix};
  }
  if (violated.empty() != *accepted)
    return {SuiteResult::wrong, "the clauses and the whole disagree: " + violated};
  if (*accepted != test.is_valid)
    return {SuiteResult::wrong, *accepted ? "accepted" : "not accepted: " + violated};
  const SecondJudge second(library_, {.file = "case.json"}, test.dialect, **schema, *judge,
                           valijson_validator);
  const SecondJudge::Said said = second.ask(*data.instance);
  if (!said.agrees) return {SuiteResult::wrong, "a second validator says otherwise"};
  return {SuiteResult::right, "", !said.skipped};
}

}  // namespace avouch

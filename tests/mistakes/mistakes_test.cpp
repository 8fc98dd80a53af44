// SPDX-License-Identifier: MIT
// Documents with one mistake each: fixtures/contracts/mistakes has sound documents, and beside each a list of
// edits with what lint must find then, and which clauses cannot be judged. Everything else is judged against
// the mock as in the sound document.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/glob.h"
#include "base/text.h"
#include "contract/document/yaml.h"
#include "contract/load.h"
#include "lint/lint.h"
#include "mock/mock.h"
#include "run/run_transports.h"
#include "run/start.h"

namespace avouch {
namespace mistakes_test {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(AVOUCH_SOURCE_DIR) / "fixtures" / "contracts" / "mistakes";
constexpr std::string_view kEnd = ".mistakes.yaml";

struct Mistake {
  std::string document;  // "openapi-3.1.yaml"
  std::string name;
  std::string replace;  // occurs once in the document
  std::string by;
  bool is_refused = false;
  std::vector<std::string> findings;  // "RULE SEVERITY LINE POINTER: MESSAGE"; of a refused one its errors
  std::vector<std::string> unjudged;  // globs of coordinates; those behind ! are judged
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
  *out << mistake.document << ": " << mistake.name;
}

std::vector<std::string> texts_of(const JsonValue& owner, const char* name) {
  std::vector<std::string> texts;
  const JsonValue* list = owner.find(name);
  if (list == nullptr) return texts;
  for (const JsonValue& text : list->items) texts.push_back(text.text);
  return texts;
}

std::vector<Mistake> mistakes() {
  std::vector<Mistake> all;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    const std::string name = file.filename().string();
    if (!name.ends_with(kEnd)) continue;
    const std::string stem = name.substr(0, name.size() - kEnd.size());
    const std::string document = fs::exists(kFolder / (stem + ".json")) ? stem + ".json" : stem + ".yaml";
    const Result<Document> list = parse_yaml_document(name, *read_file(file.string()));
    if (!list) throw_errors(list.errors());
    for (const JsonValue& entry : list->root().items) {
      all.push_back({.document = document,
                     .name = entry.find("mistake")->text,
                     .replace = entry.find("replace")->text,
                     .by = entry.find("by")->text,
                     .is_refused = entry.contains("is_refused"),
                     .findings = texts_of(entry, "findings"),
                     .unjudged = texts_of(entry, "unjudged")});
    }
  }
  return all;
}

std::string named(const Place& place) {
  return std::to_string(std::max(place.line, 0)) + (place.pointer.empty() ? "" : " " + place.pointer);
}

// An overlay is applied to the sound document that its name ends with: overlay-1.1-of-openapi-3.1.yaml.
Result<Contract> load(const std::string& document, const std::string& text, bool reads_unused) {
  const std::string name = "api" + fs::path(document).extension().string();
  LoadOptions options{.reads_unused = reads_unused};
  const std::size_t of = document.find("-of-");
  if (of == std::string::npos) return load_contract(name, options, {{name, text}});
  options.overlays = {name};
  const std::string base = document.substr(of + 4);
  return load_contract("base.yaml", options,
                       {{name, text}, {"base.yaml", *read_file((kFolder / base).string())}});
}

std::string text_of(const std::string& document) {
  return *read_file((kFolder / document).string());
}

std::vector<std::string> findings_of(const Result<Contract>& contract) {
  std::vector<std::string> found;
  if (!contract) {
    for (const Error& error : contract.errors())
      found.push_back("error " + named(error.place) + ": " + error.title);
    return found;
  }
  const Result<std::vector<LintFinding>> findings = lint(*contract);
  if (!findings) throw_errors(findings.errors());
  for (const LintFinding& finding : *findings) {
    found.push_back(finding.rule + " " + std::string(to_string(finding.severity)) + " " +
                    named(finding.place) + ": " + finding.message);
  }
  return found;
}

struct Seen {
  Outcome outcome = Outcome::unexercised;
  std::string reason;
};
using Outcomes = std::map<std::string, Seen>;  // by coordinate

// A run of the contract against its own mock.
Outcomes run(const Contract& contract) {
  Outcomes outcomes;
  const std::atomic<bool> never{false};
  const auto mock = MockServer::start(contract, {});
  if (!mock) throw_errors(mock.errors());
  RunOptions options{.plan = {.user = kMockUser,
                              .allow_writes = true,
                              .targets = {.target = *http::parse_url((*mock)->url())}}};
  for (const auto& [operation, why] : (*mock)->unserved())
    options.plan.unasked.emplace(operation, unserved_reason(why));
  options.plan.keys = {.token = kMockToken, .by_scheme = {{"key", kMockToken}}};
  std::unique_ptr<RunTransports> transports;
  Result<Session> session =
      start_run(contract, std::move(options), [&](const Plan& plan) -> Result<std::vector<Transport*>> {
        auto made = RunTransports::make(plan.bases, {.cancellation = never});
        if (!made) return made.errors();
        transports = *std::move(made);
        return transports->of_bases();
      });
  if (!session) throw_errors(session.errors());
  for (const Entry& entry : session->judge_all({}).entries) {
    outcomes.emplace(entry.clause->coordinate, Seen{entry.verdict.outcome, entry.verdict.reason});
    EXPECT_NE(entry.verdict.outcome, Outcome::violated)
        << entry.clause->coordinate << ": " << entry.verdict.reason;
    EXPECT_NE(entry.verdict.outcome, Outcome::undecided)
        << entry.clause->coordinate << ": " << entry.verdict.reason;
  }
  return outcomes;
}

const Outcomes& sound_outcomes(const std::string& document) {
  static std::map<std::string, Outcomes> known;
  const auto [outcomes, is_new] = known.try_emplace(document);
  if (is_new) {
    const Result<Contract> contract = load(document, text_of(document), false);
    if (!contract) throw_errors(contract.errors());
    outcomes->second = run(*contract);
  }
  return outcomes->second;
}

bool is_unjudged(const Mistake& mistake, const std::string& coordinate) {
  bool is_named = false;
  for (const std::string& glob : mistake.unjudged) {
    if (glob.starts_with('!'))
      is_named = is_named && !glob_matches(glob.substr(1), coordinate);
    else
      is_named = is_named || glob_matches(glob, coordinate);
  }
  return is_named;
}

class Documents : public testing::TestWithParam<Mistake> {};

TEST_P(Documents, WithAMistakeAreJudgedApartFromIt) {
  const Mistake& mistake = GetParam();
  std::string text = text_of(mistake.document);
  const std::size_t at = text.find(mistake.replace);
  ASSERT_NE(at, text.npos);
  ASSERT_EQ(text.find(mistake.replace, at + 1), text.npos) << "it occurs twice";
  text.replace(at, mistake.replace.size(), mistake.by);

  const Result<Contract> whole = load(mistake.document, text, true);
  EXPECT_EQ(!whole, mistake.is_refused);
  EXPECT_EQ(join(findings_of(whole), "\n"), join(mistake.findings, "\n"));
  const Result<Contract> contract = load(mistake.document, text, false);
  EXPECT_EQ(!contract, mistake.is_refused);
  if (!contract || contract->clauses.empty()) return;

  const Outcomes outcomes = run(*contract);
  EXPECT_EQ(outcomes.size(), contract->clauses.size());
  for (const auto& [coordinate, seen] : outcomes)
    EXPECT_EQ(seen.reason.starts_with("contract: "), is_unjudged(mistake, coordinate)) << coordinate;
  // The operation that no mistake touches.
  std::size_t sound = 0;
  for (const auto& [coordinate, seen] : sound_outcomes(mistake.document)) {
    if (!coordinate.starts_with("listShelves/")) continue;
    ++sound;
    const auto found = outcomes.find(coordinate);
    ASSERT_NE(found, outcomes.end()) << coordinate;
    EXPECT_EQ(to_string(found->second.outcome), to_string(seen.outcome)) << coordinate;
  }
  EXPECT_GE(sound, 9U);
}

std::string identifier(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Mistakes, Documents, testing::ValuesIn(mistakes()), [](const auto& each) {
  return identifier(each.param.document + "_" + each.param.name);
});

class SoundDocuments : public testing::TestWithParam<std::string> {};

TEST_P(SoundDocuments, HaveNoFindingAndHoldAlmostWhole) {
  const Result<Contract> contract = load(GetParam(), text_of(GetParam()), true);
  EXPECT_EQ(join(findings_of(contract), "\n"), "");
  std::size_t unexercised = 0;
  for (const auto& [coordinate, seen] : sound_outcomes(GetParam()))
    unexercised += seen.outcome == Outcome::unexercised ? 1U : 0U;
  EXPECT_LE(unexercised, 4U);
}

std::vector<std::string> documents() {
  std::vector<std::string> names;
  for (const Mistake& mistake : mistakes()) {
    if (names.empty() || names.back() != mistake.document) names.push_back(mistake.document);
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(Mistakes, SoundDocuments, testing::ValuesIn(documents()),
                         [](const auto& each) { return identifier(each.param); });

TEST(Mistakes, AreManyAndNamedOnce) {
  std::map<std::string, int> names;
  for (const Mistake& mistake : mistakes()) ++names[mistake.document + ": " + mistake.name];
  for (const auto& [name, times] : names) EXPECT_EQ(times, 1) << name;
  EXPECT_GE(names.size(), 150U);
}

}  // namespace mistakes_test
}  // namespace avouch

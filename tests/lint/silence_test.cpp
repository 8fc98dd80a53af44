// SPDX-License-Identifier: MIT
#include "lint/silence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include "base/file.h"
#include "contract/load.h"
#include "lint/lint.h"
#include "lint/rules.h"

namespace avouch {
namespace silence_test {

using Silence = LintFinding::Silence;

// Two operations, each with a dead keyword; `ignored` is a member of one object: the document, the first
// path, or the first schema.
std::string document_with(const std::string& where, const std::string& ignored) {
  const std::string member = "x-avouch-lint-ignore: " + ignored;
  const auto at = [&](const std::string& place) { return place == where ? member + ", " : std::string(); };
  const auto operation = [](const std::string& schema) {
    return "get: {responses: {200: {description: d, content: {application/json: {schema: {" + schema +
           "type: string, minimum: 1}}}}}}";
  };
  return "{" + at("document") +
         "openapi: 3.1.0, info: {title: t, version: '1'}, paths: {\n"
         "/a: {" +
         at("path") + operation(at("schema")) + "},\n/v1/b: {" + operation("") + "}}}\n";
}

std::vector<LintFinding> linted(const std::string& text, const std::vector<LintSilence>& silences = {}) {
  const Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", text}});
  EXPECT_TRUE(contract) << (contract ? "" : to_string(contract.errors()));
  if (!contract) return {};
  const Result<std::vector<LintFinding>> findings = lint(*contract, silences);
  EXPECT_TRUE(findings) << (findings ? "" : to_string(findings.errors()));
  return findings ? *findings : std::vector<LintFinding>{};
}

// "dead-keyword 2 none": each finding's rule, number of places and silence, sorted.
std::multiset<std::string> summary(const std::vector<LintFinding>& findings) {
  std::multiset<std::string> lines;
  for (const LintFinding& finding : findings) {
    const char* silence = finding.silence == Silence::none        ? "none"
                          : finding.silence == Silence::by_option ? "option"
                                                                  : "document";
    lines.insert(finding.rule + " " + std::to_string(finding.others.size() + 1) + " " + silence);
  }
  return lines;
}

using Lines = std::multiset<std::string>;

TEST(SilenceOfLint, NothingIsSilencedWithoutARequest) {
  EXPECT_EQ(summary(linted(document_with("", ""))), (Lines{"dead-keyword 2 none"}));
}

TEST(SilenceOfLint, AnOptionSilencesARuleEverywhereOrForPaths) {
  const std::string text = document_with("", "");
  EXPECT_EQ(summary(linted(text, {{.rule = "dead-keyword", .path_glob = ""}})),
            (Lines{"dead-keyword 2 option"}));
  EXPECT_EQ(summary(linted(text, {{.rule = "dead-keyword", .path_glob = "/v1/*"}})),
            (Lines{"dead-keyword 1 none", "dead-keyword 1 option"}));
  EXPECT_EQ(summary(linted(text, {{.rule = "dead-keyword", .path_glob = "/v2/*"}})),
            (Lines{"dead-keyword 2 none"}));
  EXPECT_EQ(summary(linted(text, {{.rule = "dead-branch", .path_glob = ""}})),
            (Lines{"dead-keyword 2 none"}));
}

TEST(SilenceOfLint, TheDocumentSilencesAtAnyObject) {
  EXPECT_EQ(summary(linted(document_with("document", "[dead-keyword]"))), (Lines{"dead-keyword 2 document"}));
  EXPECT_EQ(summary(linted(document_with("document", "true"))), (Lines{"dead-keyword 2 document"}));
  for (const char* where : {"path", "schema"}) {
    EXPECT_EQ(summary(linted(document_with(where, "[dead-branch, dead-keyword]"))),
              (Lines{"dead-keyword 1 none", "dead-keyword 1 document"}))
        << where;
    EXPECT_EQ(summary(linted(document_with(where, "[dead-branch]"))), (Lines{"dead-keyword 2 none"}))
        << where;
    EXPECT_EQ(summary(linted(document_with(where, "false"))), (Lines{"dead-keyword 2 none"})) << where;
  }
}

TEST(SilenceOfLint, WhatNamesNoRuleIsAFindingAndSilencesNothing) {
  const std::vector<LintFinding> misspelled = linted(document_with("path", "[dead-keywrod]"));
  EXPECT_EQ(summary(misspelled), (Lines{"dead-keyword 2 none", "unknown-rule 1 none"}));
  const auto unknown = std::find_if(misspelled.begin(), misspelled.end(),
                                    [](const LintFinding& each) { return each.rule == "unknown-rule"; });
  ASSERT_NE(unknown, misspelled.end());
  EXPECT_EQ(unknown->place.pointer, "/paths/~1a/x-avouch-lint-ignore");
  EXPECT_EQ(unknown->hint, "Did you mean dead-keyword?");
  EXPECT_EQ(summary(linted(document_with("path", "dead-keyword"))),
            (Lines{"dead-keyword 2 none", "unknown-rule 1 none"}));
}

TEST(LintSilence, IsReadFromText) {
  const Result<LintSilence> both = lint_silence("dead-branch=/v1/*=x");
  ASSERT_TRUE(both);
  EXPECT_EQ(both->rule, "dead-branch");
  EXPECT_EQ(both->path_glob, "/v1/*=x");
  EXPECT_FALSE(lint_silence(""));
  EXPECT_FALSE(lint_silence("dead-branches"));
}

TEST(LintRuleNames, AreThoseOfThePage) {
  const Result<std::string> page = read_file(std::string(AVOUCH_SOURCE_DIR) + "/docs/lint.md");
  ASSERT_TRUE(page);
  std::set<std::string> documented;
  std::istringstream lines(*page);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| `")) continue;
    std::istringstream names(line.substr(2, line.find(" | ") - 2));
    for (std::string name; std::getline(names, name, ',');) {
      const std::size_t begin = name.find('`') + 1;
      documented.insert(name.substr(begin, name.rfind('`') - begin));
    }
  }
  const std::set<std::string> known(lint_rule_names().begin(), lint_rule_names().end());
  EXPECT_EQ(documented, known);
}

}  // namespace silence_test
}  // namespace avouch

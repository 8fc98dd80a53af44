// SPDX-License-Identifier: MIT
// Reads and judges the JSON-Schema-Test-Suite.
//
//   SuiteJudge judge(folder);
//   for (const SuiteCase& test : read_suite(folder)) judge.judge(test)
#pragma once

#include <string>
#include <vector>

#include "contract/document/library.h"
#include "contract/schema/schema.h"

namespace avouch {

struct SuiteCase {
  std::string draft;   // "draft7"
  std::string folder;  // "required", "optional" or "optional/format"
  std::string file;    // "anyOf"
  std::string group;   // its description
  std::string test;    // likewise
  std::string schema;  // JSON text
  std::string data;    // JSON text
  bool is_valid = false;
  Dialect dialect = Dialect::draft2020_12;
};

enum class SuiteResult { right, wrong, refused };

struct SuiteOutcome {
  SuiteResult result = SuiteResult::right;
  std::string why;         // of wrong and refused
  bool is_second = false;  // whether a second validator was asked, and agreed
};

// Every case of drafts 4, 6, 7, 2019-09 and 2020-12, in the order of their files.
std::vector<SuiteCase> read_suite(const std::string& folder);

// Knows the documents that the suite's schemas refer to, by the addresses that they are to have.
class SuiteJudge {
 public:
  explicit SuiteJudge(const std::string& folder);

  // Right only if the whole-schema verdict is as the suite says, the clauses' verdicts agree with it, and a
  // second validator does where it can be asked.
  SuiteOutcome judge(const SuiteCase& test);

 private:
  Library library_;
  std::string problem_;  // a remote document that cannot be read
};

}  // namespace avouch

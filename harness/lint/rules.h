// SPDX-License-Identifier: MIT
// The rules of lint, as a table: a family a file, a function a rule or a few that belong together.
//
// To add a rule, write a function that reports to its subject, and add a line to the table in rules.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "lint/subject.h"

namespace avouch {

struct LintRule {
  std::string_view family;
  void (*check)(LintSubject& subject);
};

const std::vector<LintRule>& lint_rules();

void check_examples(LintSubject& subject);    // examples.cpp: examples and defaults against their schemas
void check_impossible(LintSubject& subject);  // impossible.cpp: keywords that nothing can meet together
void check_branches(LintSubject& subject);    // branches.cpp: choices none of whose branches can be met
void check_one_of(LintSubject& subject);      // one_of.cpp: branches of which never exactly one matches
void check_endless(LintSubject& subject);     // endless.cpp: values that would have to hold themselves
void check_dead(LintSubject& subject);        // dead.cpp: keywords without effect
void check_values(LintSubject& subject);      // values.cpp: enum and const against what stands beside them
void check_required(LintSubject& subject);    // required.cpp: required members that nothing defines
void check_patterns(LintSubject& subject);    // patterns.cpp: patterns against lengths, and their cost
void check_unjudged(LintSubject& subject);    // unjudged.cpp: what the load noted as not judged
void check_responses(LintSubject& subject);   // responses.cpp: success responses that say nothing
void check_paths(LintSubject& subject);       // paths.cpp: paths that cannot be told apart
void check_access_control(
    LintSubject& subject);  // access_control.cpp: Access-Control-* that contradicts Fetch

void check_security(LintSubject& subject);  // security.cpp: operations that say nothing of security
void check_headers(LintSubject& subject);   // headers.cpp: types that a header cannot have
void check_composed(LintSubject& subject);  // composed.cpp: schemas that cannot hold together

}  // namespace avouch

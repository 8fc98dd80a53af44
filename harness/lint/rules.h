// SPDX-License-Identifier: MIT
// The table of lint rules: one file per family, one function per rule or per few related rules.
//
// To add a rule, write a function that reports to its subject, and add a line to the table in rules.cpp.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lint/subject.h"

namespace avouch {

struct LintRule {
  std::string_view family;
  void (*check)(LintSubject& subject);
};

const std::vector<LintRule>& lint_rules();

// The name of every rule that a finding can have, sorted. docs/lint.md describes each.
std::span<const std::string_view> lint_rule_names();
bool is_lint_rule(std::string_view name);

void check_examples(LintSubject& subject);    // examples.cpp: examples and defaults against their schemas
void check_impossible(LintSubject& subject);  // impossible.cpp: keywords that no value can satisfy together
void check_branches(LintSubject& subject);    // branches.cpp: choices with no satisfiable branch
void check_one_of(LintSubject& subject);      // one_of.cpp: branches that never match exactly once
void check_endless(LintSubject& subject);     // endless.cpp: values that would have to contain themselves
void check_dead(LintSubject& subject);        // dead.cpp: keywords without effect
void check_values(LintSubject& subject);      // values.cpp: enum and const against the keywords beside them
void check_required(LintSubject& subject);    // required.cpp: required members that nothing defines
void check_patterns(LintSubject& subject);    // patterns.cpp: patterns against lengths, and their cost
void check_unjudged(LintSubject& subject);    // unjudged.cpp: what the loader noted as not judged
void check_responses(LintSubject& subject);   // responses.cpp: success responses without content
void check_paths(LintSubject& subject);       // paths.cpp: paths that cannot be distinguished
void check_access_control(
    LintSubject& subject);  // access_control.cpp: Access-Control-* that contradicts Fetch

void check_security(LintSubject& subject);    // security.cpp: operations without security
void check_headers(LintSubject& subject);     // headers.cpp: types that a header cannot have
void check_composed(LintSubject& subject);    // composed.cpp: schemas that contradict each other
void check_parameters(LintSubject& subject);  // parameters.cpp: required ones that no style can write
void check_structure(LintSubject& subject);   // structure.cpp: fields by the tables of the specification

}  // namespace avouch

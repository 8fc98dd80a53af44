// SPDX-License-Identifier: MIT
#include "lint/lint.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <tuple>
#include <utility>

#include "base/interruption.h"
#include "lint/grouped.h"
#include "lint/rules.h"
#include "lint/subject.h"

namespace avouch {
namespace {

auto order_of(const LintFinding& finding) {
  return std::tie(finding.place.file, finding.place.line);
}

// Removes duplicates: a schema that many operations use is reported once.
std::vector<LintFinding> distinct(std::vector<LintFinding> all) {
  std::vector<LintFinding> kept;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> seen;
  for (LintFinding& finding : all) {
    if (seen.emplace(finding.rule, finding.place.file, finding.place.pointer, finding.message).second) {
      kept.push_back(std::move(finding));
    }
  }
  return kept;
}

}  // namespace

std::string_view to_string(LintFinding::Severity severity) {
  switch (severity) {
    case LintFinding::Severity::error:
      return "error";
    case LintFinding::Severity::warning:
      return "warning";
    case LintFinding::Severity::note:
      return "note";
  }
  return {};
}

Result<std::vector<LintFinding>> lint(const Contract& contract) {
  assert(contract.library != nullptr);
  LintSubject subject(contract);
  if (!subject.errors().empty()) return contract.library->sources_of(subject.errors());
  for (const LintRule& rule : lint_rules()) {
    if (!interruption()) rule.check(subject);
  }
  for (LintFinding& finding : subject.findings()) finding.place = contract.library->source_of(finding.place);
  std::vector<LintFinding> findings = distinct(std::move(subject.findings()));
  std::stable_sort(findings.begin(), findings.end(), [](const LintFinding& left, const LintFinding& right) {
    return order_of(left) < order_of(right);
  });
  return grouped(std::move(findings));
}

}  // namespace avouch

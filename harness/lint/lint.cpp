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

// Marks the findings that the options or the document silence, and adds a finding per unread
// x-avouch-lint-ignore.
void silence(std::vector<LintFinding>& findings, const Library& library,
             const std::vector<LintSilence>& silences) {
  Errors unread;
  for (LintFinding& finding : findings) {
    // The member may be in the document as it was written, or in an overlay's.
    const Place source = finding.is_placed ? finding.place : library.source_of(finding.place);
    if (is_silenced(silences, finding.rule, finding.place.pointer) ||
        is_silenced(silences, finding.rule, source.pointer)) {
      finding.silence = LintFinding::Silence::by_option;
    } else if (is_ignored(library, finding.rule, finding.place, unread) ||
               (source != finding.place && is_ignored(library, finding.rule, source, unread))) {
      finding.silence = LintFinding::Silence::in_document;
    }
  }
  for (Error& error : unread) {
    findings.push_back({.rule = "unknown-rule",
                        .severity = LintFinding::Severity::warning,
                        .place = std::move(error.place),
                        .message = std::move(error.title),
                        .hint = std::move(error.hint)});
  }
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

Errors breaches(const Contract& contract) {
  assert(contract.library != nullptr);
  LintSubject subject(contract);
  if (!subject.errors().empty()) return contract.library->sources_of(subject.errors());
  check_structure(subject);
  check_unjudged(subject);
  Errors found;
  for (LintFinding& finding : subject.findings()) {
    if (finding.rule != "missing-field" && finding.rule != "wrong-field" && finding.rule != "other-version")
      continue;
    if (!finding.is_placed) finding.place = contract.library->source_of(finding.place);
    found.push_back({std::move(finding.message), std::move(finding.place), std::move(finding.hint)});
  }
  std::stable_sort(found.begin(), found.end(), [](const Error& left, const Error& right) {
    return std::tie(left.place.file, left.place.line) < std::tie(right.place.file, right.place.line);
  });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Result<std::vector<LintFinding>> lint(const Contract& contract, const std::vector<LintSilence>& silences) {
  assert(contract.library != nullptr);
  LintSubject subject(contract);
  if (!subject.errors().empty()) return contract.library->sources_of(subject.errors());
  for (const LintRule& rule : lint_rules()) {
    if (!interruption()) rule.check(subject);
  }
  silence(subject.findings(), *contract.library, silences);
  for (LintFinding& finding : subject.findings()) {
    if (finding.is_placed) continue;
    finding.place = contract.library->source_of(finding.place);
    for (Place& other : finding.others) other = contract.library->source_of(other);
    finding.is_placed = true;
  }
  std::vector<LintFinding> findings = distinct(std::move(subject.findings()));
  std::stable_sort(findings.begin(), findings.end(), [](const LintFinding& left, const LintFinding& right) {
    return order_of(left) < order_of(right);
  });
  return grouped(std::move(findings));
}

}  // namespace avouch

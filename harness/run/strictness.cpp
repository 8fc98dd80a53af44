// SPDX-License-Identifier: MIT
#include "run/strictness.h"

#include <variant>

namespace avouch {
namespace {

bool is_promoted(const BoundClause& bound, const Strictness& strict) {
  if (const auto* drift = std::get_if<DriftSubject>(&bound.subject)) {
    return strict.contains(drift->aspect == DriftSubject::Aspect::headers ? "headers" : "fields");
  }
  if (const auto* syntax = std::get_if<BodySyntaxSubject>(&bound.subject)) {
    return syntax->aspect == BodySyntaxSubject::Aspect::unique_names && strict.contains("duplicates");
  }
  return false;
}

bool is_lowered(const Verdict& verdict, const Strictness& strict) {
  return verdict.outcome == Outcome::violated && verdict.severity == Severity::warning &&
         !strict.contains("statuses");
}

}  // namespace

Severity severity_of(const BoundClause& bound, const Strictness& strict) {
  return is_promoted(bound, strict) ? Severity::violation : bound.clause.severity;
}

Severity severity_of(const BoundClause& bound, const Verdict& verdict, const Strictness& strict) {
  return is_lowered(verdict, strict) ? Severity::warning : severity_of(bound, strict);
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "run/strictness.h"

#include <string>
#include <variant>

namespace avouch {
namespace {

// Whether --strict turns the clause's warnings into violations.
bool is_promoted(const BoundClause& bound, const Strictness& strict) {
  const auto* drift = std::get_if<DriftSubject>(&bound.subject);
  if (drift != nullptr && drift->aspect == DriftSubject::Aspect::headers) return strict.contains("headers");
  return strict.contains(std::string(traits_of(bound.subject).strict));
}

}  // namespace

Severity severity_of(const BoundClause& bound, const Strictness& strict) {
  return is_promoted(bound, strict) ? Severity::violation : bound.clause->severity;
}

Severity severity_of(const BoundClause& bound, const Verdict& verdict, const Strictness& strict) {
  const bool is_warning = verdict.outcome == Outcome::violated && verdict.severity == Severity::warning;
  return is_warning && !is_promoted(bound, strict) ? Severity::warning : severity_of(bound, strict);
}

}  // namespace avouch

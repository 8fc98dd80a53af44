// SPDX-License-Identifier: MIT
// Faults of the documents, and notes of the loader: unknown keywords, formats and OpenAPI fields, which are
// not judged; keywords in the spelling of another OpenAPI version.
#include <algorithm>
#include <array>
#include <string_view>

#include "lint/rules.h"

namespace avouch {
namespace {

struct Kind {
  std::string_view beginning;  // beginning of the note
  std::string_view rule;
  LintFinding::Severity severity;
  std::string_view plural = {};  // of notes that name their place and have one cause
};

constexpr std::array kKinds = {
    Kind{"the format ", "unknown-format", LintFinding::Severity::warning},
    Kind{"the keyword ", "unknown-keyword", LintFinding::Severity::warning},
    Kind{"OpenAPI does not define ", "unknown-field", LintFinding::Severity::warning},
    Kind{"read as in OpenAPI ", "other-version", LintFinding::Severity::warning},
    Kind{"null is nullable ", "nullable-enum", LintFinding::Severity::warning},
    Kind{"no operation is documented", "no-operation", LintFinding::Severity::warning},
    Kind{"the path ", "not-judged", LintFinding::Severity::note,
         "paths continue after a ? or a #; requests are sent without a fragment"},
    Kind{"", "not-judged", LintFinding::Severity::note},
};

// Faults that are not simply errors, or of which many have one cause: the document came without its folder.
struct FaultKind {
  std::string_view part;  // of the title
  std::string_view habit = {};
  LintFinding::Severity severity = LintFinding::Severity::error;
};

constexpr std::string_view kNoDocument = "references lead to documents that are not there";

// The first that fits.
constexpr std::array kFaultKinds = {
    FaultKind{" does not resolve: unknown document ", kNoDocument},
    FaultKind{" needs a document that was not given", kNoDocument},
    FaultKind{" does not resolve", "references do not resolve"},
    FaultKind{"} is not documented as a parameter", "parts of paths are not documented as parameters"},
    FaultKind{" has neither `schema` nor `content`", "parameters have neither `schema` nor `content`"},
    FaultKind{" occurs twice, here and at ", "operationIds occur twice"},
    FaultKind{" of `info` is empty", "", LintFinding::Severity::warning},
};

FaultKind kind_of_fault(const Error& fault) {
  const auto* kind = std::find_if(kFaultKinds.begin(), kFaultKinds.end(), [&](const FaultKind& one) {
    return fault.title.find(one.part) != fault.title.npos;
  });
  return kind == kFaultKinds.end() ? FaultKind() : *kind;
}

}  // namespace

void check_unjudged(LintSubject& subject) {
  subject.check_judges();
  for (const Error& fault : subject.faults()) {
    const FaultKind kind = kind_of_fault(fault);
    subject.report({.rule = "fault",
                    .severity = kind.severity,
                    .place = fault.place,
                    .message = fault.title,
                    .hint = fault.hint,
                    .habit = std::string(kind.habit),
                    .is_placed = true});
  }
  for (const Error& note : subject.notes()) {
    for (const Kind& kind : kKinds) {
      if (!note.title.starts_with(kind.beginning)) continue;
      if (!kind.plural.empty() && note.title.find(" continues after a ") == note.title.npos) continue;
      subject.report({.rule = std::string(kind.rule),
                      .severity = kind.severity,
                      .place = note.place,
                      .message = note.title,
                      .hint = note.hint,
                      .cause = std::string(kind.plural),
                      .plural = std::string(kind.plural),
                      .is_placed = true});
      break;
    }
  }
}

}  // namespace avouch

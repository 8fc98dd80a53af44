// SPDX-License-Identifier: MIT
// Operations whose documented success says nothing that could be false.
#include <string>

#include "lint/rules.h"

namespace avouch {
namespace {

void check_empty_object(LintSubject& subject, const Operation& operation, const DocumentedMedia& media) {
  if (media.schema == nullptr || !media.is_json()) return;
  if (!subject.accepts(media.schema, "{}").value_or(false)) return;
  subject.report(
      {.rule = "requires-nothing",
       .severity = LintFinding::Severity::note,
       .place = media.schema_place,
       .message = "an empty object conforms: the success response of " + operation.id + " requires nothing",
       .mend = "Say which members are always there, by `required`."});
}

}  // namespace

void check_responses(LintSubject& subject) {
  for (const Operation& operation : subject.contract().operations) {
    const std::optional<std::size_t> expected = operation.expected_response();
    if (!expected) {
      subject.report({.rule = "no-success",
                      .severity = LintFinding::Severity::warning,
                      .place = operation.place,
                      .message = operation.id + " documents no response but errors",
                      .mend = "Document what a successful call gets."});
      continue;
    }
    for (const DocumentedMedia& media : operation.responses[*expected].media)
      check_empty_object(subject, operation, media);
  }
}

}  // namespace avouch

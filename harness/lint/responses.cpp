// SPDX-License-Identifier: MIT
// Success responses without any claim that could be false, and impossible responses.
#include <algorithm>
#include <string>

#include "contract/documented_status.h"
#include "lint/conjunction.h"
#include "lint/rules.h"

namespace avouch {
namespace {

// Matches `false`, or branches that all match this.
void check_no_body(LintSubject& subject, const Operation& operation, const DocumentedResponse& response,
                   const DocumentedMedia& media) {
  if (media.schema == nullptr) return;
  const std::vector<std::size_t>& keywords = media.schema->nodes().front().keywords;
  if (keywords.empty()) return;
  const KeywordKind kind = media.schema->keywords()[keywords.front()].kind;
  const bool is_plain = kind == KeywordKind::never || is_choice(kind);
  if (!is_plain || !Conjunction::allows_nothing(*media.schema, 0)) return;
  subject.report(
      {.rule = "impossible-body",
       .severity = LintFinding::Severity::error,
       .place = media.schema_place,
       .message = "no body conforms to the schema of the " + response.status + " of " + operation.id,
       .hint = "Describe the body, or leave the content out if there is none."});
}

// Returns whether the schema describes an object with arbitrary member names, which may have no members.
bool is_map(const Schema& schema) {
  const Conjunction all(schema, 0);
  const SchemaKeyword* others = all.first(KeywordKind::additional_properties);
  return others != nullptr && all.first(KeywordKind::properties) == nullptr &&
         !Conjunction::allows_nothing(schema, others->branches.front().node);
}

void check_empty_object(LintSubject& subject, const Operation& operation, const DocumentedMedia& media) {
  if (media.schema == nullptr || !media.is_json() || is_map(*media.schema)) return;
  if (!subject.accepts(media.schema, "{}").value_or(false)) return;
  subject.report(
      {.rule = "requires-nothing",
       .severity = LintFinding::Severity::note,
       .place = media.schema_place,
       .message = "an empty object conforms: the success response of " + operation.id + " requires nothing",
       .hint = "List the members that are always present in `required`.",
       .cause = "an empty object conforms",
       .plural = "schemas of success responses require nothing: an empty object conforms"});
}

// Documents written by tools give each response the media type of the operation. The media type of a response
// to HEAD is that of a GET, and is judged; a schema has no effect there.
void check_no_content(LintSubject& subject, const Operation& operation, const DocumentedResponse& response) {
  const bool is_head = operation.method == "HEAD";
  if (!lacks_content(operation.method, response.status)) return;
  const auto media =
      std::find_if(response.media.begin(), response.media.end(),
                   [&](const DocumentedMedia& each) { return !is_head || each.schema != nullptr; });
  if (media == response.media.end()) return;
  const std::string which = is_head ? "response to HEAD" : response.status;
  subject.report({.rule = "content-of-204",
                  .severity = LintFinding::Severity::warning,
                  .place = media->place,
                  .message = "a " + which + " has no content; " + operation.id + " documents some",
                  .hint = "Leave the content out, or document it for another status (RFC 9110 §6.4.1).",
                  .cause = which,
                  .plural = "places where a " + which + " documents content, which it does not have"});
}

// RFC 9110 §15.2.2: then another protocol follows, and no final response.
bool switches_protocols(const Operation& operation) {
  return std::any_of(operation.responses.begin(), operation.responses.end(), [](const auto& response) {
    return response.status == "101" || response.status == "1XX";
  });
}

}  // namespace

void check_responses(LintSubject& subject) {
  for (const Operation& operation : subject.contract().operations) {
    for (const DocumentedResponse& response : operation.responses) {
      check_no_content(subject, operation, response);
      for (const DocumentedMedia& media : response.media) check_no_body(subject, operation, response, media);
    }
    const std::optional<std::size_t> expected = operation.expected_response();
    if (operation.responses.empty()) continue;  // the loader says why
    if (!expected && switches_protocols(operation)) continue;
    if (!expected) {
      subject.report({.rule = "no-success",
                      .severity = LintFinding::Severity::warning,
                      .place = operation.place,
                      .message = operation.id + " documents only error responses",
                      .hint = "Document the response to a successful call."});
      continue;
    }
    for (const DocumentedMedia& media : operation.responses[*expected].media)
      check_empty_object(subject, operation, media);
  }
}

}  // namespace avouch

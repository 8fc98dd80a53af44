// SPDX-License-Identifier: MIT
#include "judge/content.h"

#include <string>

#include "base/text.h"
#include "http/field.h"
#include "judge/answer.h"
#include "judge/body/well_formed.h"
#include "judge/documented_answer.h"

namespace avouch {
namespace {

Verdict unreadable(const BodyEnd& end) {
  switch (end.kind) {
    case BodyEnd::Kind::complete:
      break;
    case BodyEnd::Kind::cut_short:
    case BodyEnd::Kind::undecodable:
      return {.outcome = Outcome::violated,
              .reason = end.reason,
              .findings = {{.where = "body", .seen = end.reason, .expected = "a whole body"}},
              .instances = 1,
              .failures = 1};
    case BodyEnd::Kind::over_limit:
    case BodyEnd::Kind::timed_out:
    case BodyEnd::Kind::exhausted:
      return {.outcome = Outcome::undecided, .reason = end.reason};
  }
  return {};
}

Verdict no_json(const std::string& reason) {
  return {.outcome = Outcome::unexercised, .reason = "the body cannot be read as JSON: " + reason};
}

Verdict no_json_type(const http::Response& answer) {
  const auto type = http::combined(answer.fields, "Content-Type");
  return {.outcome = Outcome::unexercised,
          .reason = type ? "the response's media type is " + shown(*type) + ", which is not JSON"
                         : "the response has no media type, so its body is not read as JSON"};
}

}  // namespace

std::variant<const ParsedBody*, Verdict> readable_body(const Question& question) {
  const auto answer = documented_content(question.one(), question.response().status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const Received& received = *std::get<const Received*>(answer);
  if (!is_read_as_json(question.answer().media_type(), question.response()))
    return no_json_type(received.response);
  if (received.end.kind != BodyEnd::Kind::complete) {
    Verdict verdict = unreadable(received.end);
    return verdict.outcome == Outcome::violated ? no_json(received.end.reason) : verdict;
  }
  const ParsedBody& parsed = question.answer().body();
  if (!parsed.fault) return &parsed;
  if (parsed.fault->is_limit) return Verdict{.outcome = Outcome::undecided, .reason = parsed.fault->reason};
  return no_json(parsed.fault->reason);
}

std::variant<const SchemaVerdicts*, Verdict> body_verdicts(const Question& question, std::size_t media) {
  const auto body = readable_body(question);
  if (const Verdict* verdict = std::get_if<Verdict>(&body)) return *verdict;
  if (!comes_as(question.answer().media_type(), question.response(), media)) {
    return Verdict{.outcome = Outcome::unexercised,
                   .reason = "the response's media type is not " + question.response().media[media].range};
  }
  return &question.schemas.body_verdicts(question.answer(), question.body_key(media));
}

Verdict verdict_of(const BodySyntaxSubject& subject, const Question& question) {
  const auto answer = documented_content(question.one(), question.response().status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const Received& received = *std::get<const Received*>(answer);
  if (!is_read_as_json(question.answer().media_type(), question.response()))
    return no_json_type(received.response);
  const bool is_about_names = subject.aspect == BodySyntaxSubject::Aspect::unique_names;
  if (received.end.kind != BodyEnd::Kind::complete) {
    Verdict verdict = unreadable(received.end);
    if (is_about_names && verdict.outcome == Outcome::violated) return no_json(received.end.reason);
    return verdict;
  }
  const ParsedBody& parsed = question.answer().body();
  return is_about_names ? unique_names_verdict(parsed) : well_formed_verdict(parsed);
}

Verdict verdict_of(const BodyKeywordSubject& subject, const Question& question) {
  const auto verdicts = body_verdicts(question, subject.media);
  if (const Verdict* verdict = std::get_if<Verdict>(&verdicts)) return *verdict;
  return std::get<const SchemaVerdicts*>(verdicts)->by_keyword[subject.keyword];
}

Explanation explanation_of(const BodySyntaxSubject& subject, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  const std::string other = kOtherStatus;
  if (subject.aspect == BodySyntaxSubject::Aspect::unique_names)
    return {"an object has a member name twice", other + ", or the body is not JSON"};
  return {"the body is not one JSON text in UTF-8 (RFC 8259), or it was cut short",
          other + ", or the response has another media type"};
}

Explanation explanation_of(const BodyKeywordSubject& /*subject*/, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  return {"a value that the clause covers contradicts the claim",
          std::string(kOtherStatus) +
              ", or the body has no such value: it is absent or null, an array is empty, or the body is not "
              "JSON"};
}

}  // namespace avouch

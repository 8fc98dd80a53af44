// SPDX-License-Identifier: MIT
#include "judge/content.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/schema/schema.h"
#include "contract/schema/words.h"
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

Verdict no_such_type(const http::Response& answer, const std::string& wanted) {
  const auto type = http::combined(answer.fields, "Content-Type");
  return {.outcome = Outcome::unexercised,
          .reason = type ? "the response's media type is " + shown(*type) + ", which is not " + wanted
                         : "the response has no media type, so its body is not read as " + wanted};
}

std::vector<std::string> ranges_of(const std::vector<DocumentedMedia>& documented) {
  std::vector<std::string> ranges;
  for (const DocumentedMedia& media : documented) ranges.push_back(media.range);
  return ranges;
}

Verdict unexercised(std::string reason) {
  return {.outcome = Outcome::unexercised, .reason = std::move(reason)};
}

// The body that came as a media type other than JSON.
std::variant<const ParsedBody*, Verdict> read_by_form(const Question& question, const Received& received,
                                                      std::size_t media) {
  const DocumentedMedia& documented = question.response().media[media];
  const std::string name = shown(documented.range);
  if (!is_read_as(question.answer().media_type(), question.response(), media))
    return no_such_type(received.response, name);
  const std::string prefix = "the body cannot be read as " + name + ": ";
  if (received.end.kind != BodyEnd::Kind::complete) {
    Verdict verdict = unreadable(received.end);
    return verdict.outcome == Outcome::violated ? unexercised(prefix + received.end.reason) : verdict;
  }
  const MediaBody& body = question.schemas.read(question.answer(), question.body_key(media));
  if (!body.unread.empty()) return unexercised(body.unread);
  if (!body.parsed.fault) return &body.parsed;
  if (body.parsed.fault->is_limit)
    return Verdict{.outcome = Outcome::undecided, .reason = body.parsed.fault->reason};
  return unexercised(prefix + body.parsed.fault->reason);
}

// `body/syntax` of content that is not JSON.
Verdict syntax_verdict(const Question& question, const Received& received, std::size_t media) {
  if (received.end.kind != BodyEnd::Kind::complete) return unreadable(received.end);
  const MediaBody& body = question.schemas.read(question.answer(), question.body_key(media));
  if (!body.unread.empty()) return unexercised(body.unread);
  return well_formed_verdict(body.parsed, syntax_of(question.response().media[media].form()));
}

}  // namespace

std::optional<std::size_t> media_of(const Question& question) {
  for (std::size_t media = 0; media < question.response().media.size(); ++media) {
    if (comes_as(question.answer().media_type(), question.response(), media)) return media;
  }
  return std::nullopt;
}

std::variant<const ParsedBody*, Verdict> readable_body(const Question& question, std::size_t media) {
  const auto answer = documented_content(question.one(), question.response().status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const Received& received = *std::get<const Received*>(answer);
  if (question.response().media[media].form() != MediaForm::json)
    return read_by_form(question, received, media);
  if (!is_read_as_json(question.answer().media_type(), question.response()))
    return no_json_type(received.response);
  if (received.end.kind != BodyEnd::Kind::complete) {
    Verdict verdict = unreadable(received.end);
    return verdict.outcome == Outcome::violated ? no_json(received.end.reason) : verdict;
  }
  const ParsedBody& parsed = question.answer().body(question.schemas.limits());
  if (!parsed.fault) return &parsed;
  if (parsed.fault->is_limit) return Verdict{.outcome = Outcome::undecided, .reason = parsed.fault->reason};
  return no_json(parsed.fault->reason);
}

std::variant<const SchemaVerdicts*, Verdict> body_verdicts(const Question& question, std::size_t media) {
  const auto body = readable_body(question, media);
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
  const std::vector<DocumentedMedia>& documented = question.response().media;
  const bool is_about_names = subject.aspect == BodySyntaxSubject::Aspect::unique_names;
  const std::optional<std::size_t> media = media_of(question);
  const bool is_other = media && documented[*media].has_syntax() &&
                        documented[*media].form() != MediaForm::json &&
                        is_read_as(question.answer().media_type(), question.response(), *media);
  if (is_other && !is_about_names) return syntax_verdict(question, received, *media);
  const bool has_json = std::any_of(documented.begin(), documented.end(),
                                    [](const DocumentedMedia& each) { return each.is_json(); });
  if (!has_json) return no_such_type(received.response, shown(join(ranges_of(documented), " or ")));
  if (!is_read_as_json(question.answer().media_type(), question.response()))
    return no_json_type(received.response);
  if (received.end.kind != BodyEnd::Kind::complete) {
    Verdict verdict = unreadable(received.end);
    if (is_about_names && verdict.outcome == Outcome::violated) return no_json(received.end.reason);
    return verdict;
  }
  const ParsedBody& parsed = question.answer().body(question.schemas.limits());
  return is_about_names ? unique_names_verdict(parsed) : well_formed_verdict(parsed);
}

Verdict verdict_of(const BodyKeywordSubject& subject, const Question& question) {
  const auto verdicts = body_verdicts(question, subject.media);
  if (const Verdict* verdict = std::get_if<Verdict>(&verdicts)) return *verdict;
  Verdict verdict = std::get<const SchemaVerdicts*>(verdicts)->of(subject.keyword);
  const DocumentedMedia& media = question.response().media[subject.media];
  if (media.counts_bytes(media.schema->keywords()[subject.keyword])) {
    for (Finding& finding : verdict.findings) finding.expected = in_bytes(std::move(finding.expected));
    // What was seen stands before it, as it came.
    const std::size_t expected = verdict.reason.rfind("; expected ");
    if (expected != verdict.reason.npos)
      verdict.reason.replace(expected, verdict.reason.npos, in_bytes(verdict.reason.substr(expected)));
  }
  return verdict;
}

Explanation explanation_of(const BodySyntaxSubject& subject, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  const std::string other = kOtherStatus;
  if (subject.aspect == BodySyntaxSubject::Aspect::unique_names)
    return {"an object has a member name twice", other + ", or the body is not JSON"};
  return {"the body breaks the syntax of its media type, such as JSON (RFC 8259), or it was cut short",
          other + ", or the response has another media type"};
}

Explanation explanation_of(const BodyKeywordSubject& /*subject*/, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  return {
      "a value that the clause covers contradicts the claim",
      std::string(kOtherStatus) +
          ", or the body has no such value: it is absent or null, an array is empty, or the body does not "
          "have the media type"};
}

}  // namespace avouch

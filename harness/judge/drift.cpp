// SPDX-License-Identifier: MIT
#include "judge/drift.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

#include "base/text.h"
#include "contract/cors_clauses.h"
#include "contract/header_value.h"
#include "judge/answer.h"
#include "judge/content.h"
#include "judge/documented_answer.h"
#include "judge/judges.h"

namespace avouch {
namespace {

// Registered fields that any server, cache or gateway may add to any response. Sorted.
constexpr std::array<std::string_view, 47> kOfHttp = {"accept-ranges",
                                                      "age",
                                                      "allow",
                                                      "alt-svc",
                                                      "cache-control",
                                                      "cache-status",
                                                      "clear-site-data",
                                                      "connection",
                                                      "content-disposition",
                                                      "content-encoding",
                                                      "content-language",
                                                      "content-length",
                                                      "content-location",
                                                      "content-range",
                                                      "content-security-policy",
                                                      "content-security-policy-report-only",
                                                      "content-type",
                                                      "cross-origin-embedder-policy",
                                                      "cross-origin-opener-policy",
                                                      "cross-origin-resource-policy",
                                                      "date",
                                                      "etag",
                                                      "expires",
                                                      "keep-alive",
                                                      "last-modified",
                                                      "location",
                                                      "nel",
                                                      "permissions-policy",
                                                      "pragma",
                                                      "preference-applied",
                                                      "proxy-authenticate",
                                                      "proxy-status",
                                                      "referrer-policy",
                                                      "report-to",
                                                      "reporting-endpoints",
                                                      "retry-after",
                                                      "server",
                                                      "set-cookie",
                                                      "strict-transport-security",
                                                      "trailer",
                                                      "transfer-encoding",
                                                      "upgrade",
                                                      "vary",
                                                      "via",
                                                      "www-authenticate",
                                                      "x-content-type-options",
                                                      "x-frame-options"};

// The response fields of CORS (Fetch §3.3.3). A misspelt one is none. Sorted.
constexpr std::array<std::string_view, 6> kOfCors = {
    "access-control-allow-credentials", "access-control-allow-headers",  "access-control-allow-methods",
    "access-control-allow-origin",      "access-control-expose-headers", "access-control-max-age"};

Verdict verdict_on(const std::vector<Finding>& findings, const std::string& reason) {
  if (findings.empty()) return {.outcome = Outcome::holds, .instances = 1};
  Verdict verdict{.outcome = Outcome::violated, .reason = reason, .instances = 1, .failures = 1};
  for (const Finding& finding : findings) {
    if (verdict.findings.size() < kFindingLimit) verdict.findings.push_back(finding);
  }
  return verdict;
}

// `one of "cat", "dog", nearest "cat"`.
std::string documented_names(const BodyJudge::Named::Place& place) {
  constexpr std::size_t kNamed = 10;
  constexpr std::size_t kLongestName = 60;
  std::set<std::string> names;
  for (const KnownNames* known : place.names) names.insert(known->names.begin(), known->names.end());
  std::vector<std::string> first;
  for (const std::string& name : names) {
    if (first.size() == kNamed) {
      first.emplace_back("…");
      break;
    }
    first.push_back(in_quotes(name, kLongestName));
  }
  std::string text = "one of " + join(first, ", ");
  if (const std::optional<std::string> near = nearest(place.value, {names.begin(), names.end()}))
    text += ", nearest " + in_quotes(*near, kLongestName);
  return text;
}

Verdict of_answer(DriftSubject::Aspect aspect, const Question& question) {
  const auto answer = documented_answer(question.one(), question.response().status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const Received& received = *std::get<const Received*>(answer);
  return aspect == DriftSubject::Aspect::content
             ? judge_stray_content(received)
             : judge_undocumented_headers(question.operation(), question.response(),
                                          received.response.fields);
}

Verdict unknown(const WorkBudget& budget) {
  return {.outcome = Outcome::undecided, .reason = spent_reason(budget)};
}

// `judge_one` calls the judge of the schema that describes the body.
template <class JudgeOne>
Verdict of_body(const Question& question, const JudgeOne& judge_one) {
  const std::vector<DocumentedMedia>& documented = question.response().media;
  std::size_t media = 0;
  while (media < documented.size() && (question.schemas.find(question.body_key(media)) == nullptr ||
                                       !comes_as(question.answer().media_type(), question.response(), media)))
    ++media;
  const auto json = std::find_if(documented.begin(), documented.end(),
                                 [](const DocumentedMedia& each) { return each.is_json(); });
  const bool is_described = media < documented.size();
  if (!is_described && json == documented.end())
    return {.outcome = Outcome::unexercised, .reason = "the contract has no schema for this body"};
  const auto body =
      readable_body(question, is_described ? media : static_cast<std::size_t>(json - documented.begin()));
  if (const Verdict* verdict = std::get_if<Verdict>(&body)) return *verdict;
  if (is_described) {
    const BodyJudge& judge = *question.schemas.find(question.body_key(media));
    const Instance& instance = *std::get<const ParsedBody*>(body)->instance;
    return question.answer().within(question.schemas.limits(),
                                    [&](WorkBudget& budget) { return judge_one(judge, instance, budget); });
  }
  return {.outcome = Outcome::unexercised, .reason = "the contract has no schema for this body"};
}

}  // namespace

Verdict judge_undocumented_fields(const std::vector<std::string>& pointers) {
  std::vector<Finding> findings;
  for (const std::string& pointer : pointers) {
    findings.push_back(
        {.where = "body " + shown(pointer), .seen = "present", .expected = "a documented field"});
  }
  return verdict_on(findings, counted(findings.size(), "field of the body is", "fields of the body are") +
                                  " not documented");
}

Verdict judge_unsent_fields(const BodyJudge::Unsent& body) {
  if (body.possible == 0)
    return {.outcome = Outcome::unexercised,
            .reason = "the body has no object with a documented writeOnly member"};
  std::vector<Finding> findings;
  for (const std::string& pointer : body.found) {
    findings.push_back({.where = "body " + shown(pointer),
                        .seen = "present",
                        .expected = "no such member: it is writeOnly, for requests only"});
  }
  return verdict_on(findings, counted(findings.size(), "field of the body is", "fields of the body are") +
                                  " writeOnly: no response should have " +
                                  (findings.size() == 1 ? "it" : "them"));
}

Verdict judge_stray_content(const Received& received) {
  const http::Response& seen = received.response;
  const std::string status = std::to_string(seen.status);
  std::vector<Finding> findings;
  const std::string& stray = received.surplus.empty() ? seen.body : received.surplus;
  if (!stray.empty()) {
    findings.push_back({.where = received.surplus.empty() ? "body" : "after the response's head",
                        .seen = in_quotes(stray),
                        .expected = "no content"});
  }
  const bool may_announce = seen.status != 204 && seen.status != 205;  // the fields of a GET or a 200
  const auto length = may_announce ? std::nullopt : http::combined(seen.fields, "Content-Length");
  if (length && length->find_first_not_of("0") != length->npos)
    findings.push_back({"header Content-Length", in_quotes(*length), "no content announced"});
  const auto coding = seen.status == 204 ? http::combined(seen.fields, "Transfer-Encoding") : std::nullopt;
  if (coding) findings.push_back({"header Transfer-Encoding", in_quotes(*coding), "no content announced"});
  if (findings.empty()) {
    switch (received.end.kind) {
      case BodyEnd::Kind::over_limit:
      case BodyEnd::Kind::timed_out:
      case BodyEnd::Kind::exhausted:
        return {.outcome = Outcome::undecided, .reason = received.end.reason};
      case BodyEnd::Kind::complete:
      case BodyEnd::Kind::cut_short:
      case BodyEnd::Kind::undecodable:
        break;
    }
  }
  return verdict_on(findings, stray.empty() ? "a " + status + " announces content, but has none"
                                            : "the response must have no content, but bytes follow its head");
}

Verdict judge_discriminators(const BodyJudge::Named& body) {
  if (body.failures == 0 && !body.limit.empty()) return {.outcome = Outcome::undecided, .reason = body.limit};
  if (body.places == 0)
    return {.outcome = Outcome::unexercised, .reason = "the body has no object with a string discriminator"};
  std::vector<Finding> findings;
  const auto add = [&](const BodyJudge::Named::Place& place, std::string expected) {
    if (findings.size() == kFindingLimit) return;
    findings.push_back({.where = "body " + shown(place.pointer),
                        .seen = in_quotes(place.value),
                        .expected = std::move(expected)});
  };
  for (const BodyJudge::Named::Place& place : body.unknown) add(place, documented_names(place));
  for (const BodyJudge::Named::Place& place : body.refused)
    add(place, "the name of a schema that accepts the object");
  const std::string what = body.unknown.empty() ? " a schema that does not accept the object"
                           : body.refused.empty()
                               ? " no documented schema"
                               : " no documented schema, or one that does not accept the object";
  Verdict verdict = verdict_on(
      findings, counted(body.failures, "discriminator of the body names", "discriminators of the body name") +
                    what + " (OpenAPI 3.1.1 §4.8.25)");
  verdict.instances = static_cast<std::uint32_t>(body.places);
  verdict.failures = static_cast<std::uint32_t>(body.failures);
  return verdict;
}

Verdict judge_undocumented_headers(const Operation& operation, const DocumentedResponse& response,
                                   const http::Fields& fields) {
  static_assert(std::is_sorted(kOfHttp.begin(), kOfHttp.end()));
  const bool has_cors = std::any_of(operation.responses.begin(), operation.responses.end(),
                                    [](const DocumentedResponse& one) { return documents_cors(one); });
  std::vector<Finding> findings;
  for (const http::Field& field : fields) {
    const std::string name = ascii_lower(field.name);
    const bool documented = documented_header(response, name) != nullptr ||
                            (has_cors && std::binary_search(kOfCors.begin(), kOfCors.end(), name));
    if (documented || std::binary_search(kOfHttp.begin(), kOfHttp.end(), name)) continue;
    findings.push_back({.where = "header " + shown(field.name),
                        .seen = in_quotes(field.value),
                        .expected = "a documented header"});
  }
  return verdict_on(
      findings, counted(findings.size(), "response header is", "response headers are") + " not documented");
}

Verdict verdict_of(const DriftSubject& subject, const Question& question) {
  switch (subject.aspect) {
    case DriftSubject::Aspect::headers:
    case DriftSubject::Aspect::content:
      return of_answer(subject.aspect, question);
    case DriftSubject::Aspect::fields:
      return of_body(question, [](const BodyJudge& judge, const Instance& instance, WorkBudget& budget) {
        const std::vector<std::string> found = judge.undocumented(instance, budget);
        return found.empty() && budget.is_spent() ? unknown(budget) : judge_undocumented_fields(found);
      });
    case DriftSubject::Aspect::write_only:
      return of_body(question, [](const BodyJudge& judge, const Instance& instance, WorkBudget& budget) {
        const BodyJudge::Unsent body = judge.unsent(instance, budget);
        return body.found.empty() && budget.is_spent() ? unknown(budget) : judge_unsent_fields(body);
      });
    case DriftSubject::Aspect::discriminator:
      return of_body(question, [](const BodyJudge& judge, const Instance& instance, WorkBudget& budget) {
        return judge_discriminators(judge.named(instance, budget));
      });
  }
  return {};
}

Explanation explanation_of(const DriftSubject& subject, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  const std::string other = kOtherStatus;
  switch (subject.aspect) {
    case DriftSubject::Aspect::fields:
      return {"the body has an undocumented field", other + ", or the body cannot be read"};
    case DriftSubject::Aspect::write_only:
      return {"the body has a writeOnly member", other + ", or the body cannot be read"};
    case DriftSubject::Aspect::discriminator:
      return {"an object's discriminator is neither a key of mapping nor the name of an allowed schema",
              other + ", the body cannot be read, or no object in it has a string discriminator"};
    case DriftSubject::Aspect::headers:
      return {"the response has an undocumented header", other};
    case DriftSubject::Aspect::content:
      return {"the response has or announces content where HTTP allows none", other};
  }
  return {};
}

}  // namespace avouch

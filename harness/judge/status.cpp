// SPDX-License-Identifier: MIT
#include "judge/status.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "contract/documented_status.h"
#include "http/media_type.h"
#include "judge/answer.h"
#include "judge/documented_answer.h"
#include "judge/judges.h"

namespace avouch {
namespace {

Verdict violated(std::string reason, Finding finding) {
  return {.outcome = Outcome::violated,
          .reason = std::move(reason),
          .findings = {std::move(finding)},
          .instances = 1,
          .failures = 1};
}

// Returns a hint about an unexpected status from the response's own fields.
std::string hint(const http::Response& response, const Evidence& evidence) {
  if (response.status >= 300 && response.status < 400) {
    const auto location = http::combined(response.fields, "Location");
    return location ? "; it redirects to " + shown(*location) + ", which is not followed"
                    : "; a redirect is not followed";
  }
  if (response.status == 401 && evidence.has_credentials) return "; the target refused the given credentials";
  if (response.status == 429) return "; the target limits the rate: give a lower --rate";
  return {};
}

// Describes a request for a response with an unexpected status.
std::string_view request_in_words(Role role) {
  switch (role) {
    case Role::documented:
      return "the documented request";
    case Role::cross_origin:
    case Role::other_origin:
    case Role::denied_origin:
      return "a cross-origin request";
    case Role::preflight:
      return "a preflight";
    case Role::anonymous:
      return "a request without credentials";
    case Role::wrong_credentials:
      return "a request with wrong credentials";
    case Role::unknown_resource:
      return "a request for an unknown resource";
    case Role::undocumented_method:
      return "a request with an undocumented method";
    case Role::invalid_value:
      return "a request with a value that its schema forbids";
    case Role::malformed_body:
      return "a request with a body that is no JSON";
    case Role::unknown_type:
      return "a request with a body of an unknown media type";
    case Role::unacceptable:
      return "a request that accepts an unknown media type alone";
    case Role::duplicate:
      return "a second request for the same resource";
    case Role::forbidden:
      return "a request of a second identity";
    case Role::read_back:
      return "the documented request after a write";
    case Role::repeated:
      return "the same request once more";
    case Role::other_identity:
      return "the documented request of a second identity";
  }
  return {};
}

// Whether the request had a key by which a server may recognize it as the one that it answered before.
bool has_idempotency_key(const Evidence& evidence) {
  if (evidence.operation == nullptr) return false;
  const std::vector<Parameter>& parameters = evidence.operation->parameters;
  return std::any_of(parameters.begin(), parameters.end(), [](const Parameter& one) {
    return one.in == Parameter::In::header && one.required &&
           equals_ignoring_ascii_case(one.name, "Idempotency-Key");
  });
}

std::string request_in_words(const Evidence& evidence) {
  if (evidence.role == Role::duplicate && has_idempotency_key(evidence))
    return "a second request with the same Idempotency-Key";
  return std::string(request_in_words(evidence.role));
}

Verdict no_http(const Failure& failure, const std::string& expected) {
  return violated("the response is not HTTP: " + failure.reason,
                  {.where = "status line", .seen = shown(failure.reason), .expected = expected});
}

Verdict unexercised(std::string reason) {
  return {.outcome = Outcome::unexercised, .reason = std::move(reason)};
}

// Returns whether the status clause of the expected response reports the response to that request.
bool is_answered_for(const Evidence& evidence) {
  if (evidence.role != Role::documented && evidence.role != Role::cross_origin) return false;
  if (evidence.is_negotiated) return false;
  return evidence.operation != nullptr && evidence.operation->expected_response().has_value();
}

}  // namespace

Verdict judge_status(const DocumentedResponse& response, bool is_answerable, const Evidence& evidence) {
  if (const Failure* failure = evidence.answer->failure()) {
    if (failure->kind != Failure::Kind::malformed || !is_answerable) return no_answer(evidence);
    return no_http(*failure, response.status);
  }
  const http::Response& seen = evidence.answer->received()->response;
  if (describes_status(evidence, response.status, seen.status)) return holds();
  const std::string came = request_in_words(evidence) + " got " + status_line(seen);
  const bool is_of_success = is_success(response.status);
  if (is_of_success && was_refused_without_credentials(evidence, seen.status))
    return credentials_are_needed(evidence, seen.status);
  if (is_of_success && was_refused_for_made_up_values(evidence, seen.status))
    return values_are_needed(evidence, seen);
  if (is_documented(evidence, response.status, seen.status) &&
      was_refused_with_credentials(evidence, seen.status))
    return credentials_were_refused(seen);
  if (is_documented(evidence, response.status, seen.status))
    return unexercised(came + ", which is also documented");
  if (!is_answerable) return unexercised(came + ", which another clause reports");
  if (evidence.operation != nullptr && evidence.operation->unread_statuses != nullptr)
    return unexercised(fault_reason(*evidence.operation->unread_statuses));
  return violated("the response was " + status_line(seen) + hint(seen, evidence),
                  {.where = "status", .seen = status_line(seen), .expected = response.status});
}

Verdict judge_documented_status(const std::vector<Evidence>& evidence, std::size_t index) {
  const Evidence& one = evidence[index];
  std::vector<std::string> documented;
  if (one.operation != nullptr) {
    for (const DocumentedResponse& response : one.operation->responses) documented.push_back(response.status);
  }
  const std::string expected = join(documented, ", ");
  if (const Failure* failure = one.answer->failure()) {
    if (failure->kind != Failure::Kind::malformed) return no_answer(one);
    const bool is_answered = std::any_of(evidence.begin(), evidence.end(), [](const Evidence& other) {
      const Failure* same = other.answer->failure();
      return same != nullptr && same->kind == Failure::Kind::malformed && is_answered_for(other);
    });
    return is_answered ? no_answer(one) : no_http(*failure, expected);
  }
  const http::Response& seen = one.answer->received()->response;
  if (is_documented(one, {}, seen.status)) return holds();
  const bool is_to_be_refused = must_be_refused(one.role);
  // The clauses of security report everything else; either of the two is a refusal for them.
  if (is_to_be_refused && seen.status != 401 && seen.status != 403)
    return unexercised(std::string(request_in_words(one.role)) + " got " + status_line(seen) +
                       ", which another clause reports");
  if (!is_to_be_refused && was_refused_without_credentials(one, seen.status))
    return credentials_are_needed(one, seen.status);
  if (one.is_further && seen.status >= 400 && seen.status < 500)
    return unexercised("a request with an optional parameter got " + status_line(seen) +
                       ", which may be about that parameter");
  // The error may be that of an unknown resource.
  if (one.names_nothing && seen.status >= 400 && seen.status < 500)
    return unexercised(std::string(request_in_words(one.role)) + " got " + status_line(seen) +
                       ", and its path names nothing");
  // The resource may be gone, or may have what the request asks for: the clauses of state are about that.
  if (is_of_a_life(one.role) && seen.status < 500)
    return unexercised(std::string(request_in_words(one.role)) + " got " + status_line(seen) +
                       ", which another clause reports");
  // The response to the documented request is reported once, even if further requests get the same status.
  const bool is_answered = std::any_of(evidence.begin(), evidence.end(), [&](const Evidence& other) {
    const Received* received = other.answer->received();
    return received != nullptr && received->response.status == seen.status && is_answered_for(other) &&
           !was_refused_for_made_up_values(other, seen.status);
  });
  if (is_answered) {
    const std::size_t expected_response = *one.operation->expected_response();
    return unexercised("the response was " + status_line(seen) + ", which " +
                       one.operation->responses[expected_response].status + "/status reports");
  }
  if (seen.status == 429) return unexercised("the target limits the rate (the response was 429)");
  // RFC 9110 §15.5.7: a target need not offer each media type that one of its responses may have.
  if (one.is_negotiated && seen.status == 406)
    return unexercised("the target does not offer the media type that was asked for (the response was 406)");
  const std::string request =
      one.is_negotiated ? "a request for one media type" : std::string(request_in_words(one.role));
  Verdict verdict = violated(request + " got " + status_line(seen) + ", which is not documented",
                             {.where = "status", .seen = status_line(seen), .expected = expected});
  if (seen.status < 500) verdict.severity = Severity::warning;
  return verdict;
}

Verdict judge_media_type(const DocumentedResponse& response, const Evidence& evidence) {
  const auto answer = documented_content(evidence, response.status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const http::Response& seen = std::get<const Received*>(answer)->response;

  std::vector<std::string> ranges;
  for (const DocumentedMedia& media : response.media) ranges.push_back(media.range);
  const std::string expected = join(ranges, " or ");
  const std::string where = "header Content-Type";

  const std::vector<std::string> lines = http::values(seen.fields, "Content-Type");
  // A response to HEAD may omit fields that describe the content of a GET (RFC 9110 §9.3.2).
  if (lines.empty() && evidence.operation != nullptr && evidence.operation->method == "HEAD")
    return unexercised("the response to HEAD has no content and no Content-Type");
  if (lines.empty()) return violated("missing Content-Type", {where, "absent", expected});
  if (lines.size() > 1) {
    return violated(
        "Content-Type occurs " + std::to_string(lines.size()) + " times (RFC 9110 §5.3 allows one)",
        {where, shown(join(lines, " and ")), expected});
  }
  const std::string value = in_quotes(lines.front());
  const auto type = http::parse_media_type(lines.front());
  if (!type) return violated(value + " is not a media type (RFC 9110 §8.3.1)", {where, value, expected});
  const bool documented = std::any_of(ranges.begin(), ranges.end(), [&](const std::string& range) {
    const auto parsed = http::parse_media_type(range);
    return parsed && http::within(*type, *parsed);
  });
  if (documented) return holds();
  return violated("the media type is " + shown(type->essence()), {where, value, expected});
}

namespace {

// Of one of the requests that must be refused.
Verdict judge_refusal(const std::vector<Evidence>& evidence, const Evidence& refused) {
  if (refused.answer->failure() != nullptr) {
    const bool others_get_in = std::any_of(evidence.begin(), evidence.end(), [](const Evidence& each) {
      const Received* received = each.answer->received();
      return each.role != Role::anonymous && received != nullptr && received->response.status < 400;
    });
    return is_refused_by_tls(refused) && others_get_in ? holds() : no_answer(refused);
  }
  const http::Response& seen = refused.answer->received()->response;
  if (seen.status == 401 || seen.status == 403) return holds();
  const std::string came = std::string(request_in_words(refused.role)) + " got " + status_line(seen);
  if (seen.status == 429)
    return unexercised(came + ": the target limits the rate before it checks credentials");
  const auto granted = std::find_if(evidence.begin(), evidence.end(), [](const Evidence& each) {
    // A write is sent once with the right credentials; if CORS is documented, the page's call is that
    // request.
    const bool is_call = each.role == Role::documented || each.role == Role::cross_origin;
    return is_call && each.answer->received() != nullptr;
  });
  const int with_credentials = granted == evidence.end() ? 0 : granted->answer->received()->response.status;
  // An undocumented server error does not refuse access.
  const bool is_told = seen.status < 500 || is_documented(refused, {}, seen.status);
  if (seen.status >= 400 && seen.status == with_credentials && is_told)
    return unexercised(came +
                       ", and so did the documented request: the response does not depend on credentials");
  if (seen.status == 404) {
    if (with_credentials >= 200 && with_credentials < 300) return holds();
    return unexercised(came + ", which may or may not hide the resource: the documented request got " +
                       (with_credentials == 0 ? "no response" : std::to_string(with_credentials)));
  }
  // The documented request might have got the same.
  const auto silent = std::find_if(evidence.begin(), evidence.end(), [](const Evidence& each) {
    const bool is_call = each.role == Role::documented || each.role == Role::cross_origin;
    return is_call && each.answer->received() == nullptr;
  });
  if (seen.status >= 400 && is_told && with_credentials == 0 && silent != evidence.end())
    return no_answer(*silent);
  // A server may look at a body before it looks at the credentials, and the body is Avouch's own.
  if (refused.has_made_up_body && (seen.status == 400 || seen.status == 422))
    return unexercised(came + ", which may be about its made-up body");
  const bool is_let_in = seen.status < 300 || seen.status >= 500;
  if (!is_let_in && refused.operation != nullptr && is_documented(refused, {}, seen.status) &&
      seen.status != with_credentials)
    return unexercised(came + ", which is documented but may not be a refusal");
  return violated(came, {.where = "status", .seen = status_line(seen), .expected = "401 or 403"});
}

}  // namespace

Verdict judge_security(const std::vector<Evidence>& evidence) {
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (!must_be_refused(evidence[i].role)) continue;
    Verdict verdict = judge_refusal(evidence, evidence[i]);
    verdict.evidence = i;
    if (verdict.outcome == Outcome::violated) return verdict;
    verdicts.push_back(std::move(verdict));
  }
  Verdict whole = combined(verdicts);
  const auto deciding = std::find_if(verdicts.begin(), verdicts.end(),
                                     [&](const Verdict& one) { return one.outcome == whole.outcome; });
  if (deciding != verdicts.end()) whole.evidence = deciding->evidence;
  return whole;
}

Verdict verdict_of(const StatusSubject& /*subject*/, const Question& question) {
  const bool is_answerable = question.operation().expected_response() == question.clause.response;
  return judge_status(question.response(), is_answerable, question.one());
}

Verdict verdict_of(const DocumentedStatusSubject& /*subject*/, const Question& question) {
  return judge_documented_status(question.evidence, question.index);
}

Verdict verdict_of(const MediaTypeSubject& /*subject*/, const Question& question) {
  return judge_media_type(question.response(), question.one());
}

// What is refused must not be carried out either.
Verdict verdict_of(const SecuritySubject& /*subject*/, const Question& question) {
  Verdict verdict = judge_security(question.evidence);
  if (verdict.outcome == Outcome::violated) return verdict;
  for (std::size_t i = 0; i < question.evidence.size(); ++i) {
    const Evidence& one = question.evidence[i];
    const Received* received = one.answer->received();
    const bool is_refused =
        must_be_refused(one.role) && received != nullptr && received->response.status >= 400;
    if (!is_refused) continue;
    if (std::optional<Verdict> breach = carried_out(question, i)) return *std::move(breach);
  }
  return verdict;
}

Explanation explanation_of(const StatusSubject& /*subject*/, const Operation& operation,
                           const BoundClause& clause) {
  const bool is_expected = operation.expected_response() == clause.response;
  if (is_expected && documents_every_status(operation))
    return {"", "the response had another status: `default` documents every status"};
  if (is_expected) {
    return {
        "the documented request gets a status that no documented response covers (this includes redirects)",
        "the response had another documented status; the target requires credentials and none were given; or "
        "it "
        "rejected a made-up value with a 4xx"};
  }
  return {"", std::string(kOtherStatus) + "; documented-status reports undocumented statuses"};
}

Explanation explanation_of(const DocumentedStatusSubject& /*subject*/, const Operation& operation,
                           const BoundClause& /*clause*/) {
  const std::optional<std::size_t> expected = operation.expected_response();
  const std::string except =
      expected ? "; " + operation.responses[*expected].status + "/status covers the documented request" : "";
  return {
      "a request gets an undocumented 5xx; another undocumented status is a warning unless --strict "
      "statuses" +
          except,
      "no request for it was sent, or the target requires credentials and none were given"};
}

Explanation explanation_of(const MediaTypeSubject& /*subject*/, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  return {"Content-Type is absent, malformed, repeated or another type", kOtherStatus};
}

Explanation explanation_of(const SecuritySubject& /*subject*/, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  return {
      "the response is not 401, 403, or a 404 that hides what correct credentials get; or the request is "
      "carried out although it is refused",
      "the response is 429, another documented redirect or 4xx, or an error that the documented request also "
      "gets"};
}

}  // namespace avouch

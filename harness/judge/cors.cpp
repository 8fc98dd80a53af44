// SPDX-License-Identifier: MIT
#include "judge/cors.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "base/text.h"
#include "http/syntax.h"
#include "judge/answer.h"
#include "judge/cors_advice.h"
#include "judge/cors_response.h"

namespace avouch {
namespace {

using cors::Advice;
using cors::Credentials;
using cors::TokenList;
using Aspect = CorsSubject::Aspect;

Verdict holds() {
  return {.outcome = Outcome::holds, .instances = 1};
}

Verdict unexercised(std::string reason) {
  return {.outcome = Outcome::unexercised, .reason = std::move(reason)};
}

Verdict violated(std::string where, Advice advice) {
  return {.outcome = Outcome::violated,
          .reason = std::move(advice.reason),
          .findings = {{std::move(where), std::move(advice.seen), std::move(advice.expected)}},
          .instances = 1,
          .failures = 1};
}

// The value of a header that stands there once and is not empty; "" otherwise.
std::string only_value(const http::Fields& fields, std::string_view name) {
  const std::vector<std::string> lines = http::values(fields, name);
  return lines.size() == 1 ? std::string(trim_ows(lines.front())) : std::string();
}

// ── of either answer
// ────────────────────────────────────────────────────────────────────────────────────────────

Verdict judge_origin(const std::string& where, const std::string& origin, const http::Fields& fields) {
  const cors::CorsCheck check = cors::cors_check(origin, Credentials::omit, fields);
  if (check == cors::CorsCheck::passes) return holds();
  return violated(where + cors::kAllowOrigin, cors::origin_advice(check, origin, Credentials::omit, fields));
}

// Fetch §3.3.5: credentials are admitted by `true` alone. `false` admits nobody and misleads nobody.
Verdict judge_credentials(const std::string& where, const http::Fields& fields) {
  if (!http::contains(fields, cors::kAllowCredentials)) {
    return unexercised(std::string("there is no ") + cors::kAllowCredentials);
  }
  const std::string value = only_value(fields, cors::kAllowCredentials);
  if (value == "true") return holds();
  if (value == "false")
    return unexercised(std::string(cors::kAllowCredentials) + " is false: it admits no credentials");
  return violated(where + cors::kAllowCredentials, cors::credentials_advice(fields));
}

// Fetch §3.3.5: `true` together with `*` promises what no browser keeps.
Verdict judge_credentials_wildcard(const std::string& where, const std::string& origin,
                                   const http::Fields& fields) {
  if (only_value(fields, cors::kAllowCredentials) != "true") {
    return unexercised(std::string(cors::kAllowCredentials) + ": true is not there");
  }
  if (!http::contains(fields, cors::kAllowOrigin))
    return unexercised(std::string("there is no ") + cors::kAllowOrigin);
  if (only_value(fields, cors::kAllowOrigin) != "*") return holds();
  return violated(
      where + cors::kAllowOrigin,
      {.reason = "* never admits credentials, so that Access-Control-Allow-Credentials: true has no effect",
       .seen = cors::lines_of(fields, cors::kAllowOrigin) + " and " +
               cors::lines_of(fields, cors::kAllowCredentials),
       .expected = std::string(cors::kAllowOrigin) + ": " + shown(origin) + " (with Vary: Origin), or no " +
                   cors::kAllowCredentials});
}

// ── of the preflight
// ────────────────────────────────────────────────────────────────────────────────────────────

constexpr const char* kInPreflight = "preflight header ";

bool wants_credentials(int status) {
  return status == 401 || status == 407;
}

Verdict judge_without_credentials(const http::Response& answer) {
  if (wants_credentials(answer.status)) return violated("preflight status", cors::status_advice(answer));
  if (cors::is_ok_status(answer.status)) return holds();
  return unexercised("the preflight was refused with " + status_line(answer) + ", whatever the credentials");
}

Verdict judge_preflight_status(const http::Response& answer) {
  if (cors::is_ok_status(answer.status)) return holds();
  if (wants_credentials(answer.status)) {
    return unexercised("the preflight was refused with " + status_line(answer) + " for want of credentials");
  }
  return violated("preflight status", cors::status_advice(answer));
}

Verdict judge_method(const std::string& method, const http::Fields& fields) {
  const TokenList methods = cors::extract_tokens(fields, cors::kAllowMethods);
  if (methods.state != TokenList::State::spoilt && cors::admits_method(methods, method, Credentials::omit))
    return holds();
  return violated(std::string(kInPreflight) + cors::kAllowMethods,
                  cors::method_advice(methods, method, Credentials::omit, fields));
}

bool asked_for(const http::Request& preflight, const std::string& header) {
  const auto names = http::parse_token_list(
      http::combined(preflight.fields, "Access-Control-Request-Headers").value_or(std::string()));
  return names && std::any_of(names->begin(), names->end(), [&](const std::string& name) {
           return equals_ignoring_ascii_case(name, header);
         });
}

// Where only * could cover Authorization, `judge_authorization_by_name` speaks, as a warning: the standard
// and today's browsers differ there.
Verdict judge_request_header(const std::string& header, const http::Fields& fields) {
  const TokenList headers = cors::extract_tokens(fields, cors::kAllowHeaders);
  const std::string where = std::string(kInPreflight) + cors::kAllowHeaders;
  if (headers.state == TokenList::State::spoilt)
    return violated(where, cors::header_advice(headers, header, fields));
  switch (cors::header_grant(headers, header, Credentials::omit)) {
    case cors::HeaderGrant::by_name:
    case cors::HeaderGrant::by_wildcard:
      return holds();
    case cors::HeaderGrant::wildcard_only:
      return unexercised("only * stands for " + header + ": see wildcard-covers-authorization");
    case cors::HeaderGrant::missing:
      break;
  }
  return violated(where, cors::header_advice(headers, header, fields));
}

Verdict judge_authorization_by_name(const std::string& header, const http::Fields& fields) {
  const TokenList headers = cors::extract_tokens(fields, cors::kAllowHeaders);
  if (headers.state == TokenList::State::spoilt) return unexercised("the list cannot be read");
  switch (cors::header_grant(headers, header, Credentials::omit)) {
    case cors::HeaderGrant::by_name:
      return holds();
    case cors::HeaderGrant::wildcard_only:
      return violated(std::string(kInPreflight) + cors::kAllowHeaders,
                      cors::wildcard_authorization_advice(fields));
    case cors::HeaderGrant::by_wildcard:
    case cors::HeaderGrant::missing:
      break;
  }
  return unexercised(header + " is not admitted at all");
}

// delta-seconds: RFC 9111 §1.2.2. A browser that cannot read it takes five seconds (Fetch §4.8 step 7.9).
Verdict judge_max_age(const http::Fields& fields) {
  const std::vector<std::string> lines = http::values(fields, cors::kMaxAge);
  if (lines.empty()) return unexercised(std::string("there is no ") + cors::kMaxAge);
  const std::string value = only_value(fields, cors::kMaxAge);
  const bool is_number =
      !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (is_number) return holds();
  return violated(
      std::string(kInPreflight) + cors::kMaxAge,
      {.reason = lines.size() > 1 ? "the header is there more than once"
                                  : "the value is not a number of seconds, so that browsers pass it over",
       .seen = cors::lines_of(fields, cors::kMaxAge),
       .expected = std::string(cors::kMaxAge) + ": 600 (seconds, digits only)"});
}

Verdict judge_answered_preflight(const CorsSubject& subject, const Operation& operation,
                                 const Evidence& evidence, const http::Response& answer) {
  if (subject.aspect == Aspect::preflight_without_credentials) return judge_without_credentials(answer);
  if (subject.aspect == Aspect::preflight_status) return judge_preflight_status(answer);
  if (!cors::is_ok_status(answer.status)) {
    return unexercised("the preflight was refused with " + status_line(answer));
  }
  const bool is_about_a_header =
      subject.aspect == Aspect::preflight_header || subject.aspect == Aspect::preflight_authorization_by_name;
  if (is_about_a_header && !asked_for(evidence.exchange->sent, subject.header)) {
    return unexercised("the preflight did not ask for " + subject.header);
  }
  switch (subject.aspect) {
    case Aspect::preflight_origin:
      return judge_origin(kInPreflight, evidence.origin, answer.fields);
    case Aspect::preflight_method:
      return judge_method(operation.method, answer.fields);
    case Aspect::preflight_header:
      return judge_request_header(subject.header, answer.fields);
    case Aspect::preflight_authorization_by_name:
      return judge_authorization_by_name(subject.header, answer.fields);
    case Aspect::preflight_credentials:
      return judge_credentials(kInPreflight, answer.fields);
    case Aspect::preflight_credentials_wildcard:
      return judge_credentials_wildcard(kInPreflight, evidence.origin, answer.fields);
    case Aspect::preflight_max_age:
      return judge_max_age(answer.fields);
    case Aspect::preflight_without_credentials:
    case Aspect::preflight_status:
    case Aspect::response_origin:
    case Aspect::response_credentials:
    case Aspect::response_credentials_wildcard:
    case Aspect::response_exposed:
    case Aspect::response_vary:
    case Aspect::response_any_origin:
      break;
  }
  assert(false);
  return {};
}

Verdict judge_preflight(const CorsSubject& subject, const Operation& operation, const Evidence& evidence) {
  if (const Failure* failure = evidence.exchange->failure()) {
    if (subject.aspect != Aspect::preflight_status || failure->kind != Failure::Kind::malformed)
      return no_answer(*failure);
    return violated("preflight status",
                    {.reason = "what came back is not an HTTP response: " + failure->reason,
                     .seen = shown(failure->reason),
                     .expected = "status 204 (any from 200 to 299)"});
  }
  return judge_answered_preflight(subject, operation, evidence, evidence.exchange->received()->response);
}

// ── of the answer to the page
// ───────────────────────────────────────────────────────────────────────────────────

constexpr const char* kInAnswer = "header ";

// A server that turns a page away by status (403, or a 500 out of its CORS filter) while it answers the same
// call from elsewhere does not admit the origin.
Verdict judge_response_origin(const DocumentedResponse& documented, const Evidence& page,
                              const Evidence* plain) {
  const Received* received = page.exchange->received();
  if (received == nullptr) return no_answer(*page.exchange->failure());
  const http::Response& answer = received->response;
  const Verdict verdict = judge_origin(kInAnswer, page.origin, answer.fields);
  if (status_matches(documented.status, answer.status)) return verdict;

  auto other_status = documented_answer(page, documented.status);
  const Received* without_origin = plain == nullptr ? nullptr : plain->exchange->received();
  if (verdict.outcome == Outcome::holds || without_origin == nullptr ||
      !status_matches(documented.status, without_origin->response.status)) {
    return std::get<Verdict>(std::move(other_status));
  }
  return violated("status", {.reason = "the page is turned away with " + status_line(answer) +
                                       ", while the same call without an Origin is answered with " +
                                       status_line(without_origin->response),
                             .seen = "status " + std::to_string(answer.status) + ", " +
                                     cors::lines_of(answer.fields, cors::kAllowOrigin),
                             .expected = "status " + documented.status + " with " + cors::kAllowOrigin +
                                         ": " + shown(page.origin)});
}

Verdict judge_exposed(const std::string& header, const http::Fields& fields) {
  if (!http::contains(fields, header)) return unexercised("the answer has no " + header);
  const std::vector<std::string> names = cors::exposed_names(fields, Credentials::omit);
  if (std::find(names.begin(), names.end(), header) != names.end()) return holds();
  const TokenList list = cors::extract_tokens(fields, cors::kExposeHeaders);
  return violated(
      std::string(kInAnswer) + cors::kExposeHeaders,
      {.reason = list.state == TokenList::State::spoilt
                     ? in_quotes(list.bad) + " is no token, and one bad element spoils the whole list"
                     : "a page cannot read " + header + ", because it is not exposed",
       .seen = cors::lines_of(fields, cors::kExposeHeaders),
       .expected = std::string(cors::kExposeHeaders) + ": " + header});
}

Verdict judge_cross_origin(const CorsSubject& subject, const DocumentedResponse& documented,
                           const Evidence& evidence) {
  const auto answer = documented_answer(evidence, documented.status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const http::Fields& fields = std::get<const Received*>(answer)->response.fields;
  if (subject.aspect == Aspect::response_credentials) return judge_credentials(kInAnswer, fields);
  if (subject.aspect == Aspect::response_exposed) return judge_exposed(subject.header, fields);
  return judge_credentials_wildcard(kInAnswer, evidence.origin, fields);
}

// ── of two answers to two pages
// ─────────────────────────────────────────────────────────────────────────────────

// RFC 9111 §5.2.2.5: what no cache keeps need not say what it varies with.
bool is_never_stored(const http::Fields& fields) {
  const std::string directives = ascii_lower(http::combined(fields, "Cache-Control").value_or(std::string()));
  const std::vector<std::string_view> parts = split(directives, ',');
  return std::any_of(parts.begin(), parts.end(),
                     [](std::string_view part) { return trim_ows(part) == "no-store"; });
}

bool varies_with_origin(const http::Fields& fields) {
  const std::string names = http::combined(fields, "Vary").value_or(std::string());
  const std::vector<std::string_view> parts = split(names, ',');
  return std::any_of(parts.begin(), parts.end(), [](std::string_view part) {
    return trim_ows(part) == "*" || equals_ignoring_ascii_case(trim_ows(part), "Origin");
  });
}

// Fetch §3.3.3 (CORS protocol and HTTP caches). Only an answer that admits one origin is looked at: a cache
// would give it to another.
Verdict judge_vary(const DocumentedResponse& documented, const Evidence& first, const Evidence& second) {
  const auto answer = documented_answer(first, documented.status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const Received* other = second.exchange->received();
  if (other == nullptr) return no_answer(*second.exchange->failure());
  if (first.origin == second.origin) return unexercised("both pages that asked are of the same origin");

  const http::Fields& fields = std::get<const Received*>(answer)->response.fields;
  const auto allowed = http::combined(fields, cors::kAllowOrigin);
  const auto other_allowed = http::combined(other->response.fields, cors::kAllowOrigin);
  if (!allowed && !other_allowed) return unexercised(std::string("neither answer has ") + cors::kAllowOrigin);
  if (allowed == other_allowed) return holds();
  for (const http::Fields* checked : {&fields, &other->response.fields}) {
    const auto value = http::combined(*checked, cors::kAllowOrigin);
    if (!value || *value == "*" || varies_with_origin(*checked) || is_never_stored(*checked)) continue;
    return violated(
        std::string(kInAnswer) + "Vary",
        {.reason = "the answer depends on the origin and does not say so: a cache gives one page's answer to "
                   "another, which refuses it",
         .seen = cors::lines_of(*checked, "Vary") + ", with " + cors::lines_of(*checked, cors::kAllowOrigin),
         .expected = "Vary: Origin"});
  }
  return holds();
}

Verdict judge_any_origin(const Evidence& evidence) {
  const Received* received = evidence.exchange->received();
  if (received == nullptr) return no_answer(*evidence.exchange->failure());
  const http::Response& answer = received->response;
  if (was_refused_for_want_of_credentials(evidence, answer.status))
    return credentials_are_wanted(answer.status);
  if (cors::cors_check(evidence.origin, Credentials::include, answer.fields) != cors::CorsCheck::passes)
    return holds();
  return violated(
      std::string(kInAnswer) + cors::kAllowOrigin,
      {.reason = "security warning: any page on the web may make this call with its visitor's cookies and "
                 "read the answer",
       .seen = cors::lines_of(answer.fields, cors::kAllowOrigin) + " and " +
               cors::lines_of(answer.fields, cors::kAllowCredentials),
       .expected = std::string(cors::kAllowOrigin) + " for the origins of a list only, or no " +
                   cors::kAllowCredentials});
}

// ── over the evidence
// ───────────────────────────────────────────────────────────────────────────────────────────

std::vector<std::size_t> in_role(const std::vector<Evidence>& evidence, Role role) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (evidence[i].role == role && evidence[i].exchange != nullptr) found.push_back(i);
  }
  return found;
}

// One verdict of those over each exchange in that role.
template <class JudgeOne>
Verdict over_each(const std::vector<Evidence>& evidence, Role role, const JudgeOne& judge_one) {
  std::vector<Verdict> verdicts;
  for (const std::size_t index : in_role(evidence, role)) {
    verdicts.push_back(judge_one(evidence[index]));
    verdicts.back().evidence = index;
  }
  if (verdicts.empty()) return unexercised("no " + std::string(to_string(role)) + " request was sent");
  return combined(verdicts);
}

}  // namespace

Verdict judge_cors(const Contract& contract, const BoundClause& clause,
                   const std::vector<Evidence>& evidence) {
  const CorsSubject& subject = std::get<CorsSubject>(clause.subject);
  const Operation& operation = contract.operations[clause.operation];
  const DocumentedResponse& response = operation.responses[clause.response];
  switch (subject.aspect) {
    case Aspect::preflight_without_credentials:
    case Aspect::preflight_status:
    case Aspect::preflight_origin:
    case Aspect::preflight_method:
    case Aspect::preflight_header:
    case Aspect::preflight_authorization_by_name:
    case Aspect::preflight_credentials:
    case Aspect::preflight_credentials_wildcard:
    case Aspect::preflight_max_age:
      return over_each(evidence, Role::preflight,
                       [&](const Evidence& one) { return judge_preflight(subject, operation, one); });
    case Aspect::response_origin: {
      const std::vector<std::size_t> plain = in_role(evidence, Role::documented);
      return over_each(evidence, Role::cross_origin, [&](const Evidence& one) {
        return judge_response_origin(response, one, plain.empty() ? nullptr : &evidence[plain.front()]);
      });
    }
    case Aspect::response_credentials:
    case Aspect::response_credentials_wildcard:
    case Aspect::response_exposed:
      return over_each(evidence, Role::cross_origin,
                       [&](const Evidence& one) { return judge_cross_origin(subject, response, one); });
    case Aspect::response_vary: {
      const std::vector<std::size_t> others = in_role(evidence, Role::other_origin);
      if (others.empty()) return unexercised("no request from a second origin was sent");
      return over_each(evidence, Role::cross_origin, [&](const Evidence& one) {
        return judge_vary(response, one, evidence[others.front()]);
      });
    }
    case Aspect::response_any_origin:
      return over_each(evidence, Role::other_origin, judge_any_origin);
  }
  assert(false);
  return {};
}

}  // namespace avouch

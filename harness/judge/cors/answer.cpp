// SPDX-License-Identifier: MIT
// Judges clauses about responses to one or two pages: Fetch §4.10, and the effect on caches.
#include "judge/cors/verdicts.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "judge/answer.h"
#include "judge/cors/response.h"
#include "judge/documented_answer.h"

namespace avouch::cors {
namespace {

using Aspect = CorsSubject::Aspect;

constexpr const char* kAnyPage = "any page on the web";
constexpr const char* kOpaquePages =
    "any page on the web, from a sandboxed frame, whose origin is opaque and sent as null,";

Verdict judge_exposed(const std::string& header, const http::Fields& fields) {
  if (!http::contains(fields, header)) return unexercised("the response has no " + header);
  const std::vector<std::string> names = exposed_names(fields, Credentials::omit);
  if (std::find(names.begin(), names.end(), header) != names.end()) return holds();
  const TokenList list = extract_tokens(fields, kExposeHeaders);
  return violated(
      std::string(kInAnswer) + kExposeHeaders,
      {.reason = list.state == TokenList::State::spoilt
                     ? in_quotes(list.bad) + " is not a token, and one bad element invalidates the whole list"
                     : "a page cannot read " + header + ", because it is not exposed",
       .seen = lines_of(fields, kExposeHeaders),
       .expected = std::string(kExposeHeaders) + ": " + header});
}

// RFC 9111 §5.2.2.5: a response that no cache stores need not declare what it varies by.
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

}  // namespace

// If a server refuses a page by status (403, or a 500 from its CORS filter) but accepts the same call without
// an Origin, it does not admit the origin.
Verdict judge_response_origin(const DocumentedResponse& documented, const Evidence& page,
                              const Evidence* plain) {
  const Received* received = page.answer->received();
  if (received == nullptr) return no_answer(page);
  const http::Response& answer = received->response;
  const Verdict verdict = judge_origin(kInAnswer, page.origin, answer.fields);
  if (describes_status(page, documented.status, answer.status)) return verdict;

  auto other_status = documented_answer(page, documented.status);
  const Received* without_origin = plain == nullptr ? nullptr : plain->answer->received();
  if (verdict.outcome == Outcome::holds || without_origin == nullptr ||
      !describes_status(*plain, documented.status, without_origin->response.status)) {
    return std::get<Verdict>(std::move(other_status));
  }
  return violated(
      "status",
      {.reason = "the page is refused with " + status_line(answer) +
                 ", but the same call without an Origin gets " + status_line(without_origin->response),
       .seen = "status " + std::to_string(answer.status) + ", " + lines_of(answer.fields, kAllowOrigin),
       .expected = "status " + documented.status + " with " + kAllowOrigin + ": " + shown(page.origin)});
}

Verdict judge_cross_origin(const CorsSubject& subject, const Operation& operation,
                           const DocumentedResponse& documented, const Evidence& evidence) {
  const auto answer = documented_answer(evidence, documented.status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const http::Fields& fields = std::get<const Received*>(answer)->response.fields;
  if (subject.aspect == Aspect::response_credentials) {
    return judge_credentials(kInAnswer, evidence.origin, operation.cors, fields);
  }
  if (subject.aspect == Aspect::response_exposed) return judge_exposed(subject.header, fields);
  return judge_credentials_wildcard(kInAnswer, evidence.origin, fields);
}

// Fetch, "CORS protocol and HTTP caches". Checks only responses that admit a single origin: a cache would
// deliver them to other pages.
Verdict judge_vary(const DocumentedResponse& documented, const Evidence& first, const Evidence& second) {
  const auto answer = documented_answer(first, documented.status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const Received* other = second.answer->received();
  if (other == nullptr) return no_answer(second);
  if (first.origin == second.origin) return unexercised("both pages have the same origin");
  const int other_status = other->response.status;
  if (other_status == 429 || other_status >= 500) {  // unrelated to the origin
    return unexercised("the page on the second origin got " + status_line(other->response));
  }

  const http::Fields& fields = std::get<const Received*>(answer)->response.fields;
  const auto allowed = http::combined(fields, kAllowOrigin);
  const auto other_allowed = http::combined(other->response.fields, kAllowOrigin);
  if (!allowed && !other_allowed) return unexercised(std::string("neither response has ") + kAllowOrigin);
  if (allowed == other_allowed) return holds();
  for (const http::Fields* checked : {&fields, &other->response.fields}) {
    const auto value = http::combined(*checked, kAllowOrigin);
    if (!value || *value == "*" || varies_with_origin(*checked) || is_never_stored(*checked)) continue;
    return violated(
        std::string(kInAnswer) + "Vary",
        {.reason = "the response depends on the origin without Vary: a cache gives one page's response to "
                   "another page, where the browser blocks it",
         .seen = lines_of(*checked, "Vary") + ", with " + lines_of(*checked, kAllowOrigin),
         .expected = "Vary: Origin"});
  }
  return holds();
}

Verdict judge_denied(const Evidence& evidence) {
  const Received* received = evidence.answer->received();
  if (received == nullptr) return no_answer(evidence);
  const http::Response& answer = received->response;
  if (cors_check(evidence.origin, Credentials::omit, answer.fields) == CorsCheck::passes) {
    return violated(std::string(kInAnswer) + kAllowOrigin,
                    {.reason = "a page on " + shown(evidence.origin) + " is allowed, but must not be",
                     .seen = lines_of(answer.fields, kAllowOrigin),
                     .expected = std::string("no ") + kAllowOrigin + ", or another origin than " +
                                 shown(evidence.origin)});
  }
  if (was_refused_without_credentials(evidence, answer.status))
    return credentials_are_needed(evidence, answer.status);
  return holds();
}

Verdict judge_anonymous_origin(const Evidence& evidence) {
  const Received* received = evidence.answer->received();
  if (received == nullptr) return no_answer(evidence);
  if (evidence.origin.empty()) return unexercised("the request without credentials had no Origin");
  const http::Response& answer = received->response;
  if (!http::contains(answer.fields, kAllowOrigin)) {
    return unexercised("the response, " + status_line(answer) + ", has no " + kAllowOrigin +
                       ": a page without credentials sees a network error instead");
  }
  return judge_origin(kInAnswer, evidence.origin, answer.fields);
}

Verdict judge_any_origin(const Evidence& evidence) {
  const Received* received = evidence.answer->received();
  if (received == nullptr) return no_answer(evidence);
  const http::Response& answer = received->response;
  if (was_refused_without_credentials(evidence, answer.status))
    return credentials_are_needed(evidence, answer.status);
  if (cors_check(evidence.origin, Credentials::include, answer.fields) != CorsCheck::passes) return holds();
  return violated(
      std::string(kInAnswer) + kAllowOrigin,
      {.reason = std::string("security warning: ") + (evidence.origin == "null" ? kOpaquePages : kAnyPage) +
                 " can make this call with its visitor's cookies and read the response",
       .seen = lines_of(answer.fields, kAllowOrigin) + " and " + lines_of(answer.fields, kAllowCredentials),
       .expected = std::string("only listed origins, or no ") + kAllowCredentials});
}

}  // namespace avouch::cors

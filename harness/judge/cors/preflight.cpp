// SPDX-License-Identifier: MIT
// Judges clauses about the preflight's response: Fetch §4.8.
#include "judge/cors/verdicts.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "http/syntax.h"
#include "judge/answer.h"
#include "judge/cors/response.h"
#include "judge/documented_answer.h"

namespace avouch::cors {
namespace {

using Aspect = CorsSubject::Aspect;

bool wants_credentials(int status) {
  return status == 401 || status == 407;
}

Verdict judge_without_credentials(const http::Response& answer) {
  if (wants_credentials(answer.status)) return violated("preflight status", status_advice(answer));
  if (is_ok_status(answer.status)) return holds();
  return unexercised("the preflight was refused with " + status_line(answer) + ", regardless of credentials");
}

Verdict judge_preflight_status(const http::Response& answer) {
  if (is_ok_status(answer.status)) return holds();
  if (wants_credentials(answer.status)) {
    return unexercised("the preflight was refused with " + status_line(answer) + " for missing credentials");
  }
  return violated("preflight status", status_advice(answer));
}

Verdict judge_method(const std::string& method, const http::Fields& fields) {
  const TokenList methods = extract_tokens(fields, kAllowMethods);
  if (methods.state != TokenList::State::spoilt && admits_method(methods, method, Credentials::omit))
    return holds();
  return violated(std::string(kInPreflight) + kAllowMethods,
                  method_advice(methods, method, Credentials::omit, fields));
}

bool asked_for(const http::Request& preflight, const std::string& header) {
  const auto names = http::parse_token_list(
      http::combined(preflight.fields, "Access-Control-Request-Headers").value_or(std::string()));
  return names && std::any_of(names->begin(), names->end(), [&](const std::string& name) {
           return equals_ignoring_ascii_case(name, header);
         });
}

// In the standard, * does not cover Authorization (Fetch §4.8 step 7.6). Today's browsers accept it;
// judge_authorization_by_name reports that separately, as a warning.
Verdict judge_request_header(const std::string& header, const http::Fields& fields) {
  const TokenList headers = extract_tokens(fields, kAllowHeaders);
  const std::string where = std::string(kInPreflight) + kAllowHeaders;
  if (headers.state == TokenList::State::spoilt)
    return violated(where, header_advice(headers, header, fields));
  switch (header_grant(headers, header, Credentials::omit)) {
    case HeaderGrant::by_name:
    case HeaderGrant::by_wildcard:
      return holds();
    case HeaderGrant::wildcard_only:
      return violated(where, wildcard_authorization_advice(fields));
    case HeaderGrant::missing:
      break;
  }
  return violated(where, header_advice(headers, header, fields));
}

Verdict judge_authorization_by_name(const std::string& header, const http::Fields& fields) {
  const TokenList headers = extract_tokens(fields, kAllowHeaders);
  if (headers.state == TokenList::State::spoilt) return unexercised("the list cannot be read");
  switch (header_grant(headers, header, Credentials::omit)) {
    case HeaderGrant::by_name:
      return holds();
    case HeaderGrant::wildcard_only:
      return violated(std::string(kInPreflight) + kAllowHeaders, wildcard_authorization_advice(fields));
    case HeaderGrant::by_wildcard:
    case HeaderGrant::missing:
      break;
  }
  return unexercised(header + " is not allowed at all");
}

// delta-seconds: RFC 9111 §1.2.2. A browser uses five seconds if it cannot parse the value (Fetch §4.8 step
// 7.9).
Verdict judge_max_age(const http::Fields& fields) {
  const std::vector<std::string> lines = http::values(fields, kMaxAge);
  if (lines.empty()) return unexercised(std::string("missing ") + kMaxAge);
  const std::string value = only_value(fields, kMaxAge);
  const bool is_number =
      !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (is_number) return holds();
  return violated(std::string(kInPreflight) + kMaxAge,
                  {.reason = lines.size() > 1 ? "the header occurs more than once"
                                              : "the value is not a number of seconds, so browsers ignore it",
                   .seen = lines_of(fields, kMaxAge),
                   .expected = std::string(kMaxAge) + ": 600 (seconds, digits only)"});
}

Verdict judge_answered_preflight(const CorsSubject& subject, const Operation& operation,
                                 const Evidence& evidence, const http::Response& answer) {
  if (subject.aspect == Aspect::preflight_without_credentials) return judge_without_credentials(answer);
  if (subject.aspect == Aspect::preflight_status) return judge_preflight_status(answer);
  if (!is_ok_status(answer.status)) {
    return unexercised("the preflight was refused with " + status_line(answer));
  }
  const bool is_about_a_header =
      subject.aspect == Aspect::preflight_header || subject.aspect == Aspect::preflight_authorization_by_name;
  if (is_about_a_header && !asked_for(evidence.answer->exchange().sent, subject.header)) {
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
      return judge_credentials(kInPreflight, evidence.origin, operation.cors, answer.fields);
    case Aspect::preflight_credentials_wildcard:
      return judge_credentials_wildcard(kInPreflight, evidence.origin, answer.fields);
    case Aspect::preflight_max_age:
      return judge_max_age(answer.fields);
    case Aspect::preflight_without_credentials:
    case Aspect::preflight_status:
    case Aspect::anonymous_origin:
    case Aspect::response_origin:
    case Aspect::response_credentials:
    case Aspect::response_credentials_wildcard:
    case Aspect::response_exposed:
    case Aspect::response_vary:
    case Aspect::response_denied:
    case Aspect::response_any_origin:
      break;
  }
  assert(false);
  return {};
}

}  // namespace

Verdict judge_preflight(const CorsSubject& subject, const Operation& operation, const Evidence& evidence) {
  if (const Failure* failure = evidence.answer->failure()) {
    if (subject.aspect != Aspect::preflight_status || failure->kind != Failure::Kind::malformed)
      return no_answer(evidence);
    return violated("preflight status", {.reason = "the response is not HTTP: " + failure->reason,
                                         .seen = shown(failure->reason),
                                         .expected = "status 204 (any from 200 to 299)"});
  }
  return judge_answered_preflight(subject, operation, evidence, evidence.answer->received()->response);
}

}  // namespace avouch::cors

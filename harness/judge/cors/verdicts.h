// SPDX-License-Identifier: MIT
// Verdicts on CORS clauses from single responses; judge/cors/cors.h combines them. Private to the CORS judge.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "contract/contract.h"
#include "judge/cors/advice.h"
#include "judge/documented_answer.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch::cors {

// Constructors of verdicts, beside holds(). `where` is the place of the finding: "preflight header
// Access-Control-Allow-Origin". The finding has the values alone: its place names the header.
Verdict unexercised(std::string reason);
Verdict violated(std::string where, Advice advice);
Verdict page_is_wanted(const http::Response& refusal);  // the target refused the made-up page: name another

// Returns the value of a header with exactly one line; otherwise "".
std::string only_value(const http::Fields& fields, std::string_view name);

// Prefixes of the header's name in the place of a finding.
inline constexpr const char* kInPreflight = "preflight header ";
inline constexpr const char* kInAnswer = "header ";

// These judge the response to a preflight or to the call itself. judge_origin: it allows the origin, without
// credentials. judge_credentials: Access-Control-Allow-Credentials, if present, is exactly true; a policy may
// require or forbid credentials. judge_credentials_wildcard: true does not stand beside *.
Verdict judge_origin(const std::string& where, const std::string& origin, const http::Fields& fields);
Verdict judge_credentials(const std::string& where, const std::string& origin,
                          const std::optional<CorsPolicy>& policy, const http::Fields& fields);
Verdict judge_credentials_wildcard(const std::string& where, const std::string& origin,
                                   const http::Fields& fields);

// Precondition: the subject is about the preflight.
Verdict judge_preflight(const CorsSubject& subject, const Operation& operation, const Evidence& evidence);

// `plain` is the same call without an Origin; null if it was not made.
Verdict judge_response_origin(const DocumentedResponse& documented, const Evidence& page,
                              const Evidence* plain);

// Precondition: the subject is about credentials or an exposed header of the response.
Verdict judge_cross_origin(const CorsSubject& subject, const Operation& operation,
                           const DocumentedResponse& documented, const Evidence& evidence);

// Judges whether the responses to two pages of different origins declare that they vary by origin.
Verdict judge_vary(const DocumentedResponse& documented, const Evidence& first, const Evidence& second);

// Judges whether a page with a denied origin is refused.
Verdict judge_denied(const Evidence& evidence);

// Judges whether a page without credentials can read why it is refused. A response without CORS headers makes
// no claim.
Verdict judge_anonymous_origin(const Evidence& evidence);

// Judges whether an unlisted or opaque origin may use the credentials of its visitors.
Verdict judge_any_origin(const Evidence& evidence);

}  // namespace avouch::cors

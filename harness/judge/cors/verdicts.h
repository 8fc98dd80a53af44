// SPDX-License-Identifier: MIT
// What one answer says of a CORS clause; judge/cors/cors.h puts these together. Private to the CORS judge.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "contract/contract.h"
#include "judge/cors/advice.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch::cors {

// The words of a verdict. `where` is the finding's place: "preflight header Access-Control-Allow-Origin".
Verdict holds();
Verdict unexercised(std::string reason);
Verdict violated(std::string where, Advice advice);
Verdict page_is_wanted(const http::Response& refusal);  // the made-up page was refused: name another

// The value of a header that stands there once; "" otherwise.
std::string only_value(const http::Fields& fields, std::string_view name);

// Where a finding is: before the header's name.
inline constexpr const char* kInPreflight = "preflight header ";
inline constexpr const char* kInAnswer = "header ";

// Of either answer: whether it admits the origin, without credentials; whether
// Access-Control-Allow-Credentials, where it is there, is exactly true; whether true stands beside *. A
// policy may want or forbid credentials.
Verdict judge_origin(const std::string& where, const std::string& origin, const http::Fields& fields);
Verdict judge_credentials(const std::string& where, const std::string& origin,
                          const std::optional<CorsPolicy>& policy, const http::Fields& fields);
Verdict judge_credentials_wildcard(const std::string& where, const std::string& origin,
                                   const http::Fields& fields);

// Precondition: the subject is about the preflight.
Verdict judge_preflight(const CorsSubject& subject, const Operation& operation, const Evidence& evidence);

// `plain` is the same call without an Origin; null where it was not made.
Verdict judge_response_origin(const DocumentedResponse& documented, const Evidence& page,
                              const Evidence* plain);

// Precondition: the subject is about credentials or an exposed header of the answer.
Verdict judge_cross_origin(const CorsSubject& subject, const Operation& operation,
                           const DocumentedResponse& documented, const Evidence& evidence);

// Whether the answers to two pages of different origins say that they vary with it.
Verdict judge_vary(const DocumentedResponse& documented, const Evidence& first, const Evidence& second);

// Whether the origin of a page that must be turned away is.
Verdict judge_denied(const Evidence& evidence);

// Whether a page without credentials can read why it is refused. An answer that says nothing of CORS claims
// nothing.
Verdict judge_anonymous_origin(const Evidence& evidence);

// Whether an origin that nobody has heard of, or an opaque one, may use its visitors' credentials.
Verdict judge_any_origin(const Evidence& evidence);

}  // namespace avouch::cors

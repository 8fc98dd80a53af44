// SPDX-License-Identifier: MIT
// Judges the status, the media type and the access control of a response.
#pragma once

#include <cstddef>
#include <vector>

#include "contract/contract.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// Holds if the response has the documented status (RFC 9110 §15). Documented responses have no precedence
// (OpenAPI 3.1.1 §4.8.16), so another documented status leaves the clause unexercised. An undocumented status
// violates it if `is_answerable`: only the expected response of an operation reports undocumented statuses,
// for all of them. Redirects are not followed and are judged like any other status.
Verdict judge_status(const DocumentedResponse& response, bool is_answerable, const Evidence& evidence);

// Holds if the response has any documented status. An undocumented 5xx is a violation, another undocumented
// status a warning. If the documented request got that status too, the status clause of the operation's
// expected response reports it instead. Judges the evidence at `index`.
Verdict judge_documented_status(const std::vector<Evidence>& evidence, std::size_t index);

// Holds if Content-Type occurs once, is well-formed and within a documented media type (RFC 9110 §8.3).
Verdict judge_media_type(const DocumentedResponse& response, const Evidence& evidence);

// Holds if a request with missing or wrong credentials is refused with 401 or 403 (RFC 9110 §15.5.2,
// §15.5.4). It also holds for a 404 that hides the resource (§15.5.5), if the right credentials get a
// success. `evidence` is about that request and may include the documented call. A 429 (RFC 6585 §4), or an
// error that the right credentials get as well, does not show who has access. Of several requests that must
// be refused, each is.
Verdict judge_security(const std::vector<Evidence>& evidence);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Judges of the answer's outside: its status, its media type, and who is let in.
#pragma once

#include <cstddef>
#include <vector>

#include "contract/contract.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// Holds where the answer has the documented status (RFC 9110 §15). Documented responses have no precedence
// (OpenAPI 3.1.1 §4.8.16), so another documented status leaves it unexercised. A status that no response
// documents violates it where `is_answerable`: of the responses of an operation, the expected one answers for
// all. A redirect is a status like any other: it is not followed.
Verdict judge_status(const DocumentedResponse& response, bool is_answerable, const Evidence& evidence);

// Holds where the answer has any documented status. An undocumented 5xx is a violation, another undocumented
// status a warning, unless the documented request got it too: then the status clause of the operation's
// expected response answers for it. The verdict is of the evidence at `index`.
Verdict judge_documented_status(const std::vector<Evidence>& evidence, std::size_t index);

// Holds where Content-Type is there once, is well-formed and within a documented media type (RFC 9110 §8.3).
Verdict judge_media_type(const DocumentedResponse& response, const Evidence& evidence);

// Holds where a request without credentials, or with wrong ones, is refused with 401 or 403 (RFC 9110
// §15.5.2, §15.5.4), or with the 404 that hides a resource from who may not see it (§15.5.5) while right
// credentials get a success. `evidence` is of that request; beside it may be the documented call. A 429 (RFC
// 6585 §4) and an error that right credentials get as well say nothing of who is let in.
Verdict judge_security(const std::vector<Evidence>& evidence);

}  // namespace avouch

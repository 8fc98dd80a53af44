// SPDX-License-Identifier: MIT
// Judges of the answer's outside: its status, its media type, and who is let in.
#pragma once

#include "contract/contract.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// Holds where the answer has the documented status (RFC 9110 §15). A redirect is another status: it is not
// followed.
Verdict judge_status(const DocumentedResponse& response, const Evidence& evidence);

// Holds where Content-Type is there once, is well-formed and within a documented media type (RFC 9110 §8.3).
Verdict judge_media_type(const DocumentedResponse& response, const Evidence& evidence);

// Holds where a request without credentials, or with wrong ones, is refused with 401 or 403 (RFC 9110
// §15.5.2, .4).
Verdict judge_security(const Evidence& evidence);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Drift: what the target sends and the documentation does not mention.
#pragma once

#include <string>
#include <vector>

#include "contract/contract.h"
#include "exchange/exchange.h"
#include "judge/body/body.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// `pointers` are the members of the answer's body that no schema describes.
Verdict judge_undocumented_fields(const std::vector<std::string>& pointers);

// `body`: which members were found that answers do not have, and how many might have been.
Verdict judge_unsent_fields(const BodyJudge::Unsent& body);

// Content where HTTP has none (RFC 9110 §6.4.1): bytes behind the answer's head, a 205's body, and the fields
// that announce some and that a 204 must not have (RFC 9110 §8.6, RFC 9112 §6.1). "Content-Length: 0"
// announces none.
Verdict judge_stray_content(const Received& received);

// `body`: what its discriminators say.
Verdict judge_discriminators(const BodyJudge::Named& body);

// Response fields that the response does not document. Fields that HTTP itself defines for every response
// (RFC 9110, 9111, 9112, cookies, HSTS, the fetch metadata policies) are no part of an API's documentation
// and are not counted.
Verdict judge_undocumented_headers(const DocumentedResponse& response, const http::Fields& fields);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Drift: what the target sends but the documentation does not mention.
#pragma once

#include <string>
#include <vector>

#include "contract/contract.h"
#include "exchange/exchange.h"
#include "judge/body/body.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// `pointers` are the members of the response body that no schema describes.
Verdict judge_undocumented_fields(const std::vector<std::string>& pointers);

// `body` lists the members that were sent although a response must not have them (writeOnly), and counts the
// members that could have been sent.
Verdict judge_unsent_fields(const BodyJudge::Unsent& body);

// Judges content where HTTP allows none (RFC 9110 §6.4.1): bytes after the response head, the body of a 205,
// and fields that announce content and that a 204 must not have (RFC 9110 §8.6, RFC 9112 §6.1).
// "Content-Length: 0" announces no content.
Verdict judge_stray_content(const Received& received);

// `body` holds the discriminator values found in the body.
Verdict judge_discriminators(const BodyJudge::Named& body);

// Judges response fields that the response does not document. Fields that HTTP itself defines for every
// response (RFC 9110, 9111, 9112, cookies, HSTS, the fetch metadata policies) are not part of an API's
// documentation and are not counted. Nor are the fields of CORS if some response of the operation documents
// them: a browser needs them on each, errors among them (Fetch §3.3).
Verdict judge_undocumented_headers(const Operation& operation, const DocumentedResponse& response,
                                   const http::Fields& fields);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// What one exchange says of a documented response header: is it there, is it of its documented type
// (OpenAPI 3.1 §4.8.12.2.2, style simple), and is it written as the standard of its field says?
//
//   judge_header(header, HeaderSubject::Aspect::type, clause, evidence)
//
// A header that is absent is unexercised, but for the aspect `required`. Pure; any thread may call it.
#pragma once

#include "contract/contract.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// `clause` is one of the documented response that `header` belongs to.
Verdict judge_header(const DocumentedHeader& header, HeaderSubject::Aspect aspect, const BoundClause& clause,
                     const Evidence& evidence);

}  // namespace avouch

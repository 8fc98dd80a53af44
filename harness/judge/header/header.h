// SPDX-License-Identifier: MIT
// What one exchange says of a documented response header: is it there, is it of its documented type
// (OpenAPI 3.1 §4.8.12.2.2, style simple), is it written as the standard of its field says, and does its
// value satisfy its schema (contract/header_value.h says how text becomes a value)?
//
//   judge_header(header, HeaderSubject::Aspect::type, clause, evidence)
//
// A header that is absent is unexercised, but for the aspect `required`. Pure; any thread may call it.
#pragma once

#include <string>
#include <vector>

#include "contract/contract.h"
#include "http/field.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// `clause` is one of the documented response that `header` belongs to.
Verdict judge_header(const DocumentedHeader& header, HeaderSubject::Aspect aspect, const BoundClause& clause,
                     const Evidence& evidence);

// What the fields say of each keyword of the header's schema, which `judge` is of. A value that is not of the
// header's type is not read, so that one fault violates one clause.
std::vector<Verdict> judge_header_values(const DocumentedHeader& header, const BodyJudge& judge,
                                         const http::Fields& fields);

// Whether a header of that one line contradicts nothing that is documented or that a standard says of it.
// `judge` may be null: then no schema is asked.
bool conforms(const DocumentedHeader& header, const BodyJudge* judge, const std::string& line);

}  // namespace avouch

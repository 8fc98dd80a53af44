// SPDX-License-Identifier: MIT
// Judges a documented response header by one exchange: is it present, does it match its documented type
// (OpenAPI 3.1 §4.8.12.2.2, style simple), does it match the syntax that its standard defines, and does its
// value satisfy its schema? contract/header_value.h says how text becomes a value.
//
//   judge_header(header, HeaderSubject::Aspect::type, clause, evidence)
//
// An absent header is unexercised, except for the aspect `required`. Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "contract/contract.h"
#include "http/field.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// `clause` belongs to the documented response that documents `header`.
Verdict judge_header(const DocumentedHeader& header, HeaderSubject::Aspect aspect, const BoundClause& clause,
                     const Evidence& evidence);

// The verdict of another clause about the header, if the documented header's clause `aspect` reports the
// fault `what`: one fault violates one clause.
Verdict left_to(const DocumentedHeader& header, const std::string& what, const std::string& aspect);

// Judges each keyword of the header's schema; `judge` is the judge of that schema. A value that does not
// match the header's type is not judged, so one fault violates one clause.
std::vector<Verdict> judge_header_values(const DocumentedHeader& header, const BodyJudge& judge,
                                         const http::Fields& fields, WorkBudget& budget);

// Returns whether a header with that one line violates neither the documentation nor a standard. If `judge`
// is null, no schema is checked.
bool conforms(const DocumentedHeader& header, const BodyJudge* judge, const std::string& line);

}  // namespace avouch

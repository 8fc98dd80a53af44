// SPDX-License-Identifier: MIT
// The JSON content of a response, for the clauses about it.
//
//   const auto body = readable_body(question);
//   if (const Verdict* verdict = std::get_if<Verdict>(&body)) return *verdict;
//
// Private to this folder.
#pragma once

#include <cstddef>
#include <variant>

#include "json/instance.h"
#include "judge/judges.h"

namespace avouch {

// Returns the parsed body of the documented response, or the verdict that every clause about its content
// gets.
std::variant<const ParsedBody*, Verdict> readable_body(const Question& question);

// Returns the body's verdicts for every keyword of that media type's schema, or one verdict for all of them,
// which is never a violation.
std::variant<const SchemaVerdicts*, Verdict> body_verdicts(const Question& question, std::size_t media);

}  // namespace avouch

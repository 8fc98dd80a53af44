// SPDX-License-Identifier: MIT
// The content of an answer as JSON, for the clauses about what is in it.
//
//   const auto body = readable_body(question);
//   if (const Verdict* verdict = std::get_if<Verdict>(&body)) return *verdict;
//
// Private to this room.
#pragma once

#include <cstddef>
#include <variant>

#include "json/instance.h"
#include "judge/judges.h"

namespace avouch {

// The parsed body of the documented answer, or the verdict of every clause about what is in it.
std::variant<const ParsedBody*, Verdict> readable_body(const Question& question);

// What the body says of every keyword of that media type's schema, or the one verdict of all of them, which
// is no violation.
std::variant<const SchemaVerdicts*, Verdict> body_verdicts(const Question& question,
                                                                       std::size_t media);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// The content of a response as an instance, for the clauses about it.
//
//   const auto body = readable_body(question, 0);
//   if (const Verdict* verdict = std::get_if<Verdict>(&body)) return *verdict;
//
// Private to this folder.
#pragma once

#include <cstddef>
#include <optional>
#include <variant>

#include "json/instance.h"
#include "judge/judges.h"

namespace avouch {

// The documented media type that the body came as; nullopt if it is none of them.
std::optional<std::size_t> media_of(const Question& question);

// Returns the body of the documented response, read by the form of that media type, or the verdict that every
// clause about its content gets.
std::variant<const ParsedBody*, Verdict> readable_body(const Question& question, std::size_t media);

// Returns the body's verdicts for every keyword of that media type's schema, or one verdict for all of them,
// which is never a violation.
std::variant<const SchemaVerdicts*, Verdict> body_verdicts(const Question& question, std::size_t media);

}  // namespace avouch

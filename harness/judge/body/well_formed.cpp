// SPDX-License-Identifier: MIT
#include "judge/body/well_formed.h"

#include <string>

#include "base/text.h"

namespace avouch {

Verdict well_formed_verdict(const ParsedBody& body, std::string_view expected) {
  if (!body.fault) return {.outcome = Outcome::holds, .instances = 1};
  const SyntaxFault& fault = *body.fault;
  if (fault.is_limit) return {.outcome = Outcome::undecided, .reason = fault.reason};
  const bool is_known = fault.line > 0;
  const std::string where = "line " + std::to_string(fault.line) + ", column " +
                            std::to_string(fault.column) + " (byte " + std::to_string(fault.offset) + ")";
  return {.outcome = Outcome::violated,
          .reason = fault.reason + (is_known ? " at " + where : ""),
          .findings = {{.where = is_known ? "body " + where : "body",
                        .seen = fault.reason,
                        .expected = std::string(expected)}},
          .instances = 1,
          .failures = 1};
}

Verdict unique_names_verdict(const ParsedBody& body) {
  if (body.fault && body.fault->is_limit)
    return {.outcome = Outcome::undecided, .reason = body.fault->reason};
  if (body.fault)
    return {.outcome = Outcome::unexercised, .reason = "the body is not JSON: " + body.fault->reason};
  if (body.duplicates.empty()) return {.outcome = Outcome::holds, .instances = 1};
  Verdict verdict{.outcome = Outcome::violated, .instances = 1, .failures = 1};
  verdict.reason = "the name " + shown(body.duplicates.front()) + " occurs more than once";
  for (const std::string& pointer : body.duplicates) {
    if (verdict.findings.size() == kFindingLimit) break;
    verdict.findings.push_back({.where = "body " + shown(pointer),
                                .seen = "the name occurs more than once",
                                .expected = "each name once in its object (RFC 8259 §4)"});
  }
  return verdict;
}

}  // namespace avouch

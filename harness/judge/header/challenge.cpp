// SPDX-License-Identifier: MIT
// WWW-Authenticate in a 401: a server must send at least one challenge that applies to the resource (RFC 9110
// §11.6.1, §15.5.2).
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "contract/header_value.h"
#include "http/challenge.h"
#include "http/field.h"
#include "judge/answer.h"
#include "judge/documented_answer.h"
#include "judge/header/header.h"
#include "judge/judges.h"

namespace avouch {
namespace {

// Names of schemes are case-insensitive (RFC 9110 §11.1).
bool is_one_of(const std::vector<std::string>& schemes, const std::string& wanted) {
  return std::any_of(schemes.begin(), schemes.end(),
                     [&](const std::string& scheme) { return equals_ignoring_ascii_case(scheme, wanted); });
}

// A sentence without a full stop; empty if nothing is wrong.
std::string challenge_fault(const std::vector<std::string>& documented,
                            const std::vector<std::string>& lines) {
  if (lines.empty()) return "the 401 has no WWW-Authenticate field";
  const std::string value = join(lines, ", ");  // several lines are one list: RFC 9110 §5.3
  if (std::all_of(lines.begin(), lines.end(), [](const std::string& line) { return trim_ows(line).empty(); }))
    return "the WWW-Authenticate field of the 401 is empty";
  const std::optional<std::vector<std::string>> sent = http::challenge_schemes(value);
  if (!sent) return "the WWW-Authenticate field of the 401 is not a list of challenges (RFC 9110 §11.6.1)";
  const bool is_named = std::any_of(sent->begin(), sent->end(),
                                    [&](const std::string& scheme) { return is_one_of(documented, scheme); });
  if (!documented.empty() && !is_named) return "no challenge of the 401 is of a documented scheme";
  return {};
}

// The clause of the documented header that the lines violate; empty if none.
std::string reporting_clause(const Question& question, const DocumentedHeader& header,
                             const std::vector<std::string>& lines) {
  if (lines.empty()) return header.required ? "required" : "";
  using Aspect = HeaderSubject::Aspect;
  const auto violates = [&](Aspect aspect) {
    return judge_header(header, aspect, question.clause, question.one()).outcome == Outcome::violated;
  };
  if (violates(Aspect::type)) return "type";
  if (violates(Aspect::syntax)) return "syntax";
  const auto index = static_cast<std::size_t>(&header - question.response().headers.data());
  const SchemaKey key =
      question.schemas.header_key(question.clause.operation, question.clause.response, index);
  if (question.schemas.find(key) == nullptr) return {};
  return question.schemas.header_verdicts(question.answer(), key).violated().empty() ? "" : "value";
}

}  // namespace

Verdict verdict_of(const ChallengeSubject& /*subject*/, const Question& question) {
  const auto answer = documented_answer(question.one(), question.response().status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const http::Fields& fields = std::get<const Received*>(answer)->response.fields;
  const std::vector<std::string> lines = http::values(fields, "WWW-Authenticate");
  const std::vector<std::string>& schemes = question.operation().auth_schemes;
  const std::string fault = challenge_fault(schemes, lines);
  if (fault.empty()) return holds();
  if (const DocumentedHeader* documented = documented_header(question.response(), "WWW-Authenticate")) {
    const std::string aspect = reporting_clause(question, *documented, lines);
    if (!aspect.empty()) return left_to(*documented, fault, aspect);
  }
  return {.outcome = Outcome::violated,
          .severity = Severity::warning,
          .reason = fault,
          .findings = {{"header WWW-Authenticate", lines.empty() ? "absent" : in_quotes(join(lines, ", ")),
                        schemes.empty() ? "at least one challenge"
                                        : "a challenge of the scheme " + join(schemes, " or ")}},
          .instances = 1,
          .failures = 1};
}

Explanation explanation_of(const ChallengeSubject& /*subject*/, const Operation& operation,
                           const BoundClause& /*clause*/) {
  const std::vector<std::string>& schemes = operation.auth_schemes;
  return {
      "the 401 has no WWW-Authenticate field, or the field is not a list of challenges" +
          (schemes.empty() ? std::string() : ", or none of them is of the scheme " + join(schemes, " or ")),
      std::string(kOtherStatus) + ", or a clause of the documented WWW-Authenticate reports the fault"};
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Allow in a 405: an origin server must say there which methods the resource supports (RFC 9110 §15.5.6).
#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/header_value.h"
#include "contract/same_path.h"
#include "http/field.h"
#include "http/syntax.h"
#include "judge/answer.h"
#include "judge/documented_answer.h"
#include "judge/header/header.h"
#include "judge/judges.h"

namespace avouch {
namespace {

using Methods = std::vector<std::string>;

// Methods are case-sensitive (RFC 9110 §9.1).
bool names(const Methods& methods, const std::string& method) {
  return std::find(methods.begin(), methods.end(), method) != methods.end();
}

// Those that the documentation has at the path of the operation, in document order.
Methods documented_methods(const Contract& contract, const Operation& operation) {
  Methods methods;
  for (const Operation* other : operations_at_path_of(contract, operation)) {
    if (!names(methods, other->method)) methods.push_back(other->method);
  }
  return methods;
}

Verdict violated(const std::vector<std::string>& lines, std::string reason, std::string expected) {
  return {.outcome = Outcome::violated,
          .reason = std::move(reason),
          .findings = {{"header Allow", lines.empty() ? "absent" : in_quotes(join(lines, ", ")),
                        std::move(expected)}},
          .instances = 1,
          .failures = 1};
}

}  // namespace

Verdict verdict_of(const AllowSubject& /*subject*/, const Question& question) {
  const auto answer = documented_answer(question.one(), question.response().status);
  if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
  const http::Fields& fields = std::get<const Received*>(answer)->response.fields;
  const DocumentedHeader* documented = documented_header(question.response(), "Allow");
  const Methods wanted = documented_methods(question.contract, question.operation());
  const std::vector<std::string> lines = http::values(fields, "Allow");
  if (lines.empty()) {
    const std::string what = "the 405 has no Allow field";
    if (documented != nullptr && documented->required) return left_to(*documented, what, "required");
    return violated(lines, what, "the supported methods: " + join(wanted, ", "));
  }
  const std::optional<Methods> allowed = http::parse_token_list(join(lines, ", "));
  if (!allowed) {
    const std::string what = "the Allow field of the 405 is not a list of methods (RFC 9110 §10.2.1)";
    if (documented != nullptr) return left_to(*documented, what, "syntax");
    return violated(lines, what, "the supported methods: " + join(wanted, ", "));
  }
  const std::string& refused = question.answer().exchange().sent.method;
  if (names(*allowed, refused)) {
    return violated(lines, "the 405 refuses " + shown(refused) + ", but its Allow field names that method",
                    "methods other than " + shown(refused));
  }
  // Documentation that has Allow says itself what stands there.
  if (documented != nullptr) return holds();
  Methods missing;
  std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(missing),
               [&](const std::string& method) { return method != refused && !names(*allowed, method); });
  if (missing.empty()) return holds();
  // Which methods there are may depend on the time of the request (RFC 9110 §10.2.1).
  Verdict verdict =
      violated(lines, "the Allow field of the 405 lacks " + join(missing, ", ") + ", documented at this path",
               "the supported methods: " + join(wanted, ", "));
  verdict.severity = Severity::warning;
  return verdict;
}

Explanation explanation_of(const AllowSubject& /*subject*/, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  return {
      "the 405 has no Allow field, the field is not a list of methods, or it names the refused method; if "
      "Allow "
      "is not documented, a missing documented method is a warning unless --strict headers",
      std::string(kOtherStatus) + ", or a clause of the documented Allow reports the fault"};
}

}  // namespace avouch

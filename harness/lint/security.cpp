// SPDX-License-Identifier: MIT
// Operations without security: neither the operation nor the document has requirements. An explicit
// `security: []` declares public access (OpenAPI 3.1 §4.8.10).
#include <algorithm>
#include <string>

#include "lint/rules.h"

namespace avouch {

void check_security(LintSubject& subject) {
  const std::vector<Operation>& operations = subject.contract().operations;
  const bool some_have = std::any_of(operations.begin(), operations.end(),
                                     [](const Operation& other) { return !other.security.empty(); });
  for (const Operation& operation : operations) {
    if (!operation.security.empty() || !operation.security_place.file.empty()) continue;
    const auto refusal =
        std::find_if(operation.responses.begin(), operation.responses.end(),
                     [](const DocumentedResponse& response) { return response.status == "401"; });
    if (refusal != operation.responses.end()) {
      // Operations may share one component: each is a place of its own.
      const bool is_own = refusal->place.pointer.starts_with(operation.place.pointer + "/");
      subject.report({.rule = "undocumented-security",
                      .severity = LintFinding::Severity::warning,
                      .place = is_own ? refusal->place : operation.place,
                      .message = operation.id + " documents 401, but no security",
                      .hint = "Document the security of the operation or of the whole document.",
                      .cause = "401",
                      .plural = "operations document 401, but no security"});
    } else if (some_have) {
      subject.report({.rule = "undocumented-security",
                      .severity = LintFinding::Severity::warning,
                      .place = operation.place,
                      .message = operation.id + " documents no security, but other operations do",
                      .hint = "Document its security; \"security\": [] means that no credentials are needed.",
                      .cause = "no security",
                      .plural = "operations document no security, but other operations do"});
    }
  }
}

}  // namespace avouch

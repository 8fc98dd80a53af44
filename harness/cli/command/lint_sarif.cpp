// SPDX-License-Identifier: MIT
#include "cli/command/lint_sarif.h"

#include "reports/sarif_log.h"

namespace avouch {
namespace {

// The message, followed by the hint: "It is so. Fix it so."
std::string sentences(const std::string& what, const std::string& hint) {
  return what + (hint.empty() ? "." : ". " + hint);
}

SarifResult result_of(const LintFinding& finding) {
  SarifResult result{.rule = finding.rule,
                     .level = to_string(finding.severity),
                     .message = sentences(finding.message, finding.hint),
                     .place = finding.place,
                     .related = finding.others};
  if (finding.silence != LintFinding::Silence::none) {
    const bool is_inside = finding.silence == LintFinding::Silence::in_document;
    result.suppression = SarifSuppression{.kind = is_inside ? "inSource" : "external", .justification = {}};
  }
  return result;
}

}  // namespace

std::string lint_sarif(const std::vector<LintFinding>& findings, const Errors& errors,
                       const std::string& version) {
  SarifLog log{.version = version};
  for (const LintFinding& finding : findings) log.results.push_back(result_of(finding));
  for (const Error& error : errors)
    log.notifications.push_back({.message = sentences(error.title, error.hint), .place = error.place});
  return sarif_text(log);
}

}  // namespace avouch

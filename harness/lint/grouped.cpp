// SPDX-License-Identifier: MIT
#include "lint/grouped.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace avouch {
namespace {

using Cause = std::tuple<std::string, std::string, LintFinding::Severity, LintFinding::Silence, std::string>;

// What is said alike of several documents of a contract has one cause. A cause that names a place is in one.
Cause cause_of(const LintFinding& finding) {
  const bool is_of_one = !finding.cause.empty() && finding.plural.empty();
  const std::string& cause = finding.cause.empty() ? finding.message : finding.cause;
  return {finding.rule, is_of_one ? finding.place.file.text() : std::string(), finding.severity,
          finding.silence, cause};
}

}  // namespace

std::vector<LintFinding> grouped(std::vector<LintFinding> findings) {
  std::vector<LintFinding> kept;
  std::map<Cause, std::size_t> known;
  for (LintFinding& finding : findings) {
    const auto [first, is_new] = known.try_emplace(cause_of(finding), kept.size());
    if (is_new) {
      kept.push_back(std::move(finding));
      continue;
    }
    LintFinding& one = kept[first->second];
    if (finding.place != one.place) one.others.push_back(std::move(finding.place));
  }
  for (LintFinding& finding : kept) {
    if (finding.others.empty() || finding.plural.empty()) continue;
    finding.message = std::to_string(finding.others.size() + 1) + " " + finding.plural;
  }
  return kept;
}

}  // namespace avouch

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

Cause cause_of(const LintFinding& finding) {
  const std::string& cause = finding.cause.empty() ? finding.message : finding.cause;
  return {finding.rule, finding.place.file, finding.severity, finding.silence, cause};
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

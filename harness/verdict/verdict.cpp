// SPDX-License-Identifier: MIT
#include "verdict/verdict.h"

#include <algorithm>
#include <array>

namespace avouch {

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::holds:
      return "holds";
    case Outcome::violated:
      return "violated";
    case Outcome::unexercised:
      return "unexercised";
    case Outcome::undecided:
      return "undecided";
  }
  return {};
}

bool keeps_every_finding(const Verdict& verdict) {
  return verdict.findings.size() < kFindingLimit || verdict.failures <= verdict.findings.size();
}

std::string_view value_seen(const Finding& finding) {
  const std::string_view where = finding.where;
  const std::string_view seen = finding.seen;
  const std::size_t colon = seen.find(": ");
  if (colon == 0 || colon == seen.npos || !where.ends_with(seen.substr(0, colon))) return seen;
  return where.substr(0, where.size() - colon).ends_with("header ") ? seen.substr(colon + 2) : seen;
}

std::string place_and_value(const Finding& finding, std::string_view said) {
  const std::string_view where = finding.where;
  const std::size_t at = where.find("header ");
  const bool is_header = at == 0 || (at != where.npos && where[at - 1] == ' ');
  const std::string value(value_seen(finding));
  if (is_header && said.find(where.substr(at + 7)) != said.npos) return value;
  return finding.where + ": " + value;
}

namespace {

// The deciding outcome is the first of these that any verdict has.
using Weights = std::array<Outcome, 4>;
constexpr Weights kUndecidedCounts = {Outcome::violated, Outcome::undecided, Outcome::holds,
                                      Outcome::unexercised};
constexpr Weights kUndecidedDoesNotCount = {Outcome::violated, Outcome::holds, Outcome::undecided,
                                            Outcome::unexercised};

Verdict combined_by(const Weights& weights, const std::vector<Verdict>& verdicts) {
  for (const Outcome outcome : weights) {
    Verdict sum{.outcome = outcome};
    bool found = false;
    for (const Verdict& verdict : verdicts) {
      if (verdict.outcome != outcome) continue;
      // The reason comes from the first verdict with the highest severity.
      const bool is_graver = sum.severity == Severity::warning && verdict.severity == Severity::violation;
      if (!found || (outcome == Outcome::violated && is_graver)) {
        sum.severity = verdict.severity;
        sum.reason = verdict.reason;
        sum.evidence = verdict.evidence;
        found = true;
      }
      sum.instances += verdict.instances;
      sum.failures += verdict.failures;
      for (const Finding& finding : verdict.findings) {
        const bool is_known =
            std::find(sum.findings.begin(), sum.findings.end(), finding) != sum.findings.end();
        if (!is_known && sum.findings.size() < kFindingLimit) sum.findings.push_back(finding);
      }
    }
    if (found) return sum;
  }
  return {.outcome = Outcome::unexercised, .reason = "no request of this run exercises it"};
}

}  // namespace

Verdict combined(const std::vector<Verdict>& verdicts) {
  return combined_by(kUndecidedCounts, verdicts);
}

Verdict combined(const std::vector<Verdict>& verdicts,
                 const std::function<bool(const Verdict& undecided)>& counts) {
  const bool any_counts = std::any_of(verdicts.begin(), verdicts.end(), [&](const Verdict& one) {
    return one.outcome == Outcome::undecided && counts(one);
  });
  return combined_by(any_counts ? kUndecidedCounts : kUndecidedDoesNotCount, verdicts);
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "lint/grouped.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

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

using Habit = std::tuple<std::string, LintFinding::Severity, LintFinding::Silence, std::string>;

// What an author writes alike in many places is one mistake: numbers without quotes, dates with a blank.
std::vector<LintFinding> joined_habits(std::vector<LintFinding> findings) {
  constexpr std::size_t kMostAlone = 3;
  const auto habit_of = [](const LintFinding& finding) {
    return Habit(finding.rule, finding.severity, finding.silence, finding.habit);
  };
  std::map<Habit, std::size_t> counts;
  for (const LintFinding& finding : findings) ++counts[habit_of(finding)];
  std::vector<LintFinding> kept;
  std::map<Habit, std::size_t> known;
  for (LintFinding& finding : findings) {
    const Habit habit = habit_of(finding);
    if (finding.habit.empty() || counts[habit] <= kMostAlone) {
      kept.push_back(std::move(finding));
      continue;
    }
    const auto [first, is_new] = known.try_emplace(habit, kept.size());
    if (is_new) {
      finding.plural = finding.habit;
      kept.push_back(std::move(finding));
      continue;
    }
    std::vector<Place>& others = kept[first->second].others;
    others.push_back(std::move(finding.place));
    std::move(finding.others.begin(), finding.others.end(), std::back_inserter(others));
  }
  for (const auto& [habit, i] : known) {
    std::vector<Place>& others = kept[i].others;
    std::stable_sort(others.begin(), others.end(), [](const Place& left, const Place& right) {
      return std::tie(left.file, left.line, left.pointer) < std::tie(right.file, right.line, right.pointer);
    });
    // One schema may require several names that several other ones forbid.
    others.erase(std::unique(others.begin(), others.end()), others.end());
    std::erase(others, kept[i].place);
  }
  return kept;
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
    std::move(finding.others.begin(), finding.others.end(), std::back_inserter(one.others));
  }
  kept = joined_habits(std::move(kept));
  for (LintFinding& finding : kept) {
    if (finding.others.empty() || finding.plural.empty()) continue;
    finding.message = std::to_string(finding.others.size() + 1) + " " + finding.plural;
  }
  return kept;
}

}  // namespace avouch

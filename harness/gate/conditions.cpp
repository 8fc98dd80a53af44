// SPDX-License-Identifier: MIT
#include "gate/conditions.h"

#include <algorithm>
#include <cstdint>
#include <unordered_set>

#include "base/glob.h"
#include "base/text.h"
#include "gate/some_of.h"

namespace avouch {
namespace {

constexpr std::size_t kWhole = 10'000;  // hundredths of a percent

// Digits, and up to two decimals.
std::optional<std::size_t> hundredths_of(std::string_view text) {
  if (text.ends_with('%')) text.remove_suffix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point == text.npos ? "" : text.substr(point + 1);
  const auto is_digits = [](std::string_view digits) {
    return std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (whole.empty() || whole.size() > 3 || part.size() > 2 || !is_digits(whole) || !is_digits(part) ||
      (point != text.npos && part.empty()))
    return std::nullopt;
  std::string digits(whole);
  digits += part;
  digits.append(2 - part.size(), '0');
  const std::size_t number = std::stoul(digits);
  return number <= kWhole ? std::optional(number) : std::nullopt;
}

std::string percent_text(std::size_t exercised, std::size_t total) {
  const std::size_t tenths = exercised * 1000 / total;  // rounded down: a share never looks met if it is not
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) + " %";
}

Error matches_none(const std::string& option, const std::string& glob) {
  return {.title = option + ": " + in_quotes(glob) + " matches no clause of the contract",
          .place = {},
          .hint = "avouch list shows every coordinate; * also matches slashes."};
}

std::optional<Unmet> unmet_floor(const Floor& floor, const Ledger& ledger) {
  std::size_t total = 0;
  std::size_t exercised = 0;
  for (const Entry& entry : ledger.entries) {
    if (!glob_matches(floor.glob, entry.clause->coordinate)) continue;
    ++total;
    if (is_exercised(entry)) ++exercised;
  }
  if (total == 0 || exercised * kWhole >= floor.hundredths * total) return std::nullopt;
  return Unmet{.what = "--min-exercised " + printable(floor.text) +
                       " failed: " + percent_text(exercised, total) + " (" + std::to_string(exercised) +
                       " of " + counted(total, "clause", "clauses") + ") was exercised"};
}

std::optional<Unmet> unmet_requirement(const std::vector<std::string>& globs, const Ledger& ledger) {
  const auto lacking = static_cast<std::size_t>(
      std::count_if(ledger.entries.begin(), ledger.entries.end(), [&](const Entry& entry) {
        return entry.verdict.outcome == Outcome::unexercised &&
               entry.clause->severity == Severity::violation &&
               std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
                 return glob_matches(glob, entry.clause->coordinate);
               });
      }));
  if (lacking == 0) return std::nullopt;
  return Unmet{.what = "--require-exercised failed: " + counted(lacking, "clause was", "clauses were") +
                       " not exercised"};
}

std::optional<Unmet> unmet_baseline(const Baseline& baseline, const Ledger& ledger) {
  const std::unordered_set<std::string_view> before(baseline.exercised.begin(), baseline.exercised.end());
  std::vector<std::string> lost;
  for (const Entry& entry : ledger.entries) {
    if (entry.verdict.outcome == Outcome::unexercised && before.contains(entry.clause->coordinate))
      lost.push_back(printable(entry.clause->coordinate));
  }
  std::vector<std::string> failing;
  for (const Entry& entry : ledger.entries) {
    if (entry.verdict.outcome == Outcome::violated && entry.clause->severity == Severity::violation &&
        !entry.waived)
      failing.push_back(printable(entry.clause->coordinate));
  }
  if (lost.empty() && failing.empty()) return std::nullopt;
  std::vector<std::string> what;
  if (!failing.empty()) {
    what.push_back(counted(failing.size(), "clause is violated", "clauses are violated") +
                   " that the baseline of " + baseline.date + " does not list: " + some_of(failing));
  }
  if (!lost.empty()) {
    what.push_back(counted(lost.size(), "clause", "clauses") + " that the baseline of " + baseline.date +
                   (lost.size() == 1 ? " exercised is not exercised: " : " exercised are not exercised: ") +
                   some_of(lost));
  }
  return Unmet{.what = "--fail-on new failed: " + join(what, "; ")};
}

}  // namespace

Result<Floor> parse_floor(const std::string& option, const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const std::optional<std::size_t> hundredths =
      hundredths_of(equals == text.npos ? text : std::string_view(text).substr(equals + 1));
  if (!hundredths || equals == 0) {
    return Error{.title = option + ": " + in_quotes(text) + " is no share of the clauses",
                 .place = {},
                 .hint = "Give a percentage, such as 80%, or one of some clauses, such as '*/200/*=95%'."};
  }
  Floor floor{.hundredths = *hundredths, .text = text};
  if (equals != text.npos) floor.glob = text.substr(0, equals);
  return floor;
}

Result<void> check_conditions(const Conditions& conditions, const std::vector<std::string>& clauses) {
  Errors errors;
  const auto check = [&](const std::string& option, const std::string& glob) {
    const bool matches = std::any_of(clauses.begin(), clauses.end(),
                                     [&](const std::string& clause) { return glob_matches(glob, clause); });
    if (!matches) errors.push_back(matches_none(option, glob));
  };
  for (const Floor& floor : conditions.floors) check("--min-exercised", floor.glob);
  for (const std::string& glob : conditions.require_exercised) check("--require-exercised", glob);
  if (!errors.empty()) return errors;
  return {};
}

std::vector<Unmet> unmet_conditions(const Conditions& conditions, const Ledger& ledger) {
  std::vector<Unmet> all;
  if (auto unmet = unmet_requirement(conditions.require_exercised, ledger)) all.push_back(*std::move(unmet));
  for (const Floor& floor : conditions.floors) {
    if (auto unmet = unmet_floor(floor, ledger)) all.push_back(*std::move(unmet));
  }
  if (conditions.baseline) {
    if (auto unmet = unmet_baseline(*conditions.baseline, ledger)) all.push_back(*std::move(unmet));
  }
  return all;
}

}  // namespace avouch

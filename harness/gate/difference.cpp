// SPDX-License-Identifier: MIT
#include "gate/difference.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"

namespace avouch {
namespace {

// What a comparison tells apart.
enum class Standing { good, bad, unexercised, undecided };

Standing standing_of(const Entry& entry) {
  switch (entry.verdict.outcome) {
    case Outcome::holds:
      return Standing::good;
    case Outcome::violated:
      return entry.clause->severity == Severity::warning ? Standing::good : Standing::bad;
    case Outcome::unexercised:
      return Standing::unexercised;
    case Outcome::undecided:
      return Standing::undecided;
  }
  return Standing::undecided;
}

void enter(Difference& difference, const Entry& entry, const Entry* before) {
  const Standing now = standing_of(entry);
  if (before != nullptr && standing_of(*before) == now &&
      before->waived.has_value() == entry.waived.has_value())
    return;
  switch (now) {
    case Standing::bad: {
      const bool was_bad = before != nullptr && standing_of(*before) == Standing::bad && !before->waived;
      if (!entry.waived && !was_bad) difference.newly_violated.push_back(&entry);
      if (entry.waived && before == nullptr) difference.added.push_back(&entry);
      return;
    }
    case Standing::good:
      (before == nullptr ? difference.added : difference.newly_holding).push_back(&entry);
      if (before != nullptr && standing_of(*before) == Standing::unexercised)
        difference.newly_holding.pop_back();
      return;
    case Standing::unexercised:
      if (before == nullptr) {
        difference.added.push_back(&entry);
      } else if (standing_of(*before) != Standing::undecided) {
        difference.newly_unexercised.push_back(&entry);
      }
      return;
    case Standing::undecided:
      difference.newly_undecided.push_back(&entry);
      return;
  }
}

void append_list(std::string& text, std::string_view heading, const std::vector<const Entry*>& entries,
                 bool has_reasons, bool verbose) {
  if (entries.empty()) return;
  constexpr std::size_t kMost = 10;
  text += std::string(heading) + ": " + counted(entries.size(), "clause", "clauses") + "\n";
  const std::size_t limit = verbose ? entries.size() : std::min(entries.size(), kMost);
  for (std::size_t i = 0; i < limit; ++i) {
    text += "  " + printable(entries[i]->clause->coordinate) + "\n";
    if (has_reasons) text += "    " + printable(headline(*entries[i])) + "\n";
  }
  if (limit < entries.size())
    text += "  and " + std::to_string(entries.size() - limit) + " more; -v shows all\n";
}

}  // namespace

bool Difference::is_regression() const {
  return is_unrelated || !newly_violated.empty() || !newly_undecided.empty() || !newly_unexercised.empty();
}

Difference difference_of(const Ledger& before, const Ledger& after) {
  std::unordered_map<std::string_view, const Entry*> known;
  for (const Entry& entry : before.entries) known.emplace(entry.clause->coordinate, &entry);
  Difference difference;
  std::unordered_set<std::string_view> kept;
  for (const Entry& entry : after.entries) {
    const auto found = known.find(entry.clause->coordinate);
    enter(difference, entry, found == known.end() ? nullptr : found->second);
    kept.insert(entry.clause->coordinate);
  }
  for (const Entry& entry : before.entries) {
    if (!kept.contains(entry.clause->coordinate)) difference.gone.push_back(&entry);
  }
  difference.is_unrelated = !before.entries.empty() && difference.gone.size() == before.entries.size();
  return difference;
}

std::string to_text(const Difference& difference, bool verbose) {
  std::string text;
  append_list(text, "gone", difference.gone, false, verbose);
  append_list(text, "added", difference.added, false, verbose);
  append_list(text, "newly holding", difference.newly_holding, false, verbose);
  append_list(text, "newly unexercised", difference.newly_unexercised, true, verbose);
  append_list(text, "newly undecided", difference.newly_undecided, true, verbose);
  append_list(text, "newly violated", difference.newly_violated, true, verbose);
  if (text.empty()) return "✓ no clause differs\n";
  if (difference.is_unrelated) return text + "✗ the later run judged no clause of the earlier one\n";
  return text + (difference.is_regression() ? "✗ the later run is worse\n" : "✓ nothing got worse\n");
}

}  // namespace avouch

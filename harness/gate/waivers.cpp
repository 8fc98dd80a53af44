// SPDX-License-Identifier: MIT
#include "gate/waivers.h"

#include <algorithm>
#include <utility>

#include "base/glob.h"
#include "base/text.h"
#include "gate/some_of.h"

namespace avouch {
namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

// Whether a message names what a finding says. The texts of a finding are joined as the reports join them, so
// that a message can be copied from one.
bool names(const std::string& message, const Finding& finding) {
  if (message.empty() || contains(finding.seen, message)) return true;
  // A message that has only words between the texts, such as "expected", would name every finding.
  struct Part {
    std::string text;
    bool is_of_finding;
  };
  const Part parts[] = {{finding.where, true},
                        {": ", false},
                        {std::string(value_seen(finding)), true},
                        {", expected ", false},
                        {finding.expected, true}};
  std::string said;
  for (const Part& part : parts) said += part.text;
  for (std::size_t at = said.find(message); at != said.npos; at = said.find(message, at + 1)) {
    std::size_t begin = 0;
    for (const Part& part : parts) {
      const std::size_t end = begin + part.text.size();
      if (part.is_of_finding && at < end && begin < at + message.size()) return true;
      begin = end;
    }
  }
  return false;
}

// Whether the message has nothing but words that stand in every sentence about a finding.
bool is_void(const std::string& message) {
  const std::size_t begin = message.find_first_not_of(" ,;:");
  if (begin == message.npos) return true;
  const std::string word = message.substr(begin, message.find_last_not_of(" ,;:") + 1 - begin);
  return word == "expected" || word == "is";
}

// Whether every finding is the one that `message` names.
bool is_about(const Verdict& verdict, const std::string& message) {
  if (message.empty()) return true;
  if (!keeps_every_finding(verdict)) return false;
  if (verdict.findings.size() <= 1 && !is_void(message) && contains(verdict.reason, message)) return true;
  return !verdict.findings.empty() &&
         std::all_of(verdict.findings.begin(), verdict.findings.end(),
                     [&](const Finding& finding) { return names(message, finding); });
}

// Whether some finding is.
bool is_about_some(const Verdict& verdict, const std::string& message) {
  if (is_about(verdict, message)) return true;
  return keeps_every_finding(verdict) &&
         std::any_of(verdict.findings.begin(), verdict.findings.end(),
                     [&](const Finding& finding) { return names(message, finding); });
}

std::string named(const WaiverUse& use) {
  const std::string place = to_string(Place{.file = use.waived.place.file, .line = use.waived.place.line});
  return (place.empty() ? "" : place + ": ") + "the known failure " + in_quotes(use.clause, 200);
}

struct Seen {
  std::size_t matched = 0;  // clauses of the contract
  std::size_t holds = 0;
  std::size_t waived = 0;
  std::size_t expired = 0;    // violations that it would cover, and no other entry does
  std::size_t elsewhere = 0;  // violations that an earlier entry covers
  std::size_t otherwise = 0;  // violations with another message
  std::size_t unjudged = 0;   // unexercised, undecided
};

WaiverUse use_of(const Waiver& waiver, const Seen& seen, bool is_whole) {
  using State = WaiverUse::State;
  WaiverUse use{.clause = waiver.clause, .waived = waiver.waived};
  if (seen.expired > 0) {
    use.state = State::expired;
    use.violations = seen.expired;
    use.why = "expired after " + waiver.waived.expires + ": " +
              counted(seen.expired, "violation counts", "violations count") + " again";
  } else if (seen.waived > 0) {
    use.state = State::used;
    use.violations = seen.waived;
    use.why = "waives " + counted(seen.waived, "violation", "violations");
  } else if (!is_whole) {
    use.why = "is not judged, because the run is filtered, sharded or interrupted";
  } else if (seen.matched == 0) {
    use.state = State::stale;
    use.why = "is stale: the contract has no such clause";
  } else if (seen.unjudged > 0) {
    use.state = State::unexercised;
    use.why = "is kept: " + std::to_string(seen.unjudged) + " of " +
              counted(seen.matched, "clause was", "clauses were") + " not exercised";
  } else {
    use.state = State::stale;
    use.why = seen.otherwise > 0   ? "is stale: its clause is violated, but not with that message"
              : seen.elsewhere > 0 ? "is stale: an earlier entry covers what it names"
              : seen.holds == 1    ? "is stale: its clause was exercised and holds"
                                   : "is stale: its clauses were exercised and hold";
  }
  return use;
}

}  // namespace

KnownFailures::KnownFailures(std::vector<Waiver> list, std::chrono::sys_days today)
    : list_(std::move(list)), today_(today) {
  for (std::size_t i = 0; i < list_.size(); ++i) {
    const std::string& clause = list_[i].clause;
    if (clause.find_first_of("*?") == clause.npos) {
      exact_[clause].push_back(i);
    } else {
      globs_.push_back(i);
    }
  }
}

// In the order of the list.
std::vector<std::size_t> KnownFailures::naming(const std::string& coordinate) const {
  std::vector<std::size_t> all;
  if (const auto found = exact_.find(coordinate); found != exact_.end()) all = found->second;
  const std::size_t exact = all.size();
  for (const std::size_t glob : globs_) {
    if (glob_matches(list_[glob].clause, coordinate)) all.push_back(glob);
  }
  std::inplace_merge(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(exact), all.end());
  return all;
}

std::optional<Waived> KnownFailures::cover(const Entry& entry) const {
  if (entry.verdict.outcome != Outcome::violated) return std::nullopt;
  const std::vector<std::size_t> entries = naming(entry.clause->coordinate);
  for (const std::size_t i : entries) {
    const Waiver& waiver = list_[i];
    if (!is_over(waiver) && is_about(entry.verdict, waiver.waived.message)) return waiver.waived;
  }
  return covered_together(entry.verdict, entries);
}

// Whether each finding is named by an entry, and not all by the same.
std::optional<Waived> KnownFailures::covered_together(const Verdict& verdict,
                                                      const std::vector<std::size_t>& entries) const {
  if (verdict.findings.empty() || !keeps_every_finding(verdict)) return std::nullopt;
  std::optional<std::size_t> first;
  for (const Finding& finding : verdict.findings) {
    const auto names_it = [&](std::size_t i) {
      return !is_over(list_[i]) && names(list_[i].waived.message, finding);
    };
    const auto found = std::find_if(entries.begin(), entries.end(), names_it);
    if (found == entries.end()) return std::nullopt;
    first = std::min(first.value_or(*found), *found);
  }
  return list_[*first].waived;
}

std::vector<WaiverUse> KnownFailures::uses(const Ledger& ledger, const std::vector<std::string>& clauses,
                                           bool is_whole) const {
  std::vector<Seen> seen(list_.size());
  for (const std::string& clause : clauses) {
    for (const std::size_t i : naming(clause)) ++seen[i].matched;
  }
  for (const Entry& entry : ledger.entries) {
    bool is_covered = false;
    const std::vector<std::size_t> naming_it = naming(entry.clause->coordinate);
    const bool is_known = cover(entry).has_value();
    for (const std::size_t i : naming_it) {
      const Waiver& waiver = list_[i];
      Seen& of = seen[i];
      switch (entry.verdict.outcome) {
        case Outcome::holds:
          ++of.holds;
          break;
        case Outcome::unexercised:
        case Outcome::undecided:
          ++of.unjudged;
          break;
        case Outcome::violated:
          if (!is_about_some(entry.verdict, waiver.waived.message)) {
            ++of.otherwise;
          } else if (!is_about(entry.verdict, waiver.waived.message)) {
            ++(!is_known || is_over(waiver) ? of.otherwise : of.waived);
          } else if (is_over(waiver)) {
            ++(is_known ? of.elsewhere : of.expired);
          } else {
            ++(is_covered ? of.elsewhere : of.waived);
            is_covered = true;
          }
          break;
      }
    }
  }
  std::vector<WaiverUse> all;
  for (std::size_t i = 0; i < list_.size(); ++i) all.push_back(use_of(list_[i], seen[i], is_whole));
  return all;
}

std::vector<std::string> waiver_notes(const std::vector<WaiverUse>& uses) {
  constexpr std::size_t kMost = 10;
  std::vector<std::string> notes;
  std::vector<std::string> kept;
  std::size_t unjudged = 0;
  std::size_t more = 0;
  for (const WaiverUse& use : uses) {
    switch (use.state) {
      case WaiverUse::State::used:
        break;
      case WaiverUse::State::expired:
      case WaiverUse::State::stale:
        if (notes.size() < kMost) {
          notes.push_back(named(use) + " " + use.why);
        } else {
          ++more;
        }
        break;
      case WaiverUse::State::unexercised:
        kept.push_back(shown(use.clause, 200));
        break;
      case WaiverUse::State::unjudged:
        ++unjudged;
        break;
    }
  }
  if (more > 0) notes.push_back("and " + std::to_string(more) + " more known failures are expired or stale");
  if (!kept.empty()) {
    std::string text = counted(kept.size(), "known failure is", "known failures are") +
                       " kept, because clauses that they name were not exercised: ";
    if (kept.size() == 1) text.replace(text.find("they name"), 9, "it names");
    notes.push_back(text + some_of(kept));
  }
  if (unjudged > 0) {
    notes.push_back("whether " + counted(unjudged, "known failure is", "known failures are") +
                    " still needed is not judged, because the run is filtered, sharded or interrupted");
  }
  return notes;
}

std::optional<Unmet> stale_waivers(const std::vector<WaiverUse>& uses) {
  std::vector<std::string> stale;
  for (const WaiverUse& use : uses) {
    if (use.state == WaiverUse::State::stale) stale.push_back(shown(use.clause, 200));
  }
  if (stale.empty()) return std::nullopt;
  return Unmet{.kind = Unmet::Kind::known_failures,
               .what = "--strict waivers failed: " +
                       counted(stale.size(), "known failure is stale", "known failures are stale") + ": " +
                       some_of(stale)};
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "gate/merge.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/checksum.h"
#include "base/text.h"
#include "gate/some_of.h"

namespace avouch {
namespace {

constexpr std::size_t kMostNamed = 20;  // missing shards

// The verdict that says more. A known violation gives way to one that fails.
int weight(const Entry& entry) {
  switch (entry.verdict.outcome) {
    case Outcome::violated:
      return entry.waived ? 3 : 5;
    case Outcome::undecided:
      return 4;
    case Outcome::holds:
      return 2;
    case Outcome::unexercised:
      return 1;
  }
  return 0;
}

BoxedOptional<RoundsTally> joined(const BoxedOptional<RoundsTally>& one,
                                  const BoxedOptional<RoundsTally>& other) {
  if (!one || !other) return one ? one : other;
  RoundsTally sum = *one;
  sum.judged += other->judged;
  sum.violated += other->violated;
  sum.undecided += other->undecided;
  if (sum.first_violation == 0 ||
      (other->first_violation > 0 && other->first_violation < sum.first_violation))
    sum.first_violation = other->first_violation;
  return sum;
}

// Rounds of runs that go on beside each other: those that all of them completed.
std::optional<Rounds> joined(const std::optional<Rounds>& one, const std::optional<Rounds>& other) {
  if (!one || !other) return one ? one : other;
  Rounds sum = *one;
  sum.rounds = std::min(sum.rounds, other->rounds);
  sum.requests += other->requests;
  sum.exchanges += other->exchanges;
  sum.unanswered += other->unanswered;
  sum.elapsed = std::max(sum.elapsed, other->elapsed);
  sum.latency.add(other->latency);
  if (sum.ended.empty()) sum.ended = other->ended;
  return sum;
}

// Counts of several runs of one clause add up; the rest is that of the verdict that says more.
void join_entries(Entry& entry, const Entry& other) {
  BoxedOptional<RoundsTally> rounds = joined(entry.rounds, other.rounds);
  const std::size_t instances = entry.verdict.instances + other.verdict.instances;
  const std::size_t failures = entry.verdict.failures + other.verdict.failures;
  if (weight(other) > weight(entry)) entry = other;
  entry.verdict.instances = instances;
  entry.verdict.failures = failures;
  entry.rounds = rounds;
}

template <class T>
void add_new(std::vector<T>& all, const std::vector<T>& more) {
  for (const T& one : more) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  }
}

int weight(WaiverUse::State state) {
  switch (state) {
    case WaiverUse::State::expired:
      return 5;
    case WaiverUse::State::used:
      return 4;
    case WaiverUse::State::unexercised:
      return 3;
    case WaiverUse::State::stale:
      return 2;
    case WaiverUse::State::unjudged:
      return 1;
  }
  return 0;
}

void join_waivers(std::vector<WaiverUse>& all, const std::vector<WaiverUse>& more) {
  for (const WaiverUse& use : more) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const WaiverUse& one) {
      return one.clause == use.clause && one.waived == use.waived;
    });
    if (known == all.end()) {
      all.push_back(use);
      continue;
    }
    const std::size_t violations = known->violations + use.violations;
    if (weight(use.state) > weight(known->state)) *known = use;
    known->violations = violations;
  }
}

// The note of a run that is a shard (cli/option/shard_choice.h) is wrong of the whole.
bool is_about_a_shard(const std::string& note) {
  return note.starts_with("shard ") && note.find("avouch merge joins") != note.npos;
}

void join_runs(Run& run, const Run& other) {
  run.started = std::min(run.started, other.started);
  run.elapsed = std::max(run.elapsed, other.elapsed);
  run.interrupted = run.interrupted || other.interrupted;
  run.admission = std::max(run.admission, other.admission);  // of one run that got in, something was proven
  std::vector<std::string> notes = other.notes;
  std::erase_if(notes, is_about_a_shard);
  add_new(run.notes, notes);
  run.fault_places.resize(std::min(run.fault_places.size(), run.faults.size()));
  for (std::size_t i = 0; i < other.faults.size(); ++i) {
    if (std::find(run.faults.begin(), run.faults.end(), other.faults[i]) != run.faults.end()) continue;
    run.fault_places.resize(run.faults.size());
    run.faults.push_back(other.faults[i]);
    run.fault_places.push_back(i < other.fault_places.size() ? other.fault_places[i] : Place{});
  }
  add_new(run.left_behind, other.left_behind);
  join_waivers(run.waivers, other.waivers);
  run.rounds = joined(run.rounds, other.rounds);
  if (run.hostname != other.hostname) run.hostname += ", " + other.hostname;
  if (run.target != other.target && run.target.find(other.target) == run.target.npos)
    run.target += ", " + other.target;
}

// Whether the second report is a copy of the first, or of the same run.
bool is_same_run(const Ledger& left, const Ledger& right) {
  return left.run.shard == right.run.shard && left.run.started == right.run.started &&
         left.run.elapsed == right.run.elapsed && left.run.hostname == right.run.hostname &&
         left.run.target == right.run.target && left.run.contract_digest == right.run.contract_digest &&
         std::equal(left.entries.begin(), left.entries.end(), right.entries.begin(), right.entries.end(),
                    [](const Entry& one, const Entry& other) {
                      return one.clause->coordinate == other.clause->coordinate &&
                             one.verdict.outcome == other.verdict.outcome && one.waived == other.waived &&
                             one.verdict.instances == other.verdict.instances;
                    });
}

// Runs have the same names for their exchanges. Those of a later report that the whole has already get its
// number, so that each verdict keeps the exchange that it is about.
void add_exchanges(Ledger& whole, std::set<std::string>& names, Ledger& report, std::size_t number) {
  std::unordered_map<std::string, std::string> renamed;
  for (SentRequest& exchange : report.exchanges) {
    if (!names.contains(exchange.probe)) continue;
    const std::string name = exchange.probe + "/report-" + std::to_string(number);
    renamed.emplace(exchange.probe, name);
    exchange.probe = name;
  }
  const auto rename = [&](std::string& name) {
    if (const auto found = renamed.find(name); found != renamed.end()) name = found->second;
  };
  for (Entry& entry : report.entries) {
    rename(entry.probe);
    for (std::string& name : entry.chain) rename(name);
  }
  for (const SentRequest& exchange : report.exchanges) names.insert(exchange.probe);
  std::move(report.exchanges.begin(), report.exchanges.end(), std::back_inserter(whole.exchanges));
}

// Whether the positions of their clauses are in one contract.
bool have_one_order(const std::vector<Ledger>& reports) {
  const Run& first = reports.front().run;
  return !first.contract_digest.empty() &&
         std::all_of(reports.begin(), reports.end(),
                     [&](const Ledger& one) { return one.run.contract_digest == first.contract_digest; });
}

// Whether two digests, which may be unknown, are of different things.
bool differ(const std::string& left, const std::string& right) {
  return !left.empty() && !right.empty() && left != right;
}

std::string contract_text(const Run& run) {
  return in_quotes(run.contract) + " (" + in_quotes(run.title) + ")";
}

std::string shard_text(const Shard& shard) {
  return std::to_string(shard.index + 1) + " of " + std::to_string(shard.total);
}

}  // namespace

Result<Ledger> merged(const std::vector<Ledger>& reports) {
  Ledger whole = reports.front();
  // A condition on a part is none on the whole.
  whole.run.unmet.clear();
  whole.run.shard.reset();
  std::erase_if(whole.run.notes, is_about_a_shard);
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < whole.entries.size(); ++i)
    index.emplace(whole.entries[i].clause->coordinate, i);
  std::set<std::string> names;
  for (const SentRequest& exchange : whole.exchanges) names.insert(exchange.probe);
  Errors errors;
  for (std::size_t i = 1; i < reports.size(); ++i) {
    Ledger report = reports[i];
    if (report.run.title != whole.run.title || report.run.contract != whole.run.contract) {
      errors.push_back({.title = "the reports are of different contracts: " + contract_text(whole.run) +
                                 " and " + contract_text(report.run),
                        .place = {},
                        .hint = "Merge reports of one contract only."});
      continue;
    }
    // Runs may select different clauses; shards have the same ones to judge together.
    const bool are_shards = report.run.shard && reports.front().run.shard;
    const bool is_other_text = differ(report.run.documents_digest, reports.front().run.documents_digest);
    if (is_other_text ||
        (are_shards && differ(report.run.contract_digest, reports.front().run.contract_digest))) {
      errors.push_back({.title = std::string(are_shards ? "the shards" : "the reports") +
                                 " are of different versions of the contract " +
                                 in_quotes(whole.run.contract),
                        .place = {},
                        .hint = is_other_text ? "Merge reports of one version of the contract only."
                                              : "Run all shards with the same contract and options."});
      continue;
    }
    const auto own = reports.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(reports.begin(), own,
                    [&](const Ledger& earlier) { return is_same_run(earlier, report); })) {
      const std::string of_shard = report.run.shard ? " of shard " + shard_text(*report.run.shard) : "";
      add_new(whole.run.notes, {"the report" + of_shard + " was given more than once, and counts once"});
      continue;
    }
    join_runs(whole.run, report.run);
    add_exchanges(whole, names, report, i + 1);
    for (const Entry& entry : report.entries) {
      const auto [found, fresh] = index.try_emplace(entry.clause->coordinate, whole.entries.size());
      if (fresh) {
        whole.entries.push_back(entry);
      } else {
        join_entries(whole.entries[found->second], entry);
      }
    }
  }
  if (!errors.empty()) return errors;
  if (have_one_order(reports)) {
    std::stable_sort(whole.entries.begin(), whole.entries.end(),
                     [](const Entry& left, const Entry& right) { return left.position < right.position; });
  }
  // Shards take clauses by turns: those of one operation come together again, in the order of their first.
  std::unordered_map<std::string, std::size_t> order;
  for (const Entry& entry : whole.entries) order.try_emplace(entry.clause->operation, order.size());
  std::stable_sort(whole.entries.begin(), whole.entries.end(), [&](const Entry& left, const Entry& right) {
    return order.at(left.clause->operation) < order.at(right.clause->operation);
  });
  return whole;
}

namespace {

// Shards that were cut by different weights leave out clauses, though none of them is missing.
std::optional<Unmet> unfitting(const std::vector<Ledger>& reports) {
  std::set<std::string> together;
  for (const Ledger& report : reports) {
    const bool is_comparable = report.run.shard && !report.run.contract_digest.empty() &&
                               report.run.contract_digest == reports.front().run.contract_digest;
    if (!is_comparable) return std::nullopt;
    for (const Entry& entry : report.entries) together.insert(entry.clause->coordinate);
  }
  if (digest_of({together.begin(), together.end()}) == reports.front().run.contract_digest)
    return std::nullopt;
  return Unmet{.what =
                   "the shards do not fit together, and some clauses are in none: give all of them the "
                   "same contract, options and --shard-weights"};
}

// Whether a run that is no shard judged all that the shards share.
bool has_complete_run(const std::vector<Ledger>& reports) {
  return std::any_of(reports.begin(), reports.end(), [&](const Ledger& report) {
    if (report.run.shard) return false;
    std::vector<std::string> judged;
    for (const Entry& entry : report.entries) judged.push_back(entry.clause->coordinate);
    const std::string digest = digest_of(std::move(judged));
    return std::all_of(reports.begin(), reports.end(), [&](const Ledger& other) {
      return !other.run.shard || other.run.contract_digest == digest;
    });
  });
}

}  // namespace

std::optional<Unmet> missing_shards(const std::vector<Ledger>& reports) {
  if (has_complete_run(reports)) return std::nullopt;
  std::map<std::size_t, std::set<std::size_t>> known;  // by total
  for (const Ledger& report : reports) {
    if (report.run.shard) known[report.run.shard->total].insert(report.run.shard->index);
  }
  std::vector<std::string> missing;
  std::size_t count = 0;
  for (const auto& [total, indices] : known) {
    for (std::size_t i = 0; i < total; ++i) {
      if (indices.contains(i)) continue;
      ++count;
      missing.push_back(shard_text({.index = i, .total = total}));
      if (missing.size() > kMostNamed) break;
    }
  }
  if (missing.empty()) return unfitting(reports);
  return Unmet{.what = (count == 1 ? "a shard is missing: " : "shards are missing: ") + some_of(missing)};
}

std::string digest_of(std::vector<std::string> coordinates) {
  std::sort(coordinates.begin(), coordinates.end());
  Checksum sum;
  for (const std::string& coordinate : coordinates) {
    sum.add(coordinate);
    sum.add("\n");
  }
  return in_hexadecimal(sum.value());
}

}  // namespace avouch

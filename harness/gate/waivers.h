// SPDX-License-Identifier: MIT
// The list of known failures: violations that a team accepts for a while, each with its reason.
//
//   Result<Waivers> waivers = read_waivers("avouch.waivers.yaml", root);
//   const KnownFailures known(std::move(waivers->list), today);
//   entry.waived = known.cover(entry);                         // while the run goes on
//   ledger.run.waivers = known.uses(ledger, coordinates, true);  // at its end
//
// Pure; values may be shared between threads once they are made.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "json/json_value.h"
#include "verdict/ledger.h"

namespace avouch {

// An entry of the list: violations of clauses that the glob matches.
struct Waiver {
  std::string clause;  // a glob over coordinates
  Waived waived;
  std::optional<std::chrono::sys_days> last_day = {};  // on which it counts (UTC)

  bool operator==(const Waiver&) const = default;
};

// What a run exercised, kept so that a later run can be held against it.
struct Baseline {
  std::string date;                    // of that run: "2026-11-29"
  std::vector<std::string> exercised;  // coordinates

  bool operator==(const Baseline&) const = default;
};

struct Waivers {
  std::vector<Waiver> list;
  std::optional<Baseline> baseline;
};

// Reads {"waivers": […], "baseline": {…}}, which schemas/waivers.schema.json describes. Errors: all that
// differs from it, each with its line.
Result<Waivers> read_waivers(const std::string& file, const JsonValue& root);

// Reads the list alone, as a settings file has it.
Result<std::vector<Waiver>> read_waiver_list(const std::string& file, const JsonValue& list);

class KnownFailures {
 public:
  KnownFailures() = default;
  KnownFailures(std::vector<Waiver> list, std::chrono::sys_days today);

  bool empty() const { return list_.empty(); }

  // Returns why that violation is known: the first entry of the list that names its clause, whose message is
  // in every finding, and that has not expired; or the first of several that name all findings together.
  // nullopt if it is not known, or is no violation.
  std::optional<Waived> cover(const Entry& entry) const;

  // Returns what became of each entry of the list. `clauses` are all coordinates of the contract, sorted.
  // `is_whole`: the run was to judge all of them, and was not interrupted; only then an entry can be stale.
  std::vector<WaiverUse> uses(const Ledger& ledger, const std::vector<std::string>& clauses,
                              bool is_whole) const;

 private:
  std::optional<Waived> covered_together(const Verdict& verdict,
                                         const std::vector<std::size_t>& entries) const;
  std::vector<std::size_t> naming(const std::string& coordinate) const;
  bool is_over(const Waiver& waiver) const { return waiver.last_day && *waiver.last_day < today_; }

  std::vector<Waiver> list_;
  std::chrono::sys_days today_;
  std::unordered_map<std::string, std::vector<std::size_t>> exact_;  // by coordinate, without * and ?
  std::vector<std::size_t> globs_;                                   // all others
};

// Returns sentences about those uses for people: what is stale or expired, what is kept unproven, and whether
// nobody asked.
std::vector<std::string> waiver_notes(const std::vector<WaiverUse>& uses);

// Returns the condition that --strict waivers sets, if it is not met.
std::optional<Unmet> stale_waivers(const std::vector<WaiverUse>& uses);

}  // namespace avouch

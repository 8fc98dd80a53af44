// SPDX-License-Identifier: MIT
// Conditions on how much a run exercised.
//
//   const Conditions conditions{.floors = {{.glob = "*", .percent = "80"}}};
//   ledger.run.unmet = unmet_conditions(conditions, ledger);
//
// They are about the clauses that the run selected. A clause is exercised if it holds or is violated, known
// or not, a warning or not. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "gate/waivers.h"
#include "verdict/ledger.h"

namespace avouch {

// At least that share of the clauses that a glob matches.
struct Floor {
  std::string glob = "*";
  std::size_t hundredths = 0;  // of a percent: 8050 is 80.5 %
  std::string text = {};       // as the user wrote it

  bool operator==(const Floor&) const = default;
};

// "80%", "80", "99.5%", "GLOB=95%". Errors: another form, or more than 100 %.
Result<Floor> parse_floor(const std::string& option, const std::string& text);

struct Conditions {
  std::vector<Floor> floors;
  // Every clause that one of these globs matches must be exercised, unless it can only warn.
  std::vector<std::string> require_exercised;
  std::optional<Baseline> baseline;  // whatever it exercised must be exercised still
};

// Errors: a glob that matches none of the coordinates.
Result<void> check_conditions(const Conditions& conditions, const std::vector<std::string>& clauses);

std::vector<Unmet> unmet_conditions(const Conditions& conditions, const Ledger& ledger);

}  // namespace avouch

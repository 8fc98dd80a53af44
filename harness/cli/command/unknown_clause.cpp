// SPDX-License-Identifier: MIT
#include "cli/command/unknown_clause.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"

namespace avouch {

Error unknown_clause(const Contract& contract, const std::string& coordinate) {
  std::vector<std::string> coordinates;
  for (const BoundClause& bound : contract.clauses) coordinates.push_back(bound.clause->coordinate);
  // Who leaves out the end of a coordinate means one that goes on: the first of them.
  const auto longer = std::find_if(coordinates.begin(), coordinates.end(), [&](const std::string& known) {
    return !coordinate.empty() && known.starts_with(coordinate);
  });
  const auto meant = longer != coordinates.end() ? std::optional(*longer) : nearest(coordinate, coordinates);
  return {.title = "unknown clause " + in_quotes(coordinate),
          .place = {.file = contract.file, .pointer = {}},
          .hint = meant ? "Did you mean " + *meant + "?" : "avouch list shows every coordinate."};
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "cli/command/unknown_clause.h"

#include <vector>

#include "base/text.h"

namespace avouch {

Error unknown_clause(const Contract& contract, const std::string& coordinate) {
  std::vector<std::string> coordinates;
  for (const BoundClause& bound : contract.clauses) coordinates.push_back(bound.clause.coordinate);
  const auto meant = nearest(coordinate, coordinates);
  return {.title = "unknown clause " + in_quotes(coordinate),
          .place = {.file = contract.file, .pointer = {}},
          .hint = meant ? "Did you mean " + *meant + "?" : "avouch list shows every coordinate."};
}

}  // namespace avouch

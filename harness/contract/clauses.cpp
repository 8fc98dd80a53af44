// SPDX-License-Identifier: MIT
#include "contract/clauses.h"

#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "contract/clauses/derive.h"
#include "contract/cors_clauses.h"

namespace avouch {
namespace {

// More than `most`: not all of them.
std::vector<BoundClause> clauses_of_operation(const Contract& contract, std::size_t index, std::size_t most) {
  const Operation& operation = contract.operations[index];
  ClauseList list(contract, index, most);
  for (std::size_t response = 0; response < operation.responses.size() && !list.is_full(); ++response) {
    list.begin_response(response);
    add_status(list);
    add_media_type(list);
    add_body(list);
    add_headers(list);
    add_drift(list);
    list.append(cors_clauses(contract, index, response));
  }
  list.begin_response(operation.expected_response().value_or(0));
  add_documented_status(list);
  add_security(list);
  std::vector<BoundClause> clauses = std::move(list).clauses();
  for (BoundClause& bound : clauses) {
    if (bound.fault == nullptr) bound.fault = operation.fault;
  }
  return clauses;
}

Error too_many(const Operation& operation, std::size_t most) {
  return {.title = "the contract has over " + std::to_string(most) +
                   " clauses: this operation and those after it are not judged",
          .place = operation.place,
          .hint = "Split the document up: a file with some of its paths."};
}

// Makes coordinates unique.
void name_apart(std::vector<BoundClause>& clauses, Errors* faults) {
  std::unordered_map<std::string_view, const Clause*> known;
  known.reserve(clauses.size());
  for (BoundClause& bound : clauses) {
    const auto [first, is_new] = known.emplace(bound.clause->coordinate, &*bound.clause);
    if (is_new) continue;
    const std::string shared = bound.clause->coordinate;
    if (faults != nullptr)
      faults->push_back({.title = "two clauses would have the coordinate " + in_quotes(shared) +
                                  ", here and at " + to_string(first->second->place),
                         .place = bound.clause->place,
                         .hint = "Change an operationId or the name of a property."});
    std::string& coordinate = bound.clause.own().coordinate;
    for (int times = 2; !known.emplace(coordinate, &*bound.clause).second; ++times)
      coordinate = shared + "~" + std::to_string(times);
  }
}

}  // namespace

std::vector<BoundClause> clauses_of(const Contract& contract, Errors* faults, std::size_t most) {
  std::vector<std::vector<BoundClause>> of_operations;
  std::size_t count = 0;
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    std::vector<BoundClause> clauses = clauses_of_operation(contract, i, most - count);
    if (clauses.size() > most - count) {
      if (faults != nullptr) faults->push_back(too_many(contract.operations[i], most));
      break;
    }
    count += clauses.size();
    of_operations.push_back(std::move(clauses));
  }
  std::vector<BoundClause> clauses;
  clauses.reserve(count);
  for (std::vector<BoundClause>& each : of_operations) {
    clauses.insert(clauses.end(), std::make_move_iterator(each.begin()), std::make_move_iterator(each.end()));
    each = {};
  }
  name_apart(clauses, faults);
  return clauses;
}

}  // namespace avouch

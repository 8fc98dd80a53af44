// SPDX-License-Identifier: MIT
#include "contract/clauses/clause_list.h"

#include <iterator>

namespace avouch {

BoundClause& ClauseList::add(const std::string& suffix, SharedText claim, SharedValue<Place> place,
                             Roles when, Subject subject) {
  Roles others = when.empty() ? Roles{} : roles().also(when);
  const std::string& documentation = response().documentation;
  BoundClause& bound = add_to_operation(response().status + "/" + suffix, std::move(claim), std::move(place),
                                        documentation.empty() ? operation_.documentation : documentation,
                                        when, std::move(subject));
  bound.also = others;
  return bound;
}

BoundClause& ClauseList::add_to_operation(const std::string& suffix, SharedText claim,
                                          SharedValue<Place> place, SharedText documentation, Roles when,
                                          Subject subject) {
  const ClauseKind kind = traits_of(subject).kind;
  if (is_full()) clauses_.pop_back();
  clauses_.push_back({.clause = Clause{.coordinate = operation_.id + "/" + suffix,
                                       .operation = id_,
                                       .kind = kind,
                                       .claim = std::move(claim),
                                       .place = std::move(place),
                                       .documentation = std::move(documentation)},
                      .operation = index_,
                      .response = response_,
                      .roles = when,
                      .also = {},
                      .subject = std::move(subject)});
  return clauses_.back();
}

void ClauseList::append(std::vector<BoundClause> clauses) {
  clauses_.insert(clauses_.end(), std::make_move_iterator(clauses.begin()),
                  std::make_move_iterator(clauses.end()));
}

}  // namespace avouch

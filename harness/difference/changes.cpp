// SPDX-License-Identifier: MIT
#include "difference/changes.h"

#include <algorithm>

namespace avouch {
namespace {

int rank(Effect effect) {
  switch (effect) {
    case Effect::breaking:
      return 0;
    case Effect::undecided:
      return 1;
    case Effect::compatible:
      return 2;
  }
  return 3;
}

// A change of a shared schema is one, whatever way leads there: the sentence may name the way. One that a
// value shows in one place, and in another one does not, is breaking.
std::string identity_of(const Change& change) {
  std::string key;
  const bool is_compatible = change.effect == Effect::compatible;
  for (const std::string& part :
       {std::string(is_compatible ? "compatible" : ""), std::string(to_string(change.side)), change.rule,
        change.subject ? *change.subject : change.what, to_string(change.before), to_string(change.after)}) {
    key += part;
    key += '\0';
  }
  return key;
}

}  // namespace

std::string_view to_string(Effect effect) {
  switch (effect) {
    case Effect::breaking:
      return "breaking";
    case Effect::undecided:
      return "undecided";
    case Effect::compatible:
      return "compatible";
  }
  return {};
}

std::string_view to_string(Side side) {
  switch (side) {
    case Side::operation:
      return "operation";
    case Side::request:
      return "request";
    case Side::response:
      return "response";
  }
  return {};
}

void Changes::add(Change change) {
  if (change.effect != Effect::undecided) change.why.clear();
  const auto [found, fresh] = index_.try_emplace(identity_of(change), all_.size());
  if (fresh) {
    all_.push_back(std::move(change));
  } else {
    Change& known = all_[found->second];
    const bool is_graver = rank(change.effect) < rank(known.effect);
    if (is_graver || (change.effect == known.effect && known.value.empty() && !change.value.empty())) {
      known.effect = change.effect;
      known.why = change.why;
      known.value = change.value;
    }
    if (change.what.size() < known.what.size()) known.what = change.what;  // that of the shorter way
    std::vector<std::string>& places = known.places;
    for (std::string& place : change.places) {
      if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(std::move(place));
    }
  }
  std::vector<std::string>& operations = all_[found->second].operations;
  if (std::find(operations.begin(), operations.end(), operation_) == operations.end())
    operations.push_back(operation_);
}

const std::vector<SchemaChange>& Changes::compared(const std::shared_ptr<const Schema>& before,
                                                   const std::shared_ptr<const Schema>& after, Side side) {
  std::vector<Compared>& known = schemas_[before.get()];
  const auto found = std::find_if(known.begin(), known.end(), [&](const Compared& one) {
    return one.after == after && one.side == side;
  });
  if (found != known.end()) return found->changes;
  known.push_back({.before = before,
                   .after = after,
                   .side = side,
                   .changes = changes_of(before, after, side, same_text_)});
  return known.back().changes;
}

void Changes::add_schemas(const std::shared_ptr<const Schema>& before,
                          const std::shared_ptr<const Schema>& after, Side side, const std::string& place,
                          const Place& was, const Place& is) {
  const auto says_something = [](const std::shared_ptr<const Schema>& schema) {
    return schema != nullptr && !schema->nodes().front().keywords.empty();
  };
  if (before == nullptr || after == nullptr) {
    const bool is_added = says_something(after);
    if (!is_added && !says_something(before)) return;
    const bool is_stricter = (side == Side::request) == is_added;
    const std::string what = is_added ? "a schema is documented now" : "no schema is documented any more";
    return add({.effect = is_stricter ? Effect::breaking : Effect::compatible,
                .side = side,
                .rule = std::string(to_string(side)) + (is_added ? "-schema-added" : "-schema-removed"),
                .places = {place},
                .what = what,
                .before = was,
                .after = is});
  }
  for (const SchemaChange& change : compared(before, after, side)) {
    add({.effect = change.effect,
         .side = side,
         .rule = std::string(to_string(side)) + "-" + change.rule,
         .places = {change.where.empty() ? place : place + " " + change.where},
         .what = change.what,
         .why = change.why,
         .before = change.before.file.empty() ? was : change.before,
         .after = change.after.file.empty() ? is : change.after,
         .value = change.value,
         .operations = {},
         .subject = change.after.file.empty() || change.before.file.empty() ? std::nullopt
                                                                            : std::optional(change.subject)});
  }
}

std::vector<Change> Changes::sorted() && {
  std::stable_sort(all_.begin(), all_.end(), [](const Change& left, const Change& right) {
    return rank(left.effect) < rank(right.effect);
  });
  return std::move(all_);
}

}  // namespace avouch

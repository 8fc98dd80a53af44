// SPDX-License-Identifier: MIT
// Compares two versions of one schema.
//
//   SchemaDifference difference({.before = old_schema, .after = new_schema, .side = Side::request});
//   for (const SchemaChange& change : difference.changes()) …
//
// An uncertain gap becomes breaking if a generated value shows it: one that the one schema accepts and the
// other refuses. At most kMostSearches gaps of a pair of schemas are searched for, and none in schemas of
// more than kMostNodes nodes: the values of a large schema take long to generate.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "contract/schema/schema.h"
#include "difference/change.h"
#include "difference/sameness.h"

namespace avouch {

struct SchemaChange {
  Effect effect = Effect::compatible;
  std::string rule;   // without the side: "minLength-tightened", "member-removed"
  std::string where;  // in the value: "/items/*/price"
  std::string what;   // "price must now have at least 5 characters"
  std::string why;
  Place before;
  Place after;
  std::string value;
  std::string subject = {};  // see Change
};

inline constexpr std::size_t kMostSearches = 40;
inline constexpr std::size_t kMostNodes = 400;

// Precondition: both schemas are given. `side`: request or response. `same_text`: before, after.
std::vector<SchemaChange> changes_of(const std::shared_ptr<const Schema>& before,
                                     const std::shared_ptr<const Schema>& after, Side side,
                                     const SameText& same_text = {});

}  // namespace avouch

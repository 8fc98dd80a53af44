// SPDX-License-Identifier: MIT
#include "plan/selection.h"

#include <algorithm>
#include <string_view>

#include "base/glob.h"
#include "base/text.h"

namespace avouch {
namespace {

using Globs = std::vector<std::string>;

bool any_matches(const Globs& globs, const std::string& text) {
  return std::any_of(globs.begin(), globs.end(),
                     [&](const std::string& glob) { return glob_matches(glob, text); });
}

bool any_method_matches(const Globs& globs, const std::string& method) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
    return glob_matches(ascii_lower(glob), ascii_lower(method));
  });
}

bool any_tag_matches(const Globs& globs, const Globs& tags) {
  return std::any_of(tags.begin(), tags.end(),
                     [&](const std::string& tag) { return any_matches(globs, tag); });
}

bool is_included(const Operation& operation, const OperationGlobs& globs) {
  return (globs.paths.empty() || any_matches(globs.paths, operation.path)) &&
         (globs.methods.empty() || any_method_matches(globs.methods, operation.method)) &&
         (globs.tags.empty() || any_tag_matches(globs.tags, operation.tags)) &&
         (globs.ids.empty() || any_matches(globs.ids, operation.id));
}

bool is_excluded(const Operation& operation, const OperationGlobs& globs) {
  return any_matches(globs.paths, operation.path) || any_method_matches(globs.methods, operation.method) ||
         any_tag_matches(globs.tags, operation.tags) || any_matches(globs.ids, operation.id);
}

}  // namespace

std::vector<bool> selected_operations(const Contract& contract, const Selection& selection) {
  std::vector<bool> has_clause(contract.operations.size(), false);
  for (const BoundClause& bound : contract.clauses) {
    if (is_selected(bound.clause, selection)) has_clause[bound.operation] = true;
  }
  std::vector<bool> selected(contract.operations.size(), false);
  std::size_t taken = 0;
  for (std::size_t i = 0; i < contract.operations.size() && taken < selection.max_operations; ++i) {
    const Operation& operation = contract.operations[i];
    selected[i] = has_clause[i] && is_included(operation, selection.include) &&
                  !is_excluded(operation, selection.exclude);
    if (selected[i]) ++taken;
  }
  return selected;
}

bool is_selected(const Clause& clause, const Selection& selection) {
  return (selection.include_clauses.empty() || any_matches(selection.include_clauses, clause.coordinate)) &&
         !any_matches(selection.exclude_clauses, clause.coordinate);
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "cli/command/unmatched.h"

#include <algorithm>

#include "base/glob.h"
#include "base/text.h"

namespace avouch {
namespace {

void add_unmatched(std::vector<std::string>& notes, const char* option, const std::vector<std::string>& globs,
                   const Contract& contract) {
  for (const std::string& glob : globs) {
    const bool matches =
        std::any_of(contract.clauses.begin(), contract.clauses.end(),
                    [&](const BoundClause& bound) { return glob_matches(glob, bound.clause.coordinate); });
    if (!matches)
      notes.push_back(std::string(option) + " " + in_quotes(glob) + " matches no clause of the contract");
  }
}

}  // namespace

std::vector<std::string> unmatched_globs(const Selection& selection, const Contract& contract) {
  std::vector<std::string> notes;
  add_unmatched(notes, "--include", selection.include_clauses, contract);
  add_unmatched(notes, "--exclude", selection.exclude_clauses, contract);
  return notes;
}

}  // namespace avouch

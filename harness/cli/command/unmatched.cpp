// SPDX-License-Identifier: MIT
#include "cli/command/unmatched.h"

#include <algorithm>
#include <functional>

#include "base/glob.h"
#include "base/text.h"
#include "cli/option/plan_options.h"

namespace avouch {
namespace {

// Says which of an option's globs match none of `things` ("clause", "operation").
template <class Thing>
void add_unmatched(std::vector<std::string>& notes, const char* option, const std::vector<std::string>& globs,
                   const char* kind, const std::vector<Thing>& things,
                   const std::function<bool(const std::string& glob, const Thing& thing)>& matches) {
  for (const std::string& glob : globs) {
    if (std::none_of(things.begin(), things.end(), [&](const Thing& thing) { return matches(glob, thing); }))
      notes.push_back(std::string(option) + " " + in_quotes(glob) + " matches no " + kind +
                      " of the contract");
  }
}

void add_unmatched_operations(std::vector<std::string>& notes, const std::string& begin,
                              const OperationGlobs& globs, const std::vector<Operation>& operations) {
  const auto add =
      [&](const char* end, const std::vector<std::string>& of,
          const std::function<bool(const std::string& glob, const Operation& operation)>& matches) {
        add_unmatched(notes, (begin + end).c_str(), of, "operation", operations, matches);
      };
  add("path", globs.paths,
      [](const std::string& glob, const Operation& operation) { return glob_matches(glob, operation.path); });
  add("method", globs.methods, [](const std::string& glob, const Operation& operation) {
    return glob_matches(ascii_lower(glob), ascii_lower(operation.method));
  });
  add("tag", globs.tags, [](const std::string& glob, const Operation& operation) {
    return std::any_of(operation.tags.begin(), operation.tags.end(),
                       [&](const std::string& tag) { return glob_matches(glob, tag); });
  });
  add("operation-id", globs.ids,
      [](const std::string& glob, const Operation& operation) { return glob_matches(glob, operation.id); });
}

}  // namespace

std::vector<std::string> unmatched_globs(const Selection& selection, const Contract& contract) {
  std::vector<std::string> notes;
  const std::function<bool(const std::string&, const BoundClause&)> names = [](const std::string& glob,
                                                                               const BoundClause& bound) {
    return glob_matches(glob, bound.clause->coordinate);
  };
  add_unmatched(notes, "--include", selection.include_clauses, "clause", contract.clauses, names);
  add_unmatched(notes, "--exclude", selection.exclude_clauses, "clause", contract.clauses, names);
  add_unmatched_operations(notes, "--include-", selection.include, contract.operations);
  add_unmatched_operations(notes, "--exclude-", selection.exclude, contract.operations);
  return notes;
}

RunHints run_hints(const Selection& selection, const Contract& contract) {
  RunHints hints = run_hints();
  const std::vector<std::string> unmatched = unmatched_globs(selection, contract);
  if (!unmatched.empty()) hints.nothing_selected = join(unmatched, "; ") + ". " + hints.nothing_selected;
  return hints;
}

}  // namespace avouch

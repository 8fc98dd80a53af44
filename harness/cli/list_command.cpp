// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <ostream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/secrets_of.h"
#include "plan/planner.h"

namespace avouch {
namespace {

void print_clauses(const Contract& contract, const Plan& plan, std::ostream& out) {
  std::size_t width = 0;
  for (const PlannedClause& planned : plan.clauses) {
    width = std::max(width, contract.clauses[planned.clause].clause.coordinate.size());
  }
  width = std::min<std::size_t>(width, 80);
  for (const PlannedClause& planned : plan.clauses) {
    const Clause& clause = contract.clauses[planned.clause].clause;
    std::string line = printable(clause.coordinate);
    if (line.size() < width) line.resize(width, ' ');
    out << line << "  " << printable(clause.claim);
    if (clause.severity == Severity::warning) out << " (warning)";
    if (planned.probes.empty()) out << " [not exercised: " << planned.unplanned << "]";
    out << '\n';
  }
}

void print_probes(const Plan& plan, std::ostream& out) {
  std::map<std::size_t, std::size_t> clauses;
  for (const PlannedClause& planned : plan.clauses) {
    for (const std::size_t probe : planned.probes) ++clauses[probe];
  }
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    const Probe& probe = plan.probes[i];
    out << printable(probe.id) << "  " << printable(probe.request.method + " " + probe.request.target);
    if (!probe.origin.empty()) out << " from " << printable(probe.origin);
    out << ", for " << counted(clauses[i], "clause", "clauses") << '\n';
  }
}

}  // namespace

ExitCode list(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return refuse(contract.errors(), err);
  const Plan plan = make_plan(*contract, {.origins = options.origins,
                                          .include = options.include,
                                          .exclude = options.exclude,
                                          .allow_writes = options.allow_writes});
  print_clauses(*contract, plan, out);
  out << '\n';
  print_probes(plan, out);
  out << '\n'
      << counted(contract->operations.size(), "operation", "operations") << ", "
      << counted(plan.clauses.size(), "clause", "clauses") << ", "
      << counted(plan.probes.size(), "probe", "probes") << '\n';
  for (const Error& note : contract->notes)
    out << "note: " << printable(note.title) << " (" << printable(to_string(note.place)) << ")\n";
  return ExitCode::holds;
}

}  // namespace avouch

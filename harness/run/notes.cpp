// SPDX-License-Identifier: MIT
#include "run/notes.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"

namespace avouch {

std::vector<std::string> titles_of(const Errors& notes) {
  std::map<std::string, std::size_t> times;
  for (const Error& note : notes) ++times[note.title];
  std::vector<std::string> titles;
  for (const Error& note : notes) {
    std::size_t& left = times[note.title];
    if (left == 0) continue;  // already listed
    titles.push_back(note.title + (left == 1 ? "" : " (" + std::to_string(left) + " times)"));
    left = 0;
  }
  return titles;
}

std::vector<std::string> run_notes(const Contract& contract, const Plan& plan) {
  std::vector<std::string> notes = titles_of(contract.notes);
  for (std::size_t base = 1; base < plan.bases.size(); ++base) {
    std::set<std::size_t> operations;
    for (const Probe& probe : plan.probes) {
      if (probe.base == base) operations.insert(probe.operation);
    }
    if (operations.empty()) continue;
    notes.push_back(counted(operations.size(), "operation is", "operations are") +
                    " documented at another server and tested at " + plan.bases[base].text());
  }
  return notes;
}

std::size_t unjudged_clauses(const Plan& plan) {
  return static_cast<std::size_t>(
      std::count_if(plan.clauses.begin(), plan.clauses.end(), [](const PlannedClause& planned) {
        return planned.probes.empty() && is_fault_reason(planned.unplanned);
      }));
}

std::string faults_note(const Contract& contract, std::size_t unjudged) {
  if (contract.faults.empty()) return {};
  return counted(contract.faults.size(), "fault", "faults") + " in the contract, " +
         counted(unjudged, "clause", "clauses") + " cannot be judged";
}

std::vector<std::string> fault_texts(const Contract& contract) {
  std::vector<std::string> texts;
  for (const Error& fault : contract.faults)
    texts.push_back(printable(fault.title) +
                    (fault.place == Place{} ? "" : " (" + printable(to_string(fault.place)) + ")"));
  return texts;
}

bool lacks_credentials(const Plan& plan) {
  return std::any_of(plan.probes.begin(), plan.probes.end(), [](const Probe& probe) {
    const bool is_call = probe.role == Role::documented || probe.role == Role::cross_origin;
    return is_call && !probe.has_credentials;
  });
}

}  // namespace avouch

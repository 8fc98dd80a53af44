// SPDX-License-Identifier: MIT
#include "run/notes.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>

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

bool lacks_credentials(const Plan& plan) {
  return std::any_of(plan.probes.begin(), plan.probes.end(), [](const Probe& probe) {
    const bool is_call = probe.role == Role::documented || probe.role == Role::cross_origin;
    return is_call && !probe.has_credentials;
  });
}

}  // namespace avouch

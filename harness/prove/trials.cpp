// SPDX-License-Identifier: MIT
#include "prove/trials.h"

#include <algorithm>

#include "base/glob.h"
#include "base/interruption.h"
#include "base/text.h"

namespace avouch {
namespace {

// Maximum bytes of responses that are kept for one clause. Below it, all mutants of the clause are sent.
// Beyond it, the search for a mutant that makes only the clause fail continues up to four times as many.
constexpr std::size_t kMostHeard = 32U * 1024U * 1024U;

bool are_alike(const Hearing::Changed& one, const Hearing::Changed& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const auto& a, const auto& b) {
    const Received* left = a.second->received();
    const Received* right = b.second->received();
    return a.first == b.first && left != nullptr && right != nullptr && left->response == right->response &&
           left->surplus == right->surplus;
  });
}

std::string below_operation(const Clause& clause) {
  return clause.coordinate.substr(clause.operation.size() + 1);
}

// The probes of the mutant's roles. A change of the body needs only one response: more would show nothing
// new. A response that replaces the mock's own also needs only one.
std::vector<std::size_t> probes_of(const Hearing& hearing, const Plan& plan, std::size_t planned,
                                   const Mutant& mutant, const Ground& ground) {
  if (traits_of(hearing.clause(planned).subject).is_of_content || ground.answer)
    return {hearing.carriers(planned).front()};
  std::vector<std::size_t> probes;
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    if (mutant.roles.contains(plan.probes[i].role)) probes.push_back(i);
  }
  return probes;
}

// Records whether the mutant makes exactly that clause fail, and otherwise which other clauses fail.
void judge(Hearing& hearing, std::size_t failing, const Mutant& mutant, const Hearing::Changed& changed,
           const Ground& ground, Trials& trials) {
  if (!hearing.is_violated(failing, changed)) {
    const Verdict verdict = hearing.verdict(failing, changed);
    trials.survivors.push_back({mutant.what, std::string(to_string(verdict.outcome)) +
                                                 (verdict.reason.empty() ? "" : ", " + verdict.reason)});
    return;
  }
  std::vector<std::string> others;
  for (const auto& [other, reason] : hearing.violated(changed, ground.seen, failing)) {
    if (ground.violated.contains(other)) continue;
    const std::string coordinate = below_operation(hearing.clause(other).clause);
    const bool follows = std::any_of(mutant.follows.begin(), mutant.follows.end(),
                                     [&](const std::string& glob) { return glob_matches(glob, coordinate); });
    if (!follows) others.push_back(coordinate);
  }
  if (!others.empty()) {
    trials.masks.insert(others.front());
    trials.survivors.push_back({mutant.what, "violates " + join(others, ", ") + " too"});
    return;
  }
  ++trials.killed;
  if (!trials.killer) trials.killer = ground.under(mutant);
  if (trials.examples.size() < kExamples) trials.examples.push_back(mutant.what);
}

}  // namespace

Trials try_all(Hearing& hearing, const Plan& plan, std::size_t planned, std::size_t failing,
               const std::vector<Mutant>& mutants, const Ground& ground) {
  Trials trials;
  std::vector<Hearing::Changed> answers;
  std::size_t heard = 0;  // bytes
  for (const Mutant& mutant : mutants) {
    if (interruption() || heard > (trials.killed > 0 ? kMostHeard : 4 * kMostHeard)) break;
    const Hearing::Changed changed =
        hearing.send(ground.under(mutant), probes_of(hearing, plan, planned, mutant, ground));
    if (hearing.changes_nothing(changed, ground.seen)) continue;
    const bool is_known = std::any_of(answers.begin(), answers.end(), [&](const Hearing::Changed& other) {
      return are_alike(changed, other);
    });
    if (is_known) continue;
    answers.push_back(changed);
    for (const auto& [probe, answer] : changed)
      heard += answer->received() == nullptr ? 0 : answer->received()->response.body.size();
    judge(hearing, failing, mutant, changed, ground, trials);
  }
  trials.distinct = answers.size();
  return trials;
}

}  // namespace avouch

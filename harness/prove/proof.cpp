// SPDX-License-Identifier: MIT
#include "prove/proof.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "base/interruption.h"
#include "base/threads.h"
#include "judge/judge.h"
#include "prove/operation_proof.h"
#include "prove/shared_schemas.h"
#include "prove/state_proof.h"

namespace avouch {

std::string_view to_string(ClauseProof::Finding finding) {
  switch (finding) {
    case ClauseProof::Finding::proven:
      return "proven";
    case ClauseProof::Finding::empty_claim:
      return "empty claim";
    case ClauseProof::Finding::unreachable:
      return "unreachable";
    case ClauseProof::Finding::masked:
      return "masked";
    case ClauseProof::Finding::out_of_reach:
      return "out of reach";
    case ClauseProof::Finding::missed:
      return "missed";
    case ClauseProof::Finding::flagged:
      return "flagged";
  }
  return {};
}

std::size_t most_mutants(std::size_t of_contract, std::size_t of_operation) {
  constexpr std::size_t kFewest = 8;
  constexpr std::size_t kMost = 64;
  constexpr std::size_t kOfAll = 2'500;  // for a contract with a number of clauses between those
  // Each response of a large operation is long, and all clauses of the operation judge it.
  constexpr std::size_t kFewestOfLarge = 2;
  constexpr std::size_t kOfLarge = 4'000;
  const std::size_t most = std::clamp(kOfAll / std::max<std::size_t>(1, of_contract), kFewest, kMost);
  return std::min(most, std::max(kFewestOfLarge, kOfLarge / std::max<std::size_t>(1, of_operation)));
}

namespace {

// An operation that was not proven because the process was interrupted.
ContractProof unproven(const Contract& contract, const std::vector<std::size_t>& clauses,
                       const Selection& selection) {
  ContractProof proof;
  for (const std::size_t i : clauses) {
    const Clause& clause = contract.clauses[i].clause;
    if (!is_selected(clause, selection)) continue;
    proof.clauses.push_back(
        {.clause = clause, .finding = ClauseProof::Finding::out_of_reach, .why = kUnprovenByInterruption});
  }
  return proof;
}

using Proofs = std::vector<std::optional<Result<OperationProofs>>>;  // by operation

// The clauses that have a proof of their own, by coordinate.
std::map<std::string_view, const ClauseProof*> own_proofs(const Proofs& proofs) {
  std::map<std::string_view, const ClauseProof*> own;
  for (const auto& proof : proofs) {
    if (!proof || !*proof) continue;
    for (const ClauseProof& one : (**proof).proof.clauses) {
      if (one.same_as.empty()) own.emplace(one.clause->coordinate, &one);
    }
  }
  return own;
}

// Gives the clauses that are proven in another response what that proof says.
void share(Proofs& proofs) {
  const std::map<std::string_view, const ClauseProof*> own = own_proofs(proofs);
  for (auto& proof : proofs) {
    if (!proof || !*proof) continue;
    for (ClauseProof& one : (**proof).proof.clauses) {
      if (one.same_as.empty()) continue;
      const auto found = own.find(one.same_as);
      if (found == own.end()) {  // only if the process was interrupted
        one.why = kUnprovenByInterruption;
        continue;
      }
      ClauseProof same = *found->second;
      same.clause = std::move(one.clause);
      same.same_as = std::move(one.same_as);
      one = std::move(same);
    }
  }
}

// Whether the clause may be proven in another response although it was not in this one.
bool is_of_the_response(ClauseProof::Finding finding) {
  switch (finding) {
    case ClauseProof::Finding::unreachable:
    case ClauseProof::Finding::masked:
    case ClauseProof::Finding::out_of_reach:
      return true;
    case ClauseProof::Finding::proven:
    case ClauseProof::Finding::empty_claim:
    case ClauseProof::Finding::missed:
    case ClauseProof::Finding::flagged:
      break;
  }
  return false;
}

// The operations in which a sample has another finding than in the response that has the proof.
std::vector<std::size_t> differing(const Proofs& proofs) {
  const std::map<std::string_view, const ClauseProof*> own = own_proofs(proofs);
  std::vector<std::size_t> operations;
  for (std::size_t i = 0; i < proofs.size() && !interruption(); ++i) {
    if (!proofs[i] || !*proofs[i]) continue;
    const OperationProofs& one = **proofs[i];
    const bool differs = std::any_of(one.samples.begin(), one.samples.end(), [&](const auto& sample) {
      const auto found = own.find(sample.second);
      return found != own.end() && !is_of_the_response(found->second->finding) &&
             found->second->finding != one.proof.clauses[sample.first].finding;
    });
    if (differs) operations.push_back(i);
  }
  return operations;
}

// By operation: clauses, by their indices among the proofs, whose proof in another response failed for a
// reason that need not hold in theirs. One per such proof.
std::map<std::size_t, std::set<std::size_t>> second_tries(const Proofs& proofs) {
  const std::map<std::string_view, const ClauseProof*> own = own_proofs(proofs);
  std::set<std::string_view> tried;
  std::map<std::size_t, std::set<std::size_t>> tries;
  for (std::size_t i = 0; i < proofs.size(); ++i) {
    if (!proofs[i] || !*proofs[i]) continue;
    const std::vector<ClauseProof>& clauses = (**proofs[i]).proof.clauses;
    for (std::size_t k = 0; k < clauses.size(); ++k) {
      if (clauses[k].same_as.empty()) continue;
      const auto found = own.find(clauses[k].same_as);
      const bool may_help = found == own.end() || is_of_the_response(found->second->finding);
      if (may_help && tried.insert(clauses[k].same_as).second) tries[i].insert(k);
    }
  }
  return tries;
}

// Where a second try was successful, it is the proof of all clauses that had the first one.
void take(Proofs& proofs, std::map<std::size_t, OperationProofs>&& tries) {
  std::map<std::string, std::string> moved;  // coordinates
  for (auto& [operation, tried] : tries) {
    ContractProof& whole = (**proofs[operation]).proof;
    std::map<std::string, ClauseProof*> clauses;
    for (ClauseProof& one : whole.clauses) clauses.emplace(one.clause->coordinate, &one);
    for (ClauseProof& one : tried.proof.clauses) {
      if (one.finding != ClauseProof::Finding::proven) continue;
      ClauseProof& known = *clauses.at(one.clause->coordinate);
      moved.emplace(known.same_as, one.clause->coordinate);
      known = std::move(one);
    }
    whole.conformant += tried.proof.conformant;
    whole.mutants += tried.proof.mutants;
    whole.exchanges += tried.proof.exchanges;
    whole.second.add(tried.proof.second);
  }
  for (auto& proof : proofs) {
    if (!proof || !*proof) continue;
    for (ClauseProof& one : (**proof).proof.clauses) {
      if (const auto found = moved.find(one.same_as); found != moved.end()) one.same_as = found->second;
    }
  }
}

}  // namespace

Result<ContractProof> prove(const Contract& contract, const ProofOptions& options) {
  const std::size_t count = contract.operations.size();
  Proofs proofs(count);
  std::vector<std::vector<std::size_t>> clauses(count);  // by operation
  for (std::size_t i = 0; i < contract.clauses.size(); ++i) {
    // A proof of one operation has no state.
    if (!std::holds_alternative<StateSubject>(contract.clauses[i].subject))
      clauses[contract.clauses[i].operation].push_back(i);
  }
  const std::vector<bool> is_wanted = selected_operations(contract, options.selection);
  // A killer holds a whole response, so each clause has its own.
  const bool is_shared = options.shares && !options.keeps_killers && options.random == 0;
  std::optional<SharedSchemas> shared;
  if (is_shared) shared.emplace(contract, options.selection, options.seed);
  const Result<Judge> judge = Judge::make(contract, {});  // what it prepares is shared by all operations
  if (!judge) return judge.errors();
  const auto prove_one = [&](std::size_t i, const SharedSchemas* with,
                             const std::set<std::size_t>* wanted = nullptr) {
    ProofOptions own = options;
    if (own.most == 0) own.most = most_mutants(contract.clauses.size(), clauses[i].size());
    return prove_operation(only(contract, i, clauses[i]), own, with, i, wanted);
  };
  on_each(count, options.jobs, [&](std::size_t i) {
    if (is_wanted[i] && !interruption()) proofs[i] = prove_one(i, shared ? &*shared : nullptr);
    if (shared) shared->finish(i);
    if (options.is_proven) options.is_proven(i);
  });

  std::map<std::size_t, OperationProofs> again;
  std::mutex mutex;
  const std::map<std::size_t, std::set<std::size_t>> tries = second_tries(proofs);
  const std::vector<std::pair<std::size_t, std::set<std::size_t>>> listed(tries.begin(), tries.end());
  on_each(listed.size(), options.jobs, [&](std::size_t i) {
    if (interruption()) return;
    const auto& [operation, proven] = listed[i];
    std::map<std::string_view, std::size_t> by_coordinate;  // among the clauses of the operation
    for (std::size_t k = 0; k < clauses[operation].size(); ++k)
      by_coordinate.emplace(contract.clauses[clauses[operation][k]].clause->coordinate, k);
    std::set<std::size_t> wanted;
    for (const std::size_t one : proven)
      wanted.insert(by_coordinate.at((**proofs[operation]).proof.clauses[one].clause->coordinate));
    Result<OperationProofs> made = prove_one(operation, nullptr, &wanted);
    const std::lock_guard lock(mutex);
    if (made) again.emplace(operation, *std::move(made));
  });
  take(proofs, std::move(again));
  share(proofs);
  for (const std::size_t i : differing(proofs)) {
    if (interruption()) break;
    proofs[i] = prove_one(i, nullptr);
  }

  ContractProof whole;
  Errors errors;
  Result<StateProof> states = prove_state(contract, options);
  if (!states) return states.errors();
  for (std::size_t i = 0; i < count; ++i) {
    std::optional<Result<OperationProofs>>& proof = proofs[i];
    if (!proof && is_wanted[i])
      proof = OperationProofs{unproven(contract, clauses[i], options.selection), {}};
    if (!proof) continue;
    if (!*proof) {
      errors.insert(errors.end(), proof->errors().begin(), proof->errors().end());
      continue;
    }
    ContractProof& one = (**proof).proof;
    std::move(one.clauses.begin(), one.clauses.end(), std::back_inserter(whole.clauses));
    for (ClauseProof& state : states->by_operation[i]) whole.clauses.push_back(std::move(state));
    whole.conformant += one.conformant;
    whole.mutants += one.mutants;
    whole.exchanges += one.exchanges;
    whole.second.add(one.second);
  }
  if (!errors.empty()) return errors;
  whole.conformant += states->conformant;
  whole.mutants += states->mutants;
  whole.exchanges += states->exchanges;
  return whole;
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "prove/state_proof.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/interruption.h"
#include "base/text.h"
#include "exchange/transport.h"
#include "http/url.h"
#include "mock/mock.h"
#include "mock/state/state.h"
#include "plan/credentials.h"
#include "plan/planner.h"
#include "run/start.h"
#include "verdict/ledger.h"

namespace avouch {
namespace {

struct Breach {
  StateSubject::Aspect aspect;
  StateFault fault;
  const char* what;
};

constexpr std::array<Breach, 10> kBreaches = {{
    {StateSubject::Aspect::gone, StateFault::keeps_deleted, "the mock keeps what was deleted"},
    {StateSubject::Aspect::others, StateFault::deletes_all, "the mock deletes the other items, too"},
    {StateSubject::Aspect::distinct, StateFault::reuses_identity,
     "the second POST replaces the first resource"},
    {StateSubject::Aspect::located, StateFault::leads_elsewhere, "the Location is on another host"},
    {StateSubject::Aspect::untouched, StateFault::resets_members,
     "PATCH changes a member that it does not send"},
    {StateSubject::Aspect::readable, StateFault::loses_created, "the mock forgets what was created"},
    {StateSubject::Aspect::kept, StateFault::loses_members, "the mock loses or changes a member"},
    {StateSubject::Aspect::listed, StateFault::unlisted, "the list lacks what was created"},
    {StateSubject::Aspect::repeatable, StateFault::changes_repeat, "the second PUT changes a member"},
    {StateSubject::Aspect::etag, StateFault::changes_etag, "each read has another ETag"},
}};

// A clause about a second identity, by its operation: what the others show tells the identities apart.
Breach breach_of_owner(const StateSubject& subject, std::size_t operation) {
  using enum StateFault;
  if (subject.list == operation) return {subject.aspect, lists_for_all, "the mock lists what others own"};
  if (subject.read == operation) return {subject.aspect, shows_to_all, "the mock shows what others own"};
  return {subject.aspect, writes_for_all, "the mock lets everybody change what others own"};
}

Breach breach_of(const StateSubject& subject, std::size_t operation) {
  if (subject.aspect == StateSubject::Aspect::owned) return breach_of_owner(subject, operation);
  return *std::find_if(kBreaches.begin(), kBreaches.end(),
                       [&](const Breach& one) { return one.aspect == subject.aspect; });
}

using Verdicts = std::map<std::string, Verdict>;  // by coordinate

// One run against a mock with that fault.
Result<Verdicts> verdicts_under(const Contract& contract, StateFault fault, std::size_t& exchanges) {
  const Result<std::unique_ptr<MockServer>> mock = MockServer::start(
      contract, {.user = kMockUser,
                 .token = kPlaceholderToken,
                 .other = MockCredentials{.user = kOtherPlaceholderUser, .token = kOtherPlaceholderToken},
                 .keeps_state = true,
                 .state_fault = fault});
  if (!mock) return mock.errors();
  RunOptions options{.plan = {.user = kMockUser,
                              .allow_writes = true,
                              .cleans_up = false,
                              .targets = {.target = *http::parse_url((*mock)->url())},
                              .keys = {.accepts_stand_ins = true},
                              .other = other_of_mock()}};
  options.plan.selection.include_clauses = {"*/state/*"};
  for (const auto& [operation, why] : (*mock)->unserved())
    options.plan.unasked.emplace(operation, unserved_reason(why));
  std::vector<std::unique_ptr<Transport>> transports;
  const auto connect = [&](const Plan& plan) -> Result<std::vector<Transport*>> {
    std::vector<Transport*> of_bases;
    for (const http::Url& base : plan.bases) {
      Result<std::unique_ptr<Transport>> made = http_transport(base.root(), {}, interruption());
      if (!made) return made.errors();
      transports.push_back(*std::move(made));
      of_bases.push_back(transports.back().get());
    }
    return of_bases;
  };
  Result<Session> session = start_run(contract, std::move(options), connect);
  if (!session) return session.errors();
  const Ledger ledger = session->judge_all({});
  exchanges += ledger.exchanges.size();
  Verdicts verdicts;
  for (const Entry& entry : ledger.entries) verdicts.emplace(entry.clause->coordinate, entry.verdict);
  return verdicts;
}

// What a fault does to the clauses.
struct Broken {
  using Violated = std::optional<std::pair<StateSubject::Aspect, std::string>>;  // with the coordinate

  Verdicts verdicts;
  // The first clause that it violates and the conforming mock does not, and the first of another aspect.
  Violated first = {};
  Violated other = {};

  const Violated& beside(StateSubject::Aspect aspect) const {
    return first && first->first != aspect ? first : other;
  }
};

Broken broken_by(const Contract& contract, Verdicts verdicts, const Verdicts& conforming) {
  Broken broken{.verdicts = std::move(verdicts)};
  for (const BoundClause& bound : contract.clauses) {
    const auto* subject = std::get_if<StateSubject>(&bound.subject);
    if (subject == nullptr || broken.other) continue;
    const std::string& coordinate = bound.clause->coordinate;
    const auto verdict = broken.verdicts.find(coordinate);
    if (verdict == broken.verdicts.end() || verdict->second.outcome != Outcome::violated ||
        conforming.at(coordinate).outcome == Outcome::violated)
      continue;
    if (!broken.first)
      broken.first.emplace(subject->aspect, coordinate);
    else if (broken.first->first != subject->aspect)
      broken.other.emplace(subject->aspect, coordinate);
  }
  return broken;
}

ClauseProof interrupted(const BoundClause& bound) {
  return {
      .clause = bound.clause, .finding = ClauseProof::Finding::out_of_reach, .why = kUnprovenByInterruption};
}

}  // namespace

Result<StateProof> prove_state(const Contract& contract, const ProofOptions& options) {
  StateProof proof;
  const std::vector<bool> selected = selected_operations(contract, options.selection);
  std::vector<const BoundClause*> wanted;
  for (const BoundClause& bound : contract.clauses) {
    if (std::holds_alternative<StateSubject>(bound.subject) && selected[bound.operation] &&
        is_selected(bound.clause, options.selection))
      wanted.push_back(&bound);
  }
  if (wanted.empty()) return proof;
  const Result<Verdicts> conforming =
      interruption() ? Verdicts() : verdicts_under(contract, StateFault::none, proof.exchanges);
  if (!conforming) return conforming.errors();
  std::map<StateFault, Broken> all_broken;
  for (const BoundClause* bound : wanted) {
    if (interruption()) {
      proof.by_operation[bound->operation].push_back(interrupted(*bound));
      continue;
    }
    const StateSubject& subject = std::get<StateSubject>(bound->subject);
    const Breach breach = breach_of(subject, bound->operation);
    ClauseProof made{.clause = bound->clause};
    const Verdict& own = conforming->at(bound->clause->coordinate);
    ++proof.conformant;
    if (own.outcome == Outcome::violated) {
      made.finding = ClauseProof::Finding::flagged;
      made.why = "a conforming mock violates it: " + own.reason;
    } else if (own.outcome != Outcome::holds && subject.aspect != StateSubject::Aspect::etag) {
      made.finding = ClauseProof::Finding::unreachable;
      made.why = own.reason;
    } else {
      if (!all_broken.contains(breach.fault)) {
        Result<Verdicts> verdicts = verdicts_under(contract, breach.fault, proof.exchanges);
        if (!verdicts) return verdicts.errors();
        all_broken.emplace(breach.fault, broken_by(contract, *std::move(verdicts), *conforming));
      }
      const Broken& broken = all_broken.at(breach.fault);
      const Broken::Violated& beside = broken.beside(subject.aspect);
      const bool is_noticed = broken.verdicts.at(bound->clause->coordinate).outcome == Outcome::violated;
      if (is_noticed) {
        ++proof.mutants;
        made.mutants = 1;
      }
      if (is_noticed && !beside) {
        made.finding = ClauseProof::Finding::proven;
        made.killed = 1;
        made.examples = {breach.what};
      } else if (is_noticed) {
        made.finding = ClauseProof::Finding::masked;
        made.why = join({breach.what, beside->second}, ", which also violates ");
      } else {
        made.finding = ClauseProof::Finding::out_of_reach;
        made.why = "the mock cannot break it with the values of this contract";
      }
    }
    // An interrupted run says nothing of the fault.
    proof.by_operation[bound->operation].push_back(interruption() ? interrupted(*bound) : std::move(made));
  }
  return proof;
}

}  // namespace avouch

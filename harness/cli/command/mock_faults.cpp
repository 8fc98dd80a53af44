// SPDX-License-Identifier: MIT
#include "cli/command/mock_faults.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/glob.h"
#include "base/text.h"
#include "cli/command/unknown_clause.h"
#include "mock/answer/answers.h"
#include "prove/proof.h"

namespace avouch {
namespace {

using Cause = MockReply::Cause;

// The role of a request, as far as the server can see it; for responses that grant what was asked.
Role role_of(const http::Request& request, const MockReply& reply, const std::vector<std::string>& denied) {
  const std::optional<std::string> origin = http::combined(request.fields, "Origin");
  if (!origin) return Role::documented;
  if (std::find(denied.begin(), denied.end(), *origin) != denied.end()) return Role::denied_origin;
  return reply.is_admitted && *origin != "null" ? Role::cross_origin : Role::other_origin;
}

// Returns the clause with that coordinate, or the clauses that match the glob.
std::vector<std::size_t> named(const Contract& contract, const std::string& wanted) {
  std::vector<std::size_t> globbed;
  for (std::size_t i = 0; i < contract.clauses.size(); ++i) {
    const std::string& coordinate = contract.clauses[i].clause->coordinate;
    if (coordinate == wanted) return {i};
    if (glob_matches(wanted, coordinate)) globbed.push_back(i);
  }
  return globbed;
}

Error unbreakable(const Contract& contract, const std::string& wanted, const std::string& why) {
  return {.title = "no response breaks " + in_quotes(wanted) + " by itself: " + why,
          .place = {.file = contract.file, .pointer = {}},
          .hint = "avouch prove -v lists what breaks each clause."};
}

// Proves those clauses; returns the proofs by coordinate. Whole operations are proven, because a mutant must
// not affect other clauses.
Result<std::map<std::string, ClauseProof>> proofs_of(const Contract& contract,
                                                     const std::set<std::size_t>& clauses) {
  Selection selection;
  for (const std::size_t clause : clauses) {
    const std::string& id = contract.operations[contract.clauses[clause].operation].id;
    if (std::find(selection.include.ids.begin(), selection.include.ids.end(), id) ==
        selection.include.ids.end())
      selection.include.ids.push_back(id);
  }
  Result<ContractProof> proof = prove(contract, {.selection = std::move(selection), .keeps_killers = true});
  if (!proof) return proof.errors();
  std::map<std::string, ClauseProof> proofs;
  for (ClauseProof& one : proof->clauses) proofs.emplace(one.clause->coordinate, std::move(one));
  return proofs;
}

// Returns when the mock sends the response that a clause is about, if the usual call does not get it.
std::string when_given(const Contract& contract, const BoundClause& clause) {
  const bool is_of_exchanges = traits_of(clause.subject).scope != SubjectTraits::Scope::response;
  const Operation& operation = contract.operations[clause.operation];
  if (is_of_exchanges || usual_response(operation) == clause.response) return {};
  const std::string& status = operation.responses[clause.response].status;
  return clause.clause->coordinate + " is broken when the response is the documented " + status +
         (status.find_first_not_of("0123456789") == status.npos
              ? "; `Prefer: code=" + status + "` asks for it"
              : std::string());
}

}  // namespace

// Chooses the next of several faults, per set of faults that a response could have.
struct MockFaults::Turns {
  std::mutex mutex;
  std::map<std::vector<std::size_t>, std::size_t> taken;
};

MockFaults::MockFaults() : turns_(std::make_shared<Turns>()) {}

Result<MockFaults> MockFaults::make(const Contract& contract, const std::vector<std::string>& wanted) {
  MockFaults faults;
  Errors errors;
  std::map<std::string, std::vector<std::size_t>> by_name;
  std::set<std::size_t> all;
  for (const std::string& one : wanted) {
    by_name[one] = named(contract, one);
    if (by_name[one].empty()) errors.push_back(unknown_clause(contract, one));
    all.insert(by_name[one].begin(), by_name[one].end());
  }
  if (!errors.empty()) return errors;
  const Result<std::map<std::string, ClauseProof>> proofs = proofs_of(contract, all);
  if (!proofs) return proofs.errors();
  std::map<std::size_t, std::string> unbroken;
  for (const std::size_t index : all) {
    const BoundClause& clause = contract.clauses[index];
    const ClauseProof& proof = proofs->at(clause.clause->coordinate);
    if (!proof.killer) {
      unbroken[index] = proof.why.empty() ? "it takes more than one response"
                                          : std::string(to_string(proof.finding)) + ", " + proof.why;
      continue;
    }
    const auto& cors = contract.operations[clause.operation].cors;
    faults.faults_.push_back({clause, *proof.killer, cors ? cors->denied : std::vector<std::string>{}});
    if (std::string when = when_given(contract, clause); !when.empty())
      faults.notes_.push_back(std::move(when));
  }
  for (const auto& [one, clauses] : by_name) {
    std::size_t broken = 0;
    for (const std::size_t index : clauses) broken += unbroken.contains(index) ? 0 : 1;
    if (broken == 0) errors.push_back(unbreakable(contract, one, unbroken.at(clauses.front())));
  }
  if (!errors.empty()) return errors;
  for (const auto& [index, why] : unbroken)
    faults.notes_.push_back(contract.clauses[index].clause->coordinate + " is not broken: " + why);
  return faults;
}

// Whether an answer is one that the clause of a fault speaks of, by what the clause is about.
class MockFaults::Aim {
 public:
  Aim(const Fault& fault, const http::Request& request, const MockReply& reply)
      : fault_(fault), request_(request), reply_(reply) {}

  bool operator()(const DocumentedStatusSubject&) const {
    return is_of_response() && fault_.mutant.roles.contains(role());
  }
  bool operator()(const SecuritySubject&) const {
    return reply_.cause == (has(Role::anonymous) ? Cause::missing_credentials : Cause::wrong_credentials);
  }
  bool operator()(const CorsSubject&) const {
    if (has(Role::preflight)) return reply_.cause == Cause::preflight;
    if (has(Role::anonymous)) return reply_.cause == Cause::missing_credentials;
    return is_of_response() && has(role());
  }
  bool operator()(const StateSubject&) const { return false; }
  bool operator()(const CriterionSubject&) const { return false; }
  template <class OfResponse>
  bool operator()(const OfResponse&) const {
    static_assert(OfResponse::traits.scope == SubjectTraits::Scope::response,
                  "say which answers a clause of this kind speaks of");
    return is_of_response();
  }

 private:
  bool is_of_response() const { return reply_.documented == fault_.clause.response; }
  bool has(Role role) const { return fault_.clause.roles.contains(role); }
  Role role() const { return role_of(request_, reply_, fault_.denied); }

  const Fault& fault_;
  const http::Request& request_;
  const MockReply& reply_;
};

bool MockFaults::applies_to(const Fault& fault, const http::Request& request, const MockReply& reply) {
  return reply.operation == fault.clause.operation &&
         std::visit(Aim(fault, request, reply), fault.clause.subject);
}

void MockFaults::put(const http::Request& request, MockReply& reply) const {
  std::vector<std::size_t> fitting;
  for (std::size_t i = 0; i < faults_.size(); ++i) {
    if (applies_to(faults_[i], request, reply)) fitting.push_back(i);
  }
  if (fitting.empty()) return;
  std::size_t turn = 0;
  {
    const std::lock_guard lock(turns_->mutex);
    turn = turns_->taken[fitting]++;
  }
  const Fault& fault = faults_[fitting[turn % fitting.size()]];
  fault.mutant.edit(request, reply.response);
  reply.why +=
      "; broken: " + printable(fault.clause.clause->coordinate) + " (" + printable(fault.mutant.what) + ")";
}

}  // namespace avouch

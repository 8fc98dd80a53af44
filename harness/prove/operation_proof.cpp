// SPDX-License-Identifier: MIT
#include "prove/operation_proof.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/glob.h"
#include "base/text.h"
#include "fixtures/mock.h"
#include "fixtures/mock_site.h"
#include "generate/conformant.h"
#include "judge/answer.h"
#include "judge/judge.h"
#include "plan/credentials.h"
#include "plan/planner.h"
#include "prove/body_sources.h"
#include "prove/hearing.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

using Finding = ClauseProof::Finding;

Finding finding_of(Mutants::Reason reason) {
  switch (reason) {
    case Mutants::Reason::made:
      return Finding::out_of_reach;
    case Mutants::Reason::vacuous:
      return Finding::empty_claim;
    case Mutants::Reason::unreachable:
      return Finding::unreachable;
    case Mutants::Reason::masked:
      return Finding::masked;
    case Mutants::Reason::out_of_reach:
      return Finding::out_of_reach;
  }
  return Finding::out_of_reach;
}

// The origins that the mock admits, so that the contract's CORS clauses are exercised: by name and with
// credentials, unless the contract rules those out.
std::vector<std::string> admitted(const Operation& operation) {
  if (!operation.cors) return {kPageOrigin};
  if (operation.cors->credentials == false)
    return operation.cors->denied.empty() ? std::vector<std::string>{} : operation.cors->admitted;
  return operation.cors->admitted.empty() ? std::vector<std::string>{kPageOrigin} : operation.cors->admitted;
}

// The response that the clause speaks of, with the media type alone whose body it is about; nullopt where it
// speaks of exchanges as a whole.
std::optional<DocumentedResponse> answer_of(const Operation& operation, const BoundClause& clause) {
  if (std::holds_alternative<CorsSubject>(clause.subject) ||
      std::holds_alternative<SecuritySubject>(clause.subject)) {
    return std::nullopt;
  }
  DocumentedResponse answer = operation.responses[clause.response];
  if (const auto* body = std::get_if<BodyKeywordSubject>(&clause.subject))
    answer.media = {answer.media[body->media]};
  return answer;
}

// Whether the answer is of the status, and the media type, that the clause speaks of.
bool is_answer(const http::Response& answer, const Operation& operation, const BoundClause& clause) {
  const DocumentedResponse& documented = operation.responses[clause.response];
  if (!status_matches(documented.status, answer.status)) return false;
  const auto* body = std::get_if<BodyKeywordSubject>(&clause.subject);
  return body == nullptr || comes_as(answer, documented, body->media);
}

bool are_alike(const Hearing::Changed& one, const Hearing::Changed& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const auto& a, const auto& b) {
    const Received* left = a.second->received();
    const Received* right = b.second->received();
    return a.first == b.first && left != nullptr && right != nullptr && left->response == right->response;
  });
}

class OperationProof {
 public:
  OperationProof(const Contract& single, const ProofOptions& options, Arena& arena, Judge judge)
      : contract_(single),
        operation_(single.operations.front()),
        options_(options),
        judge_(std::move(judge)),
        bodies_(single, judge_, options.seed),
        plan_(make_plan(single, {.user = kMockUser, .selection = options.selection, .allow_writes = true})),
        hearing_(single, plan_, judge_, arena),
        flagged_(plan_.clauses.size()) {}

  ContractProof prove() && {
    note_flagged(violated_, std::nullopt, "the mock's own answers");
    proof_.conformant += plan_.probes.size();
    serve_conformant();
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) proof_.clauses.push_back(prove_clause(i));
    proof_.exchanges = hearing_.exchanges();
    return std::move(proof_);
  }

 private:
  std::string below(const BoundClause& clause) const {
    return clause.clause.coordinate.substr(operation_.id.size() + 1);
  }

  // What a clause's mutants are edits of. Where the mock's answer to a request is another than the clause
  // speaks of, that is the conformant response of its status and media type in its place.
  struct Base {
    std::optional<http::Response> answer;  // nullopt: the mock's own
    Hearing::Reasons violated;             // that it violates already, about another response
  };

  const Base& base_of(std::size_t planned) {
    const BoundClause& clause = hearing_.clause(planned);
    const std::size_t probe = plan_.clauses[planned].probes.front();
    const std::optional<DocumentedResponse> documented = answer_of(operation_, clause);
    const auto* body = std::get_if<BodyKeywordSubject>(&clause.subject);
    const std::tuple key{documented ? clause.response : operation_.responses.size(),
                         body == nullptr ? 0 : body->media, probe};
    const auto [found, is_new] = bases_.try_emplace(key);
    Base& base = found->second;
    if (!is_new) return base;
    base.violated = violated_;
    const Received* received = hearing_.own(probe).received();
    if (!documented || received == nullptr || is_answer(received->response, operation_, clause)) return base;
    Result<http::Response> made = conformant_response(contract_, *documented);
    if (!made) return base;
    base.answer = *std::move(made);
    const std::string what = "the documented " + documented->status;
    base.violated = hearing_.violated(hearing_.send(on(base, {.what = what}), {probe}));
    ++proof_.conformant;
    note_flagged(base.violated, clause.response, what);
    return base;
  }

  // The edit, after the base's answer is in place of the mock's.
  static Mutant on(const Base& base, Mutant mutant) {
    if (!base.answer) return mutant;
    mutant.edit = [answer = *base.answer, edit = mutant.edit](const http::Request& request,
                                                              http::Response& response) {
      response = answer;
      if (edit) edit(request, response);
    };
    return mutant;
  }

  // Every body that the generators make, in place of the mock's.
  void serve_conformant() {
    std::set<BodySources::Key> served;
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
      const auto* subject = std::get_if<BodyKeywordSubject>(&hearing_.clause(i).subject);
      if (subject == nullptr || plan_.clauses[i].probes.empty()) continue;
      const BodySources::Key key{hearing_.clause(i).response, subject->media};
      const Generator* generator = bodies_.generator(key);
      if (generator == nullptr || !served.insert(key).second) continue;
      for (const MadeInstance& one : generator->instances().made) serve_body(i, one.text, one.why);
      for (std::size_t n = 0; n < options_.random; ++n)
        serve_body(i, generator->random_instance(n), "random body " + std::to_string(n));
    }
  }

  void serve_body(std::size_t planned, const std::string& text, const std::string& why) {
    const Mutant conformant = on(
        base_of(planned),
        {.what = why, .edit = [&text](const http::Request&, http::Response& answer) { answer.body = text; }});
    const Hearing::Changed changed = hearing_.send(conformant, {plan_.clauses[planned].probes.front()});
    ++proof_.conformant;
    note_flagged(hearing_.violated(changed), hearing_.clause(planned).response, why);
  }

  // `response`: only clauses about it are looked at, where the answer is another than the mock's.
  void note_flagged(const Hearing::Reasons& violated, std::optional<std::size_t> response,
                    const std::string& what) {
    for (const auto& [planned, reason] : violated) {
      if (response && hearing_.clause(planned).response != *response) continue;
      if (!flagged_[planned]) flagged_[planned] = what + ": " + reason;
    }
  }

  Mutants mutants_of(const BoundClause& clause) const {
    if (std::holds_alternative<StatusSubject>(clause.subject)) return status_mutants(contract_, clause);
    if (std::holds_alternative<MediaTypeSubject>(clause.subject))
      return media_type_mutants(contract_, clause);
    if (std::holds_alternative<BodySyntaxSubject>(clause.subject)) return body_syntax_mutants(clause);
    if (const auto* drift = std::get_if<DriftSubject>(&clause.subject)) {
      return drift->aspect == DriftSubject::Aspect::fields ? undocumented_member_mutants(clause)
                                                           : undocumented_header_mutants(clause);
    }
    if (std::holds_alternative<HeaderSubject>(clause.subject)) return header_mutants(contract_, clause);
    if (std::holds_alternative<CorsSubject>(clause.subject)) return cors_mutants(contract_, clause);
    if (std::holds_alternative<SecuritySubject>(clause.subject)) return security_mutants(clause, granted());
    return bodies_.mutants(clause, options_.most);
  }

  http::Response granted() const {
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      if (plan_.probes[i].role != Role::documented) continue;
      if (const Received* received = hearing_.own(i).received()) return received->response;
    }
    return {.status = 200};
  }

  // Those of the mutant's roles. A body is changed in one answer: how many are asked for it says nothing
  // more.
  std::vector<std::size_t> probes_of(const BoundClause& clause, const Mutant& mutant) const {
    std::vector<std::size_t> probes;
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      const auto& roles = mutant.roles;
      if (std::find(roles.begin(), roles.end(), plan_.probes[i].role) != roles.end()) probes.push_back(i);
    }
    const bool is_body = std::holds_alternative<BodyKeywordSubject>(clause.subject) ||
                         std::holds_alternative<BodySyntaxSubject>(clause.subject) ||
                         std::holds_alternative<DriftSubject>(clause.subject);
    if (is_body && probes.size() > 1) probes.resize(1);
    return probes;
  }

  ClauseProof prove_clause(std::size_t planned) {
    const BoundClause& clause = hearing_.clause(planned);
    ClauseProof proof{.clause = clause.clause};
    if (plan_.clauses[planned].probes.empty()) {
      proof.finding = Finding::unreachable;
      proof.why = plan_.clauses[planned].unplanned;
      return proof;
    }
    Mutants mutants = mutants_of(clause);
    if (mutants.made.size() > options_.most) mutants.made.resize(options_.most);
    const Trials trials = tried(planned, mutants);
    proof.mutants = trials.distinct.size();
    proof.killed = trials.killed;
    proof.examples = trials.examples;
    proof.survivors = trials.survivors;
    if (flagged_[planned] && std::holds_alternative<DriftSubject>(clause.subject)) {
      proof.finding = Finding::masked;
      proof.why = "the documentation's own answer has more than is documented: " + *flagged_[planned];
    } else if (flagged_[planned]) {
      proof.finding = Finding::flagged;
      proof.why = "an answer that conforms violates it: " + *flagged_[planned];
    } else if (proof.killed > 0) {
      proof.finding = Finding::proven;
    } else if (mutants.reason != Mutants::Reason::made &&
               (mutants.reason != Mutants::Reason::vacuous || trials.masks.empty())) {
      proof.finding = finding_of(mutants.reason);
      proof.why = mutants.why;
    } else if (!trials.masks.empty()) {
      proof.finding = Finding::masked;
      proof.why =
          "what breaks it violates " + join({trials.masks.begin(), trials.masks.end()}, ", ") + " too";
    } else if (proof.mutants > 0) {
      proof.finding = Finding::missed;
      proof.why =
          counted(proof.mutants, "answer", "answers") + " should have broken it, and it was not violated";
    } else {
      proof.why = "no answer that breaks it is known";
    }
    return proof;
  }

  // What became of one clause's mutants.
  struct Trials {
    std::vector<Hearing::Changed>
        distinct;  // an answer that another mutant gave already is not counted again
    std::size_t killed = 0;
    std::vector<std::string> examples;
    std::vector<Survivor> survivors;
    std::set<std::string> masks;  // clauses that were violated too
  };

  Trials tried(std::size_t planned, const Mutants& mutants) {
    Trials trials;
    const Base& base = base_of(planned);
    for (const Mutant& mutant : mutants.made) {
      const Hearing::Changed changed =
          hearing_.send(on(base, mutant), probes_of(hearing_.clause(planned), mutant));
      if (!base.answer && hearing_.changes_nothing(changed)) continue;
      if (std::any_of(trials.distinct.begin(), trials.distinct.end(),
                      [&](const Hearing::Changed& other) { return are_alike(changed, other); })) {
        continue;
      }
      trials.distinct.push_back(changed);
      judge(planned, mutant, changed, base, trials);
    }
    proof_.mutants += trials.distinct.size();
    return trials;
  }

  // Whether the mutant makes exactly the clause fail; where not, whom else.
  void judge(std::size_t planned, const Mutant& mutant, const Hearing::Changed& changed, const Base& base,
             Trials& trials) {
    const Verdict verdict = hearing_.verdict(planned, changed);
    if (verdict.outcome != Outcome::violated) {
      trials.survivors.push_back({mutant.what, std::string(to_string(verdict.outcome)) +
                                                   (verdict.reason.empty() ? "" : ", " + verdict.reason)});
      return;
    }
    std::vector<std::string> others;
    for (const auto& [other, reason] : hearing_.violated(changed)) {
      if (other == planned || base.violated.contains(other)) continue;
      const std::string coordinate = below(hearing_.clause(other));
      const bool follows =
          std::any_of(mutant.follows.begin(), mutant.follows.end(),
                      [&](const std::string& glob) { return glob_matches(glob, coordinate); });
      if (!follows) others.push_back(coordinate);
    }
    if (!others.empty()) {
      trials.masks.insert(others.front());
      trials.survivors.push_back({mutant.what, "violates " + join(others, ", ") + " too"});
      return;
    }
    ++trials.killed;
    if (trials.examples.size() < kExamples) trials.examples.push_back(mutant.what);
  }

  const Contract& contract_;
  const Operation& operation_;
  const ProofOptions& options_;
  Judge judge_;
  const BodySources bodies_;
  const Plan plan_;
  Hearing hearing_;
  const Hearing::Reasons violated_ = hearing_.violated({});  // by the mock's own answers
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, Base>
      bases_;                                        // by response, media, first probe
  std::vector<std::optional<std::string>> flagged_;  // by planned clause: which conforming answer violated it
  ContractProof proof_;
};

// Where no mock can be made, nothing can be proven; why is the same for every clause.
ContractProof without_mock(const Contract& single, const ProofOptions& options, const std::string& why) {
  ContractProof proof;
  const Plan plan = make_plan(single, {.selection = options.selection});
  for (const PlannedClause& planned : plan.clauses) {
    proof.clauses.push_back(
        {.clause = single.clauses[planned.clause].clause, .finding = Finding::out_of_reach, .why = why});
  }
  return proof;
}

}  // namespace

Contract only(const Contract& contract, std::size_t operation, const std::vector<std::size_t>& clauses) {
  Contract single{.file = contract.file,
                  .title = contract.title,
                  .servers = contract.servers,
                  .operations = {contract.operations[operation]},
                  .dialect = contract.dialect,
                  .library = contract.library};  // only read, so threads may share it
  for (const std::size_t clause : clauses) {
    single.clauses.push_back(contract.clauses[clause]);
    single.clauses.back().operation = 0;
  }
  return single;
}

Result<ContractProof> prove_operation(const Contract& single, const ProofOptions& options, Arena& arena) {
  Result<Judge> judge = Judge::make(single, {});
  if (!judge) return judge.errors();
  Result<MockSite> site = MockSite::make(
      single,
      {.user = kMockUser, .token = kPlaceholderToken, .origins = admitted(single.operations.front())});
  if (!site) return without_mock(single, options, "no answer can be made: " + site.errors().front().title);
  arena.serve(&*site);
  return OperationProof(single, options, arena, *std::move(judge)).prove();
}

}  // namespace avouch

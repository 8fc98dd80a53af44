// SPDX-License-Identifier: MIT
#include "prove/operation_proof.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/glob.h"
#include "base/text.h"
#include "fixtures/mock.h"
#include "fixtures/mock_site.h"
#include "generate/conformant.h"
#include "generate/generator.h"
#include "judge/answer.h"
#include "judge/judge.h"
#include "plan/credentials.h"
#include "plan/planner.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

using Finding = ClauseProof::Finding;

Finding finding_of(Mutants::Reason reason) {
  switch (reason) {
    case Mutants::Reason::made:
      return Finding::out_of_reach;
    case Mutants::Reason::empty_claim:
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

using MediaKey = std::pair<std::size_t, std::size_t>;  // response, media

class OperationProof {
 public:
  OperationProof(const Contract& single, const ProofOptions& options, Arena& arena, Judge judge,
                 MockSite site)
      : contract_(single),
        operation_(single.operations.front()),
        options_(options),
        arena_(arena),
        judge_(std::move(judge)),
        site_(std::move(site)),
        plan_(make_plan(single, {.user = kMockUser, .selection = options.selection, .allow_writes = true})),
        verdicts_(plan_.clauses.size()) {}

  Result<ContractProof> prove() && {
    if (Result<void> made = make_bodies(); !made) return made.errors();
    arena_.serve(&site_);
    start();
    serve_conformant();
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) proof_.clauses.push_back(prove_clause(i));
    return std::move(proof_);
  }

 private:
  const BoundClause& bound(std::size_t planned) const {
    return contract_.clauses[plan_.clauses[planned].clause];
  }
  std::string below(const BoundClause& clause) const {
    return clause.clause.coordinate.substr(operation_.id.size() + 1);
  }

  Result<void> make_bodies() {
    Errors errors;
    for (std::size_t response = 0; response < operation_.responses.size(); ++response) {
      const std::vector<DocumentedMedia>& media = operation_.responses[response].media;
      for (std::size_t i = 0; i < media.size(); ++i) {
        if (media[i].schema == nullptr || !media[i].is_json()) continue;
        add_bodies({response, i}, media[i], errors);
      }
    }
    if (!errors.empty()) return errors;
    for (const BoundClause& clause : contract_.clauses) {
      const auto* subject = std::get_if<BodyKeywordSubject>(&clause.subject);
      if (subject == nullptr) continue;
      const auto found = bodies_.find({clause.response, subject->media});
      if (found != bodies_.end()) found->second->claims[subject->keyword] = below(clause);
    }
    return {};
  }

  void add_bodies(MediaKey key, const DocumentedMedia& media, Errors& errors) {
    Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
    if (!judge) {
      errors.insert(errors.end(), judge.errors().begin(), judge.errors().end());
      return;
    }
    std::vector<nlohmann::json> examples;
    for (const Example& example : media.examples) examples.push_back(example.value);
    auto kept = std::make_unique<BodyJudge>(*std::move(judge));
    Result<Generator> generator = Generator::make(media.schema, *kept, examples, options_.seed);
    if (!generator) {
      ungenerated_[key] = generator.errors().front().title;
      return;
    }
    bodies_[key] = std::make_unique<Bodies>(Bodies{std::move(kept), *std::move(generator), {}});
  }

  // What the mock answers to every probe, and what the judge says of it: not one clause may be violated.
  void start() {
    for (const Probe& probe : plan_.probes) baseline_.push_back(arena_.exchange(probe.request, nullptr));
    proof_.exchanges += baseline_.size();
    proof_.conformant += baseline_.size();
    note_flagged({}, std::nullopt, "the mock's own answers");
    violated_ = violated_by({});
  }

  // What a clause's mutants are edits of. Where the mock's answer to a request has another documented status
  // than the clause speaks of, that is the conformant response of this status in its place.
  struct Base {
    std::optional<http::Response> answer;  // nullopt: the mock's own
    std::set<std::size_t> violated;        // planned clauses that it violates already, about another status
  };

  const Base& base_of(std::size_t planned) {
    const BoundClause& clause = bound(planned);
    const std::vector<std::size_t>& probes = plan_.clauses[planned].probes;
    const bool is_about_a_response = !std::holds_alternative<CorsSubject>(clause.subject) &&
                                     !std::holds_alternative<SecuritySubject>(clause.subject);
    const std::pair key{is_about_a_response ? clause.response : operation_.responses.size(), probes.front()};
    const auto [found, is_new] = bases_.try_emplace(key);
    Base& base = found->second;
    if (!is_new) return base;
    base.violated = violated_;
    if (!is_about_a_response) return base;
    const DocumentedResponse& documented = operation_.responses[clause.response];
    const Received* received = baseline_[probes.front()].received();
    if (received == nullptr || status_matches(documented.status, received->response.status)) return base;
    Result<http::Response> made = conformant_response(contract_, documented);
    if (!made) return base;
    base.answer = *std::move(made);
    const Changed changed = send(on(base, {.what = "the documented " + documented.status}), {probes.front()});
    ++proof_.conformant;
    note_flagged(changed, clause.response, "the documented " + documented.status);
    base.violated = violated_by(changed);
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

  // Every body that the generator makes, in place of the mock's.
  void serve_conformant() {
    for (const auto& [key, bodies] : bodies_) {
      const std::optional<std::size_t> planned = clause_of_body(key);
      if (!planned) continue;
      for (const MadeInstance& one : bodies->generator.instances().made)
        serve_body(*planned, one.text, one.why);
      for (std::size_t n = 0; n < options_.random; ++n) {
        serve_body(*planned, bodies->generator.random_instance(n), "random body " + std::to_string(n));
      }
    }
  }

  void serve_body(std::size_t planned, const std::string& text, const std::string& why) {
    const Mutant conformant = on(
        base_of(planned),
        {.what = why, .edit = [&text](const http::Request&, http::Response& answer) { answer.body = text; }});
    const Changed changed = send(conformant, {plan_.clauses[planned].probes.front()});
    ++proof_.conformant;
    note_flagged(changed, bound(planned).response, why);
  }

  // A clause about that media's body that some request exercises.
  std::optional<std::size_t> clause_of_body(MediaKey key) const {
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
      const auto* subject = std::get_if<BodyKeywordSubject>(&bound(i).subject);
      if (subject != nullptr && bound(i).response == key.first && subject->media == key.second &&
          !plan_.clauses[i].probes.empty()) {
        return i;
      }
    }
    return std::nullopt;
  }

  using Changed = std::map<std::size_t, const Exchange*>;  // by probe

  Changed send(const Mutant& mutant, const std::vector<std::size_t>& probes) {
    Changed changed;
    for (const std::size_t probe : probes) {
      exchanges_.push_back(arena_.exchange(plan_.probes[probe].request, &mutant));
      changed[probe] = &exchanges_.back();
    }
    proof_.exchanges += changed.size();
    return changed;
  }

  Verdict judge(std::size_t planned, const Changed& changed) {
    std::vector<Evidence> evidence;
    for (const std::size_t index : plan_.clauses[planned].probes) {
      const Probe& probe = plan_.probes[index];
      const auto found = changed.find(index);
      evidence.push_back({.role = probe.role,
                          .origin = probe.origin,
                          .has_credentials = probe.has_credentials,
                          .made_up = probe.made_up,
                          .not_found_is_documented = probe.not_found_is_documented,
                          .exchange = found == changed.end() ? &baseline_[index] : found->second});
    }
    if (evidence.empty()) return {.outcome = Outcome::unexercised};
    return judge_.judge(bound(planned), evidence);
  }

  bool is_touched(std::size_t planned, const Changed& changed) const {
    const std::vector<std::size_t>& probes = plan_.clauses[planned].probes;
    return changed.empty() || std::any_of(probes.begin(), probes.end(),
                                          [&](std::size_t probe) { return changed.contains(probe); });
  }

  std::set<std::size_t> violated_by(const Changed& changed) {
    std::set<std::size_t> violated;
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
      if (judge(i, changed).outcome == Outcome::violated) violated.insert(i);
    }
    return violated;
  }

  // `response`: only clauses about it are looked at, where the answer is another than the mock's.
  void note_flagged(const Changed& changed, std::optional<std::size_t> response, const std::string& what) {
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
      if (!is_touched(i, changed) || (response && bound(i).response != *response)) continue;
      const Verdict verdict = judge(i, changed);
      if (verdict.outcome == Outcome::violated && !verdicts_[i]) verdicts_[i] = what + ": " + verdict.reason;
    }
  }

  Mutants mutants_of(const BoundClause& clause) const {
    if (std::holds_alternative<StatusSubject>(clause.subject)) return status_mutants(contract_, clause);
    if (std::holds_alternative<MediaTypeSubject>(clause.subject))
      return media_type_mutants(contract_, clause);
    if (std::holds_alternative<BodySyntaxSubject>(clause.subject)) return body_syntax_mutants(clause);
    if (std::holds_alternative<DriftSubject>(clause.subject)) return drift_mutants(clause);
    if (std::holds_alternative<HeaderSubject>(clause.subject)) return header_mutants(contract_, clause);
    if (std::holds_alternative<CorsSubject>(clause.subject)) return cors_mutants(contract_, clause);
    if (std::holds_alternative<SecuritySubject>(clause.subject)) return security_mutants(clause, granted());
    const auto& subject = std::get<BodyKeywordSubject>(clause.subject);
    const MediaKey key{clause.response, subject.media};
    if (const auto found = ungenerated_.find(key); found != ungenerated_.end()) {
      return {.reason = Mutants::Reason::out_of_reach, .why = "no body can be made: " + found->second};
    }
    const Bodies& bodies = *bodies_.at(key);
    return body_mutants(clause, bodies.generator, bodies.claims);
  }

  http::Response granted() const {
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      if (plan_.probes[i].role != Role::documented) continue;
      if (const Received* received = baseline_[i].received()) return received->response;
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
    const BoundClause& clause = bound(planned);
    ClauseProof proof{.clause = clause.clause};
    if (plan_.clauses[planned].probes.empty()) {
      proof.finding = Finding::unreachable;
      proof.why = plan_.clauses[planned].unplanned;
      return proof;
    }
    const Mutants mutants = mutants_of(clause);
    const Base& base = base_of(planned);
    std::set<std::string> masks;
    for (const Mutant& mutant : mutants.made) try_mutant(planned, on(base, mutant), base, proof, masks);
    if (verdicts_[planned] && std::holds_alternative<DriftSubject>(clause.subject)) {
      proof.finding = Finding::masked;
      proof.why = "the documentation's own answer has more than is documented: " + *verdicts_[planned];
    } else if (verdicts_[planned]) {
      proof.finding = Finding::flagged;
      proof.why = "an answer that conforms violates it: " + *verdicts_[planned];
    } else if (proof.killed > 0) {
      proof.finding = Finding::proven;
    } else if (mutants.reason != Mutants::Reason::made) {
      proof.finding = finding_of(mutants.reason);
      proof.why = mutants.why;
    } else if (!masks.empty()) {
      proof.finding = Finding::masked;
      proof.why = "what breaks it violates " + join({masks.begin(), masks.end()}, ", ") + " too";
    } else if (proof.mutants > 0) {
      proof.finding = Finding::missed;
      proof.why =
          counted(proof.mutants, "answer", "answers") + " should have broken it, and it was not violated";
    } else {
      proof.why = "no answer that breaks it is known";
    }
    return proof;
  }

  // An edit of what is not there, such as the members of a list that is empty, makes no mutant.
  bool changes_nothing(const Changed& changed) const {
    return std::all_of(changed.begin(), changed.end(), [&](const auto& one) {
      const Received* now = one.second->received();
      const Received* before = baseline_[one.first].received();
      return now != nullptr && before != nullptr && now->response == before->response;
    });
  }

  // Sends the mutant and looks whether it makes exactly the clause fail; where not, whom else.
  void try_mutant(std::size_t planned, const Mutant& mutant, const Base& base, ClauseProof& proof,
                  std::set<std::string>& masks) {
    const Changed changed = send(mutant, probes_of(bound(planned), mutant));
    if (!base.answer && changes_nothing(changed)) return;
    ++proof.mutants;
    ++proof_.mutants;
    const Verdict verdict = judge(planned, changed);
    if (verdict.outcome != Outcome::violated) {
      proof.survivors.push_back(mutant.what + ": " + std::string(to_string(verdict.outcome)) +
                                (verdict.reason.empty() ? "" : ", " + verdict.reason));
      return;
    }
    std::set<std::string> others;
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
      if (i == planned || !is_touched(i, changed) || base.violated.contains(i)) continue;
      if (judge(i, changed).outcome != Outcome::violated) continue;
      const std::string coordinate = below(bound(i));
      const bool follows =
          std::any_of(mutant.follows.begin(), mutant.follows.end(),
                      [&](const std::string& glob) { return glob_matches(glob, coordinate); });
      if (!follows) others.insert(coordinate);
    }
    if (!others.empty()) {
      masks.insert(*others.begin());
      proof.survivors.push_back(mutant.what + ": violates " + join({others.begin(), others.end()}, ", ") +
                                " too");
      return;
    }
    ++proof.killed;
    if (proof.examples.size() < kExamples) proof.examples.push_back(mutant.what);
  }

  struct Bodies {
    std::unique_ptr<BodyJudge> judge;  // before the generator, which refers to it
    Generator generator;
    std::map<std::size_t, std::string> claims;  // by keyword, below the operation
  };

  const Contract& contract_;
  const Operation& operation_;
  const ProofOptions& options_;
  Arena& arena_;
  Judge judge_;
  const MockSite site_;
  const Plan plan_;
  std::map<MediaKey, std::unique_ptr<Bodies>> bodies_;
  std::map<MediaKey, std::string> ungenerated_;                // why
  std::vector<Exchange> baseline_;                             // by probe
  std::set<std::size_t> violated_;                             // planned clauses that the baseline violates
  std::map<std::pair<std::size_t, std::size_t>, Base> bases_;  // by response and first probe
  std::deque<Exchange> exchanges_;  // of all mutants: the judge knows an exchange by its address
  std::vector<std::optional<std::string>>
      verdicts_;  // by planned clause: which conforming answer violated it
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

Contract only(const Contract& contract, std::size_t operation) {
  Contract single{.file = contract.file,
                  .title = contract.title,
                  .servers = contract.servers,
                  .operations = {contract.operations[operation]},
                  .dialect = contract.dialect,
                  .library = contract.library};  // only read, so threads may share it
  for (const BoundClause& clause : contract.clauses) {
    if (clause.operation != operation) continue;
    single.clauses.push_back(clause);
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
  return OperationProof(single, options, arena, *std::move(judge), *std::move(site)).prove();
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "prove/operation_proof.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "base/interruption.h"
#include "base/text.h"
#include "contract/header_value.h"
#include "generate/conformant.h"
#include "generate/text/header_line.h"
#include "http/field_syntax.h"
#include "json/json_reader.h"
#include "judge/judge.h"
#include "mock/answer/site.h"
#include "mock/mock.h"
#include "plan/credentials.h"
#include "plan/planner.h"
#include "prove/breaking.h"
#include "prove/edits.h"
#include "prove/grounds.h"
#include "prove/hearing.h"
#include "prove/mutants.h"
#include "prove/second_opinion.h"
#include "prove/trials.h"
#include "prove/value_sources.h"

namespace avouch {
namespace {

using Finding = ClauseProof::Finding;

// Conforming bodies that show that a response reaches its schema, which is proven in another response.
constexpr std::size_t kConformingElsewhere = 3;

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

// The origins that the mock admits to exercise the contract's CORS clauses: by name and with credentials,
// unless the contract excludes that.
std::vector<std::string> admitted(const Operation& operation) {
  if (!operation.cors) return {kPageOrigin};
  if (operation.cors->credentials == false)
    return operation.cors->denied.empty() ? std::vector<std::string>{} : operation.cors->admitted;
  return operation.cors->admitted.empty() ? std::vector<std::string>{kPageOrigin} : operation.cors->admitted;
}

class OperationProof {
 public:
  OperationProof(const Contract& single, const ProofOptions& options, Arena& arena, Judge judge,
                 const SharedSchemas* shared, std::size_t operation, const std::set<std::size_t>* wanted)
      : contract_(single),
        options_(options),
        judge_(std::move(judge)),
        wanted_(wanted),
        values_(single, judge_, options.seed, shared, operation, wanted),
        plan_(make_plan(single, {.user = kMockUser,
                                 .selection = options.selection,
                                 .allow_writes = true,
                                 .repeat_writes = true,
                                 .keys = {.accepts_stand_ins = true, .is_proof = true}})),
        second_(single, judge_, options.second ? options.second : valijson_validator),
        hearing_(single, plan_, judge_, arena, limiting(second_, single, values_)),
        grounds_(single, hearing_),
        flagged_(plan_.clauses.size()) {}

  OperationProofs prove() && {
    note_flagged(grounds_.violated(), std::nullopt, "the mock's own responses");
    proof_.conformant += plan_.probes.size();
    serve_conformant();
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
      if (wanted_ != nullptr && !wanted_->contains(plan_.clauses[i].clause)) continue;
      ClauseProof one = interruption() ? ClauseProof() : prove_clause(i);
      if (interruption()) {  // what was tried is incomplete
        one = {.clause = hearing_.clause(i).clause,
               .finding = Finding::out_of_reach,
               .why = kUnprovenByInterruption};
      }
      proof_.clauses.push_back(std::move(one));
    }
    proof_.exchanges = hearing_.exchanges();
    proof_.second = second_.opinions();
    return {std::move(proof_), std::move(samples_)};
  }

 private:
  // Bodies of which no claim is proven here have their second opinion elsewhere.
  static SecondOpinion& limiting(SecondOpinion& second, const Contract& single, const ValueSources& values) {
    const std::vector<DocumentedResponse>& responses = single.operations.front().responses;
    for (std::size_t i = 0; i < responses.size(); ++i) {
      for (std::size_t media = 0; media < responses[i].media.size(); ++media) {
        const ValueSources::Key key{i, ValueSources::Key::Of::body, media};
        if (const std::optional<std::size_t> own = values.own_claims(key)) second.limit(i, media, *own);
      }
    }
    return second;
  }

  const Ground& ground_of(std::size_t planned) {
    const auto [ground, is_new] = grounds_.of(planned);
    if (is_new && ground->answer) {
      ++proof_.conformant;
      note_flagged(ground->violated, hearing_.clause(planned).response, ground->what);
    }
    return *ground;
  }

  // Serves every generated body and header value, in place of the mock's.
  void serve_conformant() {
    std::set<ValueSources::Key> served;
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
      const std::optional<ValueSources::Key> key = ValueSources::key_of(hearing_.clause(i));
      if (!key || hearing_.carriers(i).empty()) continue;
      const std::vector<MadeInstance>* made = values_.values(*key);
      if (made == nullptr || !served.insert(*key).second) continue;
      const std::size_t most = values_.own_claims(*key) == 0 ? kConformingElsewhere : made->size();
      for (std::size_t n = 0; n < std::min(most, made->size()); ++n)
        serve_value(i, (*made)[n].text, (*made)[n].why);
      const Generator* generator = values_.generator(*key);
      for (std::size_t n = 0; n < options_.random && generator != nullptr; ++n)
        serve_value(i, generator->random_instance(n), "random value " + std::to_string(n));
    }
  }

  // The edit that serves that value at the place of the clause; nullopt if no header line can express it, or
  // if a standard, not the document, defines the header's value.
  std::optional<Edit> serving(const BoundClause& clause, const std::string& text) const {
    const auto* subject = std::get_if<HeaderKeywordSubject>(&clause.subject);
    if (const auto* body = std::get_if<BodyKeywordSubject>(&clause.subject))
      return with_value(contract_.operations[0].responses[clause.response].media[body->media], text);
    const DocumentedHeader& header =
        contract_.operations[0].responses[clause.response].headers[subject->header];
    const auto line = header_text(header, json_of_text(text));
    if (!line || http::field_syntax(header.name) != nullptr) return std::nullopt;
    return with_line(header.name, *line);
  }

  void serve_value(std::size_t planned, const std::string& text, const std::string& why) {
    if (interruption() || !ground_of(planned).missing.empty()) return;
    std::optional<Edit> edit = serving(hearing_.clause(planned), text);
    if (!edit) return;
    const Mutant conformant = ground_of(planned).under({.what = why, .edit = *std::move(edit)});
    const Hearing::Changed changed = hearing_.send(conformant, {hearing_.carriers(planned).front()});
    ++proof_.conformant;
    note_flagged(hearing_.violated(changed), hearing_.clause(planned).response, why);
  }

  // `response` limits the clauses to those about it. It is set if the response differs from the mock's.
  void note_flagged(const Hearing::Reasons& violated, std::optional<std::size_t> response,
                    const std::string& what) {
    for (const auto& [planned, reason] : violated) {
      if (response && hearing_.clause(planned).response != *response) continue;
      if (hearing_.carriers(planned).empty()) continue;   // not about such a request
      if (!ground_of(planned).missing.empty()) continue;  // the mock says so in place of the response
      if (!flagged_[planned]) flagged_[planned] = join({what, reason}, ": ");
    }
  }

  // Whether the clause is about a header value that no fixed line can serve: CORS, Vary, Allow.
  bool is_decided_by_the_server(const BoundClause& clause) const {
    const auto* keyword = std::get_if<HeaderKeywordSubject>(&clause.subject);
    if (keyword == nullptr) return false;
    const std::string name =
        ascii_lower(contract_.operations[0].responses[clause.response].headers[keyword->header].name);
    return name.starts_with("access-control-") || name == "vary" || name == "allow";
  }

  // Says why no response has the header of the clause; empty if one has it, or if the clause is about no
  // header.
  std::string unserved(const BoundClause& clause) const {
    const auto* aspect = std::get_if<HeaderSubject>(&clause.subject);
    const auto* keyword = std::get_if<HeaderKeywordSubject>(&clause.subject);
    if (aspect == nullptr && keyword == nullptr) return {};
    const DocumentedHeader& header =
        contract_.operations[0].responses[clause.response].headers[aspect ? aspect->header : keyword->header];
    if (is_of_the_message(header))
      return "HTTP defines how a message is framed and encoded, so a server cannot follow the contract";
    return conformant_line(header) ? "" : "no header line that conforms to its schema can be made";
  }

  ClauseProof unreached(std::size_t planned) const {
    const BoundClause& clause = hearing_.clause(planned);
    const bool is_other_status =
        std::holds_alternative<StatusSubject>(clause.subject) && clause.fault == nullptr &&
        contract_.operations.front().expected_response() != clause.response &&
        !contract_.operations.front().responses[clause.response].status.starts_with('1');
    if (is_other_status)  // nothing contradicts it, whatever is sent
      return {.clause = clause.clause,
              .finding = Finding::empty_claim,
              .why = status_mutants(contract_, clause).why};
    return {
        .clause = clause.clause, .finding = Finding::unreachable, .why = plan_.clauses[planned].unplanned};
  }

  // Whether the clause has its proof from another response. If it is a sample, it has one of its own as well.
  bool is_proven_elsewhere(const BoundClause& clause, ClauseProof& proof) {
    const std::optional<ValueSources::Claim> claim = ValueSources::claim_of(clause);
    const std::string other = claim ? values_.proof_of(*claim) : std::string();
    if (other.empty()) return false;
    if (values_.is_sample(*claim)) {
      samples_.emplace_back(proof_.clauses.size(), other);
      return false;
    }
    proof.same_as = other;
    return true;
  }

  ClauseProof prove_clause(std::size_t planned) {
    const BoundClause& clause = hearing_.clause(planned);
    ClauseProof proof{.clause = clause.clause};
    if (hearing_.carriers(planned).empty()) return unreached(planned);
    proof.why = unserved(clause);
    if (!proof.why.empty()) return proof;
    if (is_proven_elsewhere(clause, proof)) return proof;
    proof.why = ground_of(planned).missing;
    if (!proof.why.empty()) return proof;
    Mutants mutants = mutants_of({contract_, clause, judge_, values_, hearing_.granted(), options_.most});
    if (mutants.made.size() > options_.most) mutants.made.resize(options_.most);
    std::optional<std::size_t> failing = planned;
    if (!mutants.through.empty()) failing = hearing_.find(mutants.through);
    if (!failing) {
      proof.finding = Finding::masked;
      proof.why = mutants.through + " fails in its place, and is not selected";
      return proof;
    }
    const Trials trials = try_all(hearing_, plan_, planned, *failing, mutants.made, ground_of(planned));
    if (*failing != planned) proof.through = hearing_.clause(*failing).clause->coordinate;
    proof_.mutants += trials.distinct;
    proof.mutants = trials.distinct;
    proof.killed = trials.killed;
    proof.examples = trials.examples;
    proof.survivors = trials.survivors;
    if (options_.keeps_killers) proof.killer = trials.killer;
    if (flagged_[planned] && !mutants.own_fault.empty()) {
      proof.finding = Finding::masked;
      proof.why = mutants.own_fault + ": " + *flagged_[planned];
    } else if (flagged_[planned] && is_decided_by_the_server(clause)) {
      proof.finding = Finding::out_of_reach;
      proof.why = "the mock sets that header from the request, not from its schema: " + *flagged_[planned];
    } else if (flagged_[planned]) {
      proof.finding = Finding::flagged;
      proof.why = "a conforming response violates it: " + *flagged_[planned];
    } else if (proof.killed > 0) {
      proof.finding = Finding::proven;
    } else if (mutants.reason != Mutants::Reason::made &&
               (mutants.reason != Mutants::Reason::vacuous || trials.masks.empty())) {
      proof.finding = finding_of(mutants.reason);
      proof.why = mutants.why;
    } else if (!trials.masks.empty()) {
      proof.finding = Finding::masked;
      proof.why = "every response that breaks it violates " +
                  join({trials.masks.begin(), trials.masks.end()}, ", ") + " too";
    } else if (proof.mutants > 0) {
      proof.finding = Finding::missed;
      proof.why = counted(proof.mutants, "response", "responses") + " should have violated it, but did not";
    } else {
      proof.why = "Avouch knows no response that breaks it";
    }
    return proof;
  }

  const Contract& contract_;
  const ProofOptions& options_;
  Judge judge_;
  const std::set<std::size_t>* wanted_;  // null: all clauses
  const ValueSources values_;
  const Plan plan_;
  SecondOpinion second_;
  Hearing hearing_;
  Grounds grounds_;
  std::vector<std::optional<std::string>>
      flagged_;  // by planned clause: the conforming response that broke it
  std::vector<std::pair<std::size_t, std::string>> samples_;
  ContractProof proof_;
};

// Names the calling page as one that the mock admits, so a server that refuses it is wrong.
Contract naming_the_page(Contract single) {
  std::optional<CorsPolicy>& cors = single.operations.front().cors;
  if (!cors) cors = CorsPolicy{};
  if (cors->admitted.empty()) cors->admitted = {kPageOrigin};
  return single;
}

// Without a mock nothing can be proven. The reason is the same for every clause.
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
                  .library = contract.library};  // only read, so threads can share it
  for (const std::size_t clause : clauses) {
    single.clauses.push_back(contract.clauses[clause]);
    single.clauses.back().operation = 0;
  }
  return single;
}

Result<OperationProofs> prove_operation(const Contract& single, const ProofOptions& options,
                                        const SharedSchemas* shared, std::size_t operation,
                                        const std::set<std::size_t>* wanted) {
  const Contract named = naming_the_page(single);
  Result<Judge> judge = Judge::make(named, {});
  if (!judge) return judge.errors();
  const MockSite site(
      single,
      {.user = kMockUser, .token = kPlaceholderToken, .origins = admitted(single.operations.front())});
  if (const auto why = site.unanswered().find(0); why != site.unanswered().end())
    return OperationProofs{without_mock(single, options, unserved_reason(why->second)), {}};
  Arena arena(site);
  return OperationProof(named, options, arena, *std::move(judge), shared, operation, wanted).prove();
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "judge/judge.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "base/text.h"
#include "contract/documented_status.h"
#include "contract/header_value.h"
#include "http/field.h"
#include "json/instance.h"
#include "judge/answer.h"
#include "judge/body/body.h"
#include "judge/body/well_formed.h"
#include "judge/cors/cors.h"
#include "judge/documented_answer.h"
#include "judge/drift.h"
#include "judge/header/header.h"
#include "judge/status.h"

namespace avouch {
namespace {

Verdict unreadable(const BodyEnd& end) {
  switch (end.kind) {
    case BodyEnd::Kind::complete:
      break;
    case BodyEnd::Kind::cut_short:
    case BodyEnd::Kind::undecodable:
      return {.outcome = Outcome::violated,
              .reason = end.reason,
              .findings = {{.where = "body", .seen = end.reason, .expected = "a whole body"}},
              .instances = 1,
              .failures = 1};
    case BodyEnd::Kind::over_limit:
    case BodyEnd::Kind::timed_out:
    case BodyEnd::Kind::exhausted:
      return {.outcome = Outcome::undecided, .reason = end.reason};
  }
  return {};
}

// Whether a request of that role is to be refused for its credentials.
bool is_refusal(Role role) {
  return role == Role::anonymous || role == Role::wrong_credentials;
}

}  // namespace

struct Judge::State {
  const Contract& contract;
  const std::uint64_t number;
  std::map<SchemaKey, BodyJudge> judges;  // of bodies and of headers

  // One exchange, for clauses that look at one at a time.
  class Visitor;

  SchemaKey body_key(std::size_t operation, std::size_t response, std::size_t media) const {
    return {number, SchemaKey::Part::body, operation, response, media};
  }
  SchemaKey header_key(std::size_t operation, std::size_t response, std::size_t header) const {
    return {number, SchemaKey::Part::header, operation, response, header};
  }
  const BodyJudge* find(const SchemaKey& key) const {
    const auto found = judges.find(key);
    return found == judges.end() ? nullptr : &found->second;
  }

  // Whether an answer that was not asked for by the clause is one that it speaks of.
  bool is_spoken_of(const BoundClause& clause, const Evidence& evidence) const;

  // Preconditions: the answer's body is JSON; it was received.
  const SchemaVerdicts& body_verdicts(const Answer& answer, const SchemaKey& key) const;
  const SchemaVerdicts& header_verdicts(const Answer& answer, const SchemaKey& key) const;
};

bool Judge::State::is_spoken_of(const BoundClause& clause, const Evidence& evidence) const {
  if (std::holds_alternative<DocumentedStatusSubject>(clause.subject)) return true;
  const Received* received = evidence.answer->received();
  return received != nullptr &&
         response_for(contract.operations[clause.operation], received->response.status) == clause.response;
}

const SchemaVerdicts& Judge::State::body_verdicts(const Answer& answer, const SchemaKey& key) const {
  const Instance& instance = *answer.body().instance;
  return answer.verdicts(key, [&] { return judges.at(key).judge(instance); });
}

const SchemaVerdicts& Judge::State::header_verdicts(const Answer& answer, const SchemaKey& key) const {
  const DocumentedHeader& header =
      contract.operations[key.operation].responses[key.response].headers[key.index];
  return answer.verdicts(
      key, [&] { return judge_header_values(header, judges.at(key), answer.received()->response.fields); });
}

class Judge::State::Visitor {
 public:
  Visitor(const State& state, const BoundClause& bound, const Evidence& evidence)
      : state_(state),
        bound_(bound),
        evidence_(evidence),
        response_(state.contract.operations[bound.operation].responses.empty()
                      ? nullptr
                      : &state.contract.operations[bound.operation].responses[bound.response]) {}

  Verdict operator()(const StatusSubject&) const {
    const Operation& operation = state_.contract.operations[bound_.operation];
    return judge_status(*response_, operation.expected_response() == bound_.response, evidence_);
  }
  Verdict operator()(const MediaTypeSubject&) const { return judge_media_type(*response_, evidence_); }
  // Clauses that look at several exchanges together are judged by Judge::judge() itself.
  Verdict operator()(const SecuritySubject&) const { return {}; }
  Verdict operator()(const DocumentedStatusSubject&) const { return {}; }
  Verdict operator()(const CorsSubject&) const { return {}; }

  Verdict operator()(const HeaderSubject& subject) const {
    return judge_header(response_->headers[subject.header], subject.aspect, bound_, evidence_);
  }

  Verdict operator()(const HeaderKeywordSubject& subject) const {
    const auto answer = documented_answer(evidence_, response_->status);
    if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
    const SchemaKey key = state_.header_key(bound_.operation, bound_.response, subject.header);
    return state_.header_verdicts(*evidence_.answer, key).by_keyword[subject.keyword];
  }

  Verdict operator()(const BodySyntaxSubject& subject) const {
    const auto answer = documented_content(evidence_, response_->status);
    if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
    const Received& received = *std::get<const Received*>(answer);
    if (!is_read_as_json(evidence_.answer->media_type(), *response_)) return no_json_type(received.response);
    const bool is_about_names = subject.aspect == BodySyntaxSubject::Aspect::unique_names;
    if (received.end.kind != BodyEnd::Kind::complete) {
      Verdict verdict = unreadable(received.end);
      if (is_about_names && verdict.outcome == Outcome::violated) return no_json(received.end.reason);
      return verdict;
    }
    const ParsedBody& parsed = evidence_.answer->body();
    return is_about_names ? unique_names_verdict(parsed) : well_formed_verdict(parsed);
  }

  Verdict operator()(const BodyKeywordSubject& subject) const {
    const auto verdicts = body_verdicts(subject.media);
    if (const Verdict* verdict = std::get_if<Verdict>(&verdicts)) return *verdict;
    return std::get<const SchemaVerdicts*>(verdicts)->by_keyword[subject.keyword];
  }

  // Of every keyword of that media type's schema, or the one verdict of all of them, which is no violation.
  std::variant<const SchemaVerdicts*, Verdict> body_verdicts(std::size_t media) const {
    const auto body = readable_body();
    if (const Verdict* verdict = std::get_if<Verdict>(&body)) return *verdict;
    if (!comes_as(evidence_.answer->media_type(), *response_, media)) {
      return Verdict{.outcome = Outcome::unexercised,
                     .reason = "the answer's media type is not " + response_->media[media].range};
    }
    return &state_.body_verdicts(*evidence_.answer,
                                 state_.body_key(bound_.operation, bound_.response, media));
  }

  Verdict operator()(const DriftSubject& subject) const {
    switch (subject.aspect) {
      case DriftSubject::Aspect::headers:
      case DriftSubject::Aspect::content: {
        const auto answer = documented_answer(evidence_, response_->status);
        if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
        const Received& received = *std::get<const Received*>(answer);
        return subject.aspect == DriftSubject::Aspect::content
                   ? judge_stray_content(received)
                   : judge_undocumented_headers(*response_, received.response.fields);
      }
      case DriftSubject::Aspect::fields:
      case DriftSubject::Aspect::write_only:
      case DriftSubject::Aspect::discriminator:
        break;
    }
    const auto body = readable_body();
    if (const Verdict* verdict = std::get_if<Verdict>(&body)) return *verdict;
    const Instance& instance = *std::get<const ParsedBody*>(body)->instance;
    for (std::size_t media = 0; media < response_->media.size(); ++media) {
      const BodyJudge* judge = state_.find(state_.body_key(bound_.operation, bound_.response, media));
      if (judge != nullptr && comes_as(evidence_.answer->media_type(), *response_, media))
        return of_body(subject.aspect, *judge, instance);
    }
    return {.outcome = Outcome::unexercised, .reason = "the documentation has no schema for this body"};
  }

 private:
  static Verdict of_body(DriftSubject::Aspect aspect, const BodyJudge& judge, const Instance& instance) {
    switch (aspect) {
      case DriftSubject::Aspect::fields:
        return judge_undocumented_fields(judge.undocumented(instance));
      case DriftSubject::Aspect::write_only:
        return judge_unsent_fields(judge.unsent(instance));
      case DriftSubject::Aspect::discriminator:
        return judge_discriminators(judge.named(instance));
      case DriftSubject::Aspect::headers:
      case DriftSubject::Aspect::content:
        break;  // of no body
    }
    return {};
  }

  static Verdict no_json(const std::string& reason) {
    return {.outcome = Outcome::unexercised, .reason = "the body cannot be read as JSON: " + reason};
  }

  static Verdict no_json_type(const http::Response& answer) {
    const auto type = http::combined(answer.fields, "Content-Type");
    return {.outcome = Outcome::unexercised,
            .reason = type ? "the answer's media type is " + shown(*type) + ", which is not JSON"
                           : "the answer has no media type, so that its body is not read as JSON"};
  }

  // The parsed body of the documented answer, or the verdict of every clause about what is in it.
  std::variant<const ParsedBody*, Verdict> readable_body() const {
    const auto answer = documented_content(evidence_, response_->status);
    if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
    const Received& received = *std::get<const Received*>(answer);
    if (!is_read_as_json(evidence_.answer->media_type(), *response_)) return no_json_type(received.response);
    if (received.end.kind != BodyEnd::Kind::complete) {
      Verdict verdict = unreadable(received.end);
      return verdict.outcome == Outcome::violated ? no_json(received.end.reason) : verdict;
    }
    const ParsedBody& body = evidence_.answer->body();
    if (!body.fault) return &body;
    if (body.fault->is_limit) return Verdict{.outcome = Outcome::undecided, .reason = body.fault->reason};
    return no_json(body.fault->reason);
  }

  const State& state_;
  const BoundClause& bound_;
  const Evidence& evidence_;
  const DocumentedResponse* response_;  // null where the operation documents none
};

Judge::Judge(std::unique_ptr<State> state) : state_(std::move(state)) {}
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;
Judge::~Judge() = default;

Result<Judge> Judge::make(const Contract& contract, JudgeOptions options) {
  static std::atomic<std::uint64_t> made{0};
  auto state = std::make_unique<State>(State{.contract = contract, .number = ++made, .judges = {}});
  Errors errors;
  const auto keep = [&](const SchemaKey& key, const std::shared_ptr<const Schema>& schema) {
    Result<BodyJudge> judge = BodyJudge::make(schema, options);
    if (!judge) {
      errors.insert(errors.end(), judge.errors().begin(), judge.errors().end());
    } else {
      state->judges.emplace(key, *std::move(judge));
    }
  };
  for (std::size_t operation = 0; operation < contract.operations.size(); ++operation) {
    const std::vector<DocumentedResponse>& responses = contract.operations[operation].responses;
    for (std::size_t response = 0; response < responses.size(); ++response) {
      for (std::size_t media = 0; media < responses[response].media.size(); ++media) {
        const DocumentedMedia& documented = responses[response].media[media];
        if (documented.schema == nullptr || !documented.is_json()) continue;
        keep(state->body_key(operation, response, media), documented.schema);
      }
      for (std::size_t header = 0; header < responses[response].headers.size(); ++header) {
        const DocumentedHeader& documented = responses[response].headers[header];
        if (has_header_claims(documented))
          keep(state->header_key(operation, response, header), documented.schema);
      }
    }
  }
  if (!errors.empty()) return errors;
  return Judge(std::move(state));
}

const BodyJudge* Judge::of_body(std::size_t operation, std::size_t response, std::size_t media) const {
  return state_->find(state_->body_key(operation, response, media));
}

const BodyJudge* Judge::of_header(std::size_t operation, std::size_t response, std::size_t header) const {
  return state_->find(state_->header_key(operation, response, header));
}

Verdict Judge::judge(const BoundClause& clause, const std::vector<Evidence>& evidence) const {
  if (std::holds_alternative<CorsSubject>(clause.subject))
    return judge_cors(state_->contract, clause, evidence);
  if (std::holds_alternative<SecuritySubject>(clause.subject)) {
    if (evidence.empty() || !is_refusal(evidence.front().role)) return combined({});
    Verdict verdict = judge_security(evidence);
    verdict.evidence = 0;
    return verdict;
  }
  std::vector<Verdict> verdicts;
  std::optional<Verdict> overheard;  // of the first answer that the clause speaks of and did not ask for
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (evidence[i].overheard && !state_->is_spoken_of(clause, evidence[i])) continue;
    Verdict verdict = std::holds_alternative<DocumentedStatusSubject>(clause.subject)
                          ? judge_documented_status(evidence, i)
                          : std::visit(State::Visitor(*state_, clause, evidence[i]), clause.subject);
    verdict.evidence = i;
    if (evidence[i].overheard && !overheard) overheard = verdict;
    verdicts.push_back(std::move(verdict));
  }
  Verdict verdict = combined(verdicts);
  // Why an answer that came did not exercise it says more than that another one did not come.
  const bool is_nearer = overheard && verdict.outcome == Outcome::unexercised;
  return is_nearer ? *std::move(overheard) : verdict;
}

std::vector<std::size_t> Judge::violated_keywords(const BoundClause& clause,
                                                  const std::vector<Evidence>& evidence) const {
  const std::size_t media = std::get<BodyKeywordSubject>(clause.subject).media;
  std::set<std::size_t> keywords;
  for (const Evidence& one : evidence) {
    if (one.overheard && !state_->is_spoken_of(clause, one)) continue;
    const auto verdicts = State::Visitor(*state_, clause, one).body_verdicts(media);
    const auto* said = std::get_if<const SchemaVerdicts*>(&verdicts);
    if (said != nullptr) keywords.insert((*said)->violated.begin(), (*said)->violated.end());
  }
  return {keywords.begin(), keywords.end()};
}

}  // namespace avouch

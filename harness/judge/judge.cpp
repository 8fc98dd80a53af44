// SPDX-License-Identifier: MIT
#include "judge/judge.h"

#include <algorithm>
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
#include "judge/drift.h"
#include "judge/header/header.h"
#include "judge/status.h"

namespace avouch {
namespace {

// Which schema: an operation's response's media type, or its header.
struct SchemaKey {
  std::size_t operation = 0;
  std::size_t response = 0;
  std::size_t index = 0;

  auto operator<=>(const SchemaKey&) const = default;
};

// A body is parsed once an exchange and judged once a schema, however many clauses ask.
struct JudgedBody {
  struct Verdicts {
    std::vector<Verdict> by_keyword;
    std::vector<std::size_t> violated;  // keywords
  };
  ParsedBody parsed;
  std::map<SchemaKey, Verdicts> verdicts;
};

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
  std::map<SchemaKey, BodyJudge> body_judges;
  std::map<SchemaKey, BodyJudge> header_judges;
  std::map<const Exchange*, JudgedBody> bodies;
  std::map<const Exchange*, std::map<SchemaKey, std::vector<Verdict>>> headers;  // by keyword

  // One exchange, for clauses that look at one at a time.
  class Visitor;

  // Whether an answer that was not asked for by the clause is one that it speaks of.
  bool is_spoken_of(const BoundClause& clause, const Evidence& evidence) const;

  JudgedBody& body(const Exchange& exchange, const std::string& text);
  const JudgedBody::Verdicts& body_verdicts(JudgedBody& body, const SchemaKey& key);
  const std::vector<Verdict>& header_verdicts(const Exchange& exchange, const SchemaKey& key,
                                              const http::Fields& fields);
};

bool Judge::State::is_spoken_of(const BoundClause& clause, const Evidence& evidence) const {
  if (std::holds_alternative<DocumentedStatusSubject>(clause.subject)) return true;
  const Received* received = evidence.exchange->received();
  return received != nullptr &&
         response_for(contract.operations[clause.operation], received->response.status) == clause.response;
}

JudgedBody& Judge::State::body(const Exchange& exchange, const std::string& text) {
  const auto found = bodies.find(&exchange);
  if (found != bodies.end()) return found->second;
  return bodies.emplace(&exchange, JudgedBody{.parsed = parse_body(text), .verdicts = {}}).first->second;
}

const JudgedBody::Verdicts& Judge::State::body_verdicts(JudgedBody& body, const SchemaKey& key) {
  const auto found = body.verdicts.find(key);
  if (found != body.verdicts.end()) return found->second;
  JudgedBody::Verdicts verdicts{.by_keyword = body_judges.at(key).judge(*body.parsed.instance),
                                .violated = {}};
  for (std::size_t i = 0; i < verdicts.by_keyword.size(); ++i) {
    if (verdicts.by_keyword[i].outcome == Outcome::violated) verdicts.violated.push_back(i);
  }
  return body.verdicts.emplace(key, std::move(verdicts)).first->second;
}

const std::vector<Verdict>& Judge::State::header_verdicts(const Exchange& exchange, const SchemaKey& key,
                                                          const http::Fields& fields) {
  std::map<SchemaKey, std::vector<Verdict>>& known = headers[&exchange];
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  const DocumentedHeader& header =
      contract.operations[key.operation].responses[key.response].headers[key.index];
  return known.emplace(key, judge_header_values(header, header_judges.at(key), fields)).first->second;
}

class Judge::State::Visitor {
 public:
  Visitor(State& state, const BoundClause& bound, const Evidence& evidence)
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
    const http::Fields& fields = std::get<const Received*>(answer)->response.fields;
    return state_.header_verdicts(*evidence_.exchange, {bound_.operation, bound_.response, subject.header},
                                  fields)[subject.keyword];
  }

  Verdict operator()(const BodySyntaxSubject& subject) const {
    const auto answer = documented_content(evidence_, response_->status);
    if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
    const Received& received = *std::get<const Received*>(answer);
    if (!is_read_as_json(received.response, *response_)) return no_json_type(received.response);
    const bool is_about_names = subject.aspect == BodySyntaxSubject::Aspect::unique_names;
    if (received.end.kind != BodyEnd::Kind::complete) {
      Verdict verdict = unreadable(received.end);
      if (is_about_names && verdict.outcome == Outcome::violated) return no_json(received.end.reason);
      return verdict;
    }
    const ParsedBody& parsed = state_.body(*evidence_.exchange, received.response.body).parsed;
    return is_about_names ? unique_names_verdict(parsed) : well_formed_verdict(parsed);
  }

  Verdict operator()(const BodyKeywordSubject& subject) const {
    const auto verdicts = body_verdicts(subject.media);
    if (const Verdict* verdict = std::get_if<Verdict>(&verdicts)) return *verdict;
    return std::get<const JudgedBody::Verdicts*>(verdicts)->by_keyword[subject.keyword];
  }

  // Of every keyword of that media type's schema, or the one verdict of all of them, which is no violation.
  std::variant<const JudgedBody::Verdicts*, Verdict> body_verdicts(std::size_t media) const {
    const auto body = readable_body();
    if (const Verdict* verdict = std::get_if<Verdict>(&body)) return *verdict;
    if (!comes_as(evidence_.exchange->received()->response, *response_, media)) {
      return Verdict{.outcome = Outcome::unexercised,
                     .reason = "the answer's media type is not " + response_->media[media].range};
    }
    return &state_.body_verdicts(*std::get<JudgedBody*>(body), {bound_.operation, bound_.response, media});
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
    const Instance& instance = *std::get<JudgedBody*>(body)->parsed.instance;
    for (std::size_t media = 0; media < response_->media.size(); ++media) {
      const auto judge = state_.body_judges.find({bound_.operation, bound_.response, media});
      if (judge != state_.body_judges.end() &&
          comes_as(evidence_.exchange->received()->response, *response_, media))
        return of_body(subject.aspect, judge->second, instance);
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
  std::variant<JudgedBody*, Verdict> readable_body() const {
    const auto answer = documented_content(evidence_, response_->status);
    if (const Verdict* verdict = std::get_if<Verdict>(&answer)) return *verdict;
    const Received& received = *std::get<const Received*>(answer);
    if (!is_read_as_json(received.response, *response_)) return no_json_type(received.response);
    if (received.end.kind != BodyEnd::Kind::complete) {
      Verdict verdict = unreadable(received.end);
      return verdict.outcome == Outcome::violated ? no_json(received.end.reason) : verdict;
    }
    JudgedBody& body = state_.body(*evidence_.exchange, received.response.body);
    if (!body.parsed.fault) return &body;
    if (body.parsed.fault->is_limit)
      return Verdict{.outcome = Outcome::undecided, .reason = body.parsed.fault->reason};
    return no_json(body.parsed.fault->reason);
  }

  State& state_;
  const BoundClause& bound_;
  const Evidence& evidence_;
  const DocumentedResponse* response_;  // null where the operation documents none
};

Judge::Judge(std::unique_ptr<State> state) : state_(std::move(state)) {}
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;
Judge::~Judge() = default;

Result<Judge> Judge::make(const Contract& contract, JudgeOptions options) {
  auto state = std::make_unique<State>(
      State{.contract = contract, .body_judges = {}, .header_judges = {}, .bodies = {}, .headers = {}});
  Errors errors;
  const auto keep = [&](auto& judges, const auto& key, const std::shared_ptr<const Schema>& schema) {
    Result<BodyJudge> judge = BodyJudge::make(schema, options);
    if (!judge) {
      errors.insert(errors.end(), judge.errors().begin(), judge.errors().end());
    } else {
      judges.emplace(key, *std::move(judge));
    }
  };
  for (std::size_t operation = 0; operation < contract.operations.size(); ++operation) {
    const std::vector<DocumentedResponse>& responses = contract.operations[operation].responses;
    for (std::size_t response = 0; response < responses.size(); ++response) {
      for (std::size_t media = 0; media < responses[response].media.size(); ++media) {
        const DocumentedMedia& documented = responses[response].media[media];
        if (documented.schema == nullptr || !documented.is_json()) continue;
        keep(state->body_judges, SchemaKey{operation, response, media}, documented.schema);
      }
      for (std::size_t header = 0; header < responses[response].headers.size(); ++header) {
        const DocumentedHeader& documented = responses[response].headers[header];
        if (has_header_claims(documented))
          keep(state->header_judges, SchemaKey{operation, response, header}, documented.schema);
      }
    }
  }
  if (!errors.empty()) return errors;
  return Judge(std::move(state));
}

void Judge::forget(const Exchange& exchange) {
  state_->bodies.erase(&exchange);
  state_->headers.erase(&exchange);
}

const BodyJudge* Judge::of_body(std::size_t operation, std::size_t response, std::size_t media) const {
  const auto found = state_->body_judges.find({operation, response, media});
  return found == state_->body_judges.end() ? nullptr : &found->second;
}

const BodyJudge* Judge::of_header(std::size_t operation, std::size_t response, std::size_t header) const {
  const auto found = state_->header_judges.find({operation, response, header});
  return found == state_->header_judges.end() ? nullptr : &found->second;
}

Verdict Judge::judge(const BoundClause& clause, const std::vector<Evidence>& evidence) {
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
                                                  const std::vector<Evidence>& evidence) {
  const std::size_t media = std::get<BodyKeywordSubject>(clause.subject).media;
  std::set<std::size_t> keywords;
  for (const Evidence& one : evidence) {
    if (one.overheard && !state_->is_spoken_of(clause, one)) continue;
    const auto verdicts = State::Visitor(*state_, clause, one).body_verdicts(media);
    const auto* said = std::get_if<const JudgedBody::Verdicts*>(&verdicts);
    if (said != nullptr) keywords.insert((*said)->violated.begin(), (*said)->violated.end());
  }
  return {keywords.begin(), keywords.end()};
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "judge/judge.h"

#include <algorithm>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>
#include <variant>

#include "contract/documented_status.h"
#include "judge/content.h"
#include "judge/judges.h"
#include "judge/schema_judges.h"
#include "verdict/gap_kind.h"

namespace avouch {
namespace {

using Scope = SubjectTraits::Scope;

// Whether the clause applies to a response that was requested for other clauses.
bool is_spoken_of(const Question& question) {
  if (traits_of(question.clause.subject).scope == Scope::operation) return true;
  const Received* received = question.answer().received();
  return received != nullptr &&
         response_for(question.operation(), received->response.status) == question.clause.response;
}

// The verdict on one response; nullopt if the clause does not apply to it.
template <class JudgeOne>
std::optional<Verdict> on_answer(const Question& question, const JudgeOne& judge_one) {
  if (question.one().overheard && !is_spoken_of(question)) return std::nullopt;
  return judge_one(question);
}

// Content of the documented media type explains more than content of another one.
const Verdict& nearest(const BoundClause& clause, const Verdict& said, const std::vector<Verdict>& verdicts) {
  const auto kind_of = [&](const Verdict& one) { return gap_kind(clause.clause->kind, one.reason); };
  if (kind_of(said) != GapKind::other_content) return said;
  const auto near = std::find_if(verdicts.begin(), verdicts.end(), [&](const Verdict& one) {
    if (one.outcome != Outcome::unexercised) return false;
    const GapKind kind = kind_of(one);
    return kind == GapKind::too_little_data || kind == GapKind::other_values;
  });
  return near == verdicts.end() ? said : *near;
}

// Combines the verdicts on all responses that the clause applies to. A response that did not come could have
// violated the clause, if the request was made for it or the clause claims something of every response. One
// that was made for other clauses leaves those undecided.
Verdict joined(const BoundClause& clause, const std::vector<Evidence>& evidence,
               std::vector<std::optional<Verdict>> each) {
  std::vector<Verdict> verdicts;
  verdicts.reserve(each.size());
  std::optional<Verdict> overheard;  // on the first applicable response that was requested for other clauses
  for (std::size_t index = 0; index < each.size(); ++index) {
    if (!each[index]) continue;
    verdicts.push_back(*std::move(each[index]));
    verdicts.back().evidence = index;
    if (evidence[index].overheard && !overheard) overheard = verdicts.back();
  }
  const bool is_of_every_response = traits_of(clause.subject).scope == Scope::operation;
  Verdict verdict = combined(verdicts, [&](const Verdict& undecided) {
    const Evidence& one = evidence[*undecided.evidence];
    const bool came = one.answer != nullptr && one.answer->received() != nullptr;
    return came || !one.overheard || is_of_every_response;
  });
  // A response that did not exercise the clause explains more than a missing response.
  if (verdict.outcome != Outcome::unexercised) return verdict;
  return nearest(clause, overheard ? *overheard : verdict, verdicts);
}

}  // namespace

struct Judge::State {
  const Contract& contract;
  SchemaJudges schemas;
};

Judge::Judge(std::unique_ptr<State> state) : state_(std::move(state)) {}
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;
Judge::~Judge() = default;

Result<Judge> Judge::make(const Contract& contract, JudgeOptions options) {
  Result<SchemaJudges> schemas = SchemaJudges::make(contract, options);
  if (!schemas) return schemas.errors();
  return Judge(std::make_unique<State>(State{.contract = contract, .schemas = *std::move(schemas)}));
}

const BodyJudge* Judge::of_body(std::size_t operation, std::size_t response, std::size_t media) const {
  return state_->schemas.find(state_->schemas.body_key(operation, response, media));
}

const BodyJudge* Judge::of_header(std::size_t operation, std::size_t response, std::size_t header) const {
  return state_->schemas.find(state_->schemas.header_key(operation, response, header));
}

Verdict Judge::join(const BoundClause& clause, const std::vector<Evidence>& evidence,
                    const std::vector<std::optional<Verdict>>& each) {
  return joined(clause, evidence, each);
}

std::optional<Verdict> Judge::judge_one(const BoundClause& clause, const std::vector<Evidence>& evidence,
                                        std::size_t index) const {
  const Question question{state_->contract, clause, evidence, state_->schemas, index};
  return std::visit(
      [&](const auto& subject) {
        return on_answer(question, [&](const Question& one) { return verdict_of(subject, one); });
      },
      clause.subject);
}

Verdict Judge::judge(const BoundClause& clause, const std::vector<Evidence>& evidence) const {
  Question question{state_->contract, clause, evidence, state_->schemas};
  return std::visit(
      [&](const auto& subject) {
        if constexpr (std::decay_t<decltype(subject)>::traits.scope == Scope::exchanges) {
          return verdict_of(subject, question);
        } else {
          std::vector<std::optional<Verdict>> each;
          for (; question.index < evidence.size(); ++question.index)
            each.push_back(
                on_answer(question, [&](const Question& one) { return verdict_of(subject, one); }));
          return joined(clause, evidence, std::move(each));
        }
      },
      clause.subject);
}

std::vector<std::size_t> Judge::violated_keywords(const BoundClause& clause,
                                                  const std::vector<Evidence>& evidence) const {
  const std::size_t media = std::get<BodyKeywordSubject>(clause.subject).media;
  std::set<std::size_t> keywords;
  Question question{state_->contract, clause, evidence, state_->schemas};
  for (question.index = 0; question.index < evidence.size(); ++question.index) {
    if (question.one().overheard && !is_spoken_of(question)) continue;
    const auto verdicts = body_verdicts(question, media);
    const auto* said = std::get_if<const SchemaVerdicts*>(&verdicts);
    if (said != nullptr) keywords.insert((*said)->violated().begin(), (*said)->violated().end());
  }
  return {keywords.begin(), keywords.end()};
}

}  // namespace avouch

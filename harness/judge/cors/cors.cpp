// SPDX-License-Identifier: MIT
#include "judge/cors/cors.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <string>
#include <utility>

#include "contract/cors_clauses.h"
#include "judge/answer.h"
#include "judge/cors/advice.h"
#include "judge/cors/response.h"
#include "judge/cors/verdicts.h"
#include "judge/judges.h"

namespace avouch {
namespace {

using Aspect = CorsSubject::Aspect;

std::vector<std::size_t> in_role(const std::vector<Evidence>& evidence, Role role) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (evidence[i].role == role && evidence[i].answer != nullptr) found.push_back(i);
  }
  return found;
}

// Returns whether a conforming server may refuse a page on that origin: the user did not name the page, the
// documentation does not admit every page, and no response shows that the server admits it.
bool may_be_refused(const Operation& operation, const DocumentedResponse& response,
                    const std::vector<Evidence>& evidence, const std::string& origin) {
  if (origin != kPageOrigin || admits_every_origin(response)) return false;
  const std::vector<std::string> none;
  const std::vector<std::string>& named = operation.cors ? operation.cors->admitted : none;
  if (std::find(named.begin(), named.end(), origin) != named.end()) return false;
  return std::none_of(evidence.begin(), evidence.end(), [&](const Evidence& one) {
    const Received* received =
        one.origin == origin && one.answer != nullptr ? one.answer->received() : nullptr;
    return received != nullptr && cors::cors_check(origin, cors::Credentials::omit,
                                                   received->response.fields) == cors::CorsCheck::passes;
  });
}

// Returns whether a server that refuses the page necessarily violates the clause. Other clauses are
// independent of the refusal: the syntax of the lines it sends, and their effect on caches.
bool depends_on_the_page(Aspect aspect, const Operation& operation) {
  switch (aspect) {
    case Aspect::preflight_without_credentials:
    case Aspect::preflight_status:
    case Aspect::preflight_origin:
    case Aspect::preflight_method:
    case Aspect::preflight_header:
    case Aspect::preflight_authorization_by_name:
    case Aspect::anonymous_origin:
    case Aspect::response_origin:
    case Aspect::response_exposed:
      return true;
    case Aspect::preflight_credentials:
    case Aspect::response_credentials:
      return operation.cors && operation.cors->credentials == true;
    case Aspect::preflight_credentials_wildcard:
    case Aspect::preflight_max_age:
    case Aspect::response_credentials_wildcard:
    case Aspect::response_vary:
    case Aspect::response_any_origin:
    case Aspect::response_denied:
      break;
  }
  return false;
}

// Combines the verdicts on each exchange in that role.
template <class JudgeOne>
Verdict over_each(const std::vector<Evidence>& evidence, Role role, const JudgeOne& judge_one) {
  std::vector<Verdict> verdicts;
  for (const std::size_t index : in_role(evidence, role)) {
    verdicts.push_back(judge_one(evidence[index]));
    verdicts.back().evidence = index;
  }
  if (verdicts.empty()) return cors::unexercised("no " + std::string(to_string(role)) + " request was sent");
  return combined(verdicts);
}

}  // namespace

Verdict judge_cors(const Contract& contract, const BoundClause& clause,
                   const std::vector<Evidence>& evidence) {
  const CorsSubject& subject = std::get<CorsSubject>(clause.subject);
  const Operation& operation = contract.operations[clause.operation];
  const DocumentedResponse& response = operation.responses[clause.response];
  // Refusing a page that the user did not name is not a violation.
  const auto excused = [&](const Evidence& one, Verdict verdict) {
    if (verdict.outcome != Outcome::violated || !depends_on_the_page(subject.aspect, operation))
      return verdict;
    const Received* received = one.answer->received();
    if (received == nullptr || !cors::is_plain_refusal(one.origin, received->response.fields) ||
        !may_be_refused(operation, response, evidence, one.origin))
      return verdict;
    return cors::page_is_wanted(received->response);
  };
  switch (subject.aspect) {
    case Aspect::preflight_without_credentials:
    case Aspect::preflight_status:
    case Aspect::preflight_origin:
    case Aspect::preflight_method:
    case Aspect::preflight_header:
    case Aspect::preflight_authorization_by_name:
    case Aspect::preflight_credentials:
    case Aspect::preflight_credentials_wildcard:
    case Aspect::preflight_max_age:
      return over_each(evidence, Role::preflight, [&](const Evidence& one) {
        return excused(one, cors::judge_preflight(subject, operation, one));
      });
    case Aspect::anonymous_origin:
      return over_each(evidence, Role::anonymous,
                       [&](const Evidence& one) { return excused(one, cors::judge_anonymous_origin(one)); });
    case Aspect::response_origin: {
      const std::vector<std::size_t> plain = in_role(evidence, Role::documented);
      return over_each(evidence, Role::cross_origin, [&](const Evidence& one) {
        const Evidence* without_origin = plain.empty() ? nullptr : &evidence[plain.front()];
        return excused(one, cors::judge_response_origin(response, one, without_origin));
      });
    }
    case Aspect::response_credentials:
    case Aspect::response_credentials_wildcard:
    case Aspect::response_exposed:
      return over_each(evidence, Role::cross_origin, [&](const Evidence& one) {
        return excused(one, cors::judge_cross_origin(subject, operation, response, one));
      });
    case Aspect::response_vary: {
      const std::vector<std::size_t> others = in_role(evidence, Role::other_origin);
      if (others.empty()) return cors::unexercised("no request from a second origin was sent");
      return over_each(evidence, Role::cross_origin, [&](const Evidence& one) {
        std::vector<Verdict> verdicts;
        for (const std::size_t other : others) {
          verdicts.push_back(cors::judge_vary(response, one, evidence[other]));
        }
        return combined(verdicts);
      });
    }
    case Aspect::response_denied:
      return over_each(evidence, Role::denied_origin, cors::judge_denied);
    case Aspect::response_any_origin:
      return over_each(evidence, Role::other_origin, cors::judge_any_origin);
  }
  assert(false);
  return {};
}

Verdict verdict_of(const CorsSubject& /*subject*/, const Question& question) {
  return judge_cors(question.contract, question.clause, question.evidence);
}

Explanation explanation_of(const CorsSubject& /*subject*/, const Operation& /*operation*/,
                           const BoundClause& /*clause*/) {
  return {"the response contradicts the claim, as the Fetch standard defines this step",
          "an earlier step failed, or the response has nothing to check"};
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "judge/cors.h"

#include <cassert>
#include <cstddef>
#include <string>
#include <utility>

#include "judge/cors_verdicts.h"

namespace avouch {
namespace {

using Aspect = CorsSubject::Aspect;

std::vector<std::size_t> in_role(const std::vector<Evidence>& evidence, Role role) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (evidence[i].role == role && evidence[i].exchange != nullptr) found.push_back(i);
  }
  return found;
}

// One verdict of those over each exchange in that role.
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
      return over_each(evidence, Role::preflight,
                       [&](const Evidence& one) { return cors::judge_preflight(subject, operation, one); });
    case Aspect::anonymous_origin:
      return over_each(evidence, Role::anonymous, cors::judge_anonymous_origin);
    case Aspect::response_origin: {
      const std::vector<std::size_t> plain = in_role(evidence, Role::documented);
      return over_each(evidence, Role::cross_origin, [&](const Evidence& one) {
        return cors::judge_response_origin(response, one, plain.empty() ? nullptr : &evidence[plain.front()]);
      });
    }
    case Aspect::response_credentials:
    case Aspect::response_credentials_wildcard:
    case Aspect::response_exposed:
      return over_each(evidence, Role::cross_origin, [&](const Evidence& one) {
        return cors::judge_cross_origin(subject, operation, response, one);
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

}  // namespace avouch

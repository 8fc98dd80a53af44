// SPDX-License-Identifier: MIT
// Responses with a status other than the documented one, and successes for requests that must be refused.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/documented_status.h"
#include "generate/conformant.h"
#include "prove/edits.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

// Responses with other statuses. If a range or `default` covers the status, the response follows that
// documentation, so that nothing but the status is wrong.
class OtherAnswers {
 public:
  OtherAnswers(const Contract& contract, const BoundClause& clause)
      : contract_(contract), operation_(contract.operations[clause.operation]) {}

  // Whether that status is permitted for the operation (OpenAPI 3.1.1 §4.8.16).
  bool is_documented(int status) const { return response_for(operation_, status).has_value(); }

  // `plain` is the edit for a status that no range covers.
  Edit of(int status, Edit plain) {
    const std::optional<std::size_t> found = response_for(operation_, status);
    if (!found || !is_range(operation_.responses[*found].status)) return plain;
    const auto [made, is_new] = made_.try_emplace(*found);
    if (is_new) {
      if (Result<http::Response> one = conformant_response(contract_, operation_.responses[*found]))
        made->second = *std::move(one);
    }
    if (!made->second) return plain;
    return [own = *made->second, status](const http::Request& request, http::Response& answer) {
      answer = own;
      with_status(status)(request, answer);
    };
  }

 private:
  const Contract& contract_;
  const Operation& operation_;
  std::map<std::size_t, std::optional<http::Response>> made_;  // by response
};

// Sets the status, with an empty response.
Edit with_bare_status(int status) {
  return [status](const http::Request&, http::Response& answer) {
    answer.status = status;
    answer.reason.clear();
    answer.body.clear();
    http::remove(answer.fields, "Content-Type");
  };
}

}  // namespace

Mutants status_mutants(const Contract& contract, const BoundClause& clause) {
  const Roles& roles = clause.roles;
  const Operation& operation = contract.operations[clause.operation];
  if (operation.expected_response() != clause.response) {
    return {
        .reason = Mutants::Reason::vacuous,
        .why = "another status is not wrong: the contract does not require this one for every such request"};
  }
  Mutants mutants{.reason = Mutants::Reason::vacuous, .why = "every status is documented"};
  OtherAnswers others(contract, clause);
  for (const int status : {200, 201, 500, 404, 302, 202, 204, 400, 503, 301, 403, 429, 206, 299, 203,
                           207, 226, 300, 303, 304, 307, 308, 401, 402, 405, 406, 408, 409, 410, 411,
                           412, 413, 415, 418, 422, 423, 428, 451, 501, 502, 504, 505, 511, 520, 599}) {
    if (others.is_documented(status)) continue;
    mutants.made.push_back({.what = "the status is " + std::to_string(status),
                            .roles = roles,
                            .edit = others.of(status, with_status(status)),
                            .follows = {"security/anonymous"}});
  }
  return mutants;
}

Mutants documented_status_mutants(const Contract& contract, const BoundClause& clause) {
  const Operation& operation = contract.operations[clause.operation];
  const std::optional<std::size_t> expected = operation.expected_response();
  // Whether a made-up value can be the cause of a 4xx to the documented request.
  const bool may_be_made_up = !operation.parameters.empty() || operation.request_body;
  Mutants mutants{.reason = Mutants::Reason::vacuous,
                  .why = "another status clause covers every request to this operation"};
  Roles others = clause.also;
  if (!expected) others.add(Role::documented);
  // The rest of a story depends on what those of a life get.
  others.remove_if([&](Role role) { return is_of_a_life(role) || (expected && role == Role::cross_origin); });
  const OtherAnswers answers(contract, clause);
  const bool has_refused = std::any_of(others.begin(), others.end(), must_be_refused);
  others.remove_if(must_be_refused);
  if (has_refused) {
    for (const int status : {401, 403}) {
      if (answers.is_documented(status)) continue;
      mutants.made.push_back(
          {.what = "a request without the right credentials gets " + std::to_string(status),
           .roles = {Role::anonymous, Role::wrong_credentials},
           .edit = with_bare_status(status)});
    }
  }
  for (const int status : {500, 503, 418, 501, 409, 502, 504, 410, 599, 404, 405, 406, 415, 422}) {
    if (answers.is_documented(status)) continue;
    mutants.made.push_back({.what = "a request that must be refused gets " + std::to_string(status),
                            .roles = others,
                            .edit = with_bare_status(status)});
    if (expected && may_be_made_up && status < 500) {
      mutants.made.push_back({.what = "the documented request gets " + std::to_string(status),
                              .roles = {Role::documented, Role::cross_origin},
                              .edit = with_bare_status(status)});
    }
  }
  return mutants;
}

Mutants security_mutants(const Contract& contract, const BoundClause& clause, const http::Response& granted) {
  Mutants mutants;
  const Roles refused = {clause.roles.front()};
  OtherAnswers others(contract, clause);
  mutants.made.push_back(
      {.what = "it gets the same response as a call with the right credentials",
       .roles = refused,
       .edit = [granted](const http::Request&, http::Response& answer) { answer = granted; },
       .follows = {"401/*", "403/*"}});
  // A 404 may hide the resource, and a 429 does not show who has access.
  for (const int status : {200, 302, 400, 204, 201, 500, 301, 202, 206, 307, 402,
                           405, 418, 422, 303, 308, 406, 409, 410, 501, 502, 503}) {
    mutants.made.push_back({.what = "it gets " + std::to_string(status),
                            .roles = refused,
                            .edit = others.of(status, with_bare_status(status)),
                            .follows = {"401/*", "403/*"}});
  }
  return mutants;
}

}  // namespace avouch

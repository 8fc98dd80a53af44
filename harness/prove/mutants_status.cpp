// SPDX-License-Identifier: MIT
// Answers of another status than the documented one, and answers to who may have none.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "judge/answer.h"
#include "prove/edits.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

// Whether the operation documents just that status: a "default" says nothing of one.
bool is_documented(const Operation& operation, int status) {
  return std::any_of(operation.responses.begin(), operation.responses.end(),
                     [&](const DocumentedResponse& response) {
                       return response.status != "default" && status_matches(response.status, status);
                     });
}

}  // namespace

Mutants status_mutants(const Contract& contract, const BoundClause& clause) {
  const Operation& operation = contract.operations[clause.operation];
  std::vector<Role> roles = clause.roles;
  const bool is_call = std::find(roles.begin(), roles.end(), Role::documented) != roles.end();
  if (is_call) roles.push_back(Role::other_origin);
  const bool is_refusal = std::find(roles.begin(), roles.end(), Role::anonymous) != roles.end();
  if (!is_call && !is_refusal) {
    return {
        .reason = Mutants::Reason::vacuous,
        .why = "another status is not wrong: no documentation says that every such request gets this one"};
  }
  Mutants mutants;
  for (const int status : {200, 201, 500, 404, 302, 202, 204, 400, 503, 301, 403, 429, 206, 299, 203,
                           207, 226, 300, 303, 304, 307, 308, 401, 402, 405, 406, 408, 409, 410, 411,
                           412, 413, 415, 418, 422, 423, 428, 451, 501, 502, 504, 505, 511, 520, 599}) {
    if (is_documented(operation, status)) continue;
    mutants.made.push_back({.what = "the status is " + std::to_string(status),
                            .roles = roles,
                            .edit = with_status(status),
                            .follows = {"security/anonymous"}});
  }
  return mutants;
}

Mutants security_mutants(const BoundClause& clause, const http::Response& granted) {
  Mutants mutants;
  mutants.made.push_back(
      {.what = "it is answered like a call with the right credentials",
       .roles = clause.roles,
       .edit = [granted](const http::Request&, http::Response& answer) { answer = granted; },
       .follows = {"401/*", "403/*"}});
  for (const int status : {200, 302, 404, 400, 204, 201, 500, 301, 202, 206, 307, 402,
                           405, 418, 422, 303, 308, 406, 409, 410, 429, 501, 502, 503}) {
    mutants.made.push_back({.what = "it is answered with " + std::to_string(status),
                            .roles = clause.roles,
                            .edit =
                                [status](const http::Request&, http::Response& answer) {
                                  answer.status = status;
                                  answer.reason.clear();
                                  answer.body.clear();
                                  http::remove(answer.fields, "Content-Type");
                                },
                            .follows = {"401/*", "403/*"}});
  }
  return mutants;
}

}  // namespace avouch

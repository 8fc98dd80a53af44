// SPDX-License-Identifier: MIT
// Clauses about statuses: the expected status, and that each status is documented.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/clauses/derive.h"
#include "contract/documented_status.h"

namespace avouch {
namespace {

// If both are documented, 401 is for a request without credentials (RFC 9110 §15.5.2), and 403 for one whose
// credentials do not suffice (§15.5.4).
bool documents_both_refusals(const Operation& operation) {
  return std::count_if(operation.responses.begin(), operation.responses.end(),
                       [](const DocumentedResponse& other) {
                         return other.status == "401" || other.status == "403";
                       }) == 2;
}

}  // namespace

void add_status(ClauseList& list) {
  const Operation& operation = list.operation();
  const std::string& status = list.response().status;
  if (status == "default") return;  // it covers every other status: nothing could contradict it
  const ResponseRoles roles = list.roles();
  std::string claim = operation.method + " " + operation.claimed_path() + " responds with " + status;
  Roles when;
  if (roles.is_expected() || is_success(status)) {
    when = {Role::documented, Role::cross_origin};
  } else if (roles.is_refusal() && (status == "401" || !documents_both_refusals(operation))) {
    when = {Role::anonymous};
    claim += " to a request without credentials";
    if (status == "403") {
      when.add(Role::forbidden);
      claim += " or " + std::string(cause_of_error(Role::forbidden));
    }
  } else if (roles.is_refusal()) {
    when = {Role::forbidden};
    claim += " " + std::string(cause_of_error(Role::forbidden));
  } else if (roles.is_undocumented_refusal()) {
    when = roles.causes_of_undocumented_refusal();
    claim += when.front() == Role::anonymous ? " to a request without credentials or with wrong ones"
                                             : " to a request with wrong credentials";
  } else if (const std::optional<Role> cause = roles.generic_cause()) {
    when = {*cause};
    claim += " " + std::string(cause_of_error(*cause));
  } else {
    when = roles.causes_of_range();
    for (const Role each : when)
      claim += (each == when.front() ? " " : " or ") + std::string(cause_of_error(each));
  }
  BoundClause& bound = list.add("status", std::move(claim), list.response().place, when, StatusSubject{});
  bound.also = {};
  if (is_success(status)) bound.also.add(Role::other_origin);
  for (const Role role : roles.also(bound.roles)) {
    // Those that seek an error are not to get a success.
    if (!is_success(status) || !seeks_an_error(role)) bound.also.add(role);
  }
}

// One clause for all undocumented statuses.
void add_documented_status(ClauseList& list) {
  const Operation& operation = list.operation();
  if (operation.responses.empty() || documents_every_status(operation)) return;
  std::vector<std::string> statuses;
  for (const DocumentedResponse& each : operation.responses) statuses.push_back(each.status);
  BoundClause& bound = list.add_to_operation(
      "documented-status",
      "every response to " + operation.method + " " + operation.claimed_path() +
          " has a documented status: " + join(statuses, ", "),
      operation.place, operation.documentation, {Role::documented}, DocumentedStatusSubject{});
  bound.also = further_requests_with_credentials();
  // Who documents one of the two says which of them it is.
  if (response_for(operation, 401).has_value() != response_for(operation, 403).has_value()) {
    for (const Role role : {Role::anonymous, Role::wrong_credentials}) bound.also.add(role);
  }
  bound.fault = operation.unread_statuses;
}

}  // namespace avouch

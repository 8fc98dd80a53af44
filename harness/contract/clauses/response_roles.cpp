// SPDX-License-Identifier: MIT
#include "contract/clauses/response_roles.h"

#include <algorithm>
#include <array>
#include <string>

#include "contract/documented_status.h"
#include "http/syntax.h"

namespace avouch {
namespace {

// Every request of an operation. Excludes the preflight and requests with a method that the path does not
// document.
constexpr std::array kAnyRequest = {
    Role::documented,     Role::cross_origin,      Role::other_origin,     Role::denied_origin,
    Role::anonymous,      Role::wrong_credentials, Role::unknown_resource, Role::invalid_value,
    Role::malformed_body, Role::unknown_type,      Role::unacceptable,     Role::duplicate,
    Role::forbidden,      Role::read_back,         Role::repeated,         Role::other_identity};

// Whether a documented success counts as an answer to the request. A server that answers one that is to get
// an error so has to answer as documented, but for what the client did not accept (RFC 9110 §15.5.7), and
// what an identity without the right to it gets.
bool may_get_a_success(Role role) {
  return is_of_a_life(role) ||
         (seeks_an_error(role) && role != Role::unacceptable && role != Role::forbidden);
}

}  // namespace

Roles ResponseRoles::of_answer() const {
  Roles any = {Role::documented, Role::cross_origin, Role::other_origin};
  if (is_expected()) return any;
  if (is_refusal() && response().status == "401") return {Role::anonymous};
  if (is_refusal()) return {Role::anonymous, Role::forbidden};
  if (is_undocumented_refusal()) return causes_of_undocumented_refusal();
  if (const std::optional<Role> cause = generic_cause()) return {*cause};
  if (response().status.starts_with('1')) return {};
  // Any call may get it: a 429, another 2xx; for a range and `default`, any status that is not documented
  // individually.
  if (operation_.needs_credentials() && is_for(401)) any.add(Role::anonymous);
  for (const Role cause : causes_of_range()) any.add(cause);
  return any;
}

Roles ResponseRoles::of_content() const {
  return has_no_content() ? Roles{} : of_answer();
}

Roles ResponseRoles::also(const Roles& when) const {
  Roles others;
  if (response().status.starts_with('1')) return others;
  const bool is_of_success = is_success(response().status);
  // A claim about responses to cross-origin requests alone.
  if (is_of_success && !when.contains(Role::documented)) return others;
  for (const Role role : kAnyRequest) {
    if (!when.contains(role) && (!is_of_success || may_get_a_success(role))) others.add(role);
  }
  return others;
}

Roles further_requests_with_credentials() {
  Roles roles;
  for (const Role role : kAnyRequest) {
    if (role != Role::documented && !must_be_refused(role)) roles.add(role);
  }
  return roles;
}

bool ResponseRoles::is_refusal() const {
  return operation_.needs_credentials() && (response().status == "401" || response().status == "403");
}

bool ResponseRoles::is_undocumented_refusal() const {
  const bool is_undocumented = operation_.security.empty() && operation_.security_place.file.empty();
  return response().status == "401" && is_undocumented;
}

Roles ResponseRoles::causes_of_undocumented_refusal() const {
  if (http::is_safe_method(operation_.method)) return {Role::anonymous, Role::wrong_credentials};
  return {Role::wrong_credentials};
}

bool ResponseRoles::has_no_content() const {
  return lacks_content(operation_.method, response().status);
}

std::optional<Role> ResponseRoles::generic_cause() const {
  const std::string& status = response().status;
  if (status == "404" && names_a_resource()) return Role::unknown_resource;
  if (status == "405") return Role::undocumented_method;
  // RFC 9110 §15.5.21: 422 is for content that is well-formed and wrong. Where both are documented, 400 is
  // for content that is malformed.
  if (status == "400" && documents("422") && takes_json()) return Role::malformed_body;
  if (status == "400" || status == "422") return Role::invalid_value;
  if (status == "406" && http::is_safe_method(operation_.method)) return Role::unacceptable;
  if (status == "409" && operation_.method == "POST") return Role::duplicate;
  const bool may_have_content =
      operation_.method == "POST" || operation_.method == "PUT" || operation_.method == "PATCH";
  if (status == "415" && (operation_.request_body || may_have_content)) return Role::unknown_type;
  return std::nullopt;
}

bool ResponseRoles::documents(std::string_view status) const {
  return std::any_of(operation_.responses.begin(), operation_.responses.end(),
                     [&](const DocumentedResponse& other) { return other.status == status; });
}

bool ResponseRoles::takes_json() const {
  return operation_.request_body &&
         std::any_of(operation_.request_body->media.begin(), operation_.request_body->media.end(),
                     [](const DocumentedMedia& media) { return media.is_json(); });
}

Roles ResponseRoles::causes_of_range() const {
  Roles causes;
  if (names_a_resource() && is_for(404)) causes.add(Role::unknown_resource);
  if (takes_a_value() && is_for(400)) causes.add(Role::invalid_value);
  return causes;
}

// Whether the response is a range or `default` that covers the status (OpenAPI 3.1 §4.8.16).
bool ResponseRoles::is_for(int status) const {
  return is_range(response().status) && response_for(operation_, status) == response_;
}

bool ResponseRoles::names_a_resource() const {
  return std::any_of(operation_.parameters.begin(), operation_.parameters.end(),
                     [](const Parameter& parameter) { return parameter.in == Parameter::In::path; });
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// The purpose of a request. A clause names the roles that can exercise it; the planner makes a request for
// each role; the judge interprets an exchange by its role.
#pragma once

#include <string_view>

namespace avouch {

enum class Role {
  documented,         // the documented call, with the given credentials and without an Origin
  cross_origin,       // the same from a page on another origin, with credentials in `Authorization`
  other_origin,       // the same from an unknown origin: does the response depend on the origin?
  preflight,          // the CORS-preflight for cross_origin (Fetch §4.8): OPTIONS, no credentials
  anonymous,          // cross_origin without credentials
  wrong_credentials,  // documented, with credentials that cannot be right
  denied_origin,      // cross_origin from an origin that must not be admitted; only if one is given
  // Calls that trigger an error with a generic cause. Only the documented error counts; another response
  // proves nothing.
  unknown_resource,     // documented, with path values that name no resource
  undocumented_method,  // the documented path with a method that it does not document
  invalid_value,        // documented, with a parameter or a body that its schema forbids
  malformed_body,       // documented, with a body that is no JSON
  unknown_type,         // documented, with a body of a media type that nobody documents
  unacceptable,         // documented, accepting that media type alone
  duplicate,            // the POST that created something, once more as it was accepted
  forbidden,            // documented, with the credentials of a second identity that may have no right to it
  // For what state implies: docs/state.md.
  read_back,       // documented, of what a write of this run created, changed or deleted
  repeated,        // the documented call once more, with the same values
  other_identity,  // documented, with the credentials of the second identity
};

// The origin of the calling page if the user gives none. It is made up, so a server with a list of origins
// refuses it.
inline constexpr const char* kPageOrigin = "https://avouch.example";

// "documented", "cross-origin", "other-origin", "preflight", "anonymous", "wrong-credentials",
// "denied-origin", "unknown-resource", "undocumented-method", "invalid-value", "malformed-body",
// "unknown-type", "unacceptable", "duplicate", "forbidden", "read-back", "repeated", "other-identity".
std::string_view to_string(Role role);

// What the requests of a role that is meant to trigger a documented error have wrong: "to a request for an
// unknown resource". Empty for the other roles.
std::string_view cause_of_error(Role role);

// Whether the target must refuse requests of that role: their credentials are missing or wrong.
inline bool must_be_refused(Role role) {
  return role == Role::anonymous || role == Role::wrong_credentials;
}

// Whether it is the documented call with right values in the life of a resource, behind another request.
inline bool is_of_a_life(Role role) {
  return role == Role::read_back || role == Role::repeated || role == Role::other_identity;
}

// Whether requests of that role are meant to trigger a documented error.
inline bool seeks_an_error(Role role) {
  return !cause_of_error(role).empty();
}

}  // namespace avouch

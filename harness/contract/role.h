// SPDX-License-Identifier: MIT
// The part that a request plays for the clauses that look at its answer. A contract's clauses name the roles
// in which they can be exercised; the planner makes a request for each role; the judge reads an exchange by
// its role.
#pragma once

#include <string_view>

namespace avouch {

enum class Role {
  documented,         // the call of the documentation, with the given credentials and without an Origin
  cross_origin,       // the same from a page on another origin, with credentials in `Authorization`
  other_origin,       // the same from an origin that nobody named: does the answer depend on the origin?
  preflight,          // the CORS-preflight for cross_origin (Fetch §4.8): OPTIONS, no credentials
  anonymous,          // cross_origin without credentials
  wrong_credentials,  // documented, with credentials that cannot be right
  denied_origin,      // cross_origin from an origin that must not be admitted; only where one is named
  // Calls that bring about an error whose cause is generic. The documented one is wanted; another answer says
  // nothing.
  unknown_resource,     // documented, with values in its path that name nothing
  undocumented_method,  // the documented path with a method that it does not have
  invalid_value,        // documented, with a parameter or a body that its schema forbids
};

// The page that calls where nobody names one: made up, so that a server with a list of origins refuses it.
inline constexpr const char* kPageOrigin = "https://avouch.example";

// "documented", "cross-origin", "other-origin", "preflight", "anonymous", "wrong-credentials",
// "denied-origin", "unknown-resource", "undocumented-method", "invalid-value".
std::string_view to_string(Role role);

// Whether a request of that role is there to bring about a documented error.
bool seeks_an_error(Role role);

}  // namespace avouch

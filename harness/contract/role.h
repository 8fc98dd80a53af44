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
};

// "documented", "cross-origin", "other-origin", "preflight", "anonymous", "wrong-credentials",
// "denied-origin".
std::string_view to_string(Role role);

}  // namespace avouch

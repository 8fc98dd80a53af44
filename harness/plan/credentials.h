// SPDX-License-Identifier: MIT
// Credentials for an operation's documented security, as fields, query parameters and cookies.
//
//   const Credentials credentials = credentials_for(operation, {.user = "AC1:secret"});
//   add(request, credentials.right);
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>

#include "contract/contract.h"
#include "http/field.h"
#include "plan/serialization.h"

namespace avouch {

// The placeholder for a bearer token or an API key that the user did not give.
inline constexpr const char* kPlaceholderToken = "token";

// The parts of a request that carry credentials.
struct Proof {
  http::Fields fields;
  NamedTexts query;    // percent-encoded
  NamedTexts cookies;  // percent-encoded
};

struct Credentials {
  Proof right;              // from the user; without those, as the documentation shows them
  Proof wrong;              // of the same form, but wrong
  bool given = false;       // the user gave them, or the operation needs none
  bool needed = false;      // the operation refuses anonymous requests
  std::string unsupported;  // why the operation cannot be called with credentials; may be empty
};

// The user's inputs.
struct GivenCredentials {
  std::optional<std::string> user;  // NAME:PASSWORD
  http::Fields headers;             // may include credentials
  // Returns the value of a variable: an API key in the query or in a cookie. May be empty.
  std::function<std::optional<std::string>(const std::string& name)> variable;
};

// Chooses among the documented alternatives: the first for which everything is given, else the one that
// `user` fits, else the first.
Credentials credentials_for(const Operation& operation, const GivenCredentials& given);

// Returns the names of the fields, parameters and cookies that carry its API keys.
std::set<std::string> api_key_names(const Operation& operation);

// Returns whether a field with that name carries the operation's credentials.
bool carries_credentials(const Operation& operation, const std::string& field_name);

}  // namespace avouch

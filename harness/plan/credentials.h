// SPDX-License-Identifier: MIT
// What proves who sends a request, for an operation's documented security: fields, query and cookies.
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

// Stands in for a bearer token or an API key that nobody gave.
inline constexpr const char* kPlaceholderToken = "token";

// Where credentials go.
struct Proof {
  http::Fields fields;
  NamedTexts query;    // percent-encoded
  NamedTexts cookies;  // percent-encoded
};

struct Credentials {
  Proof right;              // as the user gave them, or as the documentation shows them where nobody gave any
  Proof wrong;              // of the same form, and not right
  bool given = false;       // the user gave them, or the operation needs none
  bool needed = false;      // the operation refuses anonymous requests
  std::string unsupported;  // why the operation cannot be called with credentials; empty where it can
};

// What the user has given.
struct GivenCredentials {
  std::optional<std::string> user;  // NAME:PASSWORD
  http::Fields headers;             // among which credentials may be
  // The value of a variable: an API key of the query or of a cookie. Empty function: none.
  std::function<std::optional<std::string>(const std::string& name)> variable;
};

// Of documented alternatives the first for which everything was given is taken, else the one that the user
// fits, else the first.
Credentials credentials_for(const Operation& operation, const GivenCredentials& given);

// The names of the fields, parameters and cookies in which it takes API keys.
std::set<std::string> api_key_names(const Operation& operation);

// Whether a field of that name carries the operation's credentials.
bool carries_credentials(const Operation& operation, const std::string& field_name);

}  // namespace avouch

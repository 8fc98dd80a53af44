// SPDX-License-Identifier: MIT
// The fields with which a request proves who sends it, for an operation's documented security.
#pragma once

#include <optional>
#include <string>

#include "contract/contract.h"
#include "http/field.h"

namespace avouch {

// Stands in for a bearer token or an API key that nobody gave.
inline constexpr const char* kPlaceholderToken = "token";

struct Credentials {
  http::Fields right;       // as the user gave them, or as the documentation shows them where nobody gave any
  http::Fields wrong;       // of the same form, and not right
  bool given = false;       // the user gave them, or the operation needs none
  bool needed = false;      // the operation refuses anonymous requests
  std::string unsupported;  // why the operation cannot be called with credentials; empty where it can
};

// `user` is NAME:PASSWORD; `headers` are the user's own, among which credentials may be.
Credentials credentials_for(const Operation& operation, const std::optional<std::string>& user,
                            const http::Fields& headers);

// Whether a field of that name carries the operation's credentials.
bool carries_credentials(const Operation& operation, const std::string& field_name);

}  // namespace avouch

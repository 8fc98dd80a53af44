// SPDX-License-Identifier: MIT
// Decides which user inputs are secrets, and which parts of them. docs/security.md describes the rules. Pure
// and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/field.h"

namespace avouch::http {

// Returns whether a field, a parameter or a member with that name usually carries a secret: Authorization,
// Cookie, *-Key, *-Token, ….
bool names_a_secret(std::string_view name);

// Returns whether `text` contains what looks like a JSON Web Token (RFC 7519: "eyJ…", three parts).
bool holds_a_web_token(std::string_view text);

// Decides by the name, else by the value: the field is not a common one, and its value is longer than a few
// characters and consists of more than words and numbers.
bool carries_a_secret(const Field& field);

// A part of a field's value that is a secret on its own.
struct SecretPart {
  std::string text;
  bool is_pair = false;  // "user:password" of a Basic scheme

  bool operator==(const SecretPart&) const = default;
};

// Returns the parts of a secret field's value that a target may echo alone. Names of schemes, parameters and
// cookies are not secrets, nor are values that RFC 7616 makes public.
std::vector<SecretPart> secret_parts(std::string_view value);

}  // namespace avouch::http

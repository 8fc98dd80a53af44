// SPDX-License-Identifier: MIT
// Which of what a user gives is a secret, and which parts of it: docs/security.md says it in words.
// Pure; any thread may call them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/field.h"

namespace avouch::http {

// Whether a field, a parameter or a member of that name usually carries a secret: Authorization, Cookie,
// *-Key, *-Token, ….
bool names_a_secret(std::string_view name);

// Whether `text` has in it what looks like a JSON Web Token (RFC 7519: "eyJ…", three parts).
bool holds_a_web_token(std::string_view text);

// By its name, or by its value: a field that is no common one, and whose value is longer than a few
// characters and made of more than words and numbers.
bool carries_a_secret(const Field& field);

// A part of a field's value that is a secret by itself.
struct SecretPart {
  std::string text;
  bool is_pair = false;  // "user:password" of a Basic scheme

  bool operator==(const SecretPart&) const = default;
};

// The parts of a secret field's value that a target may echo alone. Names of schemes, parameters and cookies
// are none, nor is what RFC 7616 makes public.
std::vector<SecretPart> secret_parts(std::string_view value);

}  // namespace avouch::http

// SPDX-License-Identifier: MIT
#include "plan/credentials.h"

#include "base/text.h"
#include "http/syntax.h"

namespace avouch {
namespace {

// What documentation shows in place of real ones; it lets mocks that accept anything answer.
constexpr const char* kPlaceholderUser = "username";
constexpr const char* kPlaceholderPassword = "password";
constexpr const char* kWrong = "avouch-wrong-credentials";

std::string field_of(const SecurityScheme& scheme) {
  return scheme.kind == SecurityScheme::Kind::api_key ? scheme.parameter : "Authorization";
}

std::string placeholder(const SecurityScheme& scheme) {
  switch (scheme.kind) {
    case SecurityScheme::Kind::basic:
      return http::basic_authorization(kPlaceholderUser, kPlaceholderPassword);
    case SecurityScheme::Kind::bearer:
      return "Bearer token";
    case SecurityScheme::Kind::api_key:
      return "key";
  }
  return {};
}

// The wrong password goes with the right name: a target that checks only the name must not pass.
std::string wrong(const SecurityScheme& scheme, const std::string& user) {
  switch (scheme.kind) {
    case SecurityScheme::Kind::basic:
      return http::basic_authorization(user, kWrong);
    case SecurityScheme::Kind::bearer:
      return std::string("Bearer ") + kWrong;
    case SecurityScheme::Kind::api_key:
      return kWrong;
  }
  return {};
}

}  // namespace

bool carries_credentials(const Operation& operation, const std::string& field_name) {
  if (equals_ignoring_ascii_case(field_name, "Authorization")) return true;
  for (const SecurityRequirement& requirement : operation.security) {
    for (const SecurityScheme& scheme : requirement) {
      if (scheme.kind == SecurityScheme::Kind::api_key && scheme.in == SecurityScheme::In::header &&
          equals_ignoring_ascii_case(field_name, scheme.parameter)) {
        return true;
      }
    }
  }
  return false;
}

Credentials credentials_for(const Operation& operation, const std::optional<std::string>& user,
                            const http::Fields& headers) {
  Credentials credentials;
  for (const http::Field& field : headers) {
    if (carries_credentials(operation, field.name)) credentials.right.push_back(field);
  }
  credentials.given = !credentials.right.empty();
  for (const SecurityRequirement& requirement : operation.security) {
    if (requirement.empty()) {  // OpenAPI 3.1 §4.8.30: {} makes security optional
      credentials.given = true;
      return credentials;
    }
  }
  credentials.needed = !operation.security.empty();
  if (user && !credentials.given) {
    const std::size_t colon = user->find(':');
    credentials.right = {
        {"Authorization", http::basic_authorization(user->substr(0, colon),
                                                    colon == user->npos ? "" : user->substr(colon + 1))}};
    credentials.given = true;
  }
  if (!credentials.needed) {
    credentials.given = true;
    return credentials;
  }
  const std::string name = user ? user->substr(0, user->find(':')) : kPlaceholderUser;
  for (const SecurityScheme& scheme : operation.security.front()) {
    if (scheme.kind == SecurityScheme::Kind::api_key && scheme.in != SecurityScheme::In::header) continue;
    credentials.wrong.push_back({field_of(scheme), wrong(scheme, name)});
    if (!credentials.given) credentials.right.push_back({field_of(scheme), placeholder(scheme)});
  }
  return credentials;
}

}  // namespace avouch

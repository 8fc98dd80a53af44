// SPDX-License-Identifier: MIT
#include "plan/credentials.h"

#include <algorithm>

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
      return std::string("Bearer ") + kPlaceholderToken;
    case SecurityScheme::Kind::api_key:
      return kPlaceholderToken;
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

namespace {

http::Field basic_field(const std::string& user) {
  const std::size_t colon = user.find(':');
  return {"Authorization",
          http::basic_authorization(user.substr(0, colon), colon == user.npos ? "" : user.substr(colon + 1))};
}

bool wants_basic(const SecurityRequirement& requirement) {
  return std::any_of(requirement.begin(), requirement.end(),
                     [](const SecurityScheme& scheme) { return scheme.kind == SecurityScheme::Kind::basic; });
}

// Which of the documented alternatives is taken: the one that the given user fits, else the first.
const SecurityRequirement& alternative(const Operation& operation, bool has_user) {
  const auto basic = std::find_if(operation.security.begin(), operation.security.end(), wants_basic);
  return has_user && basic != operation.security.end() ? *basic : operation.security.front();
}

}  // namespace

Credentials credentials_for(const Operation& operation, const std::optional<std::string>& user,
                            const http::Fields& headers) {
  Credentials credentials{.needed = operation.needs_credentials()};
  for (const http::Field& field : headers) {
    if (carries_credentials(operation, field.name)) credentials.right.push_back(field);
  }
  credentials.given = !credentials.right.empty() || !credentials.needed;
  if (!credentials.needed) {
    if (user && credentials.right.empty()) credentials.right.push_back(basic_field(*user));
    return credentials;
  }
  const SecurityRequirement& taken = alternative(operation, user.has_value());
  const bool is_users = user && wants_basic(taken) && !credentials.given;
  for (const SecurityScheme& scheme : taken) {
    if (scheme.kind == SecurityScheme::Kind::api_key && scheme.in != SecurityScheme::In::header) {
      credentials.unsupported =
          "its security needs an API key in the query or a cookie, and none is sent there yet";
      continue;
    }
    credentials.wrong.push_back(
        {field_of(scheme), wrong(scheme, user ? user->substr(0, user->find(':')) : kPlaceholderUser)});
    if (credentials.given) continue;
    const bool fits = is_users && scheme.kind == SecurityScheme::Kind::basic;
    credentials.right.push_back(fits ? basic_field(*user)
                                     : http::Field{field_of(scheme), placeholder(scheme)});
  }
  credentials.given = credentials.given || is_users;
  return credentials;
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "plan/credentials.h"

#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "http/syntax.h"

namespace avouch {
namespace {

using Kind = SecurityScheme::Kind;
using In = SecurityScheme::In;

// A placeholder for real credentials, for mocks that accept any.
constexpr const char* kPlaceholderUser = "username";
constexpr const char* kPlaceholderPassword = "password";
constexpr const char* kWrong = "avouch-wrong-credentials";

bool goes_in_a_field(const SecurityScheme& scheme) {
  return scheme.kind != Kind::api_key || scheme.in == In::header;
}

std::string field_of(const SecurityScheme& scheme) {
  return scheme.kind == Kind::api_key ? scheme.parameter : "Authorization";
}

std::string placeholder(const SecurityScheme& scheme) {
  switch (scheme.kind) {
    case Kind::basic:
      return http::basic_authorization(kPlaceholderUser, kPlaceholderPassword);
    case Kind::bearer:
      return std::string("Bearer ") + kPlaceholderToken;
    case Kind::api_key:
      return kPlaceholderToken;
  }
  return {};
}

// Combines the right name with a wrong password: a target that checks only the name must not pass.
std::string wrong(const SecurityScheme& scheme, const std::string& user) {
  switch (scheme.kind) {
    case Kind::basic:
      return http::basic_authorization(user, kWrong);
    case Kind::bearer:
      return std::string("Bearer ") + kWrong;
    case Kind::api_key:
      return kWrong;
  }
  return {};
}

void put(Proof& proof, const SecurityScheme& scheme, const std::string& value) {
  if (goes_in_a_field(scheme)) {
    proof.fields.push_back({field_of(scheme), value});
  } else {
    NamedTexts& to = scheme.in == In::query ? proof.query : proof.cookies;
    to.emplace_back(percent_encoded(scheme.parameter), percent_encoded(value));
  }
}

std::string basic_value(const std::string& user) {
  const std::size_t colon = user.find(':');
  return http::basic_authorization(user.substr(0, colon), colon == user.npos ? "" : user.substr(colon + 1));
}

// Returns whether a Cookie field has a cookie with that name.
bool has_cookie(const http::Fields& headers, const std::string& name) {
  for (const std::string& line : http::values(headers, "Cookie")) {
    for (std::string_view pair : split(line, ';')) {
      pair = trim_ows(pair);
      if (pair.substr(0, pair.find('=')) == name) return true;
    }
  }
  return false;
}

// How the user gave a scheme's credentials.
struct Gift {
  bool is_in_headers = false;        // sent with the user's own headers
  std::optional<std::string> value;  // nullopt if given in no other way
  bool any() const { return is_in_headers || value; }
};

Gift gift_of(const SecurityScheme& scheme, const GivenCredentials& given) {
  Gift gift;
  if (goes_in_a_field(scheme)) {
    gift.is_in_headers = http::contains(given.headers, field_of(scheme));
    if (scheme.kind == Kind::basic && given.user) gift.value = basic_value(*given.user);
  } else if (scheme.in == In::cookie && has_cookie(given.headers, scheme.parameter)) {
    gift.is_in_headers = true;
  }
  if (scheme.kind == Kind::api_key && !gift.any() && given.variable)
    gift.value = given.variable(scheme.parameter);
  return gift;
}

const SecurityRequirement& taken_of(const Operation& operation, const GivenCredentials& given) {
  const auto satisfied = [&](const SecurityRequirement& requirement) {
    return !requirement.empty() &&
           std::all_of(requirement.begin(), requirement.end(),
                       [&](const SecurityScheme& scheme) { return gift_of(scheme, given).any(); });
  };
  const auto whole = std::find_if(operation.security.begin(), operation.security.end(), satisfied);
  if (whole != operation.security.end()) return *whole;
  const auto wants_basic = [](const SecurityRequirement& requirement) {
    return std::any_of(requirement.begin(), requirement.end(),
                       [](const SecurityScheme& scheme) { return scheme.kind == Kind::basic; });
  };
  const auto basic = std::find_if(operation.security.begin(), operation.security.end(), wants_basic);
  return given.user && basic != operation.security.end() ? *basic : operation.security.front();
}

bool names_a_place_twice(const SecurityRequirement& requirement) {
  return std::count_if(requirement.begin(), requirement.end(),
                       [](const SecurityScheme& scheme) { return scheme.kind != Kind::api_key; }) > 1;
}

}  // namespace

std::set<std::string> api_key_names(const Operation& operation) {
  std::set<std::string> names;
  for (const SecurityRequirement& requirement : operation.security) {
    for (const SecurityScheme& scheme : requirement) {
      if (scheme.kind == Kind::api_key) names.insert(scheme.parameter);
    }
  }
  return names;
}

bool carries_credentials(const Operation& operation, const std::string& field_name) {
  if (equals_ignoring_ascii_case(field_name, "Authorization")) return true;
  for (const SecurityRequirement& requirement : operation.security) {
    for (const SecurityScheme& scheme : requirement) {
      if (scheme.kind != Kind::api_key) continue;
      if (scheme.in == In::header && equals_ignoring_ascii_case(field_name, scheme.parameter)) return true;
      if (scheme.in == In::cookie && equals_ignoring_ascii_case(field_name, "Cookie")) return true;
    }
  }
  return false;
}

Credentials credentials_for(const Operation& operation, const GivenCredentials& given) {
  Credentials credentials{.needed = operation.needs_credentials()};
  for (const http::Field& field : given.headers) {
    if (carries_credentials(operation, field.name)) credentials.right.fields.push_back(field);
  }
  credentials.given = !credentials.needed || !credentials.right.fields.empty();
  if (!credentials.needed) {
    const bool is_alone = credentials.right.fields.empty();
    if (given.user && is_alone)
      credentials.right.fields.push_back({"Authorization", basic_value(*given.user)});
    return credentials;
  }
  const SecurityRequirement& taken = taken_of(operation, given);
  if (names_a_place_twice(taken)) {
    credentials.unsupported = "its security requires two credentials in one Authorization header";
    return credentials;
  }
  const std::string user = given.user ? given.user->substr(0, given.user->find(':')) : kPlaceholderUser;
  bool all_given = true;
  for (const SecurityScheme& scheme : taken) {
    put(credentials.wrong, scheme, wrong(scheme, user));
    const Gift gift = gift_of(scheme, given);
    all_given = all_given && gift.any();
    // If the user gives only credentials of another form than documented, they replace the documented ones.
    const bool is_replaced = credentials.given && goes_in_a_field(scheme) && taken.size() == 1 && !gift.value;
    if (!gift.is_in_headers && !is_replaced)
      put(credentials.right, scheme, gift.value.value_or(placeholder(scheme)));
  }
  credentials.given = taken.size() == 1 ? credentials.given || all_given : all_given;
  return credentials;
}

}  // namespace avouch

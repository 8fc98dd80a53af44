// SPDX-License-Identifier: MIT
#include "plan/credentials.h"

#include <algorithm>
#include <initializer_list>

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
  return scheme.kind != Kind::mutual_tls && (scheme.kind != Kind::api_key || scheme.in == In::header);
}

// The field that carries the scheme's credentials. Of a scheme that nobody knows, the user may know it.
std::string field_of(const SecurityScheme& scheme) {
  return scheme.kind == Kind::api_key ? scheme.parameter : "Authorization";
}

// Precondition: it is a text (is_text()), or the target accepts what stands in for it.
std::string placeholder(const SecurityScheme& scheme, const GivenKeys& keys) {
  switch (scheme.kind) {
    case Kind::basic:
      return http::basic_authorization(kPlaceholderUser, kPlaceholderPassword);
    case Kind::bearer:
      return "Bearer " + keys.placeholder;
    case Kind::api_key:
    case Kind::digest:
    case Kind::other_http:
    case Kind::mutual_tls:
    case Kind::unknown:
      return keys.placeholder;
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
    case Kind::digest:
      return user + ":" + kWrong;
    case Kind::other_http:
      return scheme.http_scheme + " " + kWrong;
    case Kind::api_key:
    case Kind::mutual_tls:
    case Kind::unknown:
      return kWrong;
  }
  return {};
}

void put(Proof& proof, const SecurityScheme& scheme, const std::string& value) {
  switch (scheme.kind) {
    case Kind::basic:
    case Kind::bearer:
    case Kind::other_http:
      proof.fields.push_back({field_of(scheme), value});
      break;
    case Kind::digest:
      proof.identity.digest = value;
      break;
    case Kind::api_key:
      if (scheme.in == In::header) {
        proof.fields.push_back({field_of(scheme), value});
      } else {
        NamedTexts& to = scheme.in == In::query ? proof.query : proof.cookies;
        to.emplace_back(percent_encoded(scheme.parameter), percent_encoded(value));
      }
      break;
    case Kind::mutual_tls:  // the connection presents the certificate
    case Kind::unknown:
      break;
  }
}

// Whether the mock takes a field in place of the scheme's credentials. What a contract does not define, no
// run can give, not even to the mock.
bool has_stand_in(const SecurityScheme& scheme, const GivenKeys& keys) {
  if (is_text(scheme.kind) || !keys.accepts_stand_ins) return false;
  return scheme.kind != Kind::unknown || keys.is_proof;
}

void stand_in(Proof& proof, const std::string& value) {
  http::set(proof.fields, kStandInField, value);
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

std::optional<std::string> key_of(const SecurityScheme& scheme, const GivenKeys& keys) {
  const auto own = keys.by_scheme.find(scheme.name);
  return own == keys.by_scheme.end() ? std::nullopt : std::optional(own->second);
}

Gift gift_of(const SecurityScheme& scheme, const GivenCredentials& given) {
  Gift gift;
  if (goes_in_a_field(scheme)) gift.is_in_headers = http::contains(given.headers, field_of(scheme));
  switch (scheme.kind) {
    case Kind::basic:
      if (given.user) gift.value = basic_value(*given.user);
      break;
    case Kind::digest:
      gift.value = given.user;
      if (!gift.value && given.keys.is_only_planned)
        gift.value = std::string(kPlaceholderUser) + ":" + kPlaceholderPassword;
      break;
    case Kind::bearer: {
      const std::optional<std::string> own = key_of(scheme, given.keys);
      const std::optional<std::string>& token = own ? own : given.keys.token;
      if (token) gift.value = "Bearer " + *token;
      break;
    }
    case Kind::api_key:
      if (scheme.in == In::cookie && has_cookie(given.headers, scheme.parameter)) gift.is_in_headers = true;
      if (gift.is_in_headers) break;
      if (given.variable) gift.value = given.variable(scheme.parameter);
      if (!gift.value) gift.value = key_of(scheme, given.keys);
      break;
    case Kind::mutual_tls:
      if (given.keys.has_certificate || given.keys.is_only_planned) gift.value = "";
      break;
    case Kind::other_http:
    case Kind::unknown:
      break;
  }
  if (!is_text(scheme.kind)) {
    gift.is_in_headers = gift.is_in_headers || http::contains(given.headers, kStandInField);
    if (given.keys.accepts_stand_ins) gift.value.reset();  // the mock knows no Digest and no certificate
  }
  return gift;
}

bool has_kind(const SecurityRequirement& requirement, std::initializer_list<Kind> kinds) {
  return std::any_of(requirement.begin(), requirement.end(), [&](const SecurityScheme& scheme) {
    return std::find(kinds.begin(), kinds.end(), scheme.kind) != kinds.end();
  });
}

const SecurityRequirement& taken_of(const Operation& operation, const GivenCredentials& given) {
  const std::vector<SecurityRequirement>& all = operation.security;
  const auto satisfied = [&](const SecurityRequirement& requirement) {
    return !requirement.empty() &&
           std::all_of(requirement.begin(), requirement.end(),
                       [&](const SecurityScheme& scheme) { return gift_of(scheme, given).any(); });
  };
  const auto whole = std::find_if(all.begin(), all.end(), satisfied);
  if (whole != all.end()) return *whole;
  const auto of_user = std::find_if(all.begin(), all.end(), [](const SecurityRequirement& requirement) {
    return has_kind(requirement, {Kind::basic, Kind::digest});
  });
  if (given.user && of_user != all.end()) return *of_user;
  const auto of_texts = std::find_if(all.begin(), all.end(), [](const SecurityRequirement& requirement) {
    return std::all_of(requirement.begin(), requirement.end(),
                       [](const SecurityScheme& scheme) { return is_text(scheme.kind); });
  });
  return of_texts != all.end() ? *of_texts : all.front();
}

// Why no request can carry the scheme's credentials, which the user did not give.
std::string why_not(const SecurityScheme& scheme, const GivenKeys& keys) {
  switch (scheme.kind) {
    case Kind::basic:
    case Kind::bearer:
    case Kind::api_key:
      return {};
    case Kind::digest:
      return "its security requires HTTP Digest and no user was given: set " + way_to_give(scheme);
    case Kind::mutual_tls:
      if (keys.is_without_tls)
        return "its security requires a client certificate, and http:// presents none: give an https:// "
               "target";
      return "its security requires a client certificate and none was given: give it with " +
             way_to_give(scheme);
    case Kind::other_http:
      return "its security requires the http scheme " + in_quotes(scheme.http_scheme) +
             " and no credentials were given: give them with " + way_to_give(scheme);
    case Kind::unknown:
      return "contract: " + scheme.fault;
  }
  return {};
}

// What a field stands in for is not in Authorization.
bool names_a_place_twice(const SecurityRequirement& requirement, const GivenKeys& keys) {
  return std::count_if(requirement.begin(), requirement.end(), [&](const SecurityScheme& scheme) {
           const bool is_elsewhere = scheme.kind == Kind::api_key || scheme.kind == Kind::mutual_tls;
           return !is_elsewhere && !has_stand_in(scheme, keys);
         }) > 1;
}

// The credentials that the user gave, for an operation that needs none: those of a documented alternative. If
// nothing is documented, the user is the one who knows. An explicit `security: []` declares public access
// (OpenAPI 3.1 §4.8.10): a password has no business there.
Proof optional_proof(const Operation& operation, const GivenCredentials& given) {
  Proof proof;
  for (const SecurityRequirement& requirement : operation.security) {
    const bool is_whole =
        std::all_of(requirement.begin(), requirement.end(),
                    [&](const SecurityScheme& scheme) { return gift_of(scheme, given).value.has_value(); });
    if (requirement.empty() || !is_whole || names_a_place_twice(requirement, given.keys)) continue;
    for (const SecurityScheme& scheme : requirement) put(proof, scheme, *gift_of(scheme, given).value);
    return proof;
  }
  const bool is_undocumented = operation.security.empty() && operation.security_place.file.empty();
  if (!is_undocumented || given.keys.accepts_stand_ins) return proof;
  if (given.user) {
    proof.fields.push_back({"Authorization", basic_value(*given.user)});
  } else if (given.keys.token) {
    proof.fields.push_back({"Authorization", "Bearer " + *given.keys.token});
  }
  return proof;
}

// The same with a value that cannot be right: "Bearer secret" -> "Bearer wrong".
std::string wrong_authorization(const std::string& value) {
  const std::string scheme = value.substr(0, value.find(' '));
  if (equals_ignoring_ascii_case(scheme, "Basic")) return http::basic_authorization(kPlaceholderUser, kWrong);
  return value.find(' ') == value.npos ? std::string(kWrong) : scheme + " " + kWrong;
}

bool is_of_texts(const SecurityRequirement& requirement) {
  return std::all_of(requirement.begin(), requirement.end(),
                     [](const SecurityScheme& scheme) { return is_text(scheme.kind); });
}

// A target that checks one of two required credentials, or any of an alternative, refuses what `wrong` has
// and is open all the same.
std::vector<WrongProof> further_wrong(const Operation& operation, const SecurityRequirement& taken,
                                      const GivenCredentials& given, const std::string& user,
                                      const Proof& known) {
  std::vector<WrongProof> further;
  const auto add = [&](const std::string& scheme, const Proof& proof) {
    const bool is_known = proof == known || std::any_of(further.begin(), further.end(),
                                                        [&](const auto& one) { return one.proof == proof; });
    if (!is_known && further.size() < kMostWrongProofs) further.push_back({scheme, proof});
  };
  const bool has_all_values = std::all_of(taken.begin(), taken.end(), [&](const SecurityScheme& scheme) {
    return gift_of(scheme, given).value.has_value();
  });
  if (taken.size() > 1 && has_all_values && is_of_texts(taken)) {
    for (const SecurityScheme& of_wrong : taken) {
      Proof proof;
      for (const SecurityScheme& scheme : taken)
        put(proof, scheme, &scheme == &of_wrong ? wrong(scheme, user) : *gift_of(scheme, given).value);
      add(of_wrong.name, proof);
    }
  }
  for (const SecurityRequirement& other : operation.security) {
    if (&other == &taken || other.empty() || !is_of_texts(other) || names_a_place_twice(other, given.keys))
      continue;
    Proof proof;
    for (const SecurityScheme& scheme : other) put(proof, scheme, wrong(scheme, user));
    add(other.front().name, proof);
  }
  return further;
}

}  // namespace

GivenIdentity other_of_mock() {
  return {.user = kOtherPlaceholderUser,
          .keys = {.accepts_stand_ins = true, .placeholder = kOtherPlaceholderToken}};
}

bool carries_credentials(const Operation& operation, const std::string& field_name) {
  if (equals_ignoring_ascii_case(field_name, "Authorization")) return true;
  if (equals_ignoring_ascii_case(field_name, kStandInField)) return true;
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
    if (credentials.right.fields.empty()) credentials.right = optional_proof(operation, given);
    const std::optional<std::string> own = http::combined(credentials.right.fields, "Authorization");
    if (own) {
      credentials.wrong.fields.push_back({"Authorization", wrong_authorization(*own)});
    } else {
      credentials.no_wrong_one = "no security is documented and no credentials are given that could be wrong";
    }
    return credentials;
  }
  for (const SecurityRequirement& requirement : operation.security) {
    if (has_kind(requirement, {Kind::mutual_tls})) credentials.none.identity.is_without_certificate = true;
  }
  const SecurityRequirement& taken = taken_of(operation, given);
  if (names_a_place_twice(taken, given.keys)) {
    credentials.unsupported = "its security requires two credentials in one Authorization header";
    return credentials;
  }
  const std::string user = given.user ? given.user->substr(0, given.user->find(':')) : kPlaceholderUser;
  const bool is_of_certificate_alone = taken.size() == 1 && taken.front().kind == Kind::mutual_tls;
  if (is_of_certificate_alone && !given.keys.accepts_stand_ins)
    credentials.no_wrong_one = "Avouch has no wrong client certificate to present";
  bool all_given = true;
  for (const SecurityScheme& scheme : taken) {
    const bool needs_stand_in = has_stand_in(scheme, given.keys);
    const Gift gift = gift_of(scheme, given);
    if (needs_stand_in) {
      stand_in(credentials.wrong, kWrong);
    } else {
      put(credentials.wrong, scheme, wrong(scheme, user));
    }
    all_given = all_given && gift.any();
    if (gift.is_in_headers) continue;
    // If the user gives only credentials of another form than documented, they replace the documented ones.
    const bool is_replaced = credentials.given && taken.size() == 1 && !gift.value &&
                             (goes_in_a_field(scheme) || !is_text(scheme.kind));
    if (is_replaced) continue;
    if (needs_stand_in) {
      stand_in(credentials.right, placeholder(scheme, given.keys));
    } else if (gift.value || is_text(scheme.kind)) {
      put(credentials.right, scheme, gift.value.value_or(placeholder(scheme, given.keys)));
    } else if (credentials.unsupported.empty()) {
      credentials.unsupported = why_not(scheme, given.keys);
      credentials.is_faulty = scheme.kind == Kind::unknown;
    }
    const bool is_of_no_use = scheme.kind == Kind::mutual_tls && given.keys.is_without_tls;
    if (const std::string way = way_to_give(scheme); !gift.value && !way.empty() && !is_of_no_use)
      credentials.ways.push_back(way);
  }
  credentials.given = taken.size() == 1 ? credentials.given || all_given : all_given;
  credentials.further_wrong = further_wrong(operation, taken, given, user, credentials.wrong);
  return credentials;
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "contract/security_scheme.h"

#include "base/text.h"

namespace avouch {

bool is_text(SecurityScheme::Kind kind) {
  using Kind = SecurityScheme::Kind;
  return kind == Kind::basic || kind == Kind::bearer || kind == Kind::api_key;
}

std::string api_key_variable(std::string_view scheme_name) {
  return "AVOUCH_API_KEY_" + variable_name(scheme_name);
}

std::string variable_of(const SecurityScheme& scheme) {
  switch (scheme.kind) {
    case SecurityScheme::Kind::basic:
    case SecurityScheme::Kind::digest:
      return "AVOUCH_USER";
    case SecurityScheme::Kind::bearer:
      return "AVOUCH_TOKEN";
    case SecurityScheme::Kind::api_key:
      return api_key_variable(scheme.name);
    case SecurityScheme::Kind::other_http:
    case SecurityScheme::Kind::mutual_tls:
    case SecurityScheme::Kind::unknown:
      return {};
  }
  return {};
}

std::string way_to_give(const SecurityScheme& scheme) {
  switch (scheme.kind) {
    case SecurityScheme::Kind::basic:
    case SecurityScheme::Kind::digest:
      return "AVOUCH_USER=NAME:PASSWORD";
    case SecurityScheme::Kind::bearer:
    case SecurityScheme::Kind::api_key:
      return variable_of(scheme);
    case SecurityScheme::Kind::mutual_tls:
      return "--cert FILE";
    case SecurityScheme::Kind::other_http:
      return "-H 'Authorization: " + printable(scheme.http_scheme) + " CREDENTIALS'";
    case SecurityScheme::Kind::unknown:
      return {};
  }
  return {};
}

std::string way_to_give_other(const SecurityScheme& scheme) {
  switch (scheme.kind) {
    case SecurityScheme::Kind::basic:
    case SecurityScheme::Kind::digest:
    case SecurityScheme::Kind::bearer:
    case SecurityScheme::Kind::api_key:
      return other_variable(way_to_give(scheme));
    case SecurityScheme::Kind::other_http:
    case SecurityScheme::Kind::mutual_tls:
    case SecurityScheme::Kind::unknown:
      return {};
  }
  return {};
}

std::string other_variable(std::string_view variable) {
  constexpr std::string_view kPrefix = "AVOUCH_";
  return "AVOUCH_OTHER_" + std::string(variable.substr(kPrefix.size()));
}

}  // namespace avouch

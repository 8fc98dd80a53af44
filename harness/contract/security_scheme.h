// SPDX-License-Identifier: MIT
// Security schemes of an API: which credentials a request needs, and how a user gives them.
//
//   variable_of({.name = "shop-key", .kind = SecurityScheme::Kind::api_key}) == "AVOUCH_API_KEY_SHOP_KEY"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch {

// An OAuth 2 grant that needs no browser. `discovery` is the URL of an OpenID provider's metadata, which
// names the token endpoint.
struct TokenFlow {
  enum class Grant { client_credentials, password, discovery };

  Grant grant = Grant::client_credentials;
  std::string url;  // as documented; may be relative to the server

  bool operator==(const TokenFlow&) const = default;
};

struct SecurityScheme {
  enum class Kind {
    basic,       // RFC 7617
    bearer,      // RFC 6750; also the tokens of OAuth 2 and OpenID Connect
    digest,      // RFC 7616
    other_http,  // another scheme of the Authorization field: only the user can write it
    api_key,
    mutual_tls,  // a client certificate
    unknown,     // no request can carry it: `fault` says why
  };
  enum class In { header, query, cookie };

  std::string name;  // in components/securitySchemes
  Kind kind = Kind::basic;
  In in = In::header;                    // the place of an API key
  std::string parameter;                 // the API key's field, parameter or cookie name
  std::string fault = {};                // of an unknown scheme: a sentence without a full stop
  std::string http_scheme = {};          // if its type is http, as documented: "Basic", "HOBA"
  std::vector<TokenFlow> flows = {};     // how to get a bearer token, in the order of preference
  std::vector<std::string> scopes = {};  // that the operation requires of the token
};

// Schemes that are required together. An operation lists alternatives of these. An empty list permits
// anonymous access.
using SecurityRequirement = std::vector<SecurityScheme>;

// The field that takes the place of credentials which are more than a text in a request (a client
// certificate, a Digest). Only Avouch's own mock accepts it.
inline constexpr const char* kStandInField = "X-Avouch-Credentials";

// Whether a text in the request is the whole credential: Avouch can send a placeholder for it.
bool is_text(SecurityScheme::Kind kind);

// The environment variable that gives the credentials of the scheme; empty if there is none.
std::string variable_of(const SecurityScheme& scheme);

// AVOUCH_API_KEY_ and the name in upper case; other characters than letters and digits become "_".
std::string api_key_variable(std::string_view scheme_name);

// How the user gives the credentials: "AVOUCH_TOKEN", "--cert FILE". Empty if there is no way.
std::string way_to_give(const SecurityScheme& scheme);

// How the user gives those of a second identity: "AVOUCH_OTHER_TOKEN". Empty if there is no way.
std::string way_to_give_other(const SecurityScheme& scheme);

// The variable of the second identity for one of the first: AVOUCH_OTHER_USER for AVOUCH_USER.
std::string other_variable(std::string_view variable);

}  // namespace avouch

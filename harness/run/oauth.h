// SPDX-License-Identifier: MIT
// How to get an OAuth 2 token for a security scheme, without a browser: RFC 6749 §4.3 (password) and §4.4
// (client credentials).
//
//   if (const std::optional<TokenRecipe> recipe = oauth_recipe(scheme, scopes, client, target)) …
//
// Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/security_scheme.h"
#include "http/url.h"
#include "run/token.h"

namespace avouch {

struct OAuthClient {
  std::string id;                     // empty: none was given
  std::optional<std::string> secret;  // of the client
  std::optional<std::string> user;    // NAME:PASSWORD, for the password grant
  std::string token_url;              // in place of the contract's; may be empty
};

// Resolves a URL of the contract against the target, which is a folder: "token" of "http://a/v1" is
// "http://a/v1/token". nullopt if the result is no http or https URL.
std::optional<http::Url> url_at(const http::Url& target, const std::string& reference);

// Returns the recipe of the first flow that the client can use; nullopt if there is none. Client credentials
// need the client's ID and secret. A password needs the user, and either a client or a token URL at the
// target itself: nobody gave consent to send the password elsewhere.
// Precondition: a flow by discovery was replaced by what was discovered.
std::optional<TokenRecipe> oauth_recipe(const SecurityScheme& scheme, const std::vector<std::string>& scopes,
                                        const OAuthClient& client, const http::Url& target);

// What the metadata of an OpenID provider (OpenID Connect Discovery 1.0 §3) or of an OAuth 2 server (RFC 8414
// §2) say; empty: nothing.
struct ProviderMetadata {
  std::string issuer;
  std::string token_endpoint;
};

// Returns why a client's secret must not go to the token endpoint of the metadata at that URL; nullopt if it
// may. The issuer must be the one whose metadata the URL has (OpenID Connect Discovery 1.0 §4.3, RFC 8414
// §3.3). An endpoint of another origin takes https, or is on the loopback as the metadata are.
std::optional<std::string> fault_of(const ProviderMetadata& metadata, const http::Url& url);

}  // namespace avouch

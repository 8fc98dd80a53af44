// SPDX-License-Identifier: MIT
// The response side of the CORS protocol in the Fetch standard: what a server's header lines allow.
//
//   cors_check("https://app.example", Credentials::omit, {{"Access-Control-Allow-Origin", "*"}}) ==
//   CorsCheck::passes
//
// Values are compared as received, without leading and trailing blanks of each line. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/field.h"
#include "judge/cors/request.h"

namespace avouch::cors {

inline constexpr const char* kAllowOrigin = "Access-Control-Allow-Origin";
inline constexpr const char* kAllowCredentials = "Access-Control-Allow-Credentials";
inline constexpr const char* kAllowMethods = "Access-Control-Allow-Methods";
inline constexpr const char* kAllowHeaders = "Access-Control-Allow-Headers";
inline constexpr const char* kExposeHeaders = "Access-Control-Expose-Headers";
inline constexpr const char* kMaxAge = "Access-Control-Max-Age";

// The outcome of the CORS check (Fetch §4.10), with the step that refuses.
enum class CorsCheck {
  passes,
  no_origin,                  // step 2: Access-Control-Allow-Origin is missing
  other_origin,               // step 4: it is neither the origin nor (without credentials) *
  wildcard_with_credentials,  // step 4: it is *, and the request has credentials
  no_credentials,             // step 8: Access-Control-Allow-Credentials is missing
  credentials_not_true,       // step 8: it is not exactly true
};

// `origin` is the serialized origin of the request; "null" if it is opaque or tainted by a redirect (Fetch
// §2.2.5).
CorsCheck cors_check(std::string_view origin, Credentials credentials, const http::Fields& response);

// The result of "extract header list values" (Fetch §2.2.2) for a header that is a list of tokens. Lines are
// parsed one by one; one bad element invalidates all of them.
struct TokenList {
  enum class State { absent, spoilt, read };
  State state = State::absent;
  std::vector<std::string> tokens;  // if read
  std::string bad;                  // if spoilt: the element that is not a token

  bool has(std::string_view token) const;  // case-sensitive
  bool has_ignoring_case(std::string_view token) const;
};
TokenList extract_tokens(const http::Fields& response, std::string_view name);

// Returns whether the preflight's response allows the method (Fetch §4.8, CORS-preflight fetch, step 7.5).
// Precondition: `methods` is not spoilt.
bool admits_method(const TokenList& methods, std::string_view method, Credentials credentials);

// How the preflight's response allows one of the CORS-unsafe request-header names (steps 7.6 and 7.7).
// Precondition: `headers` is not spoilt.
enum class HeaderGrant {
  by_name,
  by_wildcard,
  wildcard_only,  // * is there but does not cover the header: Authorization, or any with credentials
  missing,
};
HeaderGrant header_grant(const TokenList& headers, std::string_view name, Credentials credentials);

// Fetch §2.2.6, CORS filtered response: the header names that a page can read, in lower case, sorted, without
// duplicates.
std::vector<std::string> exposed_names(const http::Fields& response, Credentials credentials);

// Fetch §2.2.6, basic filtered response: what a page can read from its own origin.
std::vector<std::string> same_origin_exposed_names(const http::Fields& response);

// Fetch §2.2.3: 200 to 299.
bool is_ok_status(int status);
// Fetch §2.2.3: 301, 302, 303, 307, 308.
bool is_redirect_status(int status);

}  // namespace avouch::cors

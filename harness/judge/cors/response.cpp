// SPDX-License-Identifier: MIT
#include "judge/cors/response.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch::cors {
namespace {

// Fetch §2.2.2, CORS-safelisted response-header name.
constexpr std::array<std::string_view, 7> kAlwaysReadable = {
    "cache-control", "content-language", "content-length", "content-type",
    "expires",       "last-modified",    "pragma"};

// Fetch §2.2.2, forbidden response-header name.
bool is_forbidden_response_header_name(std::string_view lower) {
  return lower == "set-cookie" || lower == "set-cookie2";
}

// Fetch §2.2.2, get: the lines with that name, trimmed and joined.
std::optional<std::string> get(const http::Fields& fields, std::string_view name) {
  std::vector<std::string> lines;
  for (const std::string& line : http::values(fields, name)) lines.emplace_back(trim_ows(line));
  if (lines.empty()) return std::nullopt;
  return join(lines, ", ");
}

}  // namespace

CorsCheck cors_check(std::string_view origin, Credentials credentials, const http::Fields& response) {
  const std::optional<std::string> allowed = get(response, kAllowOrigin);
  if (!allowed) return CorsCheck::no_origin;
  if (*allowed == "*") {
    return credentials == Credentials::include ? CorsCheck::wildcard_with_credentials : CorsCheck::passes;
  }
  if (*allowed != origin) return CorsCheck::other_origin;
  if (credentials != Credentials::include) return CorsCheck::passes;
  const std::optional<std::string> allow_credentials = get(response, kAllowCredentials);
  if (!allow_credentials) return CorsCheck::no_credentials;
  return *allow_credentials == "true" ? CorsCheck::passes : CorsCheck::credentials_not_true;
}

bool TokenList::has(std::string_view token) const {
  return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
}

bool TokenList::has_ignoring_case(std::string_view token) const {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const std::string& listed) { return equals_ignoring_ascii_case(listed, token); });
}

TokenList extract_tokens(const http::Fields& response, std::string_view name) {
  TokenList list;
  for (const std::string& line : http::values(response, name)) {
    auto tokens = http::parse_token_list(line);
    if (!tokens) return {.state = TokenList::State::spoilt, .bad = *http::first_bad_token(line)};
    list.state = TokenList::State::read;
    std::move(tokens->begin(), tokens->end(), std::back_inserter(list.tokens));
  }
  return list;
}

bool admits_method(const TokenList& methods, std::string_view method, Credentials credentials) {
  assert(methods.state != TokenList::State::spoilt);
  if (is_safelisted_method(method) || methods.has(method)) return true;
  return credentials != Credentials::include && methods.has("*");
}

HeaderGrant header_grant(const TokenList& headers, std::string_view name, Credentials credentials) {
  assert(headers.state != TokenList::State::spoilt);
  if (headers.has_ignoring_case(name)) return HeaderGrant::by_name;
  if (!headers.has("*")) return HeaderGrant::missing;
  if (credentials == Credentials::include || is_non_wildcard_request_header_name(name))
    return HeaderGrant::wildcard_only;
  return HeaderGrant::by_wildcard;
}

std::vector<std::string> exposed_names(const http::Fields& response, Credentials credentials) {
  const TokenList list = extract_tokens(response, kExposeHeaders);
  const bool all = credentials != Credentials::include && list.has("*");
  std::set<std::string> names;
  for (const http::Field& field : response) {
    const std::string name = ascii_lower(field.name);
    if (is_forbidden_response_header_name(name)) continue;
    const bool always =
        std::find(kAlwaysReadable.begin(), kAlwaysReadable.end(), name) != kAlwaysReadable.end();
    if (always || all || list.has_ignoring_case(name)) names.insert(name);
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> same_origin_exposed_names(const http::Fields& response) {
  std::set<std::string> names;
  for (const http::Field& field : response) {
    std::string name = ascii_lower(field.name);
    if (!is_forbidden_response_header_name(name)) names.insert(std::move(name));
  }
  return {names.begin(), names.end()};
}

bool is_ok_status(int status) {
  return status >= 200 && status <= 299;
}

bool is_redirect_status(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace avouch::cors

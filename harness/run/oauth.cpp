// SPDX-License-Identifier: MIT
#include "run/oauth.h"

#include <arpa/inet.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "contract/serialization.h"
#include "http/origin.h"
#include "http/syntax.h"
#include "http/url_secrets.h"

namespace avouch {
namespace {

using Grant = TokenFlow::Grant;

void add(NamedTexts& form, const char* name, const std::string& value) {
  form.emplace_back(name, percent_encoded(value));
}

http::Request post(const http::Url& url, const NamedTexts& form) {
  return {.method = "POST",
          .target = url.target(),
          .fields = {{"Accept", "application/json"}, {"Content-Type", "application/x-www-form-urlencoded"}},
          .body = joined_pairs(form, "&")};
}

// RFC 6749 §2.3.1: every server accepts a client's secret by Basic, and some only in the content.
std::vector<http::Request> requests_of(const http::Url& url, const NamedTexts& form,
                                       const OAuthClient& client) {
  if (client.id.empty()) return {post(url, form)};
  NamedTexts in_content = form;
  add(in_content, "client_id", client.id);
  if (!client.secret) return {post(url, in_content)};
  add(in_content, "client_secret", *client.secret);
  http::Request by_basic = post(url, form);
  by_basic.fields.push_back({"Authorization", http::basic_authorization(percent_encoded(client.id),
                                                                        percent_encoded(*client.secret))});
  return {std::move(by_basic), post(url, in_content)};
}

// An issuer with its scheme, host and port as http::Url has them, and without the slash at its end, which the
// URL of its metadata leaves out (OpenID Connect Discovery 1.0 §4.1).
std::string plain_issuer(std::string issuer) {
  const std::optional<http::Url> url = http::parse_url(issuer);
  if (url && issuer.find_first_of("?#@") == std::string::npos)
    issuer = http::serialize(url->origin()) + url->path;
  if (issuer.ends_with('/')) issuer.pop_back();
  return issuer;
}

// The issuer whose metadata are at that URL: what stands before "/.well-known/NAME", or what follows it where
// nothing does (RFC 8414 §3.1).
std::optional<std::string> issuer_of(const http::Url& url) {
  constexpr std::string_view kWellKnown = "/.well-known/";
  const std::size_t at = url.path.rfind(kWellKnown);
  if (at == std::string::npos) return std::nullopt;
  const std::size_t name = at + kWellKnown.size();
  const std::size_t after = std::min(url.path.find('/', name), url.path.size());
  if (after == name || (at > 0 && after < url.path.size())) return std::nullopt;
  return plain_issuer(http::serialize(url.origin()) + url.path.substr(0, at) + url.path.substr(after));
}

bool is_loopback(const http::Url& url) {
  in_addr address{};
  if (::inet_pton(AF_INET, url.host.c_str(), &address) == 1) return (ntohl(address.s_addr) >> 24U) == 127;
  return url.host == "::1" || url.host == "localhost" || url.host.ends_with(".localhost");
}

}  // namespace

std::optional<http::Url> url_at(const http::Url& target, const std::string& reference) {
  http::Url folder = target;
  folder.path = target.prefix() + "/";
  folder.user_information.clear();
  std::optional<http::Url> url = http::resolve(folder, reference);
  if (url) url->user_information.clear();
  return url;
}

std::optional<TokenRecipe> oauth_recipe(const SecurityScheme& scheme, const std::vector<std::string>& scopes,
                                        const OAuthClient& client, const http::Url& target) {
  for (const TokenFlow& flow : scheme.flows) {
    const std::optional<http::Url> url =
        url_at(target, client.token_url.empty() ? flow.url : client.token_url);
    if (!url) continue;
    NamedTexts form;
    if (flow.grant == Grant::client_credentials) {
      if (client.id.empty() || !client.secret) continue;
      add(form, "grant_type", "client_credentials");
    } else if (flow.grant == Grant::password) {
      const bool is_consented =
          !client.id.empty() || !client.token_url.empty() || url->origin() == target.origin();
      if (!client.user || !is_consented) continue;
      const std::size_t colon = client.user->find(':');
      add(form, "grant_type", "password");
      add(form, "username", client.user->substr(0, colon));
      add(form, "password", colon == std::string::npos ? "" : client.user->substr(colon + 1));
    } else {
      continue;
    }
    if (!scopes.empty()) add(form, "scope", join(scopes, " "));  // RFC 6749 §3.3
    return TokenRecipe{.what = "the OAuth 2 token of the security scheme " + in_quotes(scheme.name),
                       .url = *url,
                       .requests = requests_of(*url, form, client),
                       .place = {.header = {}, .pointer = "/access_token"},
                       .is_oauth = true};
  }
  return std::nullopt;
}

std::optional<std::string> fault_of(const ProviderMetadata& metadata, const http::Url& url) {
  const std::optional<std::string> issuer = issuer_of(url);
  if (!issuer) return "is no well-known URL of an issuer";
  if (plain_issuer(metadata.issuer) != *issuer) {
    return (metadata.issuer.empty() ? "names no issuer" : "names the issuer " + in_quotes(metadata.issuer)) +
           "; expected " + in_quotes(*issuer);
  }
  const std::optional<http::Url> endpoint = http::parse_url(metadata.token_endpoint);
  if (!endpoint) return "names a token endpoint that is not an absolute http or https URL";
  const bool is_safe = endpoint->origin() == url.origin() || endpoint->scheme == "https" ||
                       (is_loopback(*endpoint) && is_loopback(url));
  if (is_safe) return std::nullopt;
  return "names the token endpoint " + in_quotes(http::told_url(endpoint->text())) +
         " of another origin without https";
}

}  // namespace avouch

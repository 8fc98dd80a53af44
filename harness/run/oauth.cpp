// SPDX-License-Identifier: MIT
#include "run/oauth.h"

#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "contract/serialization.h"
#include "http/syntax.h"

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

}  // namespace avouch

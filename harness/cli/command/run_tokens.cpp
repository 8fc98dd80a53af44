// SPDX-License-Identifier: MIT
#include "cli/command/run_tokens.h"

#include <algorithm>
#include <map>

#include "base/file.h"
#include "base/text.h"
#include "cli/interruption.h"
#include "cli/option/login.h"
#include "http/secret_field.h"
#include "http/url_secrets.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "plan/selection.h"

namespace avouch {
namespace {

constexpr const char* kSecret = "AVOUCH_OAUTH_SECRET";

// A bearer scheme of the selected operations, with the scopes that they require of it.
struct Wanted {
  SecurityScheme scheme;
  std::vector<std::string> scopes;
};

std::map<std::string, Wanted> wanted_schemes(const Contract& contract, const Selection& selection) {
  std::map<std::string, Wanted> schemes;
  const std::vector<bool> selected = selected_operations(contract, selection);
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    if (!selected[i]) continue;
    for (const SecurityRequirement& requirement : contract.operations[i].security) {
      for (const SecurityScheme& scheme : requirement) {
        if (scheme.kind != SecurityScheme::Kind::bearer) continue;
        Wanted& wanted =
            schemes.try_emplace(scheme.name, Wanted{.scheme = scheme, .scopes = {}}).first->second;
        for (const std::string& scope : scheme.scopes) {
          if (std::find(wanted.scopes.begin(), wanted.scopes.end(), scope) == wanted.scopes.end())
            wanted.scopes.push_back(scope);
        }
      }
    }
  }
  return schemes;
}

bool documents_a_password(const Contract& contract) {
  return std::any_of(contract.operations.begin(), contract.operations.end(), [](const Operation& operation) {
    return std::any_of(
        operation.security.begin(), operation.security.end(), [](const SecurityRequirement& requirement) {
          return std::any_of(requirement.begin(), requirement.end(), [](const SecurityScheme& scheme) {
            return scheme.kind == SecurityScheme::Kind::basic || scheme.kind == SecurityScheme::Kind::digest;
          });
        });
  });
}

Result<std::optional<std::string>> client_secret(const Options& options) {
  if (options.oauth_secret_file.empty())
    return options.environment ? options.environment(kSecret) : std::nullopt;
  Result<std::string> text = read_file(options.oauth_secret_file);
  if (!text) return text.errors();
  while (text->ends_with('\n') || text->ends_with('\r')) text->pop_back();
  return std::optional(*std::move(text));
}

// Keeps the last exchange.
class Listening : public Transport {
 public:
  explicit Listening(Transport& inner) : inner_(inner) {}

  Exchange send(const http::Request& request) override {
    last = inner_.send(request);
    return last;
  }

  Exchange last;

 private:
  Transport& inner_;
};

// The texts below members whose names tell of secrets: an answer to a login has more of them than the token,
// such as {"refresh_token": …} and {"session": {"id": …}}. Words are none: {"token_type": "bearer"}.
void add_named_secrets(const JsonValue& value, const std::string& secret_name,
                       std::vector<std::pair<std::string, std::string>>& found) {
  if (!secret_name.empty() && value.is_string() && http::carries_a_secret({.name = {}, .value = value.text}))
    found.emplace_back(login_variable(secret_name), value.text);
  for (const JsonValue& item : value.items) add_named_secrets(item, secret_name, found);
  for (const auto& [name, member] : value.members)
    add_named_secrets(member, http::names_a_secret(name) ? name : secret_name, found);
}

}  // namespace

Result<std::string> RunTokens::got(const Options& options, const TokenRecipe& recipe, Exchange* seen) {
  constexpr std::size_t kLargestAnswer = 1024U * 1024U;
  TransportOptions how = options.transport;
  how.max_filesize = std::min(how.max_filesize, kLargestAnswer);
  Result<std::unique_ptr<Transport>> transport = http_transport(recipe.url.root(), how, interruption());
  if (!transport) return transport.errors();
  transports_.push_back(*std::move(transport));
  Listening listening(*transports_.back());
  Result<std::string> token = token_from(recipe, listening);
  if (seen != nullptr) *seen = std::move(listening.last);
  if (token) {
    book_.add(*token, [recipe, way = transports_.back().get()] { return token_from(recipe, *way); });
  } else {
    is_refused_ = true;
  }
  return token;
}

Result<void> RunTokens::log_in(const Options& options, const http::Url& target, PlanOptions& plan) {
  Result<std::optional<Login>> login = login_of(options, target);
  if (!login) return login.errors();
  if (!*login) return {};
  secrets_.insert(secrets_.end(), (*login)->secrets.begin(), (*login)->secrets.end());
  EarlierExchange made{.path = options.login->second.substr(0, options.login->second.find('?')),
                       .exchange = {}};
  Result<std::string> token = got(options, (*login)->recipe, &made.exchange);
  if (!token) return token.errors();
  if (const Received* received = made.exchange.received()) {
    if (const std::optional<JsonValue> body = read_json(received->response.body))
      add_named_secrets(*body, "", secrets_);
  }
  logins_.push_back(std::move(made));
  if ((*login)->scheme.empty()) {
    plan.keys.token = *std::move(token);
  } else {
    plan.keys.by_scheme[(*login)->scheme] = *std::move(token);
  }
  return {};
}

Result<void> RunTokens::authorize(const Options& options, const Contract& contract, const http::Url& target,
                                  PlanOptions& plan) {
  if (plan.keys.token || http::contains(plan.headers, "Authorization")) return {};
  const Result<std::optional<std::string>> secret = client_secret(options);
  if (!secret) return secret.errors();
  OAuthClient client{.id = options.oauth_client, .secret = *secret, .token_url = options.oauth_token_url};
  const bool is_asked = !client.id.empty() || !client.token_url.empty();
  // Without --oauth-client, a password goes to the target's own token URL, where it can have no other use.
  if (is_asked || !documents_a_password(contract)) client.user = plan.user;
  if (client.secret && !client.secret->empty()) secrets_.emplace_back(kSecret, *client.secret);
  std::size_t tokens = 0;
  for (auto& [name, wanted] : wanted_schemes(contract, plan.selection)) {
    if (plan.keys.by_scheme.contains(name)) continue;
    using Grant = TokenFlow::Grant;
    if (!client.token_url.empty())
      wanted.scheme.flows = {{Grant::client_credentials, client.token_url},
                             {Grant::password, client.token_url}};
    for (TokenFlow& flow : wanted.scheme.flows) {
      const std::optional<http::Url> url = url_at(target, flow.url);
      if (flow.grant != Grant::discovery || !url || client.id.empty() || !client.secret) continue;
      const Result<std::string> endpoint = discovered(options, name, *url);
      if (!endpoint) {
        is_refused_ = true;
        return endpoint.errors();
      }
      flow = {Grant::client_credentials, *endpoint};
    }
    const std::optional<TokenRecipe> recipe = oauth_recipe(wanted.scheme, wanted.scopes, client, target);
    if (!recipe) continue;
    Result<std::string> token = got(options, *recipe);
    if (!token) return token.errors();
    plan.keys.by_scheme[name] = *std::move(token);
    ++tokens;
  }
  if (!is_asked || tokens > 0) return {};
  return Error{.title = "--oauth-client: no selected operation has an OAuth 2 flow that can be used",
               .place = {.file = contract.file, .pointer = {}},
               .hint = client.secret ? "It takes clientCredentials or password with a tokenUrl; "
                                       "--oauth-token-url URL names one, AVOUCH_TOKEN gives a token."
                                     : "Set " + std::string(kSecret) +
                                           " for clientCredentials, AVOUCH_USER for password."};
}

// OpenID Connect Discovery 1.0 §4.
Result<std::string> RunTokens::discovered(const Options& options, const std::string& scheme,
                                          const http::Url& url) {
  RunTokens metadata;
  const std::string what = "the OpenID configuration of the security scheme " + in_quotes(scheme);
  Exchange exchange;
  Result<std::string> endpoint =
      metadata.got(options,
                   {.what = what,
                    .url = url,
                    .requests = {{.target = url.target(), .fields = {{"Accept", "application/json"}}}},
                    .place = {.header = {}, .pointer = "/token_endpoint"}},
                   &exchange);
  if (!endpoint) return endpoint;
  const std::optional<JsonValue> body = read_json(exchange.received()->response.body);
  const JsonValue* issuer = body ? body->find("issuer") : nullptr;
  const bool is_text = issuer != nullptr && issuer->is_string();
  const auto fault = fault_of({.issuer = is_text ? issuer->text : "", .token_endpoint = *endpoint}, url);
  if (!fault) return endpoint;
  return Error{
      .title = "no token: " + what + ": " + in_quotes(http::told_url(url.text())) + " " + *fault,
      .place = {},
      .hint = "The client's secret is not sent. Check the URL; --oauth-token-url URL names the token URL."};
}

Result<void> RunTokens::get(const Options& options, const Contract& contract, const http::Url& target,
                            PlanOptions& plan) {
  catch_interruption();
  if (const Result<void> done = log_in(options, target, plan); !done) return done.errors();
  return authorize(options, contract, target, plan);
}

}  // namespace avouch

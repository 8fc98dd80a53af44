// SPDX-License-Identifier: MIT
#include "cli/option/plan_options.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/option/login.h"
#include "cli/option/values.h"
#include "cli/option/values_file.h"
#include "run/start.h"
#include "run/unknown_names.h"

namespace avouch {
namespace {

// The user in a server's own URL takes precedence over --user. The user in the URL of -t applies to the
// target only.
std::vector<ServerTarget> with_users(std::vector<ServerTarget> servers, const Options& options) {
  for (ServerTarget& server : servers) {
    server.has_own_user = server.user.has_value();
    if (!server.has_own_user) server.user = options.user;
  }
  return servers;
}

// The API keys of one identity, as options or the environment give them.
struct KeySource {
  std::string option;
  const std::vector<std::pair<std::string, std::string>>& given;
  bool are_configured = false;  // by avouch.toml, so the environment overrides them
  std::function<std::string(const std::string& scheme)> variable;
};

Result<std::map<std::string, std::string>> read_keys(const Options& options, const Contract& contract,
                                                     const KeySource& from) {
  std::map<std::string, std::string> keys;
  std::vector<std::string> known;
  for (const Operation& operation : contract.operations) {
    for (const SecurityRequirement& requirement : operation.security) {
      for (const SecurityScheme& scheme : requirement) {
        if (scheme.kind == SecurityScheme::Kind::api_key) known.push_back(scheme.name);
      }
    }
  }
  Errors errors;
  for (const auto& [scheme, key] : from.given) {
    if (std::find(known.begin(), known.end(), scheme) == known.end()) {
      const auto meant = nearest(scheme, known);
      errors.push_back({.title = from.option + ": the contract uses no API key scheme " + in_quotes(scheme),
                        .place = {},
                        .hint = meant           ? "Did you mean " + printable(*meant) + "?"
                                : known.empty() ? "It uses none; leave it out."
                                                : "Name one of its security schemes."});
    }
    keys[scheme] = key;
  }
  if (!errors.empty()) return errors;
  for (const std::string& scheme : known) {
    if (keys.contains(scheme) && !from.are_configured) continue;
    const std::string variable = from.variable(scheme);
    const std::optional<std::string> key = options.environment ? options.environment(variable) : std::nullopt;
    if (!key) continue;
    Result<std::string> fit = parse_token(variable, *key);
    if (!fit) return fit.errors();
    keys[scheme] = *std::move(fit);
  }
  return keys;
}

}  // namespace

Result<GivenKeys> given_keys(const Options& options, const Contract& contract) {
  Result<std::map<std::string, std::string>> keys =
      read_keys(options, contract,
                {.option = "--api-key",
                 .given = options.api_keys,
                 .are_configured = options.api_keys_are_configured,
                 .variable = [](const std::string& scheme) { return api_key_variable(scheme); }});
  if (!keys) return keys.errors();
  return GivenKeys{.token = options.token,
                   .by_scheme = *std::move(keys),
                   .has_certificate = !options.transport.cert.empty()};
}

Result<std::optional<GivenIdentity>> given_other(const Options& options, const Contract& contract) {
  Result<std::map<std::string, std::string>> keys = read_keys(
      options, contract,
      {.option = "--other-api-key",
       .given = options.other_api_keys,
       .are_configured = options.other_api_keys_are_configured,
       .variable = [](const std::string& scheme) { return other_variable(api_key_variable(scheme)); }});
  if (!keys) return keys.errors();
  if (!options.other_user && !options.other_token && keys->empty()) return std::optional<GivenIdentity>();
  return std::optional(GivenIdentity{.user = options.other_user,
                                     .keys = {.token = options.other_token, .by_scheme = *std::move(keys)}});
}

RunHints run_hints() {
  return {.nothing_selected = "Loosen --include… and --exclude…; avouch list shows every coordinate.",
          .unknown_operation = "avouch list shows every operation.",
          .no_servers = "It documents none; use --target alone."};
}

Result<PlanOptions> plan_options(const Options& options, const Contract& contract,
                                 const std::optional<std::string>& user) {
  std::vector<GivenValue> values;
  if (!options.values_file.empty()) {
    Result<std::vector<GivenValue>> read = read_values_file(options.values_file);
    if (!read) return read.errors();
    values = *std::move(read);
    std::erase_if(values,
                  [&](const GivenValue& value) { return is_login_table(value, options.login.has_value()); });
  }
  values.insert(values.end(), options.variables.begin(), options.variables.end());
  const RunHints hints = run_hints();
  Errors errors = unknown_values(values, contract, hints.unknown_operation);
  for (Error& error : unknown_servers(options.servers, contract, hints.no_servers)) {
    error.title = "--server: " + error.title;
    errors.push_back(std::move(error));
  }
  Result<GivenKeys> keys = given_keys(options, contract);
  if (!keys) errors.insert(errors.end(), keys.errors().begin(), keys.errors().end());
  Result<std::optional<GivenIdentity>> other = given_other(options, contract);
  if (!other) errors.insert(errors.end(), other.errors().begin(), other.errors().end());
  if (!errors.empty()) return errors;
  return PlanOptions{.user = user,
                     .headers = options.headers,
                     .origins = options.origins,
                     .selection = options.selection,
                     .values = std::move(values),
                     .allow_writes = options.allow_writes,
                     .only_own_writes = !options.any_writes,
                     .bodies = options.bodies,
                     .seed = options.seed,
                     .prefer = options.prefer,
                     .targets = {.servers = with_users(options.servers, options)},
                     .keys = *std::move(keys),
                     .other = *std::move(other)};
}

}  // namespace avouch

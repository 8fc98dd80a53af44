// SPDX-License-Identifier: MIT
#include "cli/option/secrets_of.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/percent.h"
#include "base/text.h"
#include "contract/serialization.h"
#include "http/secret_field.h"
#include "http/syntax.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "plan/credentials.h"

namespace avouch {
namespace {

std::string variable_for(const std::string& field_name) {
  return "AVOUCH_" + variable_name(field_name);
}

// Numbers the variables of secrets with the same name: AVOUCH_TOKEN, AVOUCH_TOKEN_2.
std::string unique(const http::Secrets& secrets, const std::string& variable, const std::string& value) {
  std::string name = variable;
  const auto is_taken = [&] {
    return std::any_of(
        secrets.entries().begin(), secrets.entries().end(),
        [&](const http::Secrets::Entry& entry) { return entry.variable == name && entry.value != value; });
  };
  for (int number = 2; is_taken(); ++number) name = variable + "_" + std::to_string(number);
  return name;
}

void add(http::Secrets& secrets, const std::string& variable, const std::string& value) {
  secrets.add(unique(secrets, variable, value), value);
}

void add_field(http::Secrets& secrets, const std::string& variable, const std::string& value) {
  secrets.add_field(unique(secrets, variable, value), value);
}

// In "Bearer abc", only the part after the scheme is a secret.
void add_authorization(http::Secrets& secrets, const http::Field& field) {
  const std::size_t blank = field.value.find(' ');
  const std::string scheme = field.value.substr(0, blank);
  const std::string rest =
      blank == std::string::npos ? field.value : std::string(trim_ows(field.value.substr(blank)));
  const auto pair = equals_ignoring_ascii_case(scheme, "Basic") ? http::unbase64(rest) : std::nullopt;
  if (pair) {
    add(secrets, "AVOUCH_USER", *pair);
  } else {
    add_field(secrets, "AVOUCH_TOKEN", rest);
  }
}

// A value as a whole, as it goes into a request, and each text and number in it.
void add_value(http::Secrets& secrets, const std::string& variable, const JsonValue& value) {
  if (!value.is_string("")) add_field(secrets, variable, plain_text(value));
  for (const auto& [name, member] : value.members)
    add_value(secrets, variable + variable_for(name).substr(6), member);
  for (const JsonValue& element : value.items) add_value(secrets, variable, element);
}

bool is_secret(const GivenValue& value, const std::set<std::string>& keys) {
  if (keys.contains(value.name) || http::names_a_secret(value.name)) return true;
  return http::holds_a_web_token(plain_text(value.value));
}

}  // namespace

std::optional<std::string> user_of(const Options& options, const std::optional<http::Url>& target) {
  if (options.user || !target || target->user_information.empty()) return options.user;
  return percent_decoded(target->user_information);
}

namespace {

// The variables of API keys, by the name of their field, parameter or cookie; of a field in lower case.
using KeyVariables = std::map<std::string, std::string>;

KeyVariables key_variables(const Contract& contract) {
  KeyVariables variables;
  for (const Operation& operation : contract.operations) {
    for (const SecurityRequirement& requirement : operation.security) {
      for (const SecurityScheme& scheme : requirement) {
        if (scheme.kind != SecurityScheme::Kind::api_key) continue;
        variables.emplace(scheme.parameter, variable_of(scheme));
        if (scheme.in == SecurityScheme::In::header)
          variables.emplace(ascii_lower(scheme.parameter), variable_of(scheme));
      }
    }
  }
  return variables;
}

bool is_api_key(const Contract& contract, const std::string& name) {
  for (const Operation& operation : contract.operations) {
    for (const SecurityRequirement& requirement : operation.security) {
      for (const SecurityScheme& scheme : requirement) {
        if (scheme.name == name) return scheme.kind == SecurityScheme::Kind::api_key;
      }
    }
  }
  return true;
}

std::string variable_for(const std::string& name, const KeyVariables& keys, bool is_field) {
  const auto key = keys.find(is_field ? ascii_lower(name) : name);
  return key == keys.end() ? variable_for(name) : key->second;
}

http::Secrets given_secrets(const Options& options, const std::optional<std::string>& user,
                            const KeyVariables& keys) {
  http::Secrets secrets;
  // Adds these under their own names first: a command that names the user's own variable works as printed.
  for (const auto& [variable, value] : options.substituted) secrets.add_field(variable, value);
  if (user) add(secrets, "AVOUCH_USER", *user);
  if (options.token) add_field(secrets, "AVOUCH_TOKEN", *options.token);
  for (const auto& [scheme, key] : options.api_keys) add_field(secrets, api_key_variable(scheme), key);
  if (options.other_user) add(secrets, other_variable("AVOUCH_USER"), *options.other_user);
  if (options.other_token) add_field(secrets, other_variable("AVOUCH_TOKEN"), *options.other_token);
  for (const auto& [scheme, key] : options.other_api_keys)
    add_field(secrets, other_variable(api_key_variable(scheme)), key);
  for (std::size_t i = 0; i < options.servers.size(); ++i) {
    if (options.servers[i].user)
      add(secrets, "AVOUCH_SERVER_" + std::to_string(i + 1) + "_USER", *options.servers[i].user);
  }
  for (const http::Fields* fields : {&options.headers, &options.contract_headers}) {
    for (const http::Field& field : *fields) {
      if (equals_ignoring_ascii_case(field.name, "Authorization")) {
        add_authorization(secrets, field);
      } else if (http::carries_a_secret(field)) {
        add_field(secrets, variable_for(field.name, keys, true), field.value);
      }
    }
  }
  if (const auto proxy = http::parse_url(options.transport.proxy);
      proxy && !proxy->user_information.empty()) {
    add(secrets, "AVOUCH_PROXY_USER", percent_decoded(proxy->user_information));
  }
  return secrets;
}

}  // namespace

http::Secrets secrets_of(const Options& options, const std::optional<std::string>& user) {
  return given_secrets(options, user, {});
}

http::Secrets secrets_of(const Options& options, const std::optional<std::string>& user,
                         const std::vector<GivenValue>& values, const Contract& contract,
                         const GivenKeys& given, const std::optional<GivenIdentity>& other) {
  const KeyVariables variables = key_variables(contract);
  http::Secrets secrets = given_secrets(options, user, variables);
  if (given.token) add_field(secrets, "AVOUCH_TOKEN", *given.token);
  for (const auto& [scheme, key] : given.by_scheme)
    add_field(secrets, is_api_key(contract, scheme) ? api_key_variable(scheme) : "AVOUCH_TOKEN", key);
  if (other) {
    for (const auto& [scheme, key] : other->keys.by_scheme)
      add_field(secrets, other_variable(api_key_variable(scheme)), key);
  }
  std::set<std::string> keys;
  for (const Operation& operation : contract.operations) {
    keys.merge(operation.key_names());
    // A header that carries an API key is a secret, whatever its name and value.
    for (const http::Field& field : options.headers) {
      if (carries_credentials(operation, field.name) && !http::carries_a_secret(field))
        add_field(secrets, variable_for(field.name, variables, true), field.value);
    }
  }
  for (const GivenValue& value : values) {
    if (!is_secret(value, keys)) continue;
    const std::string variable = variable_for(value.name, variables, false);
    add_value(secrets, variable, value.value);
    // A flag gives a list or an object as text; the request contains its parts.
    if (!value.value.is_string()) continue;
    const std::optional<JsonValue> read = read_json(value.value.text);
    if (read && read->is_structured()) add_value(secrets, variable, *read);
  }
  return secrets;
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "cli/secrets_of.h"

#include <set>

#include "base/percent.h"
#include "base/text.h"
#include "http/syntax.h"
#include "plan/credentials.h"

namespace avouch {
namespace {

std::string variable_for(const std::string& field_name) {
  std::string variable = "AVOUCH_";
  for (const char c : field_name) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    variable += is_letter ? static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c) : '_';
  }
  return variable;
}

// "Bearer abc": the scheme is no secret, what follows it is.
void add_authorization(http::Secrets& secrets, const http::Field& field) {
  const std::size_t blank = field.value.find(' ');
  const std::string scheme = field.value.substr(0, blank);
  const std::string rest =
      blank == std::string::npos ? field.value : std::string(trim_ows(field.value.substr(blank)));
  const auto pair = equals_ignoring_ascii_case(scheme, "Basic") ? http::unbase64(rest) : std::nullopt;
  if (pair) {
    secrets.add("AVOUCH_USER", *pair);
  } else {
    secrets.add("AVOUCH_TOKEN", rest);
  }
}

}  // namespace

std::optional<std::string> user_of(const Options& options, const std::optional<http::Url>& target) {
  if (options.user || !target || target->user_information.empty()) return options.user;
  return percent_decoded(target->user_information);
}

http::Secrets secrets_of(const Options& options, const std::optional<std::string>& user) {
  http::Secrets secrets;
  if (user) secrets.add("AVOUCH_USER", *user);
  for (std::size_t i = 0; i < options.servers.size(); ++i) {
    if (options.servers[i].user)
      secrets.add("AVOUCH_SERVER_" + std::to_string(i + 1) + "_USER", *options.servers[i].user);
  }
  for (const http::Field& field : options.headers) {
    if (equals_ignoring_ascii_case(field.name, "Authorization")) {
      add_authorization(secrets, field);
    } else if (http::names_a_secret(field.name)) {
      secrets.add(variable_for(field.name), field.value);
    }
  }
  if (const auto proxy = http::parse_url(options.transport.proxy);
      proxy && !proxy->user_information.empty()) {
    secrets.add("AVOUCH_PROXY_USER", percent_decoded(proxy->user_information));
  }
  return secrets;
}

http::Secrets secrets_of(const Options& options, const std::optional<std::string>& user,
                         const std::vector<GivenValue>& values, const Contract& contract) {
  http::Secrets secrets = secrets_of(options, user);
  std::set<std::string> keys;
  for (const Operation& operation : contract.operations) keys.merge(api_key_names(operation));
  for (const GivenValue& value : values) {
    if (value.value.is_string() && (keys.contains(value.name) || http::names_a_secret(value.name)))
      secrets.add(variable_for(value.name), value.value.get<std::string>());
  }
  return secrets;
}

}  // namespace avouch

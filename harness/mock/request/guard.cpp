// SPDX-License-Identifier: MIT
#include "mock/request/guard.h"

#include <optional>
#include <string_view>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "http/syntax.h"
#include "mock/request/pairs.h"

namespace avouch {
namespace {

using http::Request;

// Returns the value at the place of an API key.
std::optional<std::string> key_of(const SecurityScheme& scheme, const Request& request) {
  std::vector<std::string> values;
  switch (scheme.in) {
    case SecurityScheme::In::header:
      return http::combined(request.fields, scheme.parameter);
    case SecurityScheme::In::query:
      values = values_of(query_pairs(request.target), scheme.parameter);
      break;
    case SecurityScheme::In::cookie:
      values = values_of(cookie_pairs(request), scheme.parameter);
      break;
  }
  if (values.empty()) return std::nullopt;
  return percent_decoded(values.front());
}

Access access_by(const SecurityScheme& scheme, const MockCredentials& credentials, const Request& request) {
  if (scheme.kind == SecurityScheme::Kind::api_key) {
    const std::optional<std::string> key = key_of(scheme, request);
    if (!key) return Access::missing;
    const auto given = credentials.keys.find(scheme.name);
    const std::string& right = given == credentials.keys.end() ? credentials.token : given->second;
    return *key == right ? Access::granted : Access::wrong;
  }
  if (!is_text(scheme.kind)) {
    const std::optional<std::string> stand_in = http::combined(request.fields, kStandInField);
    if (!stand_in) return Access::missing;
    return *stand_in == credentials.token ? Access::granted : Access::wrong;
  }
  // RFC 9110 §11.1: scheme names are case-insensitive.
  const std::optional<std::string> authorization = http::combined(request.fields, "Authorization");
  if (!authorization) return Access::missing;
  const std::size_t space = authorization->find(' ');
  const std::string_view name = std::string_view(*authorization).substr(0, space);
  const std::string_view rest = space == authorization->npos
                                    ? std::string_view()
                                    : trim_ows(std::string_view(*authorization).substr(space + 1));
  const bool is_basic = scheme.kind == SecurityScheme::Kind::basic;
  const bool is_right =
      is_basic ? equals_ignoring_ascii_case(name, "Basic") && http::unbase64(rest) == credentials.user
               : equals_ignoring_ascii_case(name, "Bearer") && rest == credentials.token;
  return is_right ? Access::granted : Access::wrong;
}

}  // namespace

Access access(const Operation& operation, const MockCredentials& credentials, const Request& request) {
  if (operation.security.empty()) return Access::granted;
  Access best = Access::missing;
  for (const SecurityRequirement& requirement : operation.security) {
    bool is_granted = true;
    for (const SecurityScheme& scheme : requirement) {
      const Access one = access_by(scheme, credentials, request);
      is_granted = is_granted && one == Access::granted;
      if (one != Access::missing) best = Access::wrong;
    }
    if (is_granted) return Access::granted;
  }
  return best;
}

}  // namespace avouch

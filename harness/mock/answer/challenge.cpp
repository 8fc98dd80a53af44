// SPDX-License-Identifier: MIT
#include "mock/answer/challenge.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "contract/header_value.h"
#include "http/challenge.h"
#include "judge/body/body.h"
#include "judge/header/header.h"

namespace avouch {
namespace {

constexpr const char* kField = "WWW-Authenticate";

std::string challenge_of(const std::string& scheme) {
  std::string text = scheme + " realm=\"avouch mock\"";
  if (equals_ignoring_ascii_case(scheme, "Basic")) text += ", charset=\"UTF-8\"";  // RFC 7617 §2.1
  if (equals_ignoring_ascii_case(scheme, "Digest"))
    text += ", qop=\"auth\", nonce=\"avouch\"";  // RFC 7616 §3.3
  return text;
}

std::string scheme_name(SecurityScheme::Kind kind) {
  switch (kind) {
    case SecurityScheme::Kind::basic:
      return "Basic";
    case SecurityScheme::Kind::bearer:
      return "Bearer";
    case SecurityScheme::Kind::api_key:
      return "ApiKey";
    case SecurityScheme::Kind::digest:
    case SecurityScheme::Kind::other_http:
      return {};  // Operation::auth_schemes has its name
    case SecurityScheme::Kind::mutual_tls:
    case SecurityScheme::Kind::unknown:
      return "Avouch";  // the mock accepts kStandInField
  }
  return {};
}

bool is_one_of(const std::vector<std::string>& schemes, const std::string& wanted) {
  return std::any_of(schemes.begin(), schemes.end(),
                     [&](const std::string& scheme) { return equals_ignoring_ascii_case(scheme, wanted); });
}

// Does not ask the judge of the clause: a proof would not notice a judge that takes any 401.
bool has_challenge(const Operation& operation, const http::Response& response) {
  const auto sent = http::challenge_schemes(http::combined(response.fields, kField).value_or(std::string()));
  if (!sent) return false;
  const std::vector<std::string>& documented = operation.auth_schemes;
  return documented.empty() || std::any_of(sent->begin(), sent->end(), [&](const std::string& scheme) {
           return is_one_of(documented, scheme);
         });
}

// Lists each scheme once: those that the mock accepts, then the others that are documented.
std::string challenges(const Operation& operation) {
  std::vector<std::string> schemes;
  const auto add = [&](const std::string& scheme) {
    if (!scheme.empty() && !is_one_of(schemes, scheme)) schemes.push_back(scheme);
  };
  for (const SecurityRequirement& requirement : operation.security) {
    for (const SecurityScheme& scheme : requirement) add(scheme_name(scheme.kind));
  }
  for (const std::string& scheme : operation.auth_schemes) add(scheme);
  if (schemes.empty()) schemes.emplace_back("Bearer");  // a browser asks nobody for a password then
  std::vector<std::string> texts;
  for (const std::string& scheme : schemes) texts.push_back(challenge_of(scheme));
  return join(texts, ", ");
}

bool is_allowed(const DocumentedHeader& header, const std::string& line) {
  if (!has_header_claims(header)) return conforms(header, nullptr, line);
  const Result<BodyJudge> judge = BodyJudge::make(header.schema, {});
  return judge && conforms(header, &*judge, line);
}

}  // namespace

void add_challenge(const Operation& operation, const DocumentedResponse* documented,
                   http::Response& response) {
  if (response.status != 401 || has_challenge(operation, response)) return;
  const std::string line = challenges(operation);
  const DocumentedHeader* header = documented == nullptr ? nullptr : documented_header(*documented, kField);
  if (header == nullptr || is_allowed(*header, line)) http::set(response.fields, kField, line);
}

}  // namespace avouch

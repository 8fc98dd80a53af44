// SPDX-License-Identifier: MIT
#include "contract/openapi/cors_policy.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "contract/clauses.h"
#include "contract/cors_clauses.h"
#include "http/origin.h"

namespace avouch {
namespace {

constexpr const char* kExtension = "x-avouch-cors";

bool is_listed(const std::vector<std::string>& origins, const std::string& origin) {
  return std::find(origins.begin(), origins.end(), origin) != origins.end();
}

std::vector<std::string> read_origins(Reader& reader, const Location& policy, std::string_view name) {
  std::vector<std::string> origins;
  const std::optional<Location> list = reader.array(policy, name);
  if (!list) return origins;
  for (const NamedLocation& element : reader.members(*list)) {
    const std::string origin = element.at.value->is_string() ? element.at.value->text : std::string();
    if (origin == "null" || http::parse_origin(origin)) {
      origins.push_back(origin);
    } else {
      reader.fail(element.at, in_quotes(to_text(*element.at.value)) + " is not an origin",
                  "Write scheme, host and port only, such as \"https://app.example\"; or \"null\".");
    }
  }
  return origins;
}

void refuse_unknown(Reader& reader, const Location& policy) {
  const std::vector<std::string> known = {"admitted", "denied", "credentials"};
  for (const NamedLocation& member : reader.members(policy)) {
    if (is_listed(known, member.name)) continue;
    reader.fail(member.at, std::string(kExtension) + " does not define " + in_quotes(member.name),
                did_you_mean(member.name, known, "Write admitted, denied or credentials."));
  }
}

bool documents_cors(const Contract& contract, std::size_t operation) {
  const std::optional<std::size_t> response = contract.operations[operation].expected_response();
  return response && !cors_clauses(contract, operation, *response).empty();
}

}  // namespace

std::optional<CorsPolicy> read_cors_policy(Reader& reader, const Location& operation) {
  const std::optional<Location> at = reader.object(operation, kExtension);
  if (!at) return std::nullopt;
  refuse_unknown(reader, *at);
  CorsPolicy policy{.admitted = read_origins(reader, *at, "admitted"),
                    .denied = read_origins(reader, *at, "denied"),
                    .credentials = std::nullopt,
                    .place = at->place()};
  if (reader.any(*at, "credentials")) policy.credentials = reader.flag(*at, "credentials", false);
  for (const std::string& origin : policy.denied) {
    if (!is_listed(policy.admitted, origin)) continue;
    reader.fail(*at, in_quotes(origin) + " is admitted and denied", "Leave it in one of the lists.");
  }
  return policy;
}

Result<void> deny_origins(Contract& contract, const std::vector<std::string>& origins) {
  Errors errors;
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    if (!documents_cors(contract, i)) continue;
    Operation& operation = contract.operations[i];
    if (!operation.cors) operation.cors = CorsPolicy{};
    for (const std::string& origin : origins) {
      if (is_listed(operation.cors->admitted, origin)) {
        errors.push_back(
            {.title = in_quotes(origin) + " must be denied and is admitted by " + in_quotes(operation.id),
             .place = operation.cors->place,
             .hint = "Take it out of the contract, or do not deny it."});
      } else if (!is_listed(operation.cors->denied, origin)) {
        operation.cors->denied.push_back(origin);
      }
    }
  }
  if (!errors.empty()) return errors;
  contract.clauses = clauses_of(contract);  // they depend on the policy
  return {};
}

void set_credentials(Contract& contract, bool admitted) {
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    if (!documents_cors(contract, i)) continue;
    Operation& operation = contract.operations[i];
    if (!operation.cors) operation.cors = CorsPolicy{};
    operation.cors->credentials = admitted;
  }
  contract.clauses = clauses_of(contract);
}

}  // namespace avouch

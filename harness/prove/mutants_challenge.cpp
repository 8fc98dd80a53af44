// SPDX-License-Identifier: MIT
// Responses with status 401 and no challenge, or none of a documented scheme.
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/header_value.h"
#include "judge/header/header.h"
#include "prove/breaking.h"
#include "prove/edits.h"

namespace avouch {
namespace {

constexpr const char* kField = "WWW-Authenticate";

// Values without a challenge of those schemes, the most likely ones first.
std::vector<std::string> lines_without_challenge(const std::vector<std::string>& schemes) {
  std::vector<std::string> lines = {"", "Basic realm=\"a", "realm=\"a\"", "Basic realm=\"a\" charset=b"};
  for (const std::string& scheme : schemes) {
    for (const std::string& line :
         {scheme + "s realm=\"a\"", "X-" + scheme, "Other realm=\"" + scheme + "\"", "Other " + scheme})
      lines.push_back(line);
  }
  return lines;
}

}  // namespace

Mutants mutants_of(const ChallengeSubject& /*subject*/, const Breaking& breaking) {
  const Operation& operation = breaking.contract.operations[breaking.clause.operation];
  const DocumentedResponse& response = breaking.response();
  const DocumentedHeader* documented = documented_header(response, kField);
  Mutants mutants{.own_fault = "the documented WWW-Authenticate allows no challenge of a documented scheme"};
  const auto add = [&](std::string what, Edit edit, std::vector<std::string> follows = {}) {
    mutants.made.push_back({.what = std::move(what),
                            .roles = breaking.clause.roles,
                            .edit = std::move(edit),
                            .follows = std::move(follows)});
  };
  if (documented == nullptr || !documented->required) {
    add("there is no WWW-Authenticate", without_line(kField));
    add("WWW-Authenticate is called Proxy-Authenticate", with_lines_renamed(kField, "Proxy-Authenticate"),
        {"401/drift/headers"});
    add("WWW-Authenticate is called X-WWW-Authenticate", with_lines_renamed(kField, "X-WWW-Authenticate"),
        {"401/drift/headers"});
  }
  const BodyJudge* schema = nullptr;
  if (documented != nullptr) {
    const auto index = static_cast<std::size_t>(documented - response.headers.data());
    schema = breaking.judge.of_header(breaking.clause.operation, breaking.clause.response, index);
  }
  for (const std::string& line : lines_without_challenge(operation.auth_schemes)) {
    // What contradicts the documented header is reported by its clauses.
    if (documented != nullptr && !conforms(*documented, schema, line)) continue;
    add("WWW-Authenticate is " + in_quotes(line), with_line(kField, line));
  }
  if (mutants.made.empty()) {
    mutants.reason = Mutants::Reason::masked;
    mutants.why = "the clauses of the documented WWW-Authenticate report each fault";
  }
  return mutants;
}

}  // namespace avouch

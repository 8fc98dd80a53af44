// SPDX-License-Identifier: MIT
#include "cli/option/plan_options.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/option/values_file.h"
#include "contract/schema/schema.h"
#include "plan/credentials.h"

namespace avouch {
namespace {

// Adds the names that a value can be given for.
void add_names(const Operation& operation, std::set<std::string>& names) {
  for (const Parameter& parameter : operation.parameters) names.insert(parameter.name);
  names.merge(api_key_names(operation));
  if (!operation.request_body) return;
  for (const DocumentedMedia& media : operation.request_body->media) {
    if (media.schema == nullptr) continue;
    for (const SchemaKeyword& keyword : media.schema->keywords()) {
      if (keyword.kind != KeywordKind::properties || keyword.node != 0) continue;
      for (const SchemaBranch& branch : keyword.branches) names.insert(branch.name);
    }
  }
}

std::string did_you_mean(const std::string& word, const std::set<std::string>& known,
                         const std::string& otherwise) {
  const auto close = nearest(word, {known.begin(), known.end()});
  return close ? "Did you mean " + *close + "?" : otherwise;
}

Errors unknown_names(const std::vector<GivenValue>& values, const Contract& contract) {
  Errors errors;
  std::set<std::string> ids;
  std::set<std::string> all;
  for (const Operation& operation : contract.operations) {
    ids.insert(operation.id);
    add_names(operation, all);
  }
  for (const GivenValue& value : values) {
    if (!value.operation.empty() && !ids.contains(value.operation)) {
      errors.push_back({.title = "the contract has no operation " + in_quotes(value.operation),
                        .place = value.place,
                        .mend = did_you_mean(value.operation, ids, "avouch list shows every operation.")});
      continue;
    }
    std::set<std::string> names;
    if (value.operation.empty()) {
      names = all;
    } else {
      for (const Operation& operation : contract.operations) {
        if (operation.id == value.operation) add_names(operation, names);
      }
    }
    if (names.contains(value.name)) continue;
    errors.push_back(
        {.title = "no parameter and no member of a request body is called " + in_quotes(value.name),
         .place = value.place,
         .mend = did_you_mean(value.name, names, "Leave it out, or mend the name; case counts.")});
  }
  return errors;
}

Errors unknown_servers(const std::vector<ServerTarget>& named, const Contract& contract) {
  std::set<std::string> known;
  for (const std::string& server : contract.servers) known.insert(server);
  for (const Operation& operation : contract.operations) {
    for (const std::string& server : operation.servers) known.insert(server);
  }
  const std::string otherwise = known.empty()
                                    ? "It documents none; --target alone says whom to ask."
                                    : "It documents " + shown(join({known.begin(), known.end()}, ", ")) + ".";
  Errors errors;
  for (const ServerTarget& target : named) {
    if (known.contains(target.server)) continue;
    errors.push_back({.title = "--server: the contract documents no server " + in_quotes(target.server),
                      .place = {},
                      .mend = did_you_mean(target.server, known, otherwise)});
  }
  return errors;
}

// The user in a server's own URL takes precedence over --user. The user in the URL of -t applies to the
// target only.
std::vector<ServerTarget> with_users(std::vector<ServerTarget> servers, const Options& options) {
  for (ServerTarget& server : servers) {
    server.has_own_user = server.user.has_value();
    if (!server.has_own_user) server.user = options.user;
  }
  return servers;
}

}  // namespace

Result<PlanOptions> plan_options(const Options& options, const Contract& contract,
                                 const std::optional<std::string>& user) {
  std::vector<GivenValue> values;
  if (!options.values_file.empty()) {
    Result<std::vector<GivenValue>> read = read_values_file(options.values_file);
    if (!read) return read.errors();
    values = *std::move(read);
  }
  values.insert(values.end(), options.variables.begin(), options.variables.end());
  Errors errors = unknown_names(values, contract);
  const Errors more = unknown_servers(options.servers, contract);
  errors.insert(errors.end(), more.begin(), more.end());
  if (!errors.empty()) return errors;
  return PlanOptions{.user = user,
                     .headers = options.headers,
                     .origins = options.origins,
                     .selection = options.selection,
                     .values = std::move(values),
                     .allow_writes = options.allow_writes,
                     .seed = options.seed,
                     .prefer = options.prefer,
                     .targets = {.servers = with_users(options.servers, options)}};
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "cli/option/plan_options.h"

#include <utility>
#include <vector>

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

}  // namespace

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
  }
  values.insert(values.end(), options.variables.begin(), options.variables.end());
  const RunHints hints = run_hints();
  Errors errors = unknown_values(values, contract, hints.unknown_operation);
  for (Error& error : unknown_servers(options.servers, contract, hints.no_servers)) {
    error.title = "--server: " + error.title;
    errors.push_back(std::move(error));
  }
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
                     .targets = {.servers = with_users(options.servers, options)}};
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <ostream>

#include "base/text.h"
#include "base/unowned.h"
#include "cli/command/commands.h"
#include "cli/command/mock_faults.h"
#include "cli/command/mock_log.h"
#include "cli/interruption.h"
#include "cli/option/plan_options.h"
#include "cli/option/secrets_of.h"
#include "contract/server.h"
#include "http/curl.h"
#include "mock/mock.h"
#include "plan/destination.h"

namespace avouch {
namespace {

// Besides those whose keys are given.
bool wants_a_token(const Contract& contract, const GivenKeys& keys) {
  return std::any_of(contract.operations.begin(), contract.operations.end(), [&](const Operation& operation) {
    return std::any_of(
        operation.security.begin(), operation.security.end(), [&](const SecurityRequirement& requirement) {
          return std::any_of(requirement.begin(), requirement.end(), [&](const SecurityScheme& scheme) {
            return scheme.kind != SecurityScheme::Kind::basic && !keys.by_scheme.contains(scheme.name);
          });
        });
  });
}

// A second identity has what is given for it; the rest of its credentials nobody knows.
std::optional<MockCredentials> other_credentials(const Options& options,
                                                 const std::optional<GivenIdentity>& other) {
  if (!other) return std::nullopt;
  return MockCredentials{.user = options.other_user.value_or(""),
                         .token = options.other_token.value_or(""),
                         .keys = other->keys.by_scheme};
}

MockOptions mock_options(const Options& options, const GivenKeys& keys,
                         const std::optional<GivenIdentity>& other) {
  MockOptions wanted{.port = options.port,
                     .seed = options.seed.value_or(MockOptions{}.seed),
                     .keeps_state = !options.stateless,
                     .delay = options.delay};
  if (options.user) wanted.user = *options.user;
  if (options.token) wanted.token = *options.token;
  wanted.keys = keys.by_scheme;
  wanted.other = other_credentials(options, other);
  // If the user names no page, every page is admitted.
  if (options.origins != Options{}.origins) wanted.origins = options.origins;
  return wanted;
}

std::size_t count_missing(const Contract& contract, const TargetMap& targets) {
  Destinations destinations(contract, targets);
  return static_cast<std::size_t>(
      std::count_if(contract.operations.begin(), contract.operations.end(),
                    [&](const Operation& operation) { return !destinations.of(operation).missing.empty(); }));
}

// Returns the options with which `avouch run` sends every operation to this mock; "" if -t and the URL
// suffice.
std::string targets_for_all(const Contract& contract, const std::string& url) {
  TargetMap targets{.target = *http::parse_url(url), .stands_for_all = false};
  const std::size_t missing = count_missing(contract, targets);
  if (missing == 0) return {};
  TargetMap below = targets;  // the mock also serves below the path of the document's server
  const std::string server = contract.servers.empty() ? "/" : contract.servers.front();
  if (const std::optional<ServerBase> base = server_base(server)) below.target.path = base->path;
  if (count_missing(contract, below) < missing) targets.target.path = below.target.path;
  std::string flags = "-t " + http::shell_word(targets.target.text());
  for (const Operation& operation : contract.operations) {
    if (Destinations(contract, targets).of(operation).missing.empty()) continue;
    const std::string& named = operation.servers.front();
    targets.servers.push_back({.server = named, .url = *http::parse_url(url)});
    flags.append(" --server ").append(http::shell_word(join({named, url}, "=")));
  }
  return flags;
}

// What a client needs: a mock that refuses everything is useless.
std::string credentials_of(const Options& options, const Contract& contract, const GivenKeys& keys,
                           bool has_other, const MockServer& server) {
  return "credentials: " + (options.user ? "as given" : printable(server.user())) +
         (keys.by_scheme.empty() ? "" : "; API keys: as given") +
         (wants_a_token(contract, keys)
              ? "; token: " + (options.token ? std::string("as given") : printable(server.token()))
              : "") +
         (has_other ? "; a second identity: as given" : "");
}

void introduce(const Options& options, const Contract& contract, const std::string& credentials,
               const MockServer& server, const std::optional<MockFaults>& faults, std::ostream& err) {
  err << "serves " << counted(contract.operations.size(), "operation", "operations") << " of "
      << printable(contract.title) << "; " << credentials << "; Ctrl-C ends it\n";
  for (const std::string& note : server.notes()) err << "note: " << printable(note) << '\n';
  for (const auto& [operation, why] : server.unserved())
    err << "note: " << printable(contract.operations[operation].id)
        << " is not served as documented: " << printable(why.title) << " (" << printable(to_string(why.place))
        << ")\n";
  if (const std::string flags = targets_for_all(contract, server.url()); !flags.empty())
    err << "operations are documented at several servers; to judge all: avouch run "
        << (options.contract.empty() ? "" : printable(http::shell_word(contract.file)) + " ")
        << printable(flags) << '\n';
  if (!faults) return;
  err << "breaks " << counted(faults->size(), "clause", "clauses") << '\n';
  for (const std::string& note : faults->notes()) err << "note: " << printable(note) << '\n';
}

}  // namespace

ExitCode mock(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return refuse(contract.errors(), err);
  const Result<GivenKeys> keys = given_keys(options, *contract);
  if (!keys) return refuse(keys.errors(), err);
  const Result<std::optional<GivenIdentity>> other = given_other(options, *contract);
  if (!other) return refuse(other.errors(), err);
  MockOptions wanted = mock_options(options, *keys, *other);
  wanted.logged = 0;
  std::optional<MockFaults> faults;
  if (!options.faults.empty()) {
    Result<MockFaults> made = MockFaults::make(*contract, options.faults);
    if (!made) return refuse(made.errors(), err);
    faults = *std::move(made);
    wanted.edit = [&faults](const http::Request& request, MockReply& reply) { faults->put(request, reply); };
  }
  const MockLog log(*contract, secrets_of(options, options.user, {}, *contract, *keys, *other));
  if (!options.quiet) {
    wanted.on_answer = [&](const http::Request& request, const MockReply& reply) {
      err << log.line(request, reply) << std::flush;
    };
  }
  const Result<std::unique_ptr<MockServer>> server = MockServer::start(unowned(*contract), wanted);
  if (!server) return refuse(server.errors(), err);
  catch_interruption();  // while the responses are made, a signal ends the process at once
  const bool has_secrets = std::any_of(contract->operations.begin(), contract->operations.end(),
                                       [](const Operation& one) { return one.needs_credentials(); });
  const std::string credentials = credentials_of(options, *contract, *keys, other->has_value(), **server);
  if (options.quiet && has_secrets) err << credentials << '\n';
  if (!options.quiet) introduce(options, *contract, credentials, **server, faults, err);
  out << (*server)->url() << std::endl;  // flushed: a script waits for this line
  (*server)->wait(interruption());
  return ExitCode::holds;
}

}  // namespace avouch

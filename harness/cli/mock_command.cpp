// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <ostream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/mock_faults.h"
#include "cli/mock_log.h"
#include "cli/secrets_of.h"
#include "fixtures/mock.h"

namespace avouch {
namespace {

bool wants_a_token(const Contract& contract) {
  return std::any_of(contract.operations.begin(), contract.operations.end(), [](const Operation& operation) {
    return std::any_of(
        operation.security.begin(), operation.security.end(), [](const SecurityRequirement& requirement) {
          return std::any_of(requirement.begin(), requirement.end(), [](const SecurityScheme& scheme) {
            return scheme.kind != SecurityScheme::Kind::basic;
          });
        });
  });
}

MockOptions mock_options(const Options& options) {
  MockOptions wanted{
      .port = options.port, .seed = options.seed.value_or(MockOptions{}.seed), .delay = options.delay};
  if (options.user) wanted.user = *options.user;
  // Without a page that is named, any page may come.
  if (options.origins != Options{}.origins) wanted.origins = options.origins;
  return wanted;
}

void introduce(const Options& options, const Contract& contract, const MockServer& server,
               const std::optional<MockFaults>& faults, std::ostream& err) {
  err << "serves " << counted(contract.operations.size(), "operation", "operations") << " of "
      << printable(contract.title) << "; credentials: " << (options.user ? "as given" : server.user());
  if (wants_a_token(contract)) err << "; token: " << server.token();
  err << "; Ctrl-C ends it\n";
  for (const std::string& note : server.notes()) err << "note: " << printable(note) << '\n';
  if (!faults) return;
  err << "breaks " << counted(faults->size(), "clause", "clauses") << '\n';
  for (const std::string& note : faults->notes()) err << "note: " << printable(note) << '\n';
}

}  // namespace

ExitCode mock(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return refuse(contract.errors(), err);
  MockOptions wanted = mock_options(options);
  std::optional<MockFaults> faults;
  if (!options.faults.empty()) {
    Result<MockFaults> made = MockFaults::make(*contract, options.faults);
    if (!made) return refuse(made.errors(), err);
    faults = *std::move(made);
    wanted.edit = [&faults](const http::Request& request, MockReply& reply) { faults->put(request, reply); };
  }
  const MockLog log(*contract, secrets_of(options, options.user));
  if (!options.quiet) {
    wanted.on_answer = [&](const http::Request& request, const MockReply& reply) {
      err << log.line(request, reply) << std::flush;
    };
  }
  catch_interruption();
  const Result<std::unique_ptr<MockServer>> server = MockServer::start(*contract, wanted);
  if (!server) return refuse(server.errors(), err);
  if (!options.quiet) introduce(options, *contract, **server, faults, err);
  out << (*server)->url() << std::endl;  // flushed: a script waits for this line
  (*server)->wait(interruption());
  return ExitCode::holds;
}

}  // namespace avouch

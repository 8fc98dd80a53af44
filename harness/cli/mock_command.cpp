// SPDX-License-Identifier: MIT
#include <ostream>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/interruption.h"
#include "fixtures/mock.h"

namespace avouch {
namespace {

// One line a request; what it asked is a stranger's text.
std::string log_line(const http::Request& request, const MockReply& reply) {
  return shown(request.method, 20) + " " + shown(request.target) + " " + std::to_string(reply.response.status) +
         "\n";
}

}  // namespace

ExitCode mock(const Options& options, std::ostream& out, std::ostream& err) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return refuse(contract.errors(), err);
  MockOptions mock_options{.port = options.port};
  if (options.user) mock_options.user = *options.user;
  if (!options.quiet) {
    mock_options.on_answer = [&err](const http::Request& request, const MockReply& reply) {
      err << log_line(request, reply) << std::flush;
    };
  }
  catch_interruption();
  const Result<std::unique_ptr<MockServer>> server = MockServer::start(*contract, mock_options);
  if (!server) return refuse(server.errors(), err);
  out << (*server)->url() << std::endl;  // flushed: a script waits for this line
  if (!options.quiet) {
    err << "serves " << counted(contract->operations.size(), "operation", "operations") << " of "
        << printable(contract->title) << "; credentials: " << (options.user ? "as given" : (*server)->user())
        << "; Ctrl-C ends it" << std::endl;
  }
  (*server)->wait(interruption());
  return ExitCode::holds;
}

}  // namespace avouch

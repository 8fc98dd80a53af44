// SPDX-License-Identifier: MIT
#include "cli/app.h"

#include <ostream>

#include "cli/command/commands.h"
#include "cli/command/cors_command.h"
#include "cli/interruption.h"

namespace avouch {

ExitCode app(const std::vector<std::string>& arguments, const Environment& environment, std::ostream& out,
             std::ostream& err) {
  const Result<std::variant<Options, TextAnswer>> asked = read_options(arguments, environment);
  if (!asked) return refuse(asked.errors(), err);
  if (const TextAnswer* answer = std::get_if<TextAnswer>(&*asked)) {
    out << answer->text;
    return ExitCode::holds;
  }
  const Options& options = std::get<Options>(*asked);
  end_on_signal();  // until the command catches the interruption itself
  switch (options.command) {
    case Command::run:
      return run(options, out, err);
    case Command::mock:
      return mock(options, out, err);
    case Command::list:
      return list(options, out, err);
    case Command::explain:
      return explain(options, out, err);
    case Command::lint:
      return lint(options, out, err);
    case Command::init:
      return init(options, out, err);
    case Command::prove:
      return prove(options, out, err);
    case Command::baseline:
      return baseline(options, out, err);
    case Command::diff:
      return diff(options, out, err);
    case Command::coverage:
      return coverage(options, out, err);
    case Command::merge:
      return merge(options, out, err);
    case Command::cors:
      return run_cors(options, out, err);
  }
  return ExitCode::usage;
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "cli/command/commands.h"
#include "cli/command/json_parts.h"
#include "cli/command/report_files.h"
#include "cli/command/unknown_clause.h"
#include "contract/server.h"
#include "http/curl.h"
#include "http/syntax.h"
#include "http/url_secrets.h"
#include "judge/explanation.h"
#include "plan/planner.h"
#include "suites/suites.h"

namespace avouch {
namespace {

const BoundClause* find(const Contract& contract, const std::string& coordinate) {
  const auto found =
      std::find_if(contract.clauses.begin(), contract.clauses.end(),
                   [&](const BoundClause& bound) { return bound.clause->coordinate == coordinate; });
  return found == contract.clauses.end() ? nullptr : &*found;
}

// Returns the documented server; missing parts are made up.
std::string server_of(const Operation& operation) {
  const std::string documented = operation.servers.empty() ? "/" : operation.servers.front();
  const std::optional<ServerBase> base = server_base(documented);
  if (!base) return "http://target.example";
  return (base->origin ? http::serialize(*base->origin) : "http://target.example") + base->path;
}

// Returns a command that works as printed, with the contract and the target of this call.
std::string run_alone(const Options& options, const std::string& method, const Clause& clause) {
  std::string command = "avouch run";
  if (!options.contract.empty()) command += " " + http::shell_word(http::told_url(options.contract));
  for (const std::string& overlay : options.overlays) command += " --overlay " + http::shell_word(overlay);
  if (!options.target.empty()) command += " -t " + http::shell_word(http::told_url(options.target));
  if (!http::is_safe_method(method)) command += " --allow-writes";
  return command + " --include " + http::shell_word(clause.coordinate);
}

struct RoleCommand {
  std::string probe;
  std::string text;
};

struct Exercise {
  std::vector<RoleCommand> commands;
  std::string unplanned;  // why there is none
};

Exercise exercise_of(const Contract& contract, const BoundClause& bound) {
  // Selects the one clause, so the plan contains only what it needs.
  http::Secrets secrets;
  secrets.add("AVOUCH_USER", "NAME:PASSWORD");
  GivenKeys keys{.token = "avouch-token", .has_certificate = true};
  secrets.add("AVOUCH_TOKEN", *keys.token);
  for (const SecurityRequirement& requirement : contract.operations[bound.operation].security) {
    for (const SecurityScheme& scheme : requirement) {
      if (scheme.kind != SecurityScheme::Kind::api_key) continue;
      const std::string key = "avouch-key-" + std::to_string(keys.by_scheme.size());
      if (keys.by_scheme.emplace(scheme.name, key).second) secrets.add(variable_of(scheme), key);
    }
  }
  const Plan plan = make_plan(contract, {.user = "NAME:PASSWORD",
                                         .selection = {.include_clauses = {bound.clause->coordinate}},
                                         .allow_writes = true,
                                         .keys = std::move(keys)});
  const std::string server = server_of(contract.operations[bound.operation]);
  Exercise exercise;
  for (const Probe& probe : plan.probes)
    exercise.commands.push_back(
        {probe.id, http::to_curl(probe.request, server + probe.request.target, secrets)});
  if (plan.probes.empty()) exercise.unplanned = plan.clauses.front().unplanned;
  return exercise;
}

void print(const Exercise& exercise, std::ostream& out) {
  out << "exercised by\n";
  for (const RoleCommand& command : exercise.commands)
    out << "  " << printable(command.probe) << "\n    " << printable(command.text) << '\n';
  if (exercise.commands.empty()) out << "  nothing: " << printable(exercise.unplanned) << '\n';
}

std::string explanation_json(const Contract& contract, const Clause& clause, const Explanation& explanation,
                             const std::string& alone, const Exercise& exercise) {
  JsonValue commands = JsonValue::array();
  for (const RoleCommand& command : exercise.commands)
    commands.items.push_back(json_object({{"probe", command.probe}, {"command", command.text}}));
  return document_text(json_joined(
      {json_object(
           {{"format", "avouch-explain"}, {"schemaVersion", kCommandFormat}, {"contract", contract.file}}),
       clause_json(clause),
       json_object({{"violated", text_or_null(explanation.violated)},
                    {"unexercised", explanation.unexercised},
                    {"run_alone", alone},
                    {"exercised_by", std::move(commands)},
                    {"unplanned", text_or_null(exercise.unplanned)}})}));
}

}  // namespace

ExitCode explain(const Options& options, std::ostream& stdout_stream, std::ostream& err) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return refuse(contract.errors(), err);
  const BoundClause* bound = find(*contract, options.coordinate);
  if (bound == nullptr) return refuse({unknown_clause(*contract, options.coordinate)}, err);
  const Clause& clause = bound->clause;
  const Operation& operation = contract->operations[bound->operation];
  const Explanation explanation = explanation_of(operation, *bound);
  const Exercise exercise = exercise_of(*contract, *bound);
  const std::string alone = run_alone(options, operation.method, clause);
  const ReportFiles files({{options.report_json, [&] {
                              return explanation_json(*contract, clause, explanation, alone, exercise);
                            }}});
  if (const Errors unwritten = files.write(stdout_stream); !unwritten.empty()) return refuse(unwritten, err);
  std::ostream& out = files.takes_output() ? err : stdout_stream;
  out << printable(clause.coordinate) << "\n\n"
      << "claims        " << printable(clause.claim) << '\n'
      << "kind          " << to_string(clause.kind)
      << (clause.severity == Severity::warning ? " (a warning: it fails a run only with --strict)" : "")
      << '\n'
      << "contract      " << printable(to_string(clause.place)) << '\n'
      << "documentation "
      << (clause.documentation.empty() ? "the contract names none" : printable(clause.documentation)) << '\n'
      << (clause.severity == Severity::warning ? "warning       " : "violated      ")
      << (explanation.violated.empty() ? "never" : "when " + explanation.violated) << '\n'
      << "unexercised   when " << explanation.unexercised << '\n'
      << "undecided     when no response arrives, or a limit is reached\n"
      << "run alone     " << printable(alone) << "\n\n";
  print(exercise, out);
  return ExitCode::holds;
}

}  // namespace avouch

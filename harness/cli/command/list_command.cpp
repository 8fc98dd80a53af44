// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/command/commands.h"
#include "cli/command/json_parts.h"
#include "cli/command/report_files.h"
#include "cli/command/run_workflow.h"
#include "cli/command/unmatched.h"
#include "cli/option/plan_options.h"
#include "cli/option/secrets_of.h"
#include "http/curl.h"
#include "json/json_value.h"
#include "plan/flow.h"
#include "plan/planner.h"
#include "run/notes.h"
#include "run/workflow_run.h"
#include "workflow/inputs.h"

namespace avouch {
namespace {

// Why clauses of an operation are not exercised, each reason once: "  not exercised: 12 clauses: …".
void print_unplanned(const std::vector<std::pair<std::string, std::size_t>>& reasons, std::ostream& out) {
  for (const auto& [reason, clauses] : reasons)
    out << "  not exercised: " << counted(clauses, "clause", "clauses") << ": " << printable(reason) << '\n';
}

void count_reason(std::vector<std::pair<std::string, std::size_t>>& reasons, const std::string& reason) {
  const auto known =
      std::find_if(reasons.begin(), reasons.end(), [&](const auto& one) { return one.first == reason; });
  if (known != reasons.end()) {
    ++known->second;
  } else {
    reasons.emplace_back(reason, 1);
  }
}

// What a run may send of the plan.
class Sendable {
 public:
  Sendable(const Contract& contract, const Plan& plan) {
    for (std::size_t i = 0; i < plan.probes.size(); ++i) withheld_.push_back(never_met(contract, plan, i));
  }

  bool operator()(std::size_t probe) const { return withheld_[probe].empty(); }
  std::size_t count() const {
    return static_cast<std::size_t>(std::count(withheld_.begin(), withheld_.end(), std::string()));
  }

  // Why no request exercises the clause; empty if one may.
  std::string why_not(const PlannedClause& planned) const {
    for (const std::size_t probe : planned.probes) {
      if ((*this)(probe)) return {};
    }
    return planned.probes.empty() ? planned.unplanned.text() : withheld_[planned.probes.front()];
  }

 private:
  std::vector<std::string> withheld_;  // by probe: why it is never sent
};

// `plans_requests`: the plan has all requests. Else they depend on answers, and a clause without one says
// nothing.
void print_clauses(const Contract& contract, const Plan& plan, bool plans_requests, std::ostream& out) {
  constexpr std::size_t kWidest = 80;  // bytes; longer coordinates stand out
  std::size_t width = 0;
  for (std::size_t i = 0; i < plan.clauses.size() && width < kWidest; ++i) {
    const Clause& clause = contract.clauses[plan.clauses[i].clause].clause;
    width = std::min(kWidest, std::max(width, printable(clause.coordinate).size()));
  }
  const Sendable can_be_sent(contract, plan);
  std::vector<std::pair<std::string, std::size_t>> reasons;  // of the current operation
  for (std::size_t i = 0; i < plan.clauses.size(); ++i) {
    const PlannedClause& planned = plan.clauses[i];
    const BoundClause& bound = contract.clauses[planned.clause];
    const Clause& clause = bound.clause;
    std::string line = printable(clause.coordinate);
    if (line.size() < width) line.resize(width, ' ');
    out << line << "  " << printable(clause.claim);
    if (clause.severity == Severity::warning) out << " (warning)";
    const std::string why = plans_requests || bound.fault != nullptr ? can_be_sent.why_not(planned) : "";
    if (!why.empty()) {
      out << " [not exercised]";
      count_reason(reasons, why);
    }
    out << '\n';
    const bool is_last = i + 1 == plan.clauses.size() ||
                         contract.clauses[plan.clauses[i + 1].clause].operation != bound.operation;
    if (is_last) print_unplanned(std::exchange(reasons, {}), out);
  }
}

// Names the operations of which nothing is judged.
void print_without_clauses(const Contract& contract, std::ostream& out) {
  std::vector<bool> has_clauses(contract.operations.size());
  for (const BoundClause& bound : contract.clauses) has_clauses[bound.operation] = true;
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    if (has_clauses[i]) continue;
    const Operation& operation = contract.operations[i];
    out << printable(operation.id) << " has no clauses: "
        << (operation.unread_statuses != nullptr ? fault_reason(*operation.unread_statuses)
                                                 : std::string("no response is documented"))
        << '\n';
  }
}

// Where the values of a probe come from: "bookId ← createBook 201 Location, listBooks 200".
std::string needs_of(const Contract& contract, const Plan& plan, const Need& need) {
  std::vector<std::string> sources;
  for (const Source& source : need.sources) {
    const Operation& operation = contract.operations[plan.probes[source.probe].operation];
    std::string text = operation.id;
    const std::optional<std::size_t> response =
        source.part == Source::Part::link ? source.response : operation.expected_response();
    if (response) text += " " + operation.responses[*response].status;
    switch (source.part) {
      case Source::Part::link:
        text += " " + shown(plain_text(source.expression), 60);
        break;
      case Source::Part::location:
        text += " Location";
        break;
      case Source::Part::member:
        break;
      case Source::Part::request:
        text = operation.id + " 201 path";
        break;
    }
    if (std::find(sources.begin(), sources.end(), text) == sources.end()) sources.push_back(std::move(text));
  }
  return need.title() + " ← " + join(sources, ", ");
}

void print_probes(const Contract& contract, const Plan& plan, const http::Secrets& secrets,
                  std::ostream& out) {
  std::map<std::size_t, std::size_t> clauses;
  for (const PlannedClause& planned : plan.clauses) {
    for (const std::size_t probe : planned.probes) ++clauses[probe];
  }
  const Sendable can_be_sent(contract, plan);
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    if (!can_be_sent(i)) continue;
    const Probe& probe = plan.probes[i];
    if (probe.mend != Mend::none && plan.probes[*probe.in_place_of].mend == probe.mend) continue;
    out << printable(probe.id) << "  "
        << printable(http::told(probe.request.method + " " + probe.request.target, secrets));
    if (!probe.origin.empty()) out << " from " << printable(probe.origin);
    out << ", for " << counted(clauses[i], "clause", "clauses");
    switch (probe.mend) {
      case Mend::leave_out:
        out << ", without the members that a refusal names, at most " << kMostMended << " times";
        break;
      case Mend::put_back:
        out << ", with the members and values that a refusal names, at most " << kMostMended << " times";
        break;
      case Mend::none:
        if (probe.in_place_of) out << ", if the larger body is refused";
        break;
    }
    out << '\n';
    for (const Need& need : probe.needs) {
      if (!need.sources.empty()) out << "    " << printable(needs_of(contract, plan, need)) << '\n';
    }
  }
}

}  // namespace

namespace {

struct ListCounts {
  std::size_t operations = 0;
  std::size_t clauses = 0;
  std::size_t probes = 0;
};

void print_counts(const ListCounts& counts, std::ostream& out) {
  out << counted(counts.operations, "operation", "operations") << ", "
      << counted(counts.clauses, "clause", "clauses") << ", " << counted(counts.probes, "probe", "probes")
      << '\n';
}

void print_findings(const Contract& contract, std::size_t unjudged, std::ostream& out) {
  for (const Error& fault : contract.faults)
    out << "fault: " << printable(fault.title) << " (" << printable(to_string(fault.place)) << ")\n";
  if (const std::string faults = faults_note(contract, unjudged); !faults.empty()) out << faults << '\n';
  for (const Error& note : contract.notes)
    out << "note: " << printable(note.title) << " (" << printable(to_string(note.place)) << ")\n";
}

JsonValue clauses_json(const Contract& contract, const Plan& plan) {
  const Sendable can_be_sent(contract, plan);
  JsonValue list = JsonValue::array();
  for (const PlannedClause& planned : plan.clauses) {
    const Clause& clause = contract.clauses[planned.clause].clause;
    JsonValue probes = JsonValue::array();
    for (const std::size_t probe : planned.probes) {
      if (can_be_sent(probe)) probes.items.push_back(JsonValue::string(plan.probes[probe].id));
    }
    const std::string unplanned = can_be_sent.why_not(planned);
    list.items.push_back(
        json_joined({clause_json(clause),
                     json_object({{"probes", std::move(probes)}, {"unplanned", text_or_null(unplanned)}})}));
  }
  return list;
}

JsonValue probes_json(const Contract& contract, const Plan& plan, const http::Secrets& secrets) {
  const Sendable can_be_sent(contract, plan);
  JsonValue list = JsonValue::array();
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    if (!can_be_sent(i)) continue;
    const Probe& probe = plan.probes[i];
    std::vector<std::string> needs;
    for (const Need& need : probe.needs) {
      if (!need.sources.empty()) needs.push_back(needs_of(contract, plan, need));
    }
    list.items.push_back(
        json_object({{"id", probe.id},
                     {"operation", contract.operations[probe.operation].id},
                     {"role", to_string(probe.role)},
                     {"request", http::told(probe.request.method + " " + probe.request.target, secrets)},
                     {"origin", text_or_null(probe.origin)},
                     {"needs", json_texts(needs)}}));
  }
  return list;
}

JsonValue notes_json(const Errors& notes) {
  JsonValue list = JsonValue::array();
  for (const Error& note : notes)
    list.items.push_back(json_object({{"title", note.title}, {"place", place_or_null(note.place)}}));
  return list;
}

// What is told of one contract.
struct Listed {
  std::string text;
  JsonValue contracts = JsonValue::array();  // itself, unless it was not read
  ListCounts counts;
};

Result<ListCounts> list_one(const Options& options, std::ostream& out, JsonValue& contracts) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return contract.errors();
  Result<PlanOptions> wanted = plan_options(options, *contract, std::nullopt);
  if (!wanted) return wanted.errors();
  wanted->keys.is_only_planned = true;
  const Plan plan = make_plan(*contract, *wanted);
  if (plan.clauses.empty() && !contract->clauses.empty()) {
    return Error{.title = "no clause is selected",
                 .place = {.file = contract->file, .pointer = {}},
                 .hint = run_hints(options.selection, *contract).nothing_selected};
  }
  const http::Secrets secrets = secrets_of(options, std::nullopt, wanted->values, *contract);
  if (!options.report_json.empty()) {
    contracts.items.push_back(json_object({{"file", contract->file},
                                           {"title", contract->title},
                                           {"clauses", clauses_json(*contract, plan)},
                                           {"probes", probes_json(*contract, plan, secrets)},
                                           {"faults", notes_json(contract->faults)},
                                           {"notes", notes_json(contract->notes)}}));
  }
  print_clauses(*contract, plan, true, out);
  out << '\n';
  print_probes(*contract, plan, secrets, out);
  out << '\n';
  std::set<std::size_t> operations;
  for (const PlannedClause& planned : plan.clauses)
    operations.insert(contract->clauses[planned.clause].operation);
  const ListCounts counts{operations.size(), plan.clauses.size(), Sendable(*contract, plan).count()};
  print_counts(counts, out);
  print_without_clauses(*contract, out);
  for (const std::string& note : unmatched_globs(options.selection, *contract))
    out << "note: " << printable(note) << '\n';
  print_findings(*contract, unjudged_clauses(plan), out);
  return counts;
}

// What each step of the workflows calls: "buy/pay  POST /orders/{id}/payment, 2 criteria".
void print_steps(const LoadedWorkflows& loaded, std::ostream& out) {
  for (const Workflow& workflow : loaded.description.workflows) {
    for (const WorkflowStep& step : workflow.steps) {
      out << printable(workflow.id) << '/' << printable(step.id) << "  ";
      if (step.workflow) {
        out << "workflow " << printable(loaded.description.workflows[*step.workflow].id);
      } else {
        const Operation& operation = loaded.contract.operations[step.operation];
        out << operation.method << ' ' << printable(operation.claimed_path());
      }
      out << ", " << counted(step.criteria.size(), "criterion", "criteria") << '\n';
    }
  }
}

// Which inputs a run needs more: "life needs the input title: --input title=VALUE or AVOUCH_INPUT_TITLE".
void print_needed_inputs(const LoadedWorkflows& loaded, std::ostream& out) {
  for (std::size_t i = 0; i < loaded.description.workflows.size(); ++i) {
    const Workflow& workflow = loaded.description.workflows[i];
    for (const WorkflowInput& input : workflow.inputs) {
      if (workflow.is_called || !input.is_required || loaded.inputs[i].contains(input.name)) continue;
      out << printable(workflow.id) << " needs the input " << printable(input.name) << ": --input "
          << printable(input.name) << "=VALUE or " << input_variable(input.name) << '\n';
    }
  }
}

Result<void> list_workflows(Options options, std::ostream& out, JsonValue& contracts) {
  if (!options.contracts.empty()) options.contract = options.contracts.front();
  const Result<LoadedWorkflows> loaded = load_workflows(options, Inputs::optional);
  if (!loaded) return loaded.errors();
  Result<PlanOptions> wanted = plan_options(options, loaded->contract, std::nullopt);
  if (!wanted) return wanted.errors();
  const Plan plan = workflow_plan(loaded->contract, loaded->description, *std::move(wanted));
  if (plan.clauses.empty()) {
    return Error{.title = "no clause is selected",
                 .place = {.file = loaded->description.file, .pointer = {}},
                 .hint = run_hints(options.selection, loaded->contract).nothing_selected};
  }
  contracts.items.push_back(json_object({{"file", loaded->contract.file},
                                         {"title", loaded->contract.title},
                                         {"clauses", clauses_json(loaded->contract, plan)},
                                         {"probes", JsonValue::array()},
                                         {"faults", notes_json(loaded->contract.faults)},
                                         {"notes", notes_json(loaded->contract.notes)}}));
  print_clauses(loaded->contract, plan, false, out);
  out << '\n';
  print_steps(*loaded, out);
  print_needed_inputs(*loaded, out);
  std::size_t steps = 0;
  for (const Workflow& workflow : loaded->description.workflows) steps += workflow.steps.size();
  out << '\n'
      << counted(loaded->description.workflows.size(), "workflow", "workflows") << ", "
      << counted(steps, "step", "steps") << ", " << counted(plan.clauses.size(), "clause", "clauses") << '\n';
  print_findings(loaded->contract, unjudged_clauses(plan), out);
  return {};
}

}  // namespace

ExitCode list(const Options& options, std::ostream& stdout_stream, std::ostream& err) {
  ListCounts all;
  const std::size_t contracts = options.contracts.size();
  JsonValue told = JsonValue::array();
  const ReportFiles files(
      {{options.report_json, [&] {
          return document_text(json_object(
              {{"format", "avouch-list"}, {"schemaVersion", kCommandFormat}, {"contracts", told}}));
        }}});
  if (const Errors errors = files.unwritable(); !errors.empty()) return refuse(errors, err);
  std::ostream& out = files.takes_output() ? err : stdout_stream;
  if (!options.workflow.empty()) {
    if (const Result<void> listed = list_workflows(options, out, told); !listed)
      return refuse(listed.errors(), err);
    const Errors unwritten = files.write(stdout_stream);
    return unwritten.empty() ? ExitCode::holds : refuse(unwritten, err);
  }
  // The list of one contract is written at once: it may be long. Those of several are put together first.
  std::vector<Listed> each(std::max<std::size_t>(1, contracts));
  const auto make = [&](const Options& one, std::size_t i) -> Result<void> {
    std::ostringstream text;
    if (contracts > 1) text << "== " << printable(one.contract) << '\n';
    const Result<ListCounts> counts = list_one(one, contracts > 1 ? text : out, each[i].contracts);
    each[i].text = std::move(text).str();
    if (!counts) return counts.errors();
    each[i].counts = *counts;
    return {};
  };
  const auto take = [&](std::size_t i) {
    Listed one = std::exchange(each[i], {});
    out << one.text;
    std::move(one.contracts.items.begin(), one.contracts.items.end(), std::back_inserter(told.items));
    all.operations += one.counts.operations;
    all.clauses += one.counts.clauses;
    all.probes += one.counts.probes;
  };
  if (const Result<void> listed = with_each_contract(options, contracts_at_once(options), make, take);
      !listed)
    return refuse(listed.errors(), err);
  if (contracts > 1) {
    out << "== " << counted(contracts, "contract", "contracts") << ": ";
    print_counts(all, out);
  }
  if (const Errors unwritten = files.write(stdout_stream); !unwritten.empty()) return refuse(unwritten, err);
  return ExitCode::holds;
}

}  // namespace avouch

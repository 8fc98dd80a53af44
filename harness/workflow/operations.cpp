// SPDX-License-Identifier: MIT
#include "workflow/operations.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"

namespace avouch {
namespace {

std::vector<std::size_t> operations_of(const WorkflowStep& step, const Contract& contract,
                                       const std::vector<SourceOperations>& sources) {
  std::vector<std::size_t> found;
  for (const SourceOperations& source : sources) {
    if (!step.source.empty() && source.source != step.source) continue;
    for (std::size_t i = source.first; i < source.first + source.count; ++i) {
      const Operation& operation = contract.operations[i];
      const bool is_it = step.operation_id.empty()
                             ? operation.path == step.path && operation.method == step.method
                             : operation.id == step.operation_id ||
                                   operation.id == join({source.source, step.operation_id}, ".");
      if (is_it) found.push_back(i);
    }
  }
  return found;
}

}  // namespace

Errors bind_operations(WorkflowDescription& description, const Contract& contract,
                       const std::vector<SourceOperations>& sources) {
  Errors errors;
  std::vector<std::string> known;
  for (const Operation& operation : contract.operations) known.push_back(operation.id);
  for (Workflow& workflow : description.workflows) {
    for (WorkflowStep& step : workflow.steps) {
      if (step.workflow) continue;
      const std::vector<std::size_t> found = operations_of(step, contract, sources);
      if (found.size() == 1) {
        step.operation = found.front();
        continue;
      }
      const std::string name =
          step.operation_id.empty() ? step.method + " " + step.path : in_quotes(step.operation_id);
      if (!found.empty()) {
        errors.push_back({.title = "several source descriptions have the operation " + name,
                          .place = step.place,
                          .hint = "Write $sourceDescriptions.NAME.OPERATION-ID."});
        continue;
      }
      const auto meant = nearest(step.operation_id, known);
      errors.push_back(
          {.title = "no source description has the operation " + printable(name),
           .place = step.place,
           .hint = meant ? "Did you mean " + printable(*meant) + "?" : "avouch list shows every operation."});
    }
  }
  return errors;
}

void add_criteria(Contract& contract, const WorkflowDescription& description) {
  for (const CriterionAt& at : success_criteria(description)) {
    const Workflow& workflow = description.workflows[at.workflow];
    const WorkflowStep& step = workflow.steps[at.step];
    const Criterion& criterion = step.criteria[at.criterion];
    std::string claim = "step " + step.id + " succeeds: ";
    switch (criterion.type) {
      case Criterion::Type::simple:
        claim += shown(criterion.condition);
        break;
      case Criterion::Type::regex:
        claim += criterion.context->text + " matches " + shown(criterion.condition);
        break;
      case Criterion::Type::json_path:
        claim += shown(criterion.condition) + " selects something in " + criterion.context->text;
        break;
    }
    BoundClause bound{.operation = step.operation, .subject = CriterionSubject{}};
    bound.clause = Clause{.coordinate = coordinate_of(description, at),
                          .operation = "workflow/" + workflow.id,
                          .kind = ClauseKind::workflow,
                          .claim = std::move(claim),
                          .place = criterion.place,
                          .documentation = {}};
    contract.clauses.push_back(std::move(bound));
  }
}

void add_contract(Contract& contract, Contract other, const std::string& source) {
  const std::size_t offset = contract.operations.size();
  std::vector<std::string> renamed(other.operations.size());
  for (std::size_t i = 0; i < other.operations.size(); ++i) {
    Operation& operation = other.operations[i];
    const bool is_taken = std::any_of(contract.operations.begin(),
                                      contract.operations.begin() + static_cast<std::ptrdiff_t>(offset),
                                      [&](const Operation& one) { return one.id == operation.id; });
    if (is_taken) {
      renamed[i] = operation.id;
      operation.id = join({source, operation.id}, ".");
    }
    contract.operations.push_back(std::move(operation));
  }
  for (BoundClause& bound : other.clauses) {
    if (!renamed[bound.operation].empty()) {
      bound.clause.own().operation = contract.operations[offset + bound.operation].id;
      bound.clause.own().coordinate = join({source, bound.clause->coordinate}, ".");
    }
    bound.operation += offset;
    contract.clauses.push_back(std::move(bound));
  }
  const auto move_to = [](auto& from, auto& to) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  move_to(other.servers, contract.servers);
  move_to(other.notes, contract.notes);
  move_to(other.faults, contract.faults);
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Carries out the workflows of a description, one step after another.
//
//   MyCaller caller;                       // sends a request: run/workflow_run.h
//   const WorkflowRecords records = run_workflows(description, inputs, caller, {});
//   records.criteria[i].verdict            // of success_criteria(description)[i]
//
// A workflow begins after those that it depends on. Workflows that others call run when they are called. What
// happens depends on the answers alone. Bounded: steps per run, nesting, the waits of one step, what a step
// may send, what a run keeps, and what evaluating expressions costs.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/memory_budget.h"
#include "base/work_budget.h"
#include "json/json_value.h"
#include "verdict/verdict.h"
#include "workflow/description.h"
#include "workflow/expression.h"

namespace avouch {

// A request of a step, with all values in place.
struct StepCall {
  std::string name;  // "buyBook/pay"
  std::size_t operation = 0;
  std::vector<WorkflowParameter> parameters = {};
  std::optional<WorkflowBody> body = {};  // without replacements, which are done
};

struct StepAnswer {
  std::optional<std::size_t> exchange;  // the caller's number of it; nullopt: nothing was sent
  std::string failure;  // why there is no response, a sentence without a full stop; else empty
  CallFacts facts;
};

class StepCaller {
 public:
  virtual ~StepCaller() = default;
  virtual StepAnswer call(const StepCall& call) = 0;
  // Returns after that time; false if the run was interrupted.
  virtual bool wait(std::chrono::milliseconds time) = 0;
};

struct WorkflowLimits {
  std::size_t steps = 1'000;                   // of all workflows together
  std::chrono::milliseconds patience{30'000};  // the waits of one step together
  // What the request of a step costs, what judging its answer costs, and what its actions cost, each.
  WorkBudget::Limits judging = {.steps = 100'000'000, .time = std::chrono::seconds(2)};
  // Bytes that values take in memory; their text is hardly longer.
  std::size_t parameters = std::size_t{1} << 20U;  // those of one step together
  std::size_t body = std::size_t{16} << 20U;       // of one step
  std::size_t kept = std::size_t{64} << 20U;       // inputs, outputs and requests of the run
  std::shared_ptr<MemoryBudget> memory = {};       // what is kept counts there, too; null: unlimited

  // The shares of --max-memory.
  void divide(std::size_t max_memory) {
    body = max_memory / 16;
    kept = max_memory / 4;
  }
};

// What came of one success criterion, over all times that its step ran. The last try of a step counts.
struct CriterionRecord {
  Verdict verdict;                      // its evidence is not set
  std::optional<std::size_t> exchange;  // the deciding one
};

struct WorkflowRecords {
  std::vector<CriterionRecord> criteria;
  std::string cut_off = {};                           // why the workflows did not come to their end, if so
  std::optional<std::size_t> cut_off_operation = {};  // of the step at which that was, if it calls one
};

WorkflowRecords run_workflows(const WorkflowDescription& description, const std::vector<JsonValue>& inputs,
                              StepCaller& caller, const WorkflowLimits& limits);

}  // namespace avouch

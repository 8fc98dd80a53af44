// SPDX-License-Identifier: MIT
// Starts a run that carries out the workflows of a description (workflow/engine.h) in place of a plan. Each
// success criterion is a clause, and every answer on the way is judged by the clauses of its operation.
//
//   Result<Session> session = start_workflow_run(contract, description, inputs, std::move(options), connect);
//   const Ledger ledger = session->judge_all({});
//
// The session keeps references to the contract, the description and the transports. It owns everything else.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "base/memory_budget.h"
#include "base/result.h"
#include "contract/contract.h"
#include "exchange/paced.h"
#include "json/json_value.h"
#include "run/start.h"
#include "workflow/description.h"

namespace avouch {

struct WorkflowRunOptions {
  RunOptions run;
  std::vector<JsonValue> inputs;               // by workflow: workflow/inputs.h
  std::chrono::milliseconds patience{30'000};  // the waits of one step together
  Pace* pace = nullptr;                        // waits before retries; not owned. Null: does not wait
  // What the run keeps, and what a step sends, has shares of it. Null: those of the usual --max-memory.
  std::shared_ptr<MemoryBudget> memory = {};
};

// Precondition: the contract has the clauses of the description (add_criteria), and its steps are bound to
// the contract's operations (bind_operations). Errors: a step sends a write and writes are not allowed; those
// of start_run().
Result<Session> start_workflow_run(const Contract& contract, const WorkflowDescription& description,
                                   WorkflowRunOptions options, const Connect& connect);

// The clauses of such a run, without requests: what is sent depends on the answers.
Plan workflow_plan(const Contract& contract, const WorkflowDescription& description, PlanOptions options);

// Adds inputs whose names are those of secrets.
void add_input_secrets(http::Secrets& secrets, const std::vector<JsonValue>& inputs);

}  // namespace avouch

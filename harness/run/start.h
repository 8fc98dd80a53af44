// SPDX-License-Identifier: MIT
// Starts a run from any program: a command line, a test program, a proxy, a recording. This example passes
// the contract as text and uses a custom transport:
//
//   const Result<Contract> contract = load_contract("api.json", {}, {{"api.json", text}});
//   MyTransport transport;  // a Transport: whatever gives an Exchange for a request
//   RunOptions options{.plan = {.targets = {.target = *http::parse_url("http://api.example")}}};
//   Result<Session> session = start_run(*contract, std::move(options), transport);
//   const Ledger ledger = session->judge_all({});
//   for (const Entry& entry : ledger.entries) std::cout << to_string(entry.verdict.outcome) << '\n';
//
// Reports everything that can be wrong before it sends a request. The session keeps references to the
// contract and the transports, which must outlive it. It owns everything else.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "exchange/transport.h"
#include "judge/judge.h"
#include "plan/planner.h"
#include "run/session.h"

namespace avouch {

// Hints for the errors of start_run(), in the terms of the caller's user interface: one sentence each.
struct RunHints {
  std::string nothing_selected = "Select more.";
  std::string unknown_operation = "Name one that the contract has.";
  std::string no_servers = "It documents no servers; every request goes to the target.";
};

// An exchange that was made before the run with an operation of the contract, such as a login.
struct EarlierExchange {
  std::string path;  // below the base of the target, without a query
  Exchange exchange;
};

struct RunOptions {
  PlanOptions plan;
  JudgeOptions judge = {};
  SessionOptions session = {};
  RunHints hints = {};
  // Judged as other calls of their operations are; not judged if the contract has no such operation.
  std::vector<EarlierExchange> earlier = {};
};

// Returns the transports for the plan's bases, in the same order. Called once, after all other checks passed.
using Connect = std::function<Result<std::vector<Transport*>>(const Plan& plan)>;

// Errors: names that the contract does not have; schemas that cannot be judged; no clause is selected, or the
// contract has none; errors from `connect`.
Result<Session> start_run(const Contract& contract, RunOptions options, const Connect& connect);

// Uses one transport for all bases.
Result<Session> start_run(const Contract& contract, RunOptions options, Transport& transport);

}  // namespace avouch

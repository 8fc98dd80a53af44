// SPDX-License-Identifier: MIT
// A run that anything can start: a command line, a test program, a proxy, a recording. Here with the contract
// as a text, and a transport made by hand:
//
//   const Result<Contract> contract = load_contract("api.json", {}, {{"api.json", text}});
//   MyTransport transport;  // a Transport: whatever gives an Exchange for a request
//   RunOptions options{.plan = {.targets = {.target = *http::parse_url("http://api.example")}}};
//   Result<Session> session = start_run(*contract, std::move(options), transport);
//   const Ledger ledger = session->judge_all({});
//   for (const Entry& entry : ledger.entries) std::cout << to_string(entry.verdict.outcome) << '\n';
//
// Everything that can be wrong is told before anything is sent. The session refers to contract and
// transports, which outlive it, and owns the rest.
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

// How to hint what start_run() finds wrong, as the caller's user would: one sentence each.
struct RunHints {
  std::string nothing_selected = "Select more.";
  std::string unknown_operation = "Name one that the contract has.";
  std::string no_servers = "It documents none; the target alone says whom to ask.";
};

struct RunOptions {
  PlanOptions plan;
  JudgeOptions judge = {};
  SessionOptions session = {};
  RunHints hints = {};
};

// The ways to the plan's bases, in their order. Asked once, after all else is known to be right.
using Connect = std::function<Result<std::vector<Transport*>>(const Plan& plan)>;

// Errors: names that the contract does not have; schemas that cannot be judged; no clause is selected, or
// there is none; what `connect` tells.
Result<Session> start_run(const Contract& contract, RunOptions options, const Connect& connect);

// All bases are reached by that one transport.
Result<Session> start_run(const Contract& contract, RunOptions options, Transport& transport);

}  // namespace avouch

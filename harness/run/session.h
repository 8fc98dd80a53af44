// SPDX-License-Identifier: MIT
// One run: a plan, the exchanges that were really made, and the verdicts that they gave.
//
//   Session session(contract, plan, judge, transports, {.secrets = secrets});  // or start_run(): run/start.h
//   session.select(needed);                    // enters each clause, as not judged yet
//   session.exchange(needed);                  // sends each needed probe once
//   const Entry& entry = session.entry(i);     // judges clause i of the plan, once
//   Ledger ledger = session.close(facts);
//
// judge_all() does all four. Who wants to choose between them, as GoogleTest's filter does, calls them one by
// one.
//
// A clause that was selected is in the ledger whatever happens: what is thrown while it is judged makes it
// undecided, and says why.
//
// Owns its plan and the answers, refers to the contract, the judge and the transports. One thread at a time;
// exchange() uses threads of its own.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "exchange/transport.h"
#include "http/secrets.h"
#include "judge/answer.h"
#include "judge/judge.h"
#include "plan/planner.h"
#include "run/strictness.h"
#include "verdict/ledger.h"

namespace avouch {

struct SessionOptions {
  http::Secrets secrets;  // redacted from everything that leaves the session
  std::size_t jobs = 4;   // exchanges under way at once
  Strictness strict;      // warnings made violations
};

// Says of one clause what its exchanges say of it. It may throw.
using Judging = std::function<Verdict(const BoundClause& clause, const std::vector<Evidence>& evidence)>;

class Session {
 public:
  // `transports` reach the origins of the plan's bases, in their order.
  Session(const Contract& contract, Plan plan, Judging judging, std::vector<Transport*> transports,
          SessionOptions options);
  Session(const Contract& contract, Plan plan, const Judge& judge, std::vector<Transport*> transports,
          SessionOptions options);

  const Plan& plan() const { return plan_; }
  // The clause as this run sees it: --strict may have promoted its severity.
  Clause clause(std::size_t planned) const;

  // Enters the clauses at these indices of the plan as undecided, where they are not entered yet: a verdict
  // takes the place of that.
  void select(const std::vector<std::size_t>& planned);

  // Sends the probes that the clauses at these indices of the plan need and that were not sent yet, each
  // once: wave after wave (plan/order.h), those of one wave at once. Where that fails as a whole, the clauses
  // are undecided, with the reason.
  void exchange(const std::vector<std::size_t>& planned);

  // The verdict on the clause at that index of the plan. Precondition: exchange() was asked for it.
  const Entry& entry(std::size_t planned);

  // Whether entry() was asked for that clause.
  bool is_judged(std::size_t planned) const { return judged_[planned]; }
  // Says why the clauses that were selected and not judged are not: a sentence without a full stop.
  void leave_unjudged(const std::string& why);

  // Sends and judges every clause of the plan, and closes. Fills in, beside what close() does, when it
  // started and how long it took, whom it asked, and its notes, where `facts` leave them open.
  Ledger judge_all(Run facts);

  // Every entry so far, in the contract's order.
  std::vector<Entry> entries() const;
  // Those, and every exchange made. Contract, title and what was refused are filled in.
  Ledger close(Run facts) const;

 private:
  void send_for(const std::vector<std::size_t>& planned);
  void send(const std::vector<std::size_t>& probes);
  void enter(std::size_t planned);
  Entry judged(std::size_t planned);
  SentRequest sent(std::size_t probe) const;
  bool is_locked_out() const;

  const Contract& contract_;
  Plan plan_;
  Judging judging_;
  std::vector<Transport*> transports_;
  SessionOptions options_;
  std::vector<std::shared_ptr<const Answer>> answers_;  // by probe; null: it was not sent
  std::vector<std::optional<Entry>> entries_;           // by planned clause
  std::vector<bool> judged_;                            // by planned clause: its entry has its verdict
  std::string unsent_;                                  // why probes were not sent
};

}  // namespace avouch

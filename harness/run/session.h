// SPDX-License-Identifier: MIT
// One run: a plan, the exchanges that were made, and the resulting verdicts.
//
//   Session session(contract, plan, judge, transports, {.secrets = secrets});  // or start_run(): run/start.h
//   session.select(needed);                    // enters each clause, as not judged yet
//   session.exchange(needed);                  // sends each needed probe once
//   const Entry& entry = session.entry(i);     // judges clause i of the plan, once
//   Ledger ledger = session.close(facts);
//
// judge_all() does all four steps. A caller that acts between the steps, such as GoogleTest's filter, calls
// them one by one.
//
// A selected clause is always in the ledger. If an exception is thrown while the clause is judged, the clause
// is undecided and its reason says why.
//
// Owns its plan and the responses. Keeps references to the contract, the judge and the transports. Not
// thread-safe; exchange() uses its own threads.
#pragma once

#include <chrono>
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
#include "run/conversation.h"
#include "run/strictness.h"
#include "verdict/ledger.h"

namespace avouch {

struct SessionOptions {
  http::Secrets secrets;  // redacted from everything that leaves the session
  std::size_t jobs = 4;   // maximum number of concurrent exchanges
  Strictness strict;      // warnings to report as violations
  // Adds the secrets that were learned while requests were sent, such as a renewed token. May be empty.
  std::function<void(http::Secrets& secrets)> learned = {};
  // Sends in place of the plan's probes: run/conversation.h. May be empty.
  Conversation::Script script = {};
  std::chrono::milliseconds settle{0};  // for lists that show a new resource later
  Pace* pace = nullptr;                 // waits for them; not owned. Null: does not wait
};

// Judges one clause by its exchanges. May throw.
using Judging = std::function<Verdict(const BoundClause& clause, const std::vector<Evidence>& evidence)>;

class Session {
 public:
  // `transports` reach the origins of the plan's bases, in the same order.
  Session(const Contract& contract, Plan plan, Judging judging, std::vector<Transport*> transports,
          SessionOptions options);
  Session(const Contract& contract, Plan plan, const Judge& judge, std::vector<Transport*> transports,
          SessionOptions options);

  const Plan& plan() const { return conversation_.plan(); }
  // The clause as this run reports it: --strict may have raised its severity.
  Clause clause(std::size_t planned) const;

  // Enters the clauses at these plan indices as undecided, unless they are entered already. A verdict
  // replaces that entry later.
  void select(const std::vector<std::size_t>& planned);

  // Sends each probe that the clauses at these plan indices need and that was not sent yet, once, and what
  // those probes need in turn. Waves (plan/order.h) are sent one after another; the probes of one wave are
  // sent concurrently. Then deletes what these requests created. If sending fails as a whole, the clauses are
  // undecided, with the reason.
  void exchange(const std::vector<std::size_t>& planned);

  // Deletes what exchange() could not delete because the run was interrupted, with transports that are not,
  // until that time.
  void clean_up(std::vector<Transport*> transports, std::chrono::steady_clock::time_point until);

  // Returns the verdict on the clause at that plan index. Precondition: exchange() was called for it.
  const Entry& entry(std::size_t planned);

  // Whether entry() was called for that clause.
  bool is_judged(std::size_t planned) const { return judged_[planned]; }
  // Sets the reason of the clauses that were selected but not judged. `why` is a sentence without a full
  // stop.
  void leave_unjudged(const std::string& why);

  // Sends and judges every clause of the plan, then closes. Where `facts` leave them empty, also fills in the
  // start time, the duration, the targets and the notes.
  Ledger judge_all(Run facts);

  // Every entry so far, in the order of the contract.
  std::vector<Entry> entries() const;
  // Returns entries() and every exchange made. Fills in the contract, the title and what was refused.
  Ledger close(Run facts) const;

 private:
  void send_for(const std::vector<std::size_t>& planned);
  void enter(std::size_t planned);
  Entry judged(std::size_t planned);
  SentRequest sent(std::size_t probe) const;
  SentRequest sent(const std::string& probe, std::size_t base, const Exchange& exchange) const;
  // Whether no call of an operation that needs credentials succeeded, because they were missing or refused.
  bool is_locked_out() const;

  const Contract& contract_;
  Judging judging_;
  SessionOptions options_;
  Conversation conversation_;
  std::vector<std::optional<Entry>> entries_;  // by planned clause
  std::vector<bool> judged_;                   // by planned clause: whether its entry has a verdict
  std::string unsent_;                         // why probes were not sent
};

}  // namespace avouch

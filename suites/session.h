// SPDX-License-Identifier: MIT
// One run: a plan, the exchanges that were really made, and the verdicts that they gave.
//
//   Session session(contract, plan, judge, transports, {.secrets = secrets});
//   session.exchange(needed);                  // sends each needed probe once
//   const Entry& entry = session.entry(i);     // judges clause i of the plan, once
//   Ledger ledger = std::move(session).close(run);
//
// Refers to what it is given, owns what it makes. One thread at a time; exchange() uses threads of its own.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "contract/contract.h"
#include "exchange/transport.h"
#include "http/secrets.h"
#include "judge/judge.h"
#include "plan/planner.h"
#include "verdict/ledger.h"

namespace avouch {

struct SessionOptions {
  http::Secrets secrets;         // redacted from everything that leaves the session
  std::size_t jobs = 4;          // exchanges under way at once
  std::set<std::string> strict;  // "fields", "headers", "duplicates": warnings made violations
};

class Session {
 public:
  // `transports` reach the origins of the plan's bases, in their order.
  Session(const Contract& contract, const Plan& plan, Judge& judge, std::vector<Transport*> transports,
          SessionOptions options);

  const Plan& plan() const { return plan_; }
  // The clause as this run sees it: --strict may have promoted its severity.
  Clause clause(std::size_t planned) const;

  // Sends the probes that the clauses at these indices of the plan need and that were not sent yet, each
  // once: wave after wave (plan/order.h), those of one wave at once.
  void exchange(const std::vector<std::size_t>& planned);

  // The verdict on the clause at that index of the plan. Precondition: exchange() was asked for it.
  const Entry& entry(std::size_t planned);

  // Every entry judged so far, in the contract's order, and every exchange made. Fills in what `run` leaves
  // open.
  Ledger close(Run run) const;

 private:
  void send(const std::vector<std::size_t>& probes);
  Entry judged(std::size_t planned);
  SentRequest sent(std::size_t probe) const;

  const Contract& contract_;
  const Plan& plan_;
  Judge& judge_;
  std::vector<Transport*> transports_;
  SessionOptions options_;
  std::vector<std::optional<Exchange>> exchanges_;  // by probe
  std::vector<std::optional<Entry>> entries_;       // by planned clause
};

}  // namespace avouch

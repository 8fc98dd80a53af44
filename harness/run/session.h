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
// Bodies are not kept. exchange() judges each response as soon as it is there, by each selected clause about
// its content, and drops its body, unless a later request takes values from it. When all responses for a
// clause are there, these verdicts are joined. Clauses that compare responses need their heads alone, which
// are kept.
//
//   response ──judge_one()──▶ verdicts by clause ──┐
//      └ head, kept                                ├─join()──▶ verdict ──entry()──▶ ledger
//   other responses ──▶ …                         ─┘
//
// Owns its plan and the responses. Keeps references to the contract, the judge and the transports. Not
// thread-safe; exchange() uses its own threads.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/shared_value.h"
#include "contract/contract.h"
#include "exchange/transport.h"
#include "http/secrets.h"
#include "judge/answer.h"
#include "judge/judge.h"
#include "plan/planner.h"
#include "run/conversation.h"
#include "run/pieces.h"
#include "run/repeat.h"
#include "run/rounds.h"
#include "run/strictness.h"
#include "verdict/ledger.h"

namespace avouch {

struct SessionOptions {
  http::Secrets secrets;  // redacted from everything that leaves the session
  std::size_t jobs = 4;   // maximum number of concurrent exchanges
  // No request is sent after that: --max-total-time.
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
  Strictness strict;  // warnings to report as violations
  // Returns why a violation is known and does not fail the run; nullopt if it is not. May be empty.
  std::function<std::optional<Waived>(const Entry& violated)> known = {};
  // Adds the secrets that were learned while requests were sent, such as a renewed token. May be empty.
  std::function<void(http::Secrets& secrets)> learned = {};
  // The exchanges of probes that were sent before the run, by their indices in the plan.
  std::map<std::size_t, Exchange> earlier = {};
  // Sends in place of the plan's probes: run/conversation.h. May be empty.
  Conversation::Script script = {};
  // How many bytes of each content reports show. 0: they show no messages, so none are kept.
  std::size_t shown_content = 0;
  std::chrono::milliseconds settle{0};  // for lists that show a new resource later
  Pace* pace = nullptr;                 // waits for them; not owned. Null: does not wait
  // Repeats the safe requests after the others: run/rounds.h.
  std::optional<RoundsOptions> rounds = {};
};

class Session {
 public:
  // `transports` reach the origins of the plan's bases, in the same order. With a Judging, bodies are kept,
  // because only a Judge can judge in steps.
  Session(const Contract& contract, Plan plan, Judging judging, std::vector<Transport*> transports,
          SessionOptions options);
  Session(const Contract& contract, Plan plan, const Judge& judge, std::vector<Transport*> transports,
          SessionOptions options);
  Session(const Contract& contract, Plan plan, std::shared_ptr<const Judge> judge,
          std::vector<Transport*> transports, SessionOptions options);

  const Plan& plan() const { return conversation_.plan(); }
  // The clause as this run reports it: --strict may have raised its severity.
  SharedValue<Clause> clause(std::size_t planned) const;

  // Enters the clauses at these plan indices as undecided, unless they are entered already. A verdict
  // replaces that entry later.
  void select(const std::vector<std::size_t>& planned);

  // Sends each probe that the clauses at these plan indices need and that was not sent yet, once, and what
  // those probes need in turn. Waves (plan/order.h) are sent one after another; the probes of one wave are
  // sent concurrently. Then deletes what these requests created. If sending fails as a whole, the clauses are
  // undecided, with the reason. The first call also carries out the rounds, if there are any.
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
  // The same without copies. They are valid until the session changes.
  std::vector<const Entry*> entry_list() const;
  // Returns entries() and every exchange made. Fills in the contract, the title and what was refused.
  Ledger close(Run facts) const&;
  // The same at the end of a session: its entries move to the ledger, and its answers are dropped.
  Ledger close(Run facts) &&;

 private:
  // What came of a clause's requests.
  struct Heard {
    PlannedClause clause;  // with the probes that were sent
    std::string withheld;
    std::string blocked;
    bool is_unsent = false;
    bool lacks_a_role = false;
  };

  void send_for(const std::vector<std::size_t>& planned);
  void enter(std::size_t planned);
  void await(std::size_t planned);
  Entry judged(std::size_t planned);
  void repeat(const std::vector<std::size_t>& planned);
  // Adds what the rounds showed of the clause.
  void add_rounds(std::size_t planned, Entry& entry);
  void take(const RoundsExample& example, const BoundClause& bound, Entry& entry);
  std::vector<std::string> unanswered_notes() const;
  Heard heard(std::size_t planned) const;
  Verdict verdict(std::size_t planned, const Heard& heard);
  bool is_violated_already(std::size_t planned, const Heard& heard);
  // Judges the response by the selected clauses about its content. If these are all that the plan has, so
  // that its body may be dropped, returns how many bytes of it were copied.
  std::optional<std::size_t> judge_arrived(std::size_t probe, const std::shared_ptr<const Answer>& answer);
  // Keeps the beginning of a body, which may be dropped soon.
  void keep_beginning(std::size_t probe, const Answer& answer);
  // Joins the verdicts of the clauses whose last response is among these.
  void join_settled(const std::vector<std::size_t>& probes);
  // The same for those that wait for a response that will not come.
  void join_the_rest();
  void join_one(std::size_t planned);
  SentRequest sent(std::size_t probe) const;
  SentRequest sent(const RoundExchange& exchange) const;
  // The exchange with that name of a probe of the plan.
  SentRequest sent_for(std::size_t probe, const std::string& name, const Answer& answer) const;
  // `command`: repeats it; if empty, it is made of the request alone.
  SentRequest sent(const std::string& name, std::size_t base, const Answer& answer,
                   std::string command = {}) const;
  std::string script(std::size_t probe, const std::vector<std::size_t>& before = {}) const;
  // The command that repeats that request, and shows what decided the clause.
  SharedText command_for(const BoundClause& bound, std::size_t probe, const SentRequest& request,
                         const Answer& answer);
  void show_messages(SentRequest& request, const Answer& answer, const std::string& beginning) const;
  // Everything but its entries.
  struct Closing {
    std::function<SentRequest(std::size_t probe)> told;  // what reports show of the exchange of a probe
    std::function<void(std::size_t probe)> done = {};    // its answer is not needed any more; may be empty
  };
  Ledger closed(Run facts, const Closing& closing) const;
  // Whether no call of an operation that needs credentials succeeded, because they were missing or refused.
  Admission admission() const;

  const Contract& contract_;
  Judging judging_;
  std::shared_ptr<const Judge> judge_;  // null: judging_ alone
  SessionOptions options_;
  std::vector<Transport*> transports_;
  Conversation conversation_;
  std::vector<Entry> entries_;               // by planned clause
  std::vector<bool> entered_;                // by planned clause: whether it was selected
  std::vector<bool> judged_;                 // by planned clause: whether its entry has a verdict
  std::string unsent_;                       // why probes were not sent
  std::optional<RoundsOutcome> rounds_;      // if there were any
  std::map<std::size_t, SentRequest> told_;  // by probe; many clauses have one as evidence
  mutable Repeats repeats_;                  // what is kept changes no script
  // By the name of the exchange and the options of curl: many clauses have one command.
  std::map<std::pair<std::string, std::string>, SharedText> commands_;
  // Exchanges of rounds that entries are about, by probe and round.
  std::map<std::pair<std::size_t, std::uint64_t>, std::shared_ptr<const RoundExchange>> told_rounds_;
  // By probe that is not settled: the selected clauses about its content.
  std::vector<std::vector<std::uint32_t>> content_clauses_;
  std::vector<std::size_t> all_content_clauses_;                    // by probe: how many, selected or not
  std::vector<std::string> beginnings_;                             // by probe: of bodies, for reports
  std::unique_ptr<Reasons> reasons_ = std::make_unique<Reasons>();  // the pieces refer to it
  std::vector<Pieces> pieces_;                                      // by probe
  std::vector<std::size_t> open_;               // by planned clause: probes that are not settled
  std::vector<BoxedOptional<Verdict>> joined_;  // by planned clause, before it is entered
};

}  // namespace avouch

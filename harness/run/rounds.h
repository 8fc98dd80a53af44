// SPDX-License-Identifier: MIT
// Repeats the safe requests of a run that was sent, round by round, and judges every response.
//
//   RoundsOutcome outcome = repeat_rounds({contract, plan, judging, transports, answer_of}, planned,
//                                         {.count = 1000, .jobs = 4});
//   outcome.facts.latency.quantile(0.99);
//   outcome.clauses.at(3).tally.violated;
//
// A round has a turn per operation: its requests, one after another, and then the verdicts of its clauses.
// Several turns are carried out at once, each by its own thread, a worker. What is kept of a round does not
// depend on the number of rounds: counts, and the first verdict of each outcome.
//
// What equals the same worker's turn before, byte by byte, is counted without being judged again, because a
// verdict depends on nothing else:
//
//   equal to the turn before                         judged again
//   status line, fields, content, how it ended       nothing
//   status line, Content-Type, content, its end      clauses about the head, and those that compare responses
//   anything else                                    everything
//
// A turn that was equal once is carried out by the lane from then on (run/lane.h): one thread for all such
// turns. It sends the same bytes and compares the bytes that come. Whatever differs goes back to a worker.
// The lane has turns on plain connections that are kept alive, if transports keep the bytes
// (TransportOptions::records): no TLS, no proxy, no --rate, no Digest, no token that may be renewed. It is
// used if such turns have at least three quarters of the requests.
//
// A worker sends its next turns while bytes after a response without content may still come
// (Received::late), and judges the turn when they would have come. So does the lane.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "exchange/transport.h"
#include "judge/answer.h"
#include "judge/judge.h"
#include "plan/evidence.h"
#include "plan/planner.h"
#include "verdict/ledger.h"

namespace avouch {

// Judges one clause by its exchanges. May throw.
using Judging = std::function<Verdict(const BoundClause& clause, const std::vector<Evidence>& evidence)>;

struct RoundsOptions {
  std::uint64_t count = 0;            // 0: unlimited
  std::chrono::milliseconds time{0};  // no turn begins after it; 0: unlimited
  std::size_t jobs = 4;               // turns at the same time
  std::size_t shown_content = 0;      // bytes of each content to keep for reports; 0: none
  // Makes the transports for the rounds, by base of the plan. They may leave the surplus to the rounds
  // (TransportOptions::surplus_later). Empty, or if it returns none: those of the run.
  // They may keep the bytes of exchanges (TransportOptions::records).
  std::function<std::vector<Transport*>(const Plan& plan)> connect = {};
  // Told of exchanges that no transport was asked for (run/lane.h). May be empty.
  std::function<void(std::size_t count)> told = {};
  // No turn begins after it: --max-total-time.
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

// A run whose requests were sent. Everything must outlive the call.
struct SentRun {
  const Contract& contract;
  const Plan& plan;
  const Judging& judging;
  const std::vector<Transport*>& transports;  // by base of the plan
  const AnswerOf& answer_of;                  // null: the probe was not sent
};

// An exchange of a round, for reports.
struct RoundExchange {
  std::size_t probe = 0;
  std::uint64_t round = 0;             // from 1
  std::shared_ptr<const Answer> head;  // without its body
  std::string beginning;               // of the body
  bool is_whole = true;                // false: without its fields too, because there are too many exchanges
};

// The first verdict of one outcome, with the exchange that it is about. Clauses may share one.
struct RoundsExample {
  Verdict verdict;
  std::shared_ptr<const RoundExchange> exchange;
};

struct ClauseRounds {
  RoundsTally tally;
  std::uint64_t held = 0;  // rounds
  std::size_t instances = 0;
  std::size_t failures = 0;
  std::optional<RoundsExample> violation;  // the first of the highest severity
  std::optional<RoundsExample> unknown;    // undecided
  std::optional<RoundsExample> holding;
};

struct RoundsOutcome {
  Rounds facts;
  std::map<std::size_t, ClauseRounds> clauses;  // by planned clause
  std::size_t left_out = 0;                     // requests of the run that no round has
};

// Whether that probe may be sent again: it was sent, with a safe method (RFC 9110 §9.2.1), and its resource
// is none that the run created or deleted.
bool is_repeatable(const Plan& plan, std::size_t probe, const AnswerOf& answer_of);

// Judges the clauses at these plan indices. Ends after the rounds or the time of `options`, and early when
// the process is interrupted or after kMostUnanswered requests in a row without a response.
RoundsOutcome repeat_rounds(const SentRun& run, const std::vector<std::size_t>& planned,
                            const RoundsOptions& options);

inline constexpr std::size_t kMostUnanswered = 20;
// What the heads and the contents of the examples may hold together. A target chooses how many there are:
// each clause may be violated in a round of its own.
inline constexpr std::size_t kMostExampleBytes = std::size_t{32} << 20U;

}  // namespace avouch

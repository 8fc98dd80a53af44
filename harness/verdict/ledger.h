// SPDX-License-Identifier: MIT
// All verdicts of a run, one per clause. Reports read nothing else.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/boxed_optional.h"
#include "base/histogram.h"
#include "base/shared_text.h"
#include "base/shared_value.h"
#include "clause/clause.h"
#include "verdict/messages.h"
#include "verdict/verdict.h"
#include "verdict/waived.h"

namespace avouch {

// What the rounds of a run (Rounds) showed of one clause.
struct RoundsTally {
  std::uint64_t judged = 0;           // rounds that asked something about it
  std::uint64_t violated = 0;         // of these
  std::uint64_t undecided = 0;        // of these
  std::uint64_t first_violation = 0;  // the round, from 1; 0: none

  bool operator==(const RoundsTally&) const = default;
};

struct Entry {
  SharedValue<Clause> clause;
  Verdict verdict;
  std::string probe;                       // name of the deciding exchange (SentRequest); may be empty
  SharedText reproduce;                    // curl command that repeats its request; may be empty
  std::chrono::microseconds elapsed{0};    // of that exchange
  BoxedOptional<Waived> waived = {};       // a violation that is known, so it does not fail the run
  BoxedOptional<RoundsTally> rounds = {};  // if the run repeated its requests
  // Of a clause that does not hold: the names of the exchanges before the deciding one that gave it values,
  // or that changed what it shows, in the order in which they were sent.
  std::vector<std::string> chain = {};
  std::size_t position = 0;  // among the clauses that the run, with all its shards, was to judge
};

// Whether the run exercised the clause: it holds or is violated.
bool is_exercised(const Entry& entry);

// One exchange, with the facts that reports show.
struct SentRequest {
  std::string probe;    // the name of the exchange: the id of its probe, with "/round-7" for one of a round
  std::string request;  // "GET https://…"
  std::string outcome;  // "200 OK, 388 bytes, application/json", or why no response came
  SharedText reproduce;
  std::chrono::microseconds elapsed{0};
  // Where its values came from: "bookId ← createBook 201 /id".
  std::vector<std::string> values = {};
  // What was sent and what came. Runs keep it only for a report that shows it.
  std::optional<Messages> messages = {};
  std::uint64_t round = 0;  // from 1, of Rounds; 0: the run's own
  bool was_sent = true;     // false: it was given up before, such as by an interruption
};

// The question that a run asks of each clause. A proof that it can fail has the same four outcomes under
// other names: proven (holds), unproven (violated), excused (unexercised), and a defect of Avouch
// (undecided).
enum class Question { does_it_hold, can_it_fail };

// A condition on the run as a whole that it did not meet.
struct Unmet {
  enum class Kind {
    known_failures,  // --strict waivers: an entry of the list of known failures is stale
    exercise,        // too little was exercised: --min-exercised, --require-exercised, --fail-on new
  };
  Kind kind = Kind::exercise;
  std::string what;  // one sentence without a full stop

  bool operator==(const Unmet&) const = default;
};

// The safe requests of a run, sent again and again: --repeat, --duration.
struct Rounds {
  std::uint64_t rounds = 0;      // complete ones
  std::size_t requests = 0;      // of one round
  std::uint64_t exchanges = 0;   // of all rounds
  std::uint64_t unanswered = 0;  // of these: no response came
  std::chrono::microseconds elapsed{0};
  Histogram latency;  // of the exchanges that were answered: from the request to the end of its response
  std::string ended;  // why they ended early, a sentence without a full stop; else empty

  double per_second() const;  // exchanges
};

// One of several runs that share the clauses of a contract between them.
struct Shard {
  std::size_t index = 0;  // from 0
  std::size_t total = 1;

  bool operator==(const Shard&) const = default;
};

// Whether calls of operations that need credentials got in. A shard may call none of them.
enum class Admission { not_asked, refused, granted };

std::string_view to_string(Admission admission);  // "not asked"

struct Run {
  Question question = Question::does_it_hold;
  std::string version;           // of Avouch
  std::string contract;          // file of the contract
  std::string title;             // title of the contract
  std::string api_version = {};  // info.version of the contract
  std::string target;            // URL, without user information
  std::string hostname;          // the machine that Avouch ran on
  std::chrono::system_clock::time_point started;
  std::chrono::microseconds elapsed{0};
  std::vector<std::string> notes;        // general limits of the run: "format x is not judged"
  std::vector<std::string> faults;       // of the contract, with their places; a note says how many
  std::vector<Place> fault_places = {};  // of the faults, in their order; fewer if some are not known
  bool interrupted = false;
  // refused: no call of an operation that needs credentials succeeded, because they were missing or refused.
  Admission admission = Admission::not_asked;
  std::vector<std::string> left_behind = {};  // what the run created and could not delete: a URL and why
  std::vector<WaiverUse> waivers = {};        // what became of the list of known failures, in its order
  std::vector<Unmet> unmet = {};
  std::optional<Rounds> rounds = {};
  std::optional<Shard> shard = {};
  // Of the coordinates of the clauses that the run, with all its shards, was to judge; empty if unknown.
  std::string contract_digest = {};
  // Of the text of all documents of the contract; empty if unknown.
  std::string documents_digest = {};
  std::size_t contract_clauses = 0;  // how many the contract has, selected or not; 0 if unknown
};

struct Tally {
  std::size_t holds = 0;
  std::size_t violated = 0;  // severity violation
  std::size_t warnings = 0;  // violated, with severity warning
  std::size_t waived = 0;    // violated, and known
  std::size_t unexercised = 0;
  std::size_t undecided = 0;

  std::size_t total() const { return exercised() + unexercised + undecided; }
  std::size_t exercised() const { return holds + violated + warnings + waived; }
  void add(const Entry& entry);
  bool operator==(const Tally&) const = default;
};

struct Ledger {
  Run run;
  std::vector<Entry> entries;  // in the contract's order
  // Those of the run itself, and of its rounds those that entries are about.
  std::vector<SentRequest> exchanges;

  Tally tally() const;
  // How many were made, with all rounds. Requests that were not sent do not count.
  std::uint64_t exchange_count() const;
};

// Returns why an entry is violated or undecided, in one sentence: its reason, else its first finding, else
// its claim.
std::string headline(const Entry& entry);

}  // namespace avouch

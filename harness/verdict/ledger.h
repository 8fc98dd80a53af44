// SPDX-License-Identifier: MIT
// All verdicts of a run, one a clause: the only thing that reports read.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "clause/clause.h"
#include "verdict/verdict.h"

namespace avouch {

struct Entry {
  Clause clause;
  Verdict verdict;
  std::string probe;                     // id of the probe whose exchange decided; empty where none did
  std::string reproduce;                 // a curl command that repeats that request; empty where none did
  std::chrono::microseconds elapsed{0};  // of that exchange
};

// One exchange, as far as a report needs it.
struct SentRequest {
  std::string probe;
  std::string request;  // "GET https://…"
  std::string outcome;  // "200 OK, 388 bytes, application/json", or why there is none
  std::string reproduce;
  std::chrono::microseconds elapsed{0};
};

// What was asked of each clause. A proof that it can fail has the same four outcomes under other names:
// proven (holds), unproven (violated), excused (unexercised), and a defect of Avouch (undecided).
enum class Question { does_it_hold, can_it_fail };

struct Run {
  Question question = Question::does_it_hold;
  std::string version;   // of Avouch
  std::string contract;  // its file
  std::string title;     // its title
  std::string target;    // URL, without user information
  std::string hostname;  // where the run ran
  std::chrono::system_clock::time_point started;
  std::chrono::microseconds elapsed{0};
  std::vector<std::string> notes;  // what the run could not judge as a whole: "format x is not judged"
  bool interrupted = false;
  // The target refused every request to an operation that needs credentials, so that none of them was exercised.
  bool locked_out = false;
};

struct Tally {
  std::size_t holds = 0;
  std::size_t violated = 0;  // of severity violation
  std::size_t warnings = 0;  // violated, of severity warning
  std::size_t unexercised = 0;
  std::size_t undecided = 0;

  std::size_t total() const { return holds + violated + warnings + unexercised + undecided; }
  void add(const Entry& entry);
  bool operator==(const Tally&) const = default;
};

struct Ledger {
  Run run;
  std::vector<Entry> entries;  // in the contract's order
  std::vector<SentRequest> exchanges;

  Tally tally() const;
};

}  // namespace avouch

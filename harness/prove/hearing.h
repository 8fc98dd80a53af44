// SPDX-License-Identifier: MIT
// What the judge says of one operation's clauses while some of its answers are replaced by others.
//
//   Hearing hearing(contract, plan, judge, arena, second);
//   const Hearing::Changed changed = hearing.send(mutant, {0});
//   for (const auto& [planned, why] : hearing.violated(changed)) std::cout << why << '\n';
//
// Refers to all five, which outlive it. One thread at a time.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "judge/answer.h"
#include "judge/judge.h"
#include "plan/planner.h"
#include "prove/arena.h"
#include "prove/mutant.h"
#include "prove/second_opinion.h"

namespace avouch {

class Hearing {
 public:
  using Changed = std::map<std::size_t, std::shared_ptr<const Answer>>;  // by probe
  using Reasons = std::map<std::size_t, std::string>;                    // by planned clause

  // Sends every probe: the answers are the mock's own.
  // Each body that arrives is also given to `second`.
  Hearing(const Contract& contract, const Plan& plan, const Judge& judge, Arena& arena,
          SecondOpinion& second);

  const BoundClause& clause(std::size_t planned) const;
  const Answer& own(std::size_t probe) const { return *own_[probe]; }
  // The answer to the documented call.
  http::Response granted() const;
  std::size_t exchanges() const { return exchanges_; }

  // The mutant's answers to those probes.
  Changed send(const Mutant& mutant, const std::vector<std::size_t>& probes);
  // An edit of what is not there, such as the members of a list that is empty, makes no mutant. `ground`:
  // what is edited; the mock's own responses where there is none.
  bool changes_nothing(const Changed& changed, const std::optional<http::Response>& ground) const;

  // Over the changed answers, and the mock's own where there is none.
  Verdict verdict(std::size_t planned, const Changed& changed);
  // Which clauses are violated, and why, among those that a changed answer bears upon; among all, where none
  // is changed.
  Reasons violated(const Changed& changed);

 private:
  // Clauses about one schema's keywords that are exercised by the same probes: one question answers for all.
  struct SameBody {
    std::vector<std::size_t> probes;
    std::map<std::size_t, std::size_t> planned;  // by keyword
  };

  void gather_same_bodies();
  // The evidence for that clause, with the changed answers in it.
  const std::vector<Evidence>& evidence(std::size_t planned, const Changed& changed);

  const Contract& contract_;
  const Plan& plan_;
  const Judge& judge_;
  Arena& arena_;
  SecondOpinion& second_;
  std::vector<std::shared_ptr<const Answer>> own_;  // by probe
  std::vector<std::vector<std::size_t>>
      heard_;  // by planned clause: its probes, then those that it overhears
  std::vector<std::vector<Evidence>>
      evidence_;  // by planned clause; its answers are those of the last verdict
  std::vector<SameBody> same_bodies_;
  std::vector<std::size_t> single_;  // planned clauses that are in none of those
  std::size_t exchanges_ = 0;
};

}  // namespace avouch

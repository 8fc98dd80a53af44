// SPDX-License-Identifier: MIT
// Judges the clauses of one operation while some of its responses are replaced.
//
//   Hearing hearing(contract, plan, judge, arena, second);
//   const Hearing::Changed changed = hearing.send(mutant, {0});
//   for (const auto& [planned, why] : hearing.violated(changed)) std::cout << why << '\n';
//
// Keeps references to its arguments, which must outlive it. Not thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
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

  // Sends every probe; the responses are the mock's own. Each body is also passed to `second`.
  Hearing(const Contract& contract, const Plan& plan, const Judge& judge, Arena& arena,
          SecondOpinion& second);

  const BoundClause& clause(std::size_t planned) const;
  // The planned clause with that coordinate below the operation; nullopt if it is not planned.
  std::optional<std::size_t> find(const std::string& below) const;
  // The probes whose responses can exercise the clause: those made for it, then those that it overhears. If
  // none is made for it, a response in place of an overheard one serves, unless the request matters.
  const std::vector<std::size_t>& carriers(std::size_t planned) const;
  const Answer& own(std::size_t probe) const { return *own_[probe]; }
  // The response to the documented call.
  http::Response granted() const;
  std::size_t exchanges() const { return exchanges_; }

  // Returns the mutant's responses to those probes.
  Changed send(const Mutant& mutant, const std::vector<std::size_t>& probes);
  // Whether the edit had no effect, such as a change of the items of an empty list. Such an edit is no
  // mutant. `ground` is the edited response; without it, the mock's own responses are compared.
  bool changes_nothing(const Changed& changed, const std::optional<http::Response>& ground) const;

  // The verdict over the changed responses, and the mock's own responses for the other probes.
  Verdict verdict(std::size_t planned, const Changed& changed);
  // Whether that verdict is that the clause is violated: cheaper.
  bool is_violated(std::size_t planned, const Changed& changed);
  // The clauses that are violated, with reasons, among those that a changed response can affect; among all
  // clauses if no response is changed. `ground`: as for changes_nothing(). If only the content differs from
  // it, clauses about the head alone are left out: they are violated if the ground violates them. The clause
  // `besides` is left out, too.
  Reasons violated(const Changed& changed);
  Reasons violated(const Changed& changed, const std::optional<http::Response>& ground, std::size_t besides);

 private:
  // Clauses about the keywords of one schema that the same probes exercise: they are judged together.
  struct SameBody {
    std::vector<std::size_t> probes;
    std::map<std::size_t, std::size_t> planned;  // by keyword
  };

  bool has_same_head(const Changed& changed, const std::optional<http::Response>& ground) const;
  Reasons violated(const Changed& changed, bool content_alone, std::optional<std::size_t> besides);
  void gather_same_bodies();
  // Whether each response is judged by itself, so that a changed one changes no verdict on the others.
  bool judges_each(std::size_t planned) const;
  // The verdicts of such a clause on the mock's own responses, by evidence.
  const std::vector<std::optional<Verdict>>& own_verdicts(std::size_t planned);
  // The verdict of such a clause on one piece of its evidence; null if the response is not changed.
  std::optional<std::optional<Verdict>> changed_verdict(std::size_t planned, std::size_t index,
                                                        const Changed& changed);
  // The evidence for that clause, including the changed responses.
  const std::vector<Evidence>& evidence(std::size_t planned, const Changed& changed);

  const Contract& contract_;
  const Plan& plan_;
  const Judge& judge_;
  Arena& arena_;
  SecondOpinion& second_;
  std::vector<std::shared_ptr<const Answer>> own_;  // by probe
  std::vector<std::vector<std::size_t>> heard_;     // by planned clause: its probes, then those it overhears
  std::vector<std::vector<Evidence>>
      evidence_;  // by planned clause; its responses are those of the last verdict
  struct OwnVerdicts {
    std::optional<std::size_t> planned;
    std::vector<std::optional<Verdict>> each;
  };
  std::vector<OwnVerdicts> own_verdicts_;                       // by place in single_
  OwnVerdicts last_own_verdicts_;                               // of another clause
  std::vector<std::optional<std::size_t>> places_in_single_;    // by planned clause
  std::unordered_map<std::string, std::size_t> by_coordinate_;  // of the planned clauses
  std::vector<SameBody> same_bodies_;
  std::vector<std::size_t> single_;  // planned clauses outside these groups
  std::size_t exchanges_ = 0;
};

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Judges a body by each claim of its schema.
//
//   Result<BodyJudge> judge = BodyJudge::make(schema, {});
//   std::vector<Verdict> verdicts = judge->judge(*parse_body(bytes).instance);
//   verdicts[claim.keyword]   // of schema->claims()
//
// One failing keyword violates one clause. If a value's type is wrong, no other keyword is checked on that
// value. `allOf`, `properties` and similar keywords are no clauses. `anyOf`, `oneOf` and `not` are clauses,
// and the keywords below them cannot be violated, except in the branch that a discriminator chooses.
//
// If a walk over the body uses up its budget, a second one gives each costly keyword (a pattern,
// alternatives) a few steps of its own, for an eighth of the budget. So one costly keyword leaves no other
// undecided.
//
// Immutable; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/work_budget.h"
#include "contract/schema/schema.h"
#include "json/instance.h"
#include "json/value_kind.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// What one body may cost, with all of its patterns, formats and branches, and with the reasons: steps of a
// budget, unless --max-judge-time says otherwise. The functions without a budget have one of their own with
// this limit and without a limit of time.
inline constexpr std::size_t kJudgeSteps = 100'000'000;

// Why a result is unknown: a sentence without a full stop. Precondition: the budget is spent.
std::string spent_reason(const WorkBudget& budget);

// How often a keyword was applied to a value, failed, and could not be judged.
struct KeywordCount {
  std::uint32_t instances = 0;
  std::uint32_t failures = 0;
  std::uint32_t unknown = 0;
};

class BodyVerdicts;

class BodyJudge {
 public:
  // The judges of one schema with the same options share what they prepare. Errors: patterns that do not
  // compile and numbers that cannot be judged, with their places.
  static Result<BodyJudge> make(std::shared_ptr<const Schema> schema, const JudgeOptions& options);

  BodyJudge(BodyJudge&&) noexcept;
  BodyJudge& operator=(BodyJudge&&) noexcept;
  ~BodyJudge();

  // Returns a verdict for each keyword of the schema, by index. Verdicts of keywords that are no claims are
  // meaningless.
  std::vector<Verdict> judge(const Instance& instance, WorkBudget& budget) const;
  std::vector<Verdict> judge(const Instance& instance) const;

  // The same, each worked out when it is asked for. A large schema has many keywords that a body does not
  // exercise, and the reason of each takes a search.
  BodyVerdicts verdicts(const Instance& instance, WorkBudget& budget) const;

  // Whether the instance satisfies the whole schema, without reasons. nullopt if a budget ran out, or if the
  // result depends on a fault of the contract.
  std::optional<bool> accepts(const Instance& instance) const;

  // The same for one node of the schema, regardless of its context.
  std::optional<bool> accepts(const Instance& instance, std::size_t node) const;

  // The same for a part of an instance.
  std::optional<bool> accepts(const Value& part, std::size_t node) const;
  std::optional<bool> accepts(const Value& part, std::size_t node, WorkBudget& budget) const;

  // Whether an alternative of that anyOf or oneOf other than `branch` accepts the part, or may accept it.
  bool others_may_accept(const Value& part, std::size_t keyword, std::size_t branch) const;

  // Whether accepts() is true, or unknown only because of a fault of the contract: no better value can be
  // made.
  bool is_acceptable(const Instance& instance, std::size_t node = 0) const;
  bool is_acceptable(const Instance& instance, std::size_t node, WorkBudget& budget) const;

  // The counts of judge() without reasons, for judging many instances. What is unknown because of a fault of
  // the contract is not counted. nullopt if a limit was reached.
  std::optional<std::vector<KeywordCount>> counts(const Instance& instance) const;
  // The same for a part of an instance and one node of the schema, regardless of its context.
  std::optional<std::vector<KeywordCount>> counts(const Value& part, std::size_t node) const;

  // JSON Pointers of members that no properties, patternProperties or additionalProperties describes, in
  // objects with documented members. At most 1,000. For reports: append_shown() (json/pointer.h). If the
  // budget is spent, more may follow.
  std::vector<std::string> undocumented(const Instance& instance, WorkBudget& budget) const;
  std::vector<std::string> undocumented(const Instance& instance) const;
  // The same for one node of the schema, regardless of its context.
  std::vector<std::string> undocumented(const Instance& instance, std::size_t node) const;

  // Members that were sent and must not be sent (contract/schema/direction.h), and how many could have been
  // sent in the objects of the body.
  struct Unsent {
    std::vector<std::string> found;  // JSON Pointers, at most 1,000
    std::size_t possible = 0;
  };
  Unsent unsent(const Instance& instance, WorkBudget& budget) const;

  // The discriminator values of the objects in the body (contract/schema/discriminator.h). Absent values and
  // values that are not strings are skipped.
  struct Named {
    struct Place {
      std::string pointer;  // of the property's value
      std::string value;
      std::vector<const KnownNames*> names;  // the names it may have; owned by the schema
    };
    std::vector<Place> known;  // at most 1,000 each
    std::vector<Place> unknown;
    std::vector<Place> refused;  // by the alternative that it names, but not by another one
    std::size_t places = 0;      // total count
    std::size_t failures = 0;
    std::string limit;  // why the search ended early; empty if it is complete
  };
  Named named(const Instance& instance, WorkBudget& budget) const;
  Named named(const Instance& instance) const;

  struct Program;

 private:
  explicit BodyJudge(std::shared_ptr<const Program> program);
  void judge_parts(const Instance& instance, WorkBudget& budget, BodyVerdicts& all) const;
  std::shared_ptr<const Program> program_;
};

// The verdicts on one body. Immutable; thread-safe. Does not refer to the body.
class BodyVerdicts {
 public:
  // Of a keyword of the schema, by index.
  Verdict of(std::size_t keyword) const;
  // Its outcome alone: cheaper.
  Outcome outcome(std::size_t keyword) const;
  // The claims that it violates, in the order of their keywords.
  const std::vector<std::size_t>& violated() const { return violated_; }

 private:
  friend class BodyJudge;
  struct Ways;  // of unexercised keywords, worked out when the first one is asked for

  explicit BodyVerdicts(std::shared_ptr<const BodyJudge::Program> program);
  bool is_decided(std::size_t keyword) const { return !decided_.empty() && decided_[keyword]; }

  std::shared_ptr<const BodyJudge::Program> program_;
  std::vector<KeywordCount> counts_;
  std::vector<KindMask> seen_;             // by node: the kinds of value that it was applied to
  std::string limit_;                      // why the rest is undecided; empty if nothing is
  std::vector<bool> decided_;              // by keyword: despite the limit; empty if there is none
  std::map<std::size_t, Verdict> failed_;  // reasons and findings, by keyword
  std::vector<std::size_t> violated_;
  std::shared_ptr<Ways> ways_;
};

}  // namespace avouch

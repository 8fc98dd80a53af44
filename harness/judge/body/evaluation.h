// SPDX-License-Identifier: MIT
// One walk of a schema over one instance, and its counts.
//
// Not thread-safe. The program, the instance and the budget must outlive it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/work_budget.h"
#include "judge/body/memo.h"
#include "judge/body/program.h"
#include "judge/body/trail.h"
#include "verdict/verdict.h"

namespace avouch {

// The place of a value: a linked list from the value up to the body, on the walk's stack.
struct BodyPath {
  const BodyPath* up = nullptr;
  std::string_view name;
  std::size_t index = 0;
  bool is_item = false;
  const Value* in = nullptr;  // the object or array that has it
};

// JSON Pointer, not yet safe to print. A long one is cut and ends in "…".
std::string pointer_of(const BodyPath* path);

// The maximum depth of schemas applied within one another. Beyond it the body is undecided.
inline constexpr std::size_t kWalkDepth = 1'000;

// The branch of an anyOf or oneOf that the value selects by the keyword's discriminator.
std::optional<std::size_t> chosen_branch(const SchemaKeyword& keyword, const Value& value);

class BodyEvaluation {
 public:
  // What the walk gives. `whether`: only whether the value is accepted, and the walk ends at the first
  // failure. `counts`: the counts. `first_reasons`: also the reason of each keyword's first failure.
  // `verdicts`: also its findings, and the reason of a failed anyOf or oneOf names the nearest alternative.
  enum class Detail { whether, counts, first_reasons, verdicts };

  // Everything is spent from `budget`. `verdicts` takes the reasons and findings of keywords that fail, by
  // keyword; null if there are none.
  BodyEvaluation(const BodyJudge::Program& program, WorkBudget& budget, Detail detail,
                 std::map<std::size_t, Verdict>* verdicts = nullptr);

  // Gives each keyword that may be costly (patterns, formats, alternatives, …) that many steps of its own.
  // One that needs more is not known, and neither is what depends on it; the others are. Call it before
  // run().
  void part(std::size_t steps_each) { own_steps_ = steps_each; }

  // Whether the node accepts the value; node 0 is the schema.
  bool run(std::size_t node, const Value& value, const BodyPath* path = nullptr);

  // After run() with parts: whether the counts of that keyword are all that the value shows of it.
  bool is_known(std::size_t keyword) const {
    return limit_.empty() && !used_up_.contains(keyword) && !hidden_.contains(program_.keyword(keyword).node);
  }

  // Forgets the failures, so that another node may be run. `verdicts` is empty then.
  void forget_failures();

  const std::vector<KeywordCount>& counts() const { return counts_; }
  std::vector<KeywordCount> take_counts() { return std::move(counts_); }
  // The kinds of value that each node was applied to; 0 if it was never applied.
  const std::vector<KindMask>& seen() const { return seen_; }
  std::vector<KindMask> take_seen() { return std::move(seen_); }
  // The limit that ended the walk; empty if the walk is complete.
  const std::string& limit() const { return limit_; }
  // Whether a pattern's budget ran out and the result depends on that pattern.
  bool is_unknown() const { return is_unknown_; }

 private:
  // The members or items of a value that a schema has evaluated (2020-12 Core §11).
  using Marks = std::vector<bool>;
  static constexpr std::size_t kMarksPerStep = 8;  // what copying and joining them costs

  // Below `not`, `if` and in branches, nothing is counted immediately. Visits are noted, and counted if the
  // branch turns out to matter.
  class Trial;

  bool is_trial() const { return trials_ > 0; }
  bool apply(std::size_t node, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_once(std::size_t node, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_again(std::size_t node, const Value& value, const BodyPath* path, Marks* marks);
  // What a memo knows; null also if it does not know the marks and they are asked for. Sets the marks.
  const Memo::Result* remembered(const Memo& memo, std::size_t node, const Value& value, Marks* marks);
  static void add_marks(const Marks& from, Marks& to);
  // Sets the marks that an application has set in `own`, and keeps them for the result.
  void keep_marks(Marks own, Marks& marks, Memo::Result& result);
  bool apply_node(std::size_t node, const Value& value, const BodyPath* path, Marks* marks);
  // Whether the walk may go on after spending that much. Sets the limit if not.
  bool spend(std::size_t steps) { return budget_->spend(steps) || end_of_budget(); }
  bool end_of_budget();

  // Does the work for the keyword, on its own steps if it has such: part(). True if these do not suffice.
  template <class Work>
  bool on_own_steps(std::size_t keyword, const Work& work) {
    return own_steps_ == 0 || is_trial() || has_own_steps_ ? work() : on_steps_of(keyword, work);
  }
  bool on_steps_of(std::size_t keyword, const std::function<bool()>& work);
  // Nothing more is known of the keyword, and of what it applies.
  void use_up(std::size_t keyword);
  void hide(std::size_t node);
  bool apply_rules(const BodyNode& node, const Value& value, const BodyPath* path, Marks* marks);
  bool assert_all(const std::vector<std::size_t>& keywords, const Value& value, const BodyPath* path);
  bool apply_in_place(std::size_t index, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_every(const SchemaKeyword& keyword, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_any(std::size_t index, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_content(const SchemaKeyword& keyword, const Value& value, const BodyPath* path);
  bool apply_not(std::size_t index, const Value& value, const BodyPath* path);
  bool apply_condition(std::size_t index, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_dependents(const SchemaKeyword& keyword, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_members(const MemberRules& rules, const Value& object, const BodyPath* path, Marks* marks);
  bool apply_names(std::size_t index, const Value& object, const BodyPath* path);
  bool apply_items(const ItemRules& rules, const Value& array, const BodyPath* path, Marks* marks);
  bool apply_contains(std::size_t index, const Value& array, const BodyPath* path, Marks* marks);
  bool apply_unevaluated(std::size_t index, const Value& value, const BodyPath* path, Marks& marks);

  bool fail_ambiguous(std::size_t index, const std::array<std::size_t, 2>& matching, const Value& value,
                      const BodyPath* path);
  bool fail_branches(std::size_t index, const Value& value, const BodyPath* path);
  bool try_branch(std::size_t node, const Value& value, const BodyPath* path, Marks* marks);

  // Counts one more value that the keyword was applied to.
  void note(std::size_t keyword);
  void note_node(std::size_t node, ValueKind kind);
  // Counts a note of the trail, and that many times.
  void count(const TrailNote& note, std::uint64_t times);
  void count_records();
  // Records a failure. Always returns false.
  bool fail(std::size_t keyword, const Value& value, const BodyPath* path, const std::string& detail = {});
  bool matches(const Pattern& pattern, const Member& member);
  Judged judged(std::size_t keyword, const Value& value);
  bool apply_patterns(const MemberRules& rules, const Member& member, const BodyPath& here,
                      bool& is_described);

  // The ids of notes: keywords, then nodes with kinds, then records of the memo.
  static constexpr std::size_t kKinds = 8;
  std::size_t node_note(std::size_t node, ValueKind kind) const {
    return program_.schema->keywords().size() + node * kKinds + static_cast<std::size_t>(kind);
  }
  std::size_t dense_notes() const {
    return program_.schema->keywords().size() + program_.nodes.size() * kKinds;
  }

  const BodyJudge::Program& program_;
  WorkBudget* budget_;  // not owned
  Detail detail_;
  std::map<std::size_t, Verdict>* verdicts_;
  bool is_counting_;
  std::vector<KeywordCount> counts_;
  std::vector<KindMask> seen_;
  Trail trail_;
  Memo memo_;                                // of trials
  Memo applied_;                             // of applications outside of trials
  std::vector<std::uint64_t> record_times_;  // by record of the memo: how often it counts
  std::vector<Marks> kept_marks_;            // of results in both
  std::size_t applications_ = 0;
  std::size_t usual_applications_ = 0;  // with more of them, all are remembered
  std::size_t usual_in_trials_ = 0;     // with more of them, those in trials are
  std::size_t large_trials_ = 0;        // arrays and objects that nodes were applied to in trials
  bool is_foreign_ = false;             // the value is of an instance within a text
  std::size_t trials_ = 0;
  std::size_t depth_ = 0;
  std::string limit_;
  bool is_unknown_ = false;
  std::size_t own_steps_ = 0;  // of each costly keyword; 0: all share the budget
  bool has_own_steps_ = false;
  std::map<std::size_t, std::size_t> left_;  // of these, by keyword that was applied
  std::set<std::size_t> used_up_;            // keywords whose steps did not suffice
  std::set<std::size_t> hidden_;             // nodes that would have been applied
  std::size_t omissions_ = 0;                // how often one of these keywords was not applied
};

}  // namespace avouch

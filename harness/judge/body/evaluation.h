// SPDX-License-Identifier: MIT
// One walk of a schema over one instance, and what it counted.
//
// On one thread; the program and the instance must outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "judge/body/program.h"
#include "verdict/verdict.h"

namespace avouch {

// Where a value stands: a chain from the value up to the body, on the walk's stack.
struct BodyPath {
  const BodyPath* up = nullptr;
  std::string_view name;
  std::size_t index = 0;
  bool is_item = false;
};

// JSON Pointer, not yet safe to print.
std::string pointer_of(const BodyPath* path);

// Bounds of one walk. Over them the body is undecided.
inline constexpr std::size_t kWalkDepth = 1'000;        // schemas applied within one another
inline constexpr std::size_t kWalkSteps = 100'000'000;  // schemas applied

// Which branch of an anyOf or oneOf the value says that it is, by the keyword's discriminator.
std::optional<std::size_t> chosen_branch(const SchemaKeyword& keyword, const Value& value);

class BodyEvaluation {
 public:
  // With `verdicts`, reasons and findings of what fails are written there. Without, the walk ends at the
  // first failure. With `names_nearest`, the reason of a failed anyOf or oneOf tells which alternative was
  // nearest.
  BodyEvaluation(const BodyJudge::Program& program, std::vector<Verdict>* verdicts, bool names_nearest);

  // Counts only.
  explicit BodyEvaluation(const BodyJudge::Program& program);

  // Whether the node accepts the value; node 0 is the schema.
  bool run(std::size_t node, const Value& value);

  const std::vector<KeywordCount>& counts() const { return counts_; }
  // Which kinds of value a node was applied to; 0 where it never was.
  const std::vector<KindMask>& seen() const { return seen_; }
  // Why nothing more can be said; empty where all of it was walked.
  const std::string& limit() const { return limit_; }
  // Whether a pattern's budget ran out where the result hung on it.
  bool is_unknown() const { return is_unknown_; }
  std::size_t steps() const { return steps_; }

 private:
  // Which members or items of a value some schema has evaluated (2020-12 Core §11).
  using Marks = std::vector<bool>;

  // Below `not`, `if` and in branches nothing is counted at once: what was touched is noted, and counted if
  // the branch turns out to be the one that matters.
  class Trial;

  bool is_trial() const { return trials_ > 0; }
  bool apply(std::size_t node, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_rules(const BodyNode& node, const Value& value, const BodyPath* path, Marks* marks);
  bool assert_all(const std::vector<std::size_t>& keywords, const Value& value, const BodyPath* path);
  bool apply_in_place(std::size_t index, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_every(const SchemaKeyword& keyword, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_any(std::size_t index, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_not(std::size_t index, const Value& value, const BodyPath* path);
  bool apply_condition(std::size_t index, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_dependents(const SchemaKeyword& keyword, const Value& value, const BodyPath* path, Marks* marks);
  bool apply_members(const MemberRules& rules, const Value& object, const BodyPath* path, Marks* marks);
  bool apply_names(std::size_t index, const Value& object, const BodyPath* path);
  bool apply_items(const ItemRules& rules, const Value& array, const BodyPath* path, Marks* marks);
  bool apply_contains(std::size_t index, const Value& array, const BodyPath* path, Marks* marks);
  bool apply_unevaluated(std::size_t index, const Value& value, const BodyPath* path, Marks& marks);

  bool fail_branches(std::size_t index, std::size_t matched, const Value& value, const BodyPath* path);
  bool try_branch(std::size_t node, const Value& value, const BodyPath* path, Marks* marks);

  // One more value that the keyword was asked of.
  void note(std::size_t keyword);
  // It failed there. Always false.
  bool fail(std::size_t keyword, const Value& value, const BodyPath* path, const std::string& detail = {});
  bool matches(const Pattern& pattern, const Member& member);

  const BodyJudge::Program& program_;
  std::vector<Verdict>* verdicts_;
  bool names_nearest_;
  bool is_counting_;
  std::vector<KeywordCount> counts_;
  std::vector<KindMask> seen_;
  std::vector<std::size_t> trail_;  // keywords touched on trial; nodes with kNodeFlag and their kinds
  std::size_t trials_ = 0;
  std::size_t depth_ = 0;
  std::size_t steps_ = 0;
  std::string limit_;
  bool is_unknown_ = false;
};

}  // namespace avouch

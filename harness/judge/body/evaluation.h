// SPDX-License-Identifier: MIT
// One walk of a schema over one instance, and its counts.
//
// Not thread-safe. The program and the instance must outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "judge/body/program.h"
#include "verdict/verdict.h"

namespace avouch {

// The place of a value: a linked list from the value up to the body, on the walk's stack.
struct BodyPath {
  const BodyPath* up = nullptr;
  std::string_view name;
  std::size_t index = 0;
  bool is_item = false;
};

// JSON Pointer, not yet safe to print.
std::string pointer_of(const BodyPath* path);

// Limits of one walk. Beyond them the body is undecided.
inline constexpr std::size_t kWalkDepth = 1'000;        // depth of schemas applied within one another
inline constexpr std::size_t kWalkSteps = 100'000'000;  // number of schemas applied

// The branch of an anyOf or oneOf that the value selects by the keyword's discriminator.
std::optional<std::size_t> chosen_branch(const SchemaKeyword& keyword, const Value& value);

class BodyEvaluation {
 public:
  // With `verdicts`, writes reasons and findings of failures there. Without, the walk ends at the first
  // failure. With `names_nearest`, the reason of a failed anyOf or oneOf names the nearest alternative.
  BodyEvaluation(const BodyJudge::Program& program, std::vector<Verdict>* verdicts, bool names_nearest);

  // Counts only.
  explicit BodyEvaluation(const BodyJudge::Program& program);

  // Whether the node accepts the value; node 0 is the schema.
  bool run(std::size_t node, const Value& value);

  const std::vector<KeywordCount>& counts() const { return counts_; }
  // The kinds of value that each node was applied to; 0 if it was never applied.
  const std::vector<KindMask>& seen() const { return seen_; }
  // The limit that ended the walk; empty if the walk is complete.
  const std::string& limit() const { return limit_; }
  // Whether a pattern's budget ran out and the result depends on that pattern.
  bool is_unknown() const { return is_unknown_; }
  std::size_t steps() const { return steps_; }

 private:
  // The members or items of a value that a schema has evaluated (2020-12 Core §11).
  using Marks = std::vector<bool>;

  // Below `not`, `if` and in branches, nothing is counted immediately. Visits are noted, and counted if the
  // branch turns out to matter.
  class Trial;

  bool is_trial() const { return trials_ > 0; }
  bool apply(std::size_t node, const Value& value, const BodyPath* path, Marks* marks);
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

  bool fail_branches(std::size_t index, std::size_t matched, const Value& value, const BodyPath* path);
  bool try_branch(std::size_t node, const Value& value, const BodyPath* path, Marks* marks);

  // Counts one more value that the keyword was applied to.
  void note(std::size_t keyword);
  // Records a failure. Always returns false.
  bool fail(std::size_t keyword, const Value& value, const BodyPath* path, const std::string& detail = {});
  bool matches(const Pattern& pattern, const Member& member);

  const BodyJudge::Program& program_;
  std::vector<Verdict>* verdicts_;
  bool names_nearest_;
  bool is_counting_;
  std::vector<KeywordCount> counts_;
  std::vector<KindMask> seen_;
  std::vector<std::size_t> trail_;  // keywords visited in trials; nodes with kNodeFlag and their kinds
  std::size_t trials_ = 0;
  std::size_t depth_ = 0;
  std::size_t steps_ = 0;
  std::string limit_;
  bool is_unknown_ = false;
};

}  // namespace avouch

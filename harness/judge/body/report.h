// SPDX-License-Identifier: MIT
// Messages about a judged body: why a keyword failed, and why a keyword was never exercised.
//
// Pure; thread-safe. All texts are safe to print.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/work_budget.h"
#include "judge/body/program.h"
#include "verdict/verdict.h"

namespace avouch {

struct KeywordFailure {
  std::string reason;  // /filters/1 is "onEverything"; expected one of 23 values, nearest "onMessageAdd"
  Finding finding;
};

// `whole` is the name of the value that `pointer` starts from. `detail` adds information that only the walk
// has; may be empty. Spends what looking for the details takes; if the budget ends, the sentence has fewer.
KeywordFailure describe_failure(const SchemaKeyword& keyword, const Value& value, const std::string& whole,
                                const std::string& pointer, const std::string& detail, WorkBudget& budget);

// The value for display: a string in quotes, other values as JSON, shortened and escaped.
std::string seen_text(const Value& value);

struct BodyPath;  // judge/body/evaluation.h

// The branch of a failed anyOf or oneOf with the fewest failures, and its first reason.
struct NearestBranch {
  std::size_t branch = 0;
  std::string reason;
};
// nullopt if the budget ends before each branch was applied. `path` leads to the value.
std::optional<NearestBranch> nearest_branch(const BodyJudge::Program& program, const SchemaKeyword& keyword,
                                            const Value& value, const BodyPath* path, WorkBudget& budget);

// Where the way to each node of a schema that no value reached ends: the first branch, from below, whose
// value was there, or that is broken. The nearest one, for all nodes in one walk. `seen`: the kinds of value
// that each node was applied to.
class UnexercisedWays {
 public:
  UnexercisedWays(const BodyJudge::Program& program, const std::vector<KindMask>& seen);

  // The keyword is kNoKeyword if there is no such branch.
  SchemaUse end_of(std::size_t node) const { return ends_[node]; }

 private:
  std::vector<SchemaUse> ends_;  // by node
};

std::string unexercised_reason(const BodyJudge::Program& program, const std::vector<KindMask>& seen,
                               const UnexercisedWays& ways, std::size_t keyword);

}  // namespace avouch

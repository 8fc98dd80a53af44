// SPDX-License-Identifier: MIT
// What a person reads of a judged body: why a keyword failed, and why one was never exercised.
//
// Pure; any thread may call it. All texts are safe to print.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "judge/body/program.h"
#include "verdict/verdict.h"

namespace avouch {

struct KeywordFailure {
  std::string reason;  // /filters/1 is "onEverything"; expected one of 23 values, nearest "onMessageAdd"
  Finding finding;
};

// `whole`: how sentences call the value that `pointer` leads into. `detail` is what the walk knows more than
// the keyword and the value tell; empty where nothing.
KeywordFailure describe_failure(const SchemaKeyword& keyword, const Value& value, const std::string& whole,
                                const std::string& pointer, const std::string& detail);

// The value as it is shown: a string in quotes, else JSON text, shortened and escaped.
std::string seen_text(const Value& value);

// Of an anyOf or oneOf that no branch matched: the one that fails least, and its first reason.
struct NearestBranch {
  std::size_t branch = 0;
  std::string reason;
};
NearestBranch nearest_branch(const BodyJudge::Program& program, const SchemaKeyword& keyword,
                             const Value& value);

// `seen`: which kinds of value each node was applied to.
std::string unexercised_reason(const BodyJudge::Program& program, const std::vector<KindMask>& seen,
                               std::size_t keyword);

}  // namespace avouch

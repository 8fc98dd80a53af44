// SPDX-License-Identifier: MIT
// The judge's result for a body in one word: from its clauses, and from the whole schema.
#pragma once

#include <string>
#include <string_view>

#include "judge/body/body.h"

namespace avouch {

// By draft 2020-12. A schema that cannot be loaded fails the test.
BodyJudge judge_for(const std::string& schema);

// "accepted", "violated", or why it is undecided: of the clauses, after comparing them with the whole.
std::string said(const BodyJudge& judge, std::string_view body);
std::string said(const std::string& schema, std::string_view body);

}  // namespace avouch

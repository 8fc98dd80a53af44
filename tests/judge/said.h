// SPDX-License-Identifier: MIT
// What the judge says of a body in one word, by its clauses and by the whole.
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

// SPDX-License-Identifier: MIT
// Compares values of any size within a budget.
//
//   std::optional<bool> is_same = are_same(left, right, &work);   // nullopt: the work is used up
//
// Pure, apart from the budget.
#pragma once

#include <optional>

#include "base/work_budget.h"
#include "json/json_value.h"

namespace avouch {

// As == has it. `work` may be null: unlimited.
std::optional<bool> are_same(const JsonValue& left, const JsonValue& right, WorkBudget* work);

}  // namespace avouch

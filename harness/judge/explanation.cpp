// SPDX-License-Identifier: MIT
#include "judge/explanation.h"

#include <variant>

#include "judge/judges.h"

namespace avouch {

Explanation explanation_of(const Operation& operation, const BoundClause& clause) {
  return std::visit([&](const auto& subject) { return explanation_of(subject, operation, clause); },
                    clause.subject);
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "run/strictness.h"

#include <gtest/gtest.h>

namespace avouch {
namespace strictness_test {

BoundClause warning(Subject subject) {
  return {.clause = Clause{.severity = Severity::warning}, .subject = std::move(subject)};
}

TEST(Strictness, RaisesTheWarningsOfItsGroup) {
  const BoundClause headers = warning(DriftSubject{DriftSubject::Aspect::headers});
  const BoundClause fields = warning(DriftSubject{DriftSubject::Aspect::fields});
  const BoundClause names = warning(BodySyntaxSubject{BodySyntaxSubject::Aspect::unique_names});
  for (const BoundClause* clause : {&headers, &fields, &names})
    EXPECT_EQ(severity_of(*clause, {}), Severity::warning);
  EXPECT_EQ(severity_of(headers, {"headers"}), Severity::violation);
  EXPECT_EQ(severity_of(headers, {"fields", "duplicates", "statuses"}), Severity::warning);
  EXPECT_EQ(severity_of(fields, {"fields"}), Severity::violation);
  EXPECT_EQ(severity_of(names, {"duplicates"}), Severity::violation);
}

TEST(Strictness, LetsAVerdictLowerAViolationUnlessStatusesAreStrict) {
  const BoundClause status{.subject = DocumentedStatusSubject{}};
  const Verdict mild{.outcome = Outcome::violated, .severity = Severity::warning};
  EXPECT_EQ(severity_of(status, mild, {}), Severity::warning);
  EXPECT_EQ(severity_of(status, mild, {"statuses"}), Severity::violation);
  EXPECT_EQ(severity_of(status, {.outcome = Outcome::violated}, {}), Severity::violation);
  EXPECT_EQ(severity_of(status, {.outcome = Outcome::holds, .severity = Severity::warning}, {}),
            Severity::violation);
}

}  // namespace strictness_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// The property that ties clauses to their schema, on every generated pair: a schema accepts an instance just
// where none of its claims is violated.
//
// Claims are what Schema::claims() lists: every assertion, anyOf, oneOf, not and contains, wherever they
// stand, save below `not`, `if` and `contains`. What fails there is no fault of the instance by itself: it is
// the claim of `not`, `contains`, or what stands in `then` or `else` that says what follows from it. What
// stands below anyOf and oneOf is claimed, and is never violated, because a branch may fail; where all do,
// the claim of anyOf or oneOf is. (A discriminator chooses the branch that is to blame; none is generated
// here.) `allOf`, `properties`, references and their like are no claims: they fail only where a claim below
// them does.
//
// So the conjunction runs over the verdicts of all claims, where unexercised counts as true: there is nothing
// that the claim speaks of.
#include <gtest/gtest.h>

#include <iostream>

#include "judge/instance.h"
#include "pairs.h"

namespace avouch::differential {
namespace {

// What a verdict says must fit what it counted.
bool is_consistent(const Verdict& verdict) {
  switch (verdict.outcome) {
    case Outcome::holds:
      return verdict.instances > 0 && verdict.failures == 0 && verdict.findings.empty();
    case Outcome::violated:
      return verdict.failures > 0 && verdict.failures <= verdict.instances && !verdict.reason.empty() &&
             verdict.findings.size() == std::min(verdict.failures, kFindingLimit);
    case Outcome::unexercised:
      return verdict.instances == 0 && verdict.failures == 0 && !verdict.reason.empty();
    case Outcome::undecided:
      return false;  // these pairs are small
  }
  return false;
}

TEST(Property, AnInstanceIsAcceptedJustWhereNoClaimIsViolated) {
  std::size_t accepted = 0;
  std::size_t verdict_count = 0;
  for (const Case& test : random_cases(kSeed, kSchemas, kInstances)) {
    const Result<OurJudge> judge = our_judge(test.schema, test.draft);
    ASSERT_TRUE(judge) << to_string(judge.errors()) << to_text(test.schema);
    for (const Json& instance : test.instances) {
      const ParsedBody body = parse_body(to_text(instance));
      const std::optional<bool> whole = judge->judge.accepts(*body.instance);
      ASSERT_TRUE(whole);
      const std::vector<Verdict> verdicts = judge->judge.judge(*body.instance);
      bool conjunction = true;
      for (const SchemaClaim& claim : judge->schema->claims()) {
        const Verdict& verdict = verdicts[claim.keyword];
        EXPECT_TRUE(is_consistent(verdict)) << claim.suffix << ": " << to_string(verdict.outcome) << "\n"
                                            << to_text(test.schema) << "\n"
                                            << to_text(instance);
        if (verdict.outcome == Outcome::violated) conjunction = false;
        ++verdict_count;
      }
      EXPECT_EQ(conjunction, *whole) << to_text(test.schema) << "\n" << to_text(instance);
      if (*whole) ++accepted;
    }
  }
  std::cout << kSchemas * kInstances << " pairs, " << accepted << " accepted, " << verdict_count
            << " verdicts\n";
  EXPECT_GT(accepted, 0u);
}

}  // namespace
}  // namespace avouch::differential

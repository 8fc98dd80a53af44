// SPDX-License-Identifier: MIT
// Tests the relation between clauses and their schema on every generated pair: a schema accepts an instance
// if and only if none of its claims is violated.
//
// Claims are those of Schema::claims(): every assertion, anyOf, oneOf, not and contains, at any depth, except
// below `not`, `if` and `contains`. A failure there does not make the instance invalid by itself: the claim
// of `not` or `contains`, or the claims in `then` or `else`, decide. Claims below anyOf and oneOf exist but
// are never violated, because a branch may fail. If all branches fail, the claim of anyOf or oneOf is
// violated; if a discriminator selects a branch, the claims in that branch are. `allOf`, `properties`,
// references and similar keywords are not claims: they fail only if a claim below them fails.
//
// The test takes the conjunction of all verdicts. Unexercised counts as true: the instance has nothing that
// the claim is about.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "instances.h"
#include "json/instance.h"
#include "pairs.h"
#include "random.h"
#include "schemas.h"

namespace avouch::differential {
namespace property_test {

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

struct Counts {
  std::size_t accepted = 0;
  std::size_t blamed = 0;  // instances that violate a claim below anyOf or oneOf
  std::size_t verdicts = 0;
};

// Adds failures where the property does not hold.
void check(const OurJudge& judge, const std::string& schema, const std::string& instance, Counts& counts) {
  const ParsedBody body = parse_body(instance);
  const std::optional<bool> whole = judge.judge.accepts(*body.instance);
  ASSERT_TRUE(whole) << schema << "\n" << instance;
  const std::vector<Verdict> verdicts = judge.judge.judge(*body.instance);
  bool conjunction = true;
  bool is_blamed = false;
  for (const SchemaClaim& claim : judge.schema->claims()) {
    const Verdict& verdict = verdicts[claim.keyword];
    // EXPECT_TRUE takes longer than the check, half a million times.
    if (!is_consistent(verdict))
      ADD_FAILURE() << claim.suffix << ": " << to_string(verdict.outcome) << "\n"
                    << schema << "\n"
                    << instance;
    ++counts.verdicts;
    if (verdict.outcome != Outcome::violated) continue;
    conjunction = false;
    is_blamed = is_blamed || claim.suffix.find("Of/") != std::string::npos;
  }
  EXPECT_EQ(conjunction, *whole) << schema << "\n" << instance;
  if (*whole) ++counts.accepted;
  if (is_blamed) ++counts.blamed;
}

TEST(Property, AnInstanceIsAcceptedJustWhereNoClaimIsViolated) {
  Counts counts;
  for (const Case& test : cases_of_run()) {
    const Result<OurJudge> judge = our_judge(test.schema, test.draft);
    ASSERT_TRUE(judge) << to_string(judge.errors()) << to_text(test.schema);
    for (const Json& instance : test.instances)
      check(*judge, to_text(test.schema), to_text(instance), counts);
  }
  std::cout << kSchemas * kInstances << " pairs, " << counts.accepted << " accepted, " << counts.verdicts
            << " verdicts\n";
  EXPECT_GT(counts.accepted, 0u);
}

// One of two generated schemas, by the member "kind".
constexpr const char* kUnion =
    R"({"discriminator":{"propertyName":"kind","mapping":{"c":"#/$defs/b"}},"BRANCHES":
  [{"$ref":"#/$defs/a"},{"$ref":"#/$defs/b"}],
  "$defs":{"a":{"required":["kind"],"properties":{"kind":{"maxLength":1},"part":{"$ref":"a.json"}}},
           "b":{"required":["part"],"properties":{"kind":{"enum":["b","c"]},"part":{"$ref":"b.json"}}}}})";

TEST(Property, ItHoldsWhereADiscriminatorChooses) {
  constexpr std::size_t kUnions = 400;
  static const std::vector<std::string> kinds = {R"("kind":"a",)",     R"("kind":"b",)", R"("kind":"c",)",
                                                 R"("kind":"other",)", R"("kind":7,)",   ""};
  Random random(seed());
  Counts counts;
  for (std::size_t i = 0; i < kUnions; ++i) {
    std::string text = kUnion;
    text.replace(text.find("BRANCHES"), 8, random.chance(50) ? "oneOf" : "anyOf");
    const Json parts[] = {random_schema(random, Draft::draft2020_12, 2 * i),
                          random_schema(random, Draft::draft2020_12, 2 * i + 1)};
    Library library;
    ASSERT_TRUE(library.add("a.json", to_text(parts[0])));
    ASSERT_TRUE(library.add("b.json", to_text(parts[1])));
    const auto schema = load_schema(library, **library.add("union.json", text), "", Dialect::openapi_3_1);
    ASSERT_TRUE(schema) << to_string(schema.errors());
    Result<BodyJudge> made = BodyJudge::make(*schema, {});
    ASSERT_TRUE(made) << to_string(made.errors());
    const OurJudge judge{*schema, *std::move(made)};
    for (std::size_t k = 0; k < kInstances; ++k) {
      const Json part = random_instance(random, random.pick(parts));
      check(judge, text + "\n" + to_text(parts[0]) + "\n" + to_text(parts[1]),
            "{" + random.pick(kinds) + "\"part\":" + to_text(part) + "}", counts);
    }
  }
  std::cout << kUnions * kInstances << " pairs, " << counts.accepted << " accepted, " << counts.blamed
            << " that violate a chosen branch\n";
  EXPECT_GT(counts.accepted, 0u);
  EXPECT_GT(counts.blamed, 0u);
}

}  // namespace property_test
}  // namespace avouch::differential

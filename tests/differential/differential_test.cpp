// SPDX-License-Identifier: MIT
// Compares our judge with ajv on the same pairs. They must agree, or a rule must explain the difference.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "ajv.h"
#include "json/instance.h"
#include "pairs.h"
#include "rules.h"

namespace avouch::differential {
namespace differential_test {

struct Tally {
  std::size_t valid = 0;
  std::size_t disagreements = 0;
  std::map<std::string_view, std::size_t> by_rule;
};

std::string shown_pair(const Disagreement& found) {
  return std::string(found.ours ? "ours: valid" : "ours: invalid") + ", ajv: " +
         (found.ajv.says == AjvSays::valid     ? "valid"
          : found.ajv.says == AjvSays::invalid ? "invalid"
                                               : "refused" + found.ajv.why) +
         "\n  schema   " + to_text(found.test.schema) + "\n  instance " + to_text(found.instance);
}

// Adds failures for what cannot be explained.
void compare(const Case& test, const AjvVerdict* answers, Tally& tally) {
  const Result<OurJudge> judge = our_judge(test.schema, test.draft);
  ASSERT_TRUE(judge) << to_string(judge.errors()) << to_text(test.schema);
  for (std::size_t i = 0; i < test.instances.size(); ++i) {
    const ParsedBody body = parse_body(to_text(test.instances[i]));
    ASSERT_TRUE(body.instance) << to_text(test.instances[i]);
    const std::optional<bool> ours = judge->judge.accepts(*body.instance);
    ASSERT_TRUE(ours) << "undecided: " << to_text(test.schema) << "\n" << to_text(test.instances[i]);
    if (*ours) ++tally.valid;
    if (answers[i].says == (*ours ? AjvSays::valid : AjvSays::invalid)) continue;
    ++tally.disagreements;
    const Disagreement found{test, test.instances[i], *ours, answers[i]};
    const Rule* rule = rule_of(found);
    EXPECT_NE(rule, nullptr) << "no rule explains this: " << shown_pair(found);
    if (rule != nullptr) ++tally.by_rule[rule->name];
  }
}

TEST(Differential, AgreesWithAjvOrARuleSaysWhyNot) {
  const Result<std::string> folder = ajv_folder();
  if (!folder) GTEST_SKIP() << to_string(folder.errors());
  const std::vector<Case>& cases = cases_of_run();
  const auto answers = ajv_verdicts(*folder, as_lines(cases));
  ASSERT_TRUE(answers) << to_string(answers.errors());
  Tally tally;
  for (std::size_t i = 0; i < cases.size(); ++i) compare(cases[i], answers->data() + i * kInstances, tally);
  std::cout << answers->size() << " pairs, " << tally.valid << " valid, " << tally.disagreements
            << " disagreements:\n";
  for (const Rule& rule : rules()) {
    std::cout << "  " << tally.by_rule[rule.name] << " by \"" << rule.name << "\" (" << rule.section << ")\n";
    // A rule that nothing needs any more is to be taken out.
    EXPECT_GT(tally.by_rule[rule.name], 0u) << rule.name;
  }
  // Else the rules would explain too much, and the pairs say too little.
  EXPECT_LT(tally.disagreements, answers->size() * 3 / 100);
  EXPECT_GT(tally.valid, answers->size() * 4 / 10);
  EXPECT_LT(tally.valid, answers->size() * 6 / 10);
}

}  // namespace differential_test
}  // namespace avouch::differential

// SPDX-License-Identifier: MIT
#include "gate/difference.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace avouch {
namespace difference_test {

// H holds, V is violated, W is violated and can only warn, K is violated and known, U is unexercised, ? is
// undecided.
Ledger ledger(const std::vector<std::pair<std::string, char>>& clauses) {
  const std::map<char, Outcome> outcomes = {{'H', Outcome::holds},       {'V', Outcome::violated},
                                            {'W', Outcome::violated},    {'K', Outcome::violated},
                                            {'U', Outcome::unexercised}, {'?', Outcome::undecided}};
  Ledger made;
  for (const auto& [coordinate, how] : clauses) {
    Entry entry{.clause = Clause{.coordinate = coordinate},
                .verdict = {.outcome = outcomes.at(how), .reason = "why"}};
    if (how == 'W') entry.clause.own().severity = Severity::warning;
    if (how == 'K') entry.waived = Waived{.reason = "known"};
    made.entries.push_back(entry);
  }
  return made;
}

std::string told(char before, char after) {
  const Ledger old = before == '-' ? Ledger{} : ledger({{"a", before}});
  const Ledger recent = after == '-' ? Ledger{} : ledger({{"a", after}});
  const Difference difference = difference_of(old, recent);
  std::string text;
  const std::pair<const char*, const std::vector<const Entry*>*> lists[] = {
      {"violated", &difference.newly_violated},
      {"holding", &difference.newly_holding},
      {"unexercised", &difference.newly_unexercised},
      {"undecided", &difference.newly_undecided},
      {"added", &difference.added},
      {"gone", &difference.gone}};
  for (const auto& [name, list] : lists) {
    if (!list->empty()) text += name;
  }
  return text + (difference.is_regression() ? ", worse" : "");
}

TEST(Difference, IsARegressionIfNothingOfTheEarlierRunIsLeft) {
  const Ledger old = ledger({{"a", 'H'}, {"b", 'H'}});
  const Ledger other = ledger({{"c", 'H'}});
  const Difference difference = difference_of(old, other);
  EXPECT_TRUE(difference.is_regression());
  EXPECT_TRUE(to_text(difference, false).ends_with("✗ the later run judged no clause of the earlier one\n"));
  EXPECT_TRUE(difference_of(old, Ledger{}).is_regression());
  EXPECT_FALSE(difference_of(old, ledger({{"b", 'H'}})).is_regression())
      << "one clause of the contract is gone";
  EXPECT_FALSE(difference_of(Ledger{}, old).is_regression());
}

TEST(Difference, IsARegressionWhereSomethingGotWorse) {
  EXPECT_EQ(told('H', 'V'), "violated, worse");
  EXPECT_EQ(told('U', 'V'), "violated, worse");
  EXPECT_EQ(told('W', 'V'), "violated, worse");
  EXPECT_EQ(told('?', 'V'), "violated, worse");
  EXPECT_EQ(told('K', 'V'), "violated, worse") << "it is no longer known";
  EXPECT_EQ(told('-', 'V'), "violated, worse");
  EXPECT_EQ(told('H', 'U'), "unexercised, worse");
  EXPECT_EQ(told('V', 'U'), "unexercised, worse");
  EXPECT_EQ(told('H', '?'), "undecided, worse");
  EXPECT_EQ(told('-', '?'), "undecided, worse");
}

TEST(Difference, IsNoneWhereNothingGotWorse) {
  EXPECT_EQ(told('V', 'H'), "holding");
  EXPECT_EQ(told('K', 'H'), "holding");
  EXPECT_EQ(told('?', 'H'), "holding");
  EXPECT_EQ(told('V', 'W'), "holding");
  EXPECT_EQ(told('U', 'H'), "") << "it is no news that it holds";
  EXPECT_EQ(told('-', 'H'), "added");
  EXPECT_EQ(told('-', 'K'), "added");
  EXPECT_EQ(told('-', 'U'), "added");
  EXPECT_EQ(told('H', '-'), "gone, worse") << "nothing of the earlier run is left";
  EXPECT_EQ(told('V', 'K'), "");
  EXPECT_EQ(told('?', 'U'), "");
  for (const char same : {'H', 'V', 'W', 'K', 'U', '?'}) EXPECT_EQ(told(same, same), "") << same;
}

TEST(Difference, IsToldWithReasons) {
  const Ledger old = ledger({{"a", 'H'}, {"b", 'V'}, {"c", 'H'}});
  const Ledger recent = ledger({{"a", 'V'}, {"b", 'H'}, {"d", 'H'}});
  EXPECT_EQ(to_text(difference_of(old, recent), false),
            "gone: 1 clause\n  c\nadded: 1 clause\n  d\nnewly holding: 1 clause\n  b\n"
            "newly violated: 1 clause\n  a\n    why\n✗ the later run is worse\n");
  EXPECT_EQ(to_text(difference_of(old, old), false), "✓ no clause differs\n");
}

TEST(Difference, IsCutUnlessVerbose) {
  std::vector<std::pair<std::string, char>> many;
  for (int i = 0; i < 12; ++i) many.emplace_back("c" + std::to_string(i), 'H');
  const Ledger recent = ledger(many);
  const Ledger none;
  EXPECT_NE(to_text(difference_of(none, recent), false).find("  and 2 more; -v shows all\n"),
            std::string::npos);
  EXPECT_NE(to_text(difference_of(none, recent), true).find("  c11\n"), std::string::npos);
}

}  // namespace difference_test
}  // namespace avouch

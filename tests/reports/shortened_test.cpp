// SPDX-License-Identifier: MIT
#include "reports/shortened.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "reports/json.h"
#include "sample_ledger.h"

namespace avouch {
namespace shortened_test {

TEST(Shortened, IsTheLedgerItselfWhereNothingIsLong) {
  const Ledger ledger = sample_ledger();
  Ledger room;
  EXPECT_EQ(&shortened(ledger, LongNames::cut, room), &ledger);
}

TEST(Shortened, KeepsTheBeginningAndTheLength) {
  Ledger ledger = green_ledger();
  Entry& entry = ledger.entries.front();
  entry.verdict.reason = std::string(1'000'000, 'x');
  entry.clause.own().claim = std::string(kLongestText, 'x');
  Ledger room;
  const Ledger& shown = shortened(ledger, LongNames::cut, room);
  const std::string& reason = shown.entries.front().verdict.reason;
  EXPECT_LE(reason.size(), kLongestText);
  EXPECT_TRUE(reason.starts_with("xxx"));
  EXPECT_TRUE(reason.ends_with("x… (1000000 bytes)"));
  EXPECT_EQ(shown.entries.front().clause->claim, entry.clause->claim) << "it is not too long";
}

TEST(Shortened, CutsNoCodePoint) {
  for (std::size_t before = 0; before < 4; ++before) {
    Ledger ledger = green_ledger();
    std::string text(before, 'x');
    while (text.size() < 5'000) text += "\xF0\x9F\x92\xA5";
    ledger.run.title = text;
    Ledger room;
    EXPECT_FALSE(first_invalid_utf8(shortened(ledger, LongNames::cut, room).run.title)) << before;
  }
}

// Bytes that continue no code point are no reason to search on and on.
TEST(Shortened, CutsWhatIsNoUtf8) {
  Ledger ledger = green_ledger();
  ledger.run.title = std::string(5'000, '\x80');
  Ledger room;
  EXPECT_GT(shortened(ledger, LongNames::cut, room).run.title.size(), kLongestText / 2);
}

TEST(Shortened, LeavesNamesApartAndTheSameEverywhere) {
  Ledger ledger = sample_ledger();
  const std::string name(10'000, 'n');
  ledger.entries[0].clause.own().coordinate = name + "1";
  ledger.entries[1].clause.own().coordinate = name + "2";
  ledger.entries[0].probe = name;
  ledger.entries[1].chain = {name};
  ledger.exchanges[0].probe = name;
  Ledger room;
  const Ledger& shown = shortened(ledger, LongNames::cut, room);
  EXPECT_LE(shown.entries[0].clause->coordinate.size(), kLongestName);
  EXPECT_NE(shown.entries[0].clause->coordinate, shown.entries[1].clause->coordinate);
  EXPECT_EQ(shown.entries[0].probe, shown.exchanges[0].probe);
  EXPECT_EQ(shown.entries[1].chain.front(), shown.exchanges[0].probe);
  Ledger other;
  EXPECT_EQ(&shortened(ledger, LongNames::keep, other), &ledger) << "only names are long";
}

TEST(Shortened, MakesACommentOfACommandThatIsCut) {
  Ledger ledger = green_ledger();
  ledger.entries[0].reproduce = "curl -d '" + std::string(100'000, 'x') + "' http://a.example/";
  ledger.entries[1].reproduce = "curl -d '" + std::string(20'000, 'x') + "' http://a.example/";
  Ledger room;
  const Ledger& shown = shortened(ledger, LongNames::cut, room);
  EXPECT_LE(shown.entries[0].reproduce.text().size(), kLongestCommand);
  EXPECT_TRUE(shown.entries[0].reproduce.text().starts_with(
      "# too long to be shown whole (" + std::to_string(ledger.entries[0].reproduce.text().size()) +
      " bytes): curl -d 'xxx"));
  EXPECT_EQ(shown.entries[1].reproduce, ledger.entries[1].reproduce);
}

// Thousands of clauses have the command of one exchange.
TEST(Shortened, CutsACommandThatManyHaveOnce) {
  Ledger ledger = green_ledger();
  const SharedText command = "curl " + std::string(10 * kLongestCommand, 'x');
  ledger.entries.assign(1'000, {.reproduce = command});
  ledger.exchanges.front().reproduce = command;
  Ledger room;
  const Ledger& shown = shortened(ledger, LongNames::cut, room);
  const std::string& first = shown.entries.front().reproduce.text();
  EXPECT_LE(first.size(), kLongestCommand);
  for (const Entry& entry : shown.entries) EXPECT_EQ(&entry.reproduce.text(), &first);
  EXPECT_EQ(&shown.exchanges.front().reproduce.text(), &first);
}

TEST(Shortened, CutsContentsAndSaysSo) {
  Ledger ledger = sample_ledger();
  Messages& messages = *ledger.exchanges.front().messages;
  messages.response_content = {.text = std::string(100'000, 'x'), .size = 100'000};
  messages.response_fields = {{"X-A", std::string(100'000, 'y')}};
  Ledger room;
  const Messages& shown = *shortened(ledger, LongNames::cut, room).exchanges.front().messages;
  EXPECT_EQ(shown.response_content.text.size(), kLongestContent);
  EXPECT_TRUE(shown.response_content.is_cut);
  EXPECT_EQ(shown.response_content.size, 100'000U);
  EXPECT_LE(shown.response_fields.front().value.size(), kLongestText);
}

TEST(Shortened, TwiceIsTheSameAsOnce) {
  Ledger ledger = sample_ledger();
  for (Entry& entry : ledger.entries) {
    entry.clause.own().claim = entry.clause->claim + std::string(10'000, 'a');
    entry.clause.own().coordinate += std::string(10'000, 'b');
    entry.reproduce = entry.reproduce.text() + std::string(100'000, 'c');
  }
  Ledger once;
  Ledger twice;
  const Ledger& shown = shortened(ledger, LongNames::cut, once);
  EXPECT_EQ(&shortened(shown, LongNames::cut, twice), &shown);
}

}  // namespace shortened_test
}  // namespace avouch

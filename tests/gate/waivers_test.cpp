// SPDX-License-Identifier: MIT
#include "gate/waivers.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace avouch {
namespace waivers_test {

using std::chrono::sys_days;
using std::chrono::year;
using State = WaiverUse::State;

const sys_days kToday = year(2026) / 11 / 29;

Entry entry(const std::string& coordinate, Outcome outcome, std::vector<Finding> findings = {}) {
  Entry made{.clause = Clause{.coordinate = coordinate}, .verdict = {.outcome = outcome}};
  made.verdict.failures = findings.size();
  made.verdict.findings = std::move(findings);
  return made;
}

Waiver waiver(const std::string& clause, const std::string& message = "") {
  return {.clause = clause, .waived = {.reason = "because", .message = message}};
}

Waiver expiring(const std::string& clause, const std::string& text, sys_days day) {
  return {.clause = clause, .waived = {.reason = "because", .expires = text}, .last_day = day};
}

bool covers(const Waiver& waiver, const Entry& entry) {
  return KnownFailures({waiver}, kToday).cover(entry).has_value();
}

TEST(Cover, IsOfTheViolationsThatAGlobNames) {
  EXPECT_TRUE(covers(waiver("a/200/status"), entry("a/200/status", Outcome::violated)));
  EXPECT_TRUE(covers(waiver("a/*"), entry("a/200/status", Outcome::violated)));
  EXPECT_FALSE(covers(waiver("b/*"), entry("a/200/status", Outcome::violated)));
  EXPECT_FALSE(covers(waiver("a/200"), entry("a/200/status", Outcome::violated)));
}

TEST(Cover, IsNotByTheWordsBetweenTheTextsOfAFinding) {
  Entry violated = entry("a", Outcome::violated, {{"body /price", "\"12.50\"", "a number"}});
  violated.verdict.reason = "/price is \"12.50\"; expected a number";
  for (const char* message : {"expected", ", expected ", "expected ", ": ", ",", "; expected", " is "})
    EXPECT_FALSE(covers(waiver("a", message), violated)) << message;
  for (const char* message : {"expected a", "\"12.50\", expected", "/price: ", "12.50", "a number", "body",
                              "/price is", "; expected a number"})
    EXPECT_TRUE(covers(waiver("a", message), violated)) << message;
}

TEST(Cover, IsOfNothingButViolations) {
  for (const Outcome outcome : {Outcome::holds, Outcome::unexercised, Outcome::undecided})
    EXPECT_FALSE(covers(waiver("*"), entry("a", outcome)));
}

TEST(Cover, LastsThroughItsLastDay) {
  const Entry violated = entry("a", Outcome::violated);
  EXPECT_TRUE(covers(expiring("a", "2026-11-30", year(2026) / 11 / 30), violated));
  EXPECT_TRUE(covers(expiring("a", "2026-11-29", kToday), violated));
  EXPECT_FALSE(covers(expiring("a", "2026-11-28", year(2026) / 11 / 28), violated));
}

TEST(Cover, IsOfTheFindingThatTheMessageNames) {
  const Finding known{"body /items/0/price", "\"12.50\"", "a number"};
  const Finding other{"body /items/1/price", "null", "a number"};
  EXPECT_TRUE(covers(waiver("a", "\"12.50\""), entry("a", Outcome::violated, {known})));
  EXPECT_TRUE(
      covers(waiver("a", "/price: \"12.50\", expected a number"), entry("a", Outcome::violated, {known})));
  EXPECT_FALSE(covers(waiver("a", "\"12.50\""), entry("a", Outcome::violated, {other})));
  EXPECT_FALSE(covers(waiver("a", "\"12.50\""), entry("a", Outcome::violated, {known, other})))
      << "it would hide a second fault";
  EXPECT_TRUE(covers(waiver("a", "price"), entry("a", Outcome::violated, {known, other})));
}

TEST(Cover, ReadsTheReasonOfASingleFinding) {
  Entry one = entry("a", Outcome::violated, {{"status", "500", "200"}});
  one.verdict.reason = "the response was 500 Internal Server Error";
  EXPECT_TRUE(covers(waiver("a", "500 Internal"), one));
  one.verdict.findings.push_back({"status", "302", "200"});
  one.verdict.failures = 2;
  EXPECT_FALSE(covers(waiver("a", "500 Internal"), one));
}

// A verdict keeps ten findings. What it does not keep may be another fault.
TEST(Cover, IsNotOfFindingsThatNobodyKept) {
  Entry many = entry("a", Outcome::violated, std::vector<Finding>(kFindingLimit, {"body", "x", "y"}));
  EXPECT_TRUE(covers(waiver("a", "x"), many));
  many.verdict.failures = kFindingLimit + 1;
  EXPECT_FALSE(covers(waiver("a", "x"), many));
  EXPECT_TRUE(covers(waiver("a"), many));
}

TEST(Cover, IsByTheFirstEntryOfTheList) {
  Waiver glob = waiver("*");
  glob.waived.reason = "first";
  Waiver exact = waiver("a");
  exact.waived.reason = "second";
  const Entry violated = entry("a", Outcome::violated);
  EXPECT_EQ(KnownFailures({glob, exact}, kToday).cover(violated)->reason, "first");
  EXPECT_EQ(KnownFailures({exact, glob}, kToday).cover(violated)->reason, "second");
}

struct Use {
  const char* name;
  Waiver waiver;
  std::vector<Entry> entries;
  std::vector<std::string> clauses;
  bool is_whole;
  State state;
  const char* why;
};

void PrintTo(const Use& shown, std::ostream* out) {
  *out << shown.name;
}

class WaiverUses : public testing::TestWithParam<Use> {};

TEST_P(WaiverUses, AreSaidAtTheEndOfARun) {
  const Use& use = GetParam();
  const std::vector<WaiverUse> uses =
      KnownFailures({use.waiver}, kToday)
          .uses({.run = {}, .entries = use.entries}, use.clauses, use.is_whole);
  ASSERT_EQ(uses.size(), 1U);
  EXPECT_EQ(uses[0].state, use.state);
  EXPECT_EQ(uses[0].why, use.why);
}

const Entry kViolated = entry("a/1", Outcome::violated, {{"body", "x", "y"}});

INSTANTIATE_TEST_SUITE_P(
    Of, WaiverUses,
    testing::Values(Use{"Used",
                        waiver("a/*"),
                        {kViolated, entry("a/2", Outcome::holds)},
                        {"a/1", "a/2"},
                        true,
                        State::used,
                        "waives 1 violation"},
                    Use{"UsedInPart",
                        waiver("a/*"),
                        {kViolated},
                        {"a/1", "a/2"},
                        false,
                        State::used,
                        "waives 1 violation"},
                    Use{"HoldsAgain",
                        waiver("a/1"),
                        {entry("a/1", Outcome::holds)},
                        {"a/1"},
                        true,
                        State::stale,
                        "is stale: its clause was exercised and holds"},
                    Use{"AllHoldAgain",
                        waiver("a/*"),
                        {entry("a/1", Outcome::holds), entry("a/2", Outcome::holds)},
                        {"a/1", "a/2"},
                        true,
                        State::stale,
                        "is stale: its clauses were exercised and hold"},
                    Use{"NoSuchClause",
                        waiver("b"),
                        {kViolated},
                        {"a/1"},
                        true,
                        State::stale,
                        "is stale: the contract has no such clause"},
                    Use{"AnotherMessage",
                        waiver("a/1", "z"),
                        {kViolated},
                        {"a/1"},
                        true,
                        State::stale,
                        "is stale: its clause is violated, but not with that message"},
                    Use{"NotExercised",
                        waiver("a/1"),
                        {entry("a/1", Outcome::unexercised)},
                        {"a/1"},
                        true,
                        State::unexercised,
                        "is kept: 1 of 1 clause was not exercised"},
                    Use{"NotAllExercised",
                        waiver("a/*"),
                        {entry("a/1", Outcome::holds), entry("a/2", Outcome::undecided)},
                        {"a/1", "a/2"},
                        true,
                        State::unexercised,
                        "is kept: 1 of 2 clauses were not exercised"},
                    Use{"Filtered",
                        waiver("a/1"),
                        {},
                        {"a/1"},
                        false,
                        State::unjudged,
                        "is not judged, because the run is filtered, sharded or interrupted"},
                    Use{"FilteredAndHolds",
                        waiver("a/1"),
                        {entry("a/1", Outcome::holds)},
                        {"a/1", "a/2"},
                        false,
                        State::unjudged,
                        "is not judged, because the run is filtered, sharded or interrupted"},
                    Use{"Expired",
                        expiring("a/*", "2026-11-28", year(2026) / 11 / 28),
                        {kViolated},
                        {"a/1"},
                        true,
                        State::expired,
                        "expired after 2026-11-28: 1 violation counts again"},
                    Use{"ExpiredAndHolds",
                        expiring("a/*", "2026-11-28", year(2026) / 11 / 28),
                        {entry("a/1", Outcome::holds)},
                        {"a/1"},
                        true,
                        State::stale,
                        "is stale: its clause was exercised and holds"}),
    [](const testing::TestParamInfo<Use>& of) { return of.param.name; });

TEST(WaiverUses, SayWhereAnEarlierEntryCoversAll) {
  const std::vector<WaiverUse> uses = KnownFailures({waiver("*"), waiver("a/1")}, kToday)
                                          .uses({.run = {}, .entries = {kViolated}}, {"a/1"}, true);
  EXPECT_EQ(uses[0].state, State::used);
  EXPECT_EQ(uses[1].state, State::stale);
  EXPECT_EQ(uses[1].why, "is stale: an earlier entry covers what it names");
}

TEST(WaiverNotes, NameWhatAPersonMustDoSomethingAbout) {
  const auto use = [](const char* clause, State state, const char* why) {
    return WaiverUse{.clause = clause,
                     .waived = {.place = {.file = "w.yaml", .pointer = "/waivers/0", .line = 3}},
                     .state = state,
                     .why = why};
  };
  EXPECT_EQ(waiver_notes({use("a", State::used, "waives 1 violation"), use("b", State::stale, "is stale: x"),
                          use("c", State::unexercised, ""), use("d", State::unjudged, "")}),
            (std::vector<std::string>{
                "w.yaml:3: the known failure \"b\" is stale: x",
                "1 known failure is kept, because clauses that it names were not exercised: c",
                "whether 1 known failure is still needed is not judged, because the run is filtered, sharded "
                "or interrupted"}));
  EXPECT_TRUE(waiver_notes({}).empty());
}

TEST(StaleWaivers, AreUnmetOnlyIfThereIsOne) {
  EXPECT_EQ(stale_waivers({{.state = State::unexercised}, {.state = State::expired}}), std::nullopt);
  EXPECT_EQ(stale_waivers({{.clause = "a", .state = State::stale}, {.clause = "b", .state = State::stale}}),
            (Unmet{.kind = Unmet::Kind::known_failures,
                   .what = "--strict waivers failed: 2 known failures are stale: a, b"}));
}

// A baseline has an entry per finding. Another fault of the same clause is not hidden.
TEST(KnownFailures, CoverFindingsTogetherAndHideNoOther) {
  const Finding first{.where = "body", .seen = "a is missing", .expected = "the member a"};
  const Finding second{.where = "body /items/1", .seen = "b is missing", .expected = "the member b"};
  const Finding other{.where = "body /items/2", .seen = "c is missing", .expected = "the member c"};
  const auto waiver = [](const char* message) {
    return Waiver{.clause = "a", .waived = {.reason = message, .message = message}};
  };
  const KnownFailures known({waiver("the member a"), waiver("the member b")}, {});
  EXPECT_TRUE(known.cover(entry("a", Outcome::violated, {first})));
  EXPECT_TRUE(known.cover(entry("a", Outcome::violated, {first, second})));
  EXPECT_FALSE(known.cover(entry("a", Outcome::violated, {first, other})));
  EXPECT_FALSE(known.cover(entry("a", Outcome::violated, {other})));

  Ledger ledger;
  ledger.entries.push_back(entry("a", Outcome::violated, {first, second}));
  ledger.entries.front().waived = known.cover(ledger.entries.front());
  for (const WaiverUse& use : known.uses(ledger, {"a"}, true))
    EXPECT_EQ(use.state, WaiverUse::State::used) << use.why;
}

}  // namespace waivers_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "gate/merge.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace avouch {
namespace merge_test {

Entry entry(const std::string& operation, const std::string& rest, Outcome outcome,
            ClauseKind kind = ClauseKind::body_schema) {
  return {.clause = Clause{.coordinate = operation + "/" + rest, .operation = operation, .kind = kind},
          .verdict = {.outcome = outcome, .reason = std::string(to_string(outcome)), .instances = 1}};
}

Ledger report(std::vector<Entry> entries) {
  return {.run = {.contract = "api.json", .title = "T", .target = "http://a/"},
          .entries = std::move(entries)};
}

Ledger shard_report(std::size_t index, std::size_t total, const std::string& digest = "") {
  Ledger made = report({entry("a", std::to_string(index), Outcome::holds)});
  made.run.shard = Shard{.index = index, .total = total};
  made.run.contract_digest = digest;
  made.run.notes = {
      "shard " + std::to_string(index + 1) +
      " of 3 (--shard): other shards judge the other clauses; avouch merge joins their reports"};
  return made;
}

// Two runs of one contract have the same names for their exchanges.
TEST(Merge, KeepsTheExchangeThatAVerdictIsAbout) {
  Ledger first = report({entry("a", "1", Outcome::holds), entry("a", "2", Outcome::violated)});
  Ledger second = report({entry("a", "1", Outcome::violated), entry("a", "2", Outcome::holds)});
  second.run.elapsed = std::chrono::seconds(5);  // another run
  for (Ledger* one : {&first, &second}) {
    for (Entry& each : one->entries) {
      each.probe = "a/documented";
      each.chain = {"b/documented"};
    }
    const std::string answer = one == &first ? "200 OK" : "500";
    one->exchanges = {{.probe = "b/documented", .outcome = answer},
                      {.probe = "a/documented", .outcome = answer}};
  }
  second.exchanges.push_back({.probe = "c/documented"});
  const Result<Ledger> whole = merged({first, second});
  ASSERT_TRUE(whole);
  std::string names;
  for (const SentRequest& exchange : whole->exchanges) names += exchange.probe + " ";
  EXPECT_EQ(names, "b/documented a/documented b/documented/report-2 a/documented/report-2 c/documented ");
  EXPECT_EQ(whole->entries[0].probe, "a/documented/report-2") << "the second run violates it";
  EXPECT_EQ(whole->entries[0].chain, std::vector<std::string>{"b/documented/report-2"});
  EXPECT_EQ(whole->entries[1].probe, "a/documented");
  EXPECT_EQ(whole->entries[1].chain, std::vector<std::string>{"b/documented"});
}

TEST(Merge, PutsShardsTogetherInTheOrderOfTheContract) {
  Ledger first = report({entry("b", "2", Outcome::holds), entry("a", "2", Outcome::holds)});
  Ledger second = report({entry("b", "1", Outcome::holds), entry("a", "1", Outcome::holds)});
  const auto with_positions = [](Ledger& ledger, std::size_t b, std::size_t a) {
    ledger.entries[0].position = b;
    ledger.entries[1].position = a;
    ledger.run.contract_digest = "0123456789abcdef";
  };
  with_positions(first, 1, 3);
  with_positions(second, 0, 2);
  const auto order = [](const Result<Ledger>& whole) {
    std::string text;
    for (const Entry& one : whole->entries) text += one.clause->coordinate + " ";
    return text;
  };
  EXPECT_EQ(order(merged({first, second})), "b/1 b/2 a/1 a/2 ");
  second.run.contract_digest = "fedcba9876543210";
  EXPECT_EQ(order(merged({first, second})), "b/2 b/1 a/2 a/1 ") << "of other clauses: positions say nothing";
}

TEST(Merge, KeepsThePlacesOfFaults) {
  Ledger first = report({});
  first.run.faults = {"one", "two"};
  first.run.fault_places = {{.file = "a.yaml", .line = 1}};
  Ledger second = report({});
  second.run.elapsed = std::chrono::seconds(5);  // another run
  second.run.faults = {"two", "three"};
  second.run.fault_places = {{.file = "b.yaml", .line = 2}, {.file = "c.yaml", .line = 3}};
  const avouch::Run run = merged({first, second})->run;
  EXPECT_EQ(run.faults, (std::vector<std::string>{"one", "two", "three"}));
  ASSERT_EQ(run.fault_places.size(), 3U);
  EXPECT_EQ(run.fault_places[0].file, "a.yaml");
  EXPECT_EQ(run.fault_places[1].file, "") << "the first report does not know it";
  EXPECT_EQ(run.fault_places[2].file, "c.yaml");
}

TEST(Merge, PutsShardsTogetherByOperation) {
  const Result<Ledger> whole =
      merged({report({entry("a", "1", Outcome::holds), entry("b", "1", Outcome::holds)}),
              report({entry("a", "2", Outcome::violated), entry("c", "1", Outcome::unexercised)})});
  ASSERT_TRUE(whole);
  std::string order;
  for (const Entry& one : whole->entries) order += one.clause->coordinate + " ";
  EXPECT_EQ(order, "a/1 a/2 b/1 c/1 ");
  EXPECT_EQ(whole->tally(), (Tally{.holds = 2, .violated = 1, .unexercised = 1}));
}

Outcome joined(Outcome left, Outcome right) {
  Ledger second = report({entry("a", "1", right)});
  second.run.elapsed = std::chrono::seconds(5);  // another run
  const Result<Ledger> whole = merged({report({entry("a", "1", left)}), second});
  EXPECT_EQ(whole->entries.size(), 1U);
  EXPECT_EQ(whole->entries[0].verdict.instances, 2U);
  return whole->entries[0].verdict.outcome;
}

TEST(Merge, KeepsTheVerdictThatSaysMore) {
  const Outcome by_weight[] = {Outcome::violated, Outcome::undecided, Outcome::holds, Outcome::unexercised};
  for (std::size_t i = 0; i < std::size(by_weight); ++i) {
    for (std::size_t j = i; j < std::size(by_weight); ++j) {
      EXPECT_EQ(joined(by_weight[i], by_weight[j]), by_weight[i]);
      EXPECT_EQ(joined(by_weight[j], by_weight[i]), by_weight[i]);
    }
  }
}

TEST(Merge, LetsAKnownViolationHideNoOther) {
  Entry known = entry("a", "1", Outcome::violated);
  known.waived = Waived{.reason = "known"};
  const Result<Ledger> whole = merged({report({known}), report({entry("a", "1", Outcome::violated)})});
  EXPECT_FALSE(whole->entries[0].waived);
}

TEST(Merge, JoinsWhatRunsSayOfKnownFailures) {
  Ledger first = report({});
  Ledger second = report({});
  second.run.elapsed = std::chrono::seconds(5);  // another run
  first.run.waivers = {{.clause = "a", .waived = {}, .state = WaiverUse::State::unjudged}};
  second.run.waivers = {{.clause = "a", .waived = {}, .state = WaiverUse::State::used, .violations = 2}};
  const Result<Ledger> whole = merged({first, second});
  ASSERT_EQ(whole->run.waivers.size(), 1U);
  EXPECT_EQ(whole->run.waivers[0].state, WaiverUse::State::used);
  EXPECT_EQ(whole->run.waivers[0].violations, 2U);
}

TEST(Merge, AShardThatCalledNothingSecuredLetsNobodyIn) {
  const auto merged_admission = [](std::initializer_list<Admission> admissions) {
    std::vector<Ledger> reports;
    for (const Admission admission : admissions) {
      reports.push_back(report({entry("a", std::to_string(reports.size()), Outcome::holds)}));
      reports.back().run.admission = admission;
    }
    return merged(reports)->run.admission;
  };
  EXPECT_EQ(merged_admission({Admission::refused, Admission::not_asked}), Admission::refused);
  EXPECT_EQ(merged_admission({Admission::not_asked, Admission::refused, Admission::not_asked}),
            Admission::refused);
  EXPECT_EQ(merged_admission({Admission::refused, Admission::granted}), Admission::granted);
  EXPECT_EQ(merged_admission({Admission::not_asked, Admission::not_asked}), Admission::not_asked);
}

TEST(Merge, AddsUpTheRoundsOfShards) {
  Ledger first = shard_report(0, 2, "d");
  Ledger second = shard_report(1, 2, "d");
  first.run.rounds = Rounds{.rounds = 40,
                            .requests = 2,
                            .exchanges = 80,
                            .unanswered = 1,
                            .elapsed = std::chrono::microseconds(900),
                            .latency = {},
                            .ended = {}};
  second.run.rounds = Rounds{.rounds = 30,
                             .requests = 3,
                             .exchanges = 91,
                             .unanswered = 0,
                             .elapsed = std::chrono::microseconds(800),
                             .latency = {},
                             .ended = "the run was interrupted"};
  first.run.rounds->latency.add(std::chrono::microseconds(5), 79);
  second.run.rounds->latency.add(std::chrono::microseconds(70), 91);
  first.exchanges = {{.probe = "a"}, {.probe = "a/round-2", .round = 2}};
  second.exchanges = {{.probe = "b"}};
  const Result<Ledger> whole = merged({first, second});
  ASSERT_TRUE(whole);
  const Rounds& rounds = *whole->run.rounds;
  EXPECT_EQ(rounds.rounds, 30U) << "those that both have whole";
  EXPECT_EQ(rounds.requests, 5U);
  EXPECT_EQ(rounds.exchanges, 171U);
  EXPECT_EQ(rounds.unanswered, 1U);
  EXPECT_EQ(rounds.elapsed, std::chrono::microseconds(900));
  EXPECT_EQ(rounds.latency.count(), 170U);
  EXPECT_EQ(rounds.latency.max(), std::chrono::microseconds(70));
  EXPECT_EQ(rounds.ended, "the run was interrupted");
  EXPECT_EQ(whole->exchange_count(), 173U) << "an exchange of a round counts once";
}

TEST(Merge, AddsUpTheRoundsOfAClause) {
  Ledger first = report({entry("a", "0", Outcome::holds)});
  Ledger second = report({entry("a", "0", Outcome::violated)});
  first.entries[0].rounds = RoundsTally{.judged = 10};
  second.entries[0].rounds = RoundsTally{.judged = 20, .violated = 2, .first_violation = 7};
  const Result<Ledger> whole = merged({first, second});
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->entries.at(0).rounds,
            (RoundsTally{.judged = 30, .violated = 2, .undecided = 0, .first_violation = 7}));
}

TEST(Merge, RefusesReportsOfTwoContracts) {
  Ledger other = report({});
  other.run.contract = "b.json";
  const Result<Ledger> whole = merged({report({}), other});
  ASSERT_FALSE(whole);
  EXPECT_EQ(whole.errors().front().title,
            "the reports are of different contracts: \"api.json\" (\"T\") and \"b.json\" (\"T\")");
}

TEST(Merge, RefusesReportsOfTwoVersionsOfAContract) {
  Ledger older = report({});
  older.run.documents_digest = "00000000000000aa";
  Ledger newer = report({});
  newer.run.documents_digest = "00000000000000bb";
  EXPECT_TRUE(merged({older, older}));
  EXPECT_TRUE(merged({older, report({})})) << "an older Avouch does not say";
  const Result<Ledger> whole = merged({older, newer});
  ASSERT_FALSE(whole);
  EXPECT_EQ(whole.errors().front().title,
            "the reports are of different versions of the contract \"api.json\"");
}

TEST(MissingShards, AreNamed) {
  EXPECT_EQ(missing_shards({shard_report(0, 3), shard_report(2, 3), shard_report(1, 3)}), std::nullopt);
  EXPECT_EQ(missing_shards({report({})}), std::nullopt) << "no report is of a shard";
  const std::optional<Unmet> one = missing_shards({shard_report(0, 3), shard_report(2, 3)});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->what, "a shard is missing: 2 of 3");
  EXPECT_EQ(one->kind, Unmet::Kind::exercise);
  const std::optional<Unmet> two = missing_shards({shard_report(1, 3), shard_report(1, 3), report({})});
  ASSERT_TRUE(two);
  EXPECT_EQ(two->what, "shards are missing: 1 of 3, 3 of 3");
}

TEST(MissingShards, AreNotAllIfClausesAreInNone) {
  const std::string whole = digest_of({"a/0", "a/1"});
  EXPECT_EQ(missing_shards({shard_report(0, 2, whole), shard_report(1, 2, whole)}), std::nullopt);
  Ledger other = shard_report(1, 2, whole);
  other.entries = shard_report(0, 2, whole).entries;
  const std::optional<Unmet> unfit = missing_shards({shard_report(0, 2, whole), other});
  ASSERT_TRUE(unfit);
  EXPECT_EQ(unfit->what,
            "the shards do not fit together, and some clauses are in none: give all of them the "
            "same contract, options and --shard-weights");
}

TEST(MissingShards, AreNoneBesideACompleteRun) {
  const std::string digest = digest_of({"a/0", "a/1"});
  Ledger complete = report({entry("a", "0", Outcome::holds), entry("a", "1", Outcome::holds)});
  EXPECT_EQ(missing_shards({shard_report(0, 2, digest), complete}), std::nullopt);
  EXPECT_EQ(missing_shards({complete, shard_report(1, 2, digest)}), std::nullopt);
  complete.entries.pop_back();
  EXPECT_TRUE(missing_shards({shard_report(0, 2, digest), complete})) << "the run selected fewer clauses";
}

TEST(Merge, CountsTheSameReportOnce) {
  const Ledger first = shard_report(0, 2, "d");
  const Result<Ledger> whole = merged({first, shard_report(1, 2, "d"), first});
  ASSERT_TRUE(whole);
  ASSERT_EQ(whole->entries.size(), 2U);
  EXPECT_EQ(whole->entries[0].verdict.instances, 1U);
  EXPECT_EQ(whole->run.notes,
            std::vector<std::string>{"the report of shard 1 of 2 was given more than once, and counts once"});
  Ledger again = first;  // the same shard in another run
  again.run.elapsed = std::chrono::seconds(5);
  EXPECT_EQ(merged({first, again})->entries[0].verdict.instances, 2U);
  Ledger unsharded = report({entry("a", "1", Outcome::holds)});
  unsharded.exchanges = {{.probe = "p"}};
  const Result<Ledger> once = merged({unsharded, unsharded});
  EXPECT_EQ(once->exchanges.size(), 1U);
  EXPECT_EQ(once->run.notes,
            std::vector<std::string>{"the report was given more than once, and counts once"});
}

TEST(MissingShards, OfManyAreNotAllCounted) {
  const std::optional<Unmet> many = missing_shards({shard_report(0, 1'000'000)});
  ASSERT_TRUE(many);
  EXPECT_EQ(many->what, "shards are missing: 2 of 1000000, 3 of 1000000, 4 of 1000000 and 18 more");
}

TEST(Merge, RefusesShardsOfDifferentVersionsOfAContract) {
  EXPECT_FALSE(merged({shard_report(0, 2, "d"), shard_report(1, 2, "e")}));
  EXPECT_TRUE(merged({shard_report(0, 2, "d"), shard_report(1, 2, "")})) << "an older report has none";
  Ledger other = shard_report(1, 2, "e");
  other.run.shard.reset();
  EXPECT_TRUE(merged({shard_report(0, 2, "d"), other})) << "runs may select different clauses";
}

TEST(Merge, IsOfNoShard) {
  const Result<Ledger> whole = merged({shard_report(0, 3), shard_report(1, 3), shard_report(2, 3)});
  ASSERT_TRUE(whole);
  EXPECT_FALSE(whole->run.shard);
  EXPECT_EQ(whole->run.notes, std::vector<std::string>());
}

TEST(Digest, IsOfTheCoordinatesInAnyOrder) {
  EXPECT_EQ(digest_of({"a", "b"}), digest_of({"b", "a"}));
  EXPECT_NE(digest_of({"a", "b"}), digest_of({"ab"}));
  EXPECT_NE(digest_of({}), digest_of({""}));
  EXPECT_EQ(digest_of({}), "cbf29ce484222325");
}

}  // namespace merge_test
}  // namespace avouch

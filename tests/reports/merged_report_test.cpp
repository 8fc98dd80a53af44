// SPDX-License-Identifier: MIT
// Reports that avouch merge makes from JSON show what reports of the whole run show.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gate/merge.h"
#include "gate/report_reader.h"
#include "reports/har.h"
#include "reports/html.h"
#include "reports/json.h"
#include "reports/trail.h"
#include "sample_ledger.h"

namespace avouch {
namespace merged_report_test {

// The clauses and exchanges of some operations, as a shard reports them.
Ledger shard_of(const Ledger& whole, std::size_t index, const std::set<std::string>& operations) {
  Ledger shard{.run = whole.run};
  shard.run.shard = Shard{.index = index, .total = 2};
  std::set<std::string> names;
  for (const Entry& entry : whole.entries) {
    if (!operations.contains(entry.clause->operation)) continue;
    shard.entries.push_back(entry);
    names.insert(entry.probe);
    names.insert(entry.chain.begin(), entry.chain.end());
  }
  for (const SentRequest& exchange : whole.exchanges) {
    if (names.contains(exchange.probe)) shard.exchanges.push_back(exchange);
  }
  return shard;
}

// Without the messages that no JSON report has: those of exchanges that no verdict is about which fails.
Ledger without_other_messages(Ledger ledger) {
  std::set<const SentRequest*> kept;
  const Exchanges exchanges(ledger.exchanges);
  for (const Entry& entry : ledger.entries) {
    if (entry.verdict.outcome == Outcome::holds || entry.verdict.outcome == Outcome::unexercised) continue;
    for (const ShownExchange* one : exchanges.trail_of(entry)) kept.insert(one->exchange);
  }
  for (SentRequest& exchange : ledger.exchanges) {
    if (!kept.contains(&exchange)) exchange.messages.reset();
  }
  return ledger;
}

Result<Ledger> merged_by_json(const std::vector<Ledger>& shards) {
  std::vector<Ledger> read;
  for (const Ledger& shard : shards) {
    Result<Ledger> one = read_report("shard.json", json_report(shard));
    if (!one) return one.errors();
    read.push_back(*std::move(one));
  }
  return merged(read);
}

// sample_ledger() without bytes that are not UTF-8, which JSON cannot have, and with what a run adds.
Ledger run_ledger() {
  Ledger ledger = sample_ledger();
  const auto hostile = [](const Entry& entry) { return entry.clause->operation.text().starts_with("List "); };
  std::erase_if(ledger.entries, hostile);
  ledger.exchanges.pop_back();
  ledger.run.waivers.pop_back();
  ledger.run.notes.pop_back();
  ledger.run.unmet.clear();
  ledger.run.contract_digest = "0123456789abcdef";
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) ledger.entries[i].position = i;
  SentRequest listed = ledger.exchanges.front();
  listed.probe = "listBooks/documented";
  ledger.exchanges.push_back(listed);
  Entry holding = ledger.entries.front();
  holding.clause.own().operation = "listBooks";
  holding.clause.own().coordinate = "listBooks/200/status";
  holding.probe = listed.probe;
  holding.position = ledger.entries.size();
  ledger.entries.push_back(holding);
  return ledger;
}

TEST(MergedReport, HasThePageOfTheWholeRun) {
  const Ledger whole = run_ledger();
  const Result<Ledger> merged_run = merged_by_json(
      {shard_of(whole, 0, {"FetchConfigurationWebhook"}), shard_of(whole, 1, {"deleteBook", "listBooks"})});
  ASSERT_TRUE(merged_run) << to_string(merged_run.errors());
  EXPECT_EQ(html_report(*merged_run), html_report(without_other_messages(whole)));
  EXPECT_NE(html_report(*merged_run), html_report(whole)) << "messages of what holds are left out";
}

TEST(MergedReport, HasTheExchangesOfViolationsInHar) {
  const Ledger whole = run_ledger();
  const Result<Ledger> merged_run = merged_by_json(
      {shard_of(whole, 0, {"FetchConfigurationWebhook"}), shard_of(whole, 1, {"deleteBook", "listBooks"})});
  ASSERT_TRUE(merged_run) << to_string(merged_run.errors());
  EXPECT_EQ(har_report(*merged_run), har_report(without_other_messages(whole)));
  EXPECT_NE(har_report(*merged_run).find("createBook/documented"), std::string::npos)
      << "it led to a violation";
}

// What a shard left out is missing in the whole, and the whole says so.
TEST(MergedReport, SaysWhatItsPartsLeftOut) {
  Ledger whole = run_ledger();
  const auto created = std::find_if(whole.exchanges.begin(), whole.exchanges.end(),
                                    [](const auto& one) { return one.probe == "createBook/documented"; });
  ASSERT_NE(created, whole.exchanges.end());
  created->messages.reset();
  const Result<Ledger> merged_run = merged_by_json(
      {shard_of(whole, 0, {"FetchConfigurationWebhook"}), shard_of(whole, 1, {"deleteBook", "listBooks"})});
  ASSERT_TRUE(merged_run) << to_string(merged_run.errors());
  const nlohmann::json report = nlohmann::json::parse(json_report(*merged_run));
  EXPECT_EQ(report.at("messages"), nlohmann::json::parse(R"({"exchanges": 3, "left_out": 1, "cut": 69993})"));
}

}  // namespace merged_report_test
}  // namespace avouch

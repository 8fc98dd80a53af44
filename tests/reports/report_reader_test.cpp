// SPDX-License-Identifier: MIT
// A report that is read back is the run that it was written of.
#include "gate/report_reader.h"

#include <gtest/gtest.h>

#include <chrono>
#include <ostream>
#include <string>

#include "base/text.h"
#include "reports/json.h"
#include "sample_ledger.h"

namespace avouch {
namespace report_reader_test {

TEST(ReportReader, ReadsBackWhatWasWritten) {
  Ledger shard = green_ledger();
  shard.run.shard = Shard{.index = 1, .total = 4};
  shard.run.contract_digest = "0123456789abcdef";
  Ledger repeated = green_ledger();
  repeated.run.rounds = Rounds{.rounds = 2,
                               .requests = 3,
                               .exchanges = 7,
                               .unanswered = 1,
                               .elapsed = std::chrono::microseconds(12'345),
                               .latency = {},
                               .ended = "the run was interrupted"};
  for (const int time : {3, 3, 70, 1'234, 98'765, 98'766})
    repeated.run.rounds->latency.add(std::chrono::microseconds(time));
  repeated.entries[0].rounds = RoundsTally{.judged = 2, .violated = 1, .undecided = 0, .first_violation = 2};
  repeated.entries[1].rounds = RoundsTally{.judged = 2};
  repeated.exchanges.push_back(repeated.exchanges.front());
  repeated.exchanges.back().round = 2;
  Ledger interrupted = green_ledger();
  interrupted.exchanges.front().was_sent = false;
  EXPECT_EQ(interrupted.exchange_count() + 1, green_ledger().exchange_count());
  for (const Ledger& ledger : {sample_ledger(), green_ledger(), unreachable_ledger(), wide_ledger(), shard,
                               repeated, interrupted, Ledger{}}) {
    const std::string written = json_report(ledger);
    const Result<Ledger> read = read_report("r.json", written);
    ASSERT_TRUE(read) << to_string(read.errors());
    EXPECT_EQ(json_report(*read), written);
    EXPECT_EQ(read->run.shard, ledger.run.shard);
    EXPECT_EQ(read->exchange_count(), ledger.exchange_count());
  }
}

// The clauses of an exchange have its command, and it may be a script of many requests.
TEST(ReportReader, ReadsALongCommandWhereItStandsOnce) {
  Ledger ledger = green_ledger();
  const SharedText script = "curl " + std::string(5'000, 'a');
  ledger.exchanges.front().reproduce = script;
  const std::vector<Entry> many(100, {.probe = ledger.exchanges.front().probe, .reproduce = script});
  ledger.entries.insert(ledger.entries.end(), many.begin(), many.end());
  ledger.entries.back().reproduce = "curl -i" + script;  // not that of the exchange
  ledger.entries.front() = {.probe = many.front().probe, .reproduce = "curl"};
  const std::string written = json_report(ledger);
  EXPECT_LT(written.size(), 100'000U);
  const Result<Ledger> read = read_report("r.json", written);
  ASSERT_TRUE(read) << to_string(read.errors());
  ASSERT_EQ(read->entries.size(), ledger.entries.size());
  for (std::size_t i = 0; i < ledger.entries.size(); ++i)
    EXPECT_EQ(read->entries[i].reproduce, ledger.entries[i].reproduce) << i;
}

TEST(ReportReader, ReadsTheMessagesThatWereWritten) {
  const Ledger ledger = sample_ledger();
  const Result<Ledger> read = read_report("r.json", json_report(ledger));
  ASSERT_TRUE(read) << to_string(read.errors());
  ASSERT_EQ(read->exchanges.size(), ledger.exchanges.size());
  std::size_t compared = 0;
  for (std::size_t i = 0; i < ledger.exchanges.size(); ++i) {
    const SentRequest& written = ledger.exchanges[i];
    // JSON has no bytes that are not UTF-8, so headers with them come back escaped.
    if (first_invalid_utf8(written.probe)) continue;
    EXPECT_EQ(read->exchanges[i].messages, written.messages) << written.probe;
    ++compared;
  }
  EXPECT_EQ(compared, 4U);
}

TEST(ReportReader, RefusesContentsThatAreNoBase64) {
  std::string text = json_report(sample_ledger());
  const std::string right = "iVBORw0KAA==";
  ASSERT_NE(text.find(right), text.npos);
  text.replace(text.find(right), right.size(), "!");
  const Result<Ledger> read = read_report("r.json", text);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.errors().front().title, "`base64` is not base64");
}

// Reports of earlier versions have neither messages nor positions.
TEST(ReportReader, ReadsAReportWithoutMessages) {
  const Result<Ledger> read = read_report("r.json", json_report(green_ledger()));
  ASSERT_TRUE(read);
  for (const SentRequest& exchange : read->exchanges) EXPECT_FALSE(exchange.messages);
}

struct WrongReport {
  const char* name;
  const char* text;
  const char* error;
};

void PrintTo(const WrongReport& shown, std::ostream* out) {
  *out << shown.name;
}

class WrongReports : public testing::TestWithParam<WrongReport> {};

TEST_P(WrongReports, AreRefusedWithTheirLine) {
  const Result<Ledger> read = read_report("r.json", GetParam().text);
  ASSERT_FALSE(read);
  EXPECT_EQ(to_string(read.errors()), std::string("error: ") + GetParam().error +
                                          "\n  Name a report that avouch run --report-json wrote.\n");
}

INSTANTIATE_TEST_SUITE_P(
    Of, WrongReports,
    testing::Values(WrongReport{"NoReport", "\n{\"openapi\": \"3.1.0\"}",
                                "this is no JSON report of avouch run\n  at r.json:2"},
                    WrongReport{"Proof", "{\"format\": \"avouch-proof\"}",
                                "this is no JSON report of avouch run\n  at r.json:1"},
                    WrongReport{
                        "Newer", "{\"format\": \"avouch-report\",\n \"schemaVersion\": 2}",
                        "this report has a format version that this Avouch does not know\n  at r.json:1"},
                    WrongReport{"NoRun", "{\"format\": \"avouch-report\", \"schemaVersion\": 1}",
                                "`run` of the report is not an object\n  at r.json:1"}),
    [](const testing::TestParamInfo<WrongReport>& of) { return of.param.name; });

TEST(ReportReader, RefusesWhatIsNoJson) {
  const Result<Ledger> read = read_report("r.json", "{\n");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.errors().front().place.line, 2);
}

}  // namespace report_reader_test
}  // namespace avouch

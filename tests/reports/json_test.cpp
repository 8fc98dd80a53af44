// SPDX-License-Identifier: MIT
#include "reports/json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "sample_ledger.h"
#include "tests/report_schema.h"

namespace avouch {
namespace json_test {

using Json = nlohmann::json;

Json report_schema() {
  const Result<std::string> text = read_file(std::string(AVOUCH_SOURCE_DIR) + "/schemas/report.schema.json");
  return text ? Json::parse(*text) : Json();
}

bool is_of_type(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "boolean") return value.is_boolean();
  return type == "null" && value.is_null();
}

// Checks the keywords that our schema uses, and more strictly than a validator: a key that the schema does
// not describe is a complaint.
class Checker {
 public:
  explicit Checker(const Json& root) : root_(root) {}

  void check(const Json& value, const Json& schema, const std::string& where) {
    if (schema.contains("$ref")) {
      check(value, root_.at(Json::json_pointer(schema.at("$ref").get<std::string>().substr(1))), where);
    }
    if (schema.contains("type")) {
      const Json& type = schema.at("type");
      const Json types = type.is_array() ? type : Json::array({type});
      bool fits = false;
      for (const Json& one : types) fits = fits || is_of_type(value, one.get<std::string>());
      EXPECT_TRUE(fits) << where << " is " << value.type_name();
    }
    if (schema.contains("const")) {
      EXPECT_EQ(value, schema.at("const")) << where;
    }
    if (schema.contains("minimum")) {
      EXPECT_TRUE(value.is_null() || value >= schema.at("minimum")) << where;
    }
    if (schema.contains("enum")) {
      const Json& allowed = schema.at("enum");
      EXPECT_NE(std::find(allowed.begin(), allowed.end(), value), allowed.end()) << where << " is " << value;
    }
    if (value.is_array() && schema.contains("items")) {
      for (std::size_t i = 0; i < value.size(); ++i)
        check(value[i], schema.at("items"), where + "/" + std::to_string(i));
    }
    if (value.is_object()) check_members(value, schema, where);
  }

 private:
  void check_members(const Json& value, const Json& schema, const std::string& where) {
    if (schema.contains("required")) {
      for (const Json& name : schema.at("required"))
        EXPECT_TRUE(value.contains(name.get<std::string>())) << where << " lacks " << name;
    }
    for (const auto& [name, member] : value.items()) {
      const std::string at = where + "/" + name;
      if (schema.contains("properties") && schema.at("properties").contains(name)) {
        check(member, schema.at("properties").at(name), at);
      } else if (schema.contains("additionalProperties")) {
        check(name, schema.at("propertyNames"), at);
        check(member, schema.at("additionalProperties"), at);
      } else {
        EXPECT_TRUE(schema.contains("$ref")) << at << " is not described";
      }
    }
  }

  const Json& root_;
};

struct Case {
  const char* name;
  Ledger (*ledger)();
  const char* faults = "";  // under its schema
};

class JsonReport : public testing::TestWithParam<Case> {};

TEST_P(JsonReport, IsAsItsSchemaSays) {
  const Json schema = report_schema();
  ASSERT_TRUE(schema.is_object());
  Checker(schema).check(Json::parse(json_report(GetParam().ledger())), schema, "");
}

TEST_P(JsonReport, TellsTheWholeLedger) {
  const Ledger ledger = GetParam().ledger();
  const Json report = Json::parse(json_report(ledger));
  EXPECT_EQ(report.at("clauses").size(), ledger.entries.size());
  EXPECT_EQ(report.at("exchanges").size(), ledger.exchanges.size());
  EXPECT_EQ(report.at("tally").at("clauses"), ledger.entries.size());
  std::size_t sum = 0;
  for (const Json& operation : report.at("operations")) {
    for (const auto& [kind, tally] : operation.at("kinds").items())
      sum += tally.at("clauses").get<std::size_t>();
  }
  EXPECT_EQ(sum, ledger.entries.size());
}

TEST_P(JsonReport, IsValidUnderItsSchemaByTwoValidators) {
  EXPECT_EQ(faults_under("report.schema.json", json_report(GetParam().ledger())), GetParam().faults);
}

TEST_P(JsonReport, IsAsciiAndTheSameTwice) {
  const std::string text = json_report(GetParam().ledger());
  EXPECT_EQ(text, json_report(GetParam().ledger()));
  for (const char c : text) ASSERT_TRUE(c == '\n' || (c >= 0x20 && c < 0x7F));
}

// A run with rounds.
Ledger repeated_ledger() {
  Ledger ledger = green_ledger();
  Rounds rounds{.rounds = 1'200,
                .requests = 6,
                .exchanges = 7'200,
                .unanswered = 1,
                .elapsed = std::chrono::seconds(2),
                .ended = "the run was interrupted"};
  for (int i = 0; i < 7'199; ++i) rounds.latency.add(std::chrono::microseconds(i < 7'000 ? 110 : 2'000));
  ledger.run.rounds = std::move(rounds);
  ledger.entries[0].rounds = RoundsTally{.judged = 1'200};
  ledger.entries[1].rounds =
      RoundsTally{.judged = 1'200, .violated = 3, .undecided = 1, .first_violation = 77};
  return ledger;
}

const Case kCases[] = {{"Sample", sample_ledger, "not asked: text beyond C\n"},  // a NUL
                       {"Green", green_ledger},
                       {"Unreachable", unreachable_ledger},
                       {"Wide", wide_ledger},
                       {"Repeated", repeated_ledger},
                       {"Empty", [] { return Ledger{}; }}};

INSTANTIATE_TEST_SUITE_P(Json, JsonReport, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Json, KeepsTextExactly) {
  Ledger ledger = green_ledger();
  const std::string text = "a\tb \x1b[31m \"q\" \xF0\x9F\x92\xA5";
  ledger.entries[0].clause.own().claim = text;
  ledger.entries[1].clause.own().claim = "\xFF";
  const Json report = Json::parse(json_report(ledger));
  EXPECT_EQ(report.at("clauses").at(0).at("claim"), text);
  EXPECT_EQ(report.at("clauses").at(1).at("claim"), "\xEF\xBF\xBD");
}

TEST(Json, HasTheLatenciesOfRounds) {
  const Json report = Json::parse(json_report(repeated_ledger()));
  const Json& rounds = report.at("run").at("rounds");
  EXPECT_EQ(rounds.at("latency_us"), Json::parse(R"({"p50": 111, "p90": 111, "p99": 2000, "max": 2000})"));
  EXPECT_EQ(rounds.at("histogram"),
            Json::parse(R"([{"up_to_us": 111, "count": 7000}, {"up_to_us": 2015, "count": 199}])"));
  EXPECT_EQ(report.at("clauses").at(1).at("rounds").at("first_violation"), 77);
  EXPECT_TRUE(report.at("clauses").at(0).at("rounds").at("first_violation").is_null());
  EXPECT_FALSE(report.at("clauses").at(2).contains("rounds"));
  EXPECT_FALSE(Json::parse(json_report(green_ledger())).at("run").contains("rounds"));
}

const Json& exchange_named(const Json& report, const std::string& name) {
  for (const Json& exchange : report.at("exchanges")) {
    if (exchange.at("probe") == name) return exchange;
  }
  return report;
}

TEST(Json, HasTheMessagesThatAVerdictIsAboutWhichDoesNotHold) {
  Ledger ledger = sample_ledger();
  SentRequest other = ledger.exchanges.front();
  other.probe = "other";
  ledger.exchanges.push_back(other);
  const Json report = Json::parse(json_report(ledger));
  const Json& created = exchange_named(report, "createBook/documented");
  EXPECT_EQ(created.at("messages").at("request").at("content"),
            Json::parse(R"({"size": 16, "text": "{\"title\":\"Dune\"}", "cut": 0})"))
      << "it led to a violation";
  EXPECT_EQ(created.at("messages").at("started"), "2026-01-31T23:00:59.999000Z");
  EXPECT_EQ(created.at("messages").at("response").at("headers").at(2),
            Json::parse(R"({"name": "Location", "value": "/books/b1"})"));
  EXPECT_TRUE(exchange_named(report, "cross-origin").at("messages").at("response").is_null())
      << "none came, so nobody could judge";
  EXPECT_FALSE(exchange_named(report, "other").contains("messages"));
  const Json& content =
      exchange_named(report, "deleteBook/documented").at("messages").at("response").at("content");
  EXPECT_EQ(content, Json::parse(R"({"size": 70000, "base64": "iVBORw0KAA==", "cut": 69993})"));
  EXPECT_EQ(report.at("messages"), Json::parse(R"({"exchanges": 5, "left_out": 0, "cut": 69993})"));
  EXPECT_EQ(Json::parse(json_report(green_ledger())).at("messages"),
            Json::parse(R"({"exchanges": 0, "left_out": 0, "cut": 0})"));
}

TEST(Json, CutsContentsBeforeACodePoint) {
  Ledger ledger = sample_ledger();
  std::string text = "x";
  while (text.size() < 2 * kJsonContent) text += "\xF0\x9F\x92\xA5";
  ledger.exchanges.front().messages->response_content = {.text = text, .size = text.size()};
  const Json report = Json::parse(json_report(ledger));
  const Json& content = report.at("exchanges").at(0).at("messages").at("response").at("content");
  EXPECT_EQ(content.at("text").get<std::string>().size(), kJsonContent - 3);
  EXPECT_EQ(content.at("cut"), text.size() - (kJsonContent - 3));
}

// A target that violates everything makes no report without a bound. What fails the run goes first.
TEST(Json, LeavesOutMessagesWhereThereAreTooMany) {
  Ledger ledger = sample_ledger();
  Entry known = ledger.entries.front();
  known.verdict = {.outcome = Outcome::violated, .findings = {{"status", "500", "200"}}, .failures = 1};
  known.waived = Waived{.reason = "known"};
  SentRequest exchange = ledger.exchanges.front();
  exchange.messages->response_content = {.text = std::string(kJsonContent, 'x'), .size = kJsonContent};
  std::vector<Entry> many;
  for (int i = 0; i < 540; ++i) {
    known.probe = exchange.probe = "many" + std::to_string(i);
    known.clause.own().coordinate = "many/" + std::to_string(i);
    many.push_back(known);
    ledger.exchanges.push_back(exchange);
  }
  ledger.entries.insert(ledger.entries.begin(), many.begin(), many.end());
  const std::string text = json_report(ledger);
  EXPECT_LT(text.size(), 2 * kJsonMessages);
  const Json report = Json::parse(text);
  EXPECT_TRUE(exchange_named(report, "deleteBook/documented").contains("messages")) << "it fails the run";
  EXPECT_TRUE(exchange_named(report, "many0").contains("messages"));
  EXPECT_FALSE(exchange_named(report, "many539").contains("messages"));
  const std::size_t shown = report.at("messages").at("exchanges");
  const std::size_t left_out = report.at("messages").at("left_out");
  EXPECT_EQ(shown + left_out, 545U);
  EXPECT_GT(left_out, 10U);
}

TEST(Json, SaysNothingAsNull) {
  const Json clause = Json::parse(json_report({.entries = {Entry{}}})).at("clauses").at(0);
  for (const char* key : {"reason", "place", "documentation", "probe", "reproduce"})
    EXPECT_TRUE(clause.at(key).is_null()) << key;
}

}  // namespace json_test
}  // namespace avouch

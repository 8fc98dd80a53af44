// SPDX-License-Identifier: MIT
#include "run/start.h"

#include <gtest/gtest.h>

#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "contract/load.h"

namespace avouch {
namespace start_test {

constexpr const char* kText = R"({"openapi": "3.1.0", "info": {"title": "Things", "version": "1"},
  "servers": [{"url": "https://api.example/v1"}], "paths": {"/things/{id}": {"get": {"operationId": "GetThing",
    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}, "example": "a"}],
    "responses": {"200": {"description": "d", "content": {
      "application/json": {"schema": {"type": "object", "required": ["id"],
        "properties": {"id": {"type": "string"}}}}}}}}}}})";

constexpr const char* kAllOf = R"({"openapi": "3.1.0", "info": {"title": "Things", "version": "1"},
  "paths": {"/things": {"post": {"requestBody": {"content": {"application/json": {"schema": {"allOf": [
    {"oneOf": [{"$ref": "#/components/schemas/Span"}, {"type": "object"}]}]}}}}, "responses": {}}}},
  "components": {"schemas": {"Span": {"type": "object", "properties": {"ends": {"type": "string"}}}}}})";

// Made by hand: it gives one body, whatever is asked.
class MyTransport : public Transport {
 public:
  explicit MyTransport(std::string body) : body_(std::move(body)) {}

  Exchange send(const http::Request& request) override {
    const std::lock_guard lock(mutex_);
    asked.push_back(request.target);
    return {
        .url = "http://api.example" + request.target,
        .sent = request,
        .outcome = Received{
            .response = {.status = 200, .fields = {{"Content-Type", "application/json"}}, .body = body_}}};
  }

  std::vector<std::string> asked;

 private:
  const std::string body_;
  std::mutex mutex_;
};

Outcome outcome_of(const Ledger& ledger, const std::string& coordinate) {
  for (const Entry& entry : ledger.entries) {
    if (entry.clause->coordinate == coordinate) return entry.verdict.outcome;
  }
  ADD_FAILURE() << "no clause " << coordinate;
  return {};
}

// The example of run/start.h.
Ledger example(const std::string& text, Transport& transport) {
  const Result<Contract> contract = load_contract("api.json", {}, {{"api.json", text}});
  RunOptions options{.plan = {.targets = {.target = *http::parse_url("http://api.example")}}};
  Result<Session> session = start_run(*contract, std::move(options), transport);
  return session->judge_all({});
}

TEST(ARun, StartsFromATextAndATransportMadeByHand) {
  MyTransport right("{\"id\": \"a\"}");
  const Ledger good = example(kText, right);
  EXPECT_EQ(outcome_of(good, "GetThing/200/status"), Outcome::holds);
  EXPECT_EQ(outcome_of(good, "GetThing/200/body/id/type"), Outcome::holds);
  EXPECT_EQ(good.tally().violated, 0U);
  EXPECT_EQ(good.tally().undecided, 0U);
  EXPECT_EQ(good.exchanges.size(), right.asked.size());
  ASSERT_FALSE(right.asked.empty());
  EXPECT_EQ(right.asked.front(), "/things/a");
  EXPECT_EQ(good.run.title, "Things");
  EXPECT_EQ(good.run.target, "http://api.example/");
  EXPECT_NE(good.run.started, std::chrono::system_clock::time_point());

  MyTransport wrong("{\"id\": 17}");
  const Ledger bad = example(kText, wrong);
  EXPECT_EQ(outcome_of(bad, "GetThing/200/body/id/type"), Outcome::violated);
  EXPECT_EQ(bad.tally().violated, 1U);
}

TEST(ARun, KeepsTheFactsThatItIsGiven) {
  const Result<Contract> contract = load_contract("api.json", {}, {{"api.json", kText}});
  MyTransport transport("{}");
  Result<Session> session = start_run(
      *contract, {.plan = {.targets = {.target = *http::parse_url("http://api.example")}}}, transport);
  ASSERT_TRUE(session);
  const Ledger ledger = session->judge_all(
      {.version = "7", .target = "a recording", .elapsed = std::chrono::microseconds(9), .notes = {"noted"}});
  EXPECT_EQ(ledger.run.version, "7");
  EXPECT_EQ(ledger.run.target, "a recording");
  EXPECT_EQ(ledger.run.elapsed.count(), 9);
  EXPECT_EQ(ledger.run.notes, std::vector<std::string>{"noted"});
}

struct Refused {
  const char* name;
  const char* text;
  PlanOptions plan;
  const char* errors;
};

void PrintTo(const Refused& shown, std::ostream* out) {
  *out << shown.name;
}

class ARefusedRun : public testing::TestWithParam<Refused> {};

TEST_P(ARefusedRun, SaysWhyBeforeAnythingIsSent) {
  const Result<Contract> contract = load_contract("api.json", {}, {{"api.json", GetParam().text}});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  MyTransport transport("{}");
  const Result<Session> session =
      start_run(*contract, {.plan = GetParam().plan, .hints = {.nothing_selected = "Ask for more, please."}},
                transport);
  ASSERT_FALSE(session);
  EXPECT_EQ(to_string(session.errors()), GetParam().errors);
  EXPECT_TRUE(transport.asked.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Where, ARefusedRun,
    testing::Values(
        Refused{"AValueHasAnUnknownName",
                kText,
                {.values = {{.name = "idd", .value = JsonValue::string("b")}}},
                "error: no parameter and no member at the root of a request body has the name \"idd\"\n  Did "
                "you mean id?\n"},
        Refused{"AMemberOfAPartOfABodyIsKnown",
                kAllOf,
                {.values = {{.name = "end", .value = JsonValue::string("b")}}},
                "error: no parameter and no member at the root of a request body has the name \"end\"\n  Did "
                "you mean ends?\n"},
        Refused{"AValueIsForAnUnknownOperation",
                kText,
                {.values = {{.operation = "Elsewhere", .name = "id", .value = JsonValue::string("b")}}},
                "error: the contract has no operation \"Elsewhere\"\n  Name one that the contract has.\n"},
        Refused{"AServerIsUnknown",
                kText,
                {.targets = {.servers = {{.server = "http://other.test/x", .url = {}}}}},
                "error: the contract documents no server \"http://other.test/x\"\n"
                "  It documents https://api.example/v1.\n"},
        Refused{"NothingIsSelected",
                kText,
                {.selection = {.include_clauses = {"*/nothing/*"}}},
                "error: no clause is selected\n  at api.json\n  Ask for more, please.\n"},
        Refused{
            "ThereIsNoClause",
            R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}})",
            {},
            "error: the contract has no operation: there is nothing to ask\n  at api.json\n"
            "  It must document an operation with a response whose status is named. Noted: no operation is "
            "documented (api.json:1 /paths).\n"}),
    [](const testing::TestParamInfo<Refused>& of) { return of.param.name; });

TEST(ARun, TellsWhyNoTransportWasMade) {
  const Result<Contract> contract = load_contract("api.json", {}, {{"api.json", kText}});
  std::size_t probes = 0;
  const Result<Session> session =
      start_run(*contract, {.plan = {}}, [&](const Plan& plan) -> Result<std::vector<Transport*>> {
        probes = plan.probes.size();
        return Error{.title = "no wire", .place = {}, .hint = "Plug it in."};
      });
  ASSERT_FALSE(session);
  EXPECT_EQ(session.errors().front().title, "no wire");
  EXPECT_GT(probes, 0U) << "the plan is made before";
}

}  // namespace start_test
}  // namespace avouch

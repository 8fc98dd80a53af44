// SPDX-License-Identifier: MIT
// Reading content by its media type spends from the budget of its response.
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>

#include "base/memory_budget.h"
#include "contract/load.h"
#include "judge/judge.h"

namespace avouch {
namespace media_budget_test {

struct Case {
  const char* name;
  const char* type;
  const char* schema;
  std::string (*content)(std::size_t items);
  bool takes_memory = true;
};

void PrintTo(const Case& shown, std::ostream* out) {
  *out << shown.name;
}

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

const Case kCases[] = {
    {"Csv", "text/csv", "{type: array, items: {type: object, properties: {a: {type: integer}}}}",
     [](std::size_t items) { return "a\n" + repeated("1\n", items); }},
    {"Xml", "application/xml", "{type: object, properties: {a: {type: array, items: {type: integer}}}}",
     [](std::size_t items) { return "<root>" + repeated("<a>1</a>", items) + "</root>"; }},
    {"JsonLines", "application/jsonl", "{type: array, items: {type: integer}}",
     [](std::size_t items) { return repeated("1\n", items); }},
    {"Events", "text/event-stream",
     "{type: array, items: {type: object, properties: {data: {type: string, maxLength: 5}}}}",
     [](std::size_t items) { return repeated("data: 1\n\n", items); }},
    {"Form", "application/x-www-form-urlencoded",
     "{type: object, properties: {a: {type: array, items: {type: integer}}}}",
     [](std::size_t items) { return "a=1" + repeated("&a=1", items); }},
    {"Parts", "multipart/mixed; boundary=x", "{type: array, items: {type: integer}}",
     [](std::size_t items) {
       return repeated("--x\r\nContent-Type: application/json\r\n\r\n1\r\n", items) + "--x--\r\n";
     }},
    {"Attributes", "application/xml", "{type: object, properties: {a: {type: array, items: {type: object}}}}",
     [](std::size_t items) { return "<root>" + repeated("<a b='1' c='1' d='1'/>", items) + "</root>"; }},
    {"Separators", "application/x-www-form-urlencoded",
     "{type: object, properties: {a: {type: integer, maximum: 5}}}",
     [](std::size_t items) { return "a=1" + repeated("&", items); }, false},
    {"FormData", "multipart/form-data; boundary=x",
     "{type: object, properties: {a: {type: array, items: {type: integer}}}}",
     [](std::size_t items) {
       return repeated("--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n", items) + "--x--\r\n";
     }},
    {"Bytes", "image/png", "{maxLength: 1000000}",
     [](std::size_t items) { return repeated("\xFFgh", 64 * items); }},
    {"Text", "text/plain", "{type: string, maxLength: 1000000}",
     [](std::size_t items) { return repeated("abcdefgh", 64 * items); }},
};

class Content : public testing::TestWithParam<Case> {
 protected:
  // The verdict of the first clause of the schema about content with that many items.
  Verdict verdict_on(std::size_t items, std::size_t steps,
                     const std::shared_ptr<MemoryBudget>& memory = nullptr) const {
    const std::string type = GetParam().type;
    const Result<Contract> contract = load_contract(
        "api.yaml", {},
        {{"api.yaml",
          "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      "
          "operationId: a\n      responses:\n        '200':\n          description: d\n          "
          "content:\n            '" +
              type + "': {schema: " + GetParam().schema + "}\n"}});
    if (!contract) ADD_FAILURE() << to_string(contract.errors());
    const Result<Judge> judge = Judge::make(*contract, {.max_steps = steps});
    const auto answer =
        Answer::of(Exchange{.outcome = Received{.response = {.status = 200,
                                                             .fields = {{"Content-Type", type}},
                                                             .body = GetParam().content(items)},
                                                .memory = std::make_shared<MemoryShare>(memory)}});
    for (const BoundClause& bound : contract->clauses) {
      if (bound.clause->kind != ClauseKind::body_schema) continue;
      return judge->judge(
          bound, {{.role = Role::documented, .operation = &contract->operations[0], .answer = answer}});
    }
    ADD_FAILURE() << "no such clause";
    return {};
  }
};

TEST_P(Content, IsReadWithinTheBudget) {
  const Verdict verdict = verdict_on(1'000, 1'000'000);
  EXPECT_EQ(verdict.outcome, Outcome::holds) << verdict.reason;
}

TEST_P(Content, IsUndecidedBeyondIt) {
  const Verdict verdict = verdict_on(1'000, 1'000);
  EXPECT_EQ(verdict.outcome, Outcome::undecided) << verdict.reason;
  EXPECT_NE(verdict.reason.find("more steps than a judgement may take"), std::string::npos) << verdict.reason;
}

// What is made of it is counted before it is made.
TEST_P(Content, IsUndecidedBeyondTheMemory) {
  const auto verdict_within = [&](std::size_t memory) {
    return verdict_on(1'000, 1'000'000, std::make_shared<MemoryBudget>(memory));
  };
  EXPECT_EQ(verdict_within(std::size_t{1} << 30U).outcome, Outcome::holds);
  if (!GetParam().takes_memory) return;
  const Verdict verdict = verdict_within(GetParam().content(1'000).size() / 2);
  EXPECT_EQ(verdict.outcome, Outcome::undecided) << verdict.reason;
  EXPECT_NE(verdict.reason.find("--max-memory"), std::string::npos) << verdict.reason;
}

INSTANTIATE_TEST_SUITE_P(Of, Content, testing::ValuesIn(kCases),
                         [](const testing::TestParamInfo<Case>& of) { return of.param.name; });

}  // namespace media_budget_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "judge/answer.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/unowned.h"
#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "judge/judge.h"

namespace avouch {
namespace answer_test {

Exchange exchange_of(const std::string& body, const char* type = "application/json") {
  return {.outcome = Received{.response = {.status = 200, .fields = {{"Content-Type", type}}, .body = body}}};
}

// One operation whose answers are strings, and a header that is an integer.
struct Documented {
  Documented() {
    const auto schema = [&](const char* name, const char* text) {
      return *load_schema(library, **library.add(name, text), "", Dialect::draft2020_12);
    };
    Operation operation{.id = "Get", .method = "GET", .path = "/"};
    operation.responses.push_back({.status = "200"});
    operation.responses[0].media.push_back(
        {.range = "application/json", .schema = schema("body.json", R"({"type": "string"})")});
    contract.operations.push_back(operation);
    contract.clauses = {{.clause = Clause{.coordinate = "Get/200/body/syntax"},
                         .subject = BodySyntaxSubject{BodySyntaxSubject::Aspect::well_formed}},
                        {.clause = Clause{.coordinate = "Get/200/body/type"},
                         .subject = BodyKeywordSubject{.media = 0, .keyword = 0}}};
  }

  Library library;
  Contract contract;
};

std::vector<Outcome> judged(const Judge& judge, const Contract& contract,
                            const std::shared_ptr<const Answer>& answer) {
  std::vector<Outcome> outcomes;
  for (const BoundClause& clause : contract.clauses)
    outcomes.push_back(judge.judge(clause, {{.answer = answer}}).outcome);
  return outcomes;
}

TEST(Answers, AreReadAtTheirHeadOnce) {
  EXPECT_EQ(Answer(exchange_of("", "Text/HTML; charset=utf-8")).media_type()->essence(), "text/html");
  EXPECT_EQ(Answer(exchange_of("", "html")).media_type(), std::nullopt);
  EXPECT_EQ(Answer({.outcome = Received{}}).media_type(), std::nullopt);
  EXPECT_EQ(Answer({.outcome = Failure{.reason = "timed out"}}).media_type(), std::nullopt);
}

TEST(Answers, KeepTheirBodysBytesOnce) {
  const Answer answer(exchange_of(R"({"name": "plain and long enough to be no short string"})"));
  const std::string& body = answer.received()->response.body;
  const std::string_view text = answer.body().instance->root().find("name")->text();
  EXPECT_GE(text.data(), body.data());
  EXPECT_LE(text.data() + text.size(), body.data() + body.size());
  EXPECT_EQ(text, "plain and long enough to be no short string");
  EXPECT_EQ(&answer.body(), &answer.body()) << "it is parsed once";
}

TEST(Answers, DropTheirBodyAndKeepTheirHead) {
  Answer answer(exchange_of("\"" + std::string(1'000'000, 'a') + "\""));
  EXPECT_FALSE(answer.body().fault);
  answer.drop_body();
  EXPECT_LT(answer.received()->response.body.capacity(), 100U) << "its space is free";
  EXPECT_EQ(answer.body_size(), 1'000'002U);
  EXPECT_EQ(answer.media_type()->essence(), "application/json");
}

// As a body of the largest size does in the memory of a run: 64 of 256 MiB.
TEST(Answers, ParseAnOrdinaryBodyInFourTimesItsSize) {
  const auto within = [](std::string body) {
    const auto memory = std::make_shared<MemoryBudget>(4 * body.size());
    Exchange exchange = exchange_of(body);
    Received& received = std::get<Received>(exchange.outcome);
    received.memory = std::make_shared<MemoryShare>(memory);
    EXPECT_TRUE(received.memory->grow(body.size()));
    const Answer answer(std::move(exchange));
    return answer.body().fault ? answer.body().fault->reason : "parsed";
  };
  std::string objects = "[{}";
  std::string numbers = "[1";
  while (objects.size() < 1'000'000)
    objects +=
        R"(,{"sid":"AC0123456789abcdef0123456789abcdef","url":"https://example.com/hooks","count":7,"note":null})";
  while (numbers.size() < 1'000'000) numbers += ",1";
  EXPECT_EQ(within(objects + "]"), "parsed");
  EXPECT_NE(within(numbers + "]").find("--max-memory"), std::string::npos);
}

TEST(Answers, SayWhatIsWrongWithTheirBody) {
  EXPECT_TRUE(Answer(exchange_of("[1")).body().fault.has_value());
  EXPECT_TRUE(Answer(exchange_of("")).body().fault.has_value());
}

// What is known of an answer goes with it, so that another one at the same place is not mistaken for it.
TEST(Answers, AtAnAddressThatIsUsedAgainAreJudgedAnew) {
  const Documented documented;
  const Judge judge = *Judge::make(documented.contract, {});
  std::optional<Answer> place;
  const auto judged_here = [&](const char* body) {
    place.emplace(exchange_of(body));
    const std::shared_ptr<const Answer> here = unowned(*place);
    return judged(judge, documented.contract, here);
  };
  EXPECT_EQ(judged_here("\"a\""), (std::vector<Outcome>{Outcome::holds, Outcome::holds}));
  const Answer* first = &*place;
  EXPECT_EQ(judged_here("17"), (std::vector<Outcome>{Outcome::holds, Outcome::violated}));
  EXPECT_EQ(first, &*place);
  EXPECT_EQ(judged_here("[1"), (std::vector<Outcome>{Outcome::violated, Outcome::unexercised}));
  EXPECT_EQ(judged_here("\"a\""), (std::vector<Outcome>{Outcome::holds, Outcome::holds}));
}

// Two judges, made one after the other at one place, of contracts that say different things.
TEST(Answers, AreJudgedByEachJudgeForItself) {
  Documented strings;
  Documented numbers;
  Library library;
  numbers.contract.operations[0].responses[0].media[0].schema =
      *load_schema(library, **library.add("number.json", R"({"type": "number"})"), "", Dialect::draft2020_12);
  const auto answer = Answer::of(exchange_of("17"));
  std::optional<Judge> place(*Judge::make(strings.contract, {}));
  EXPECT_EQ(judged(*place, strings.contract, answer)[1], Outcome::violated);
  place.emplace(*Judge::make(numbers.contract, {}));
  EXPECT_EQ(judged(*place, numbers.contract, answer)[1], Outcome::holds);
}

TEST(Answers, AreWorkedOutOnceHoweverManyAsk) {
  const Answer answer(exchange_of("17"));
  std::size_t calls = 0;
  std::vector<const SchemaVerdicts*> said(4);
  {
    std::vector<std::jthread> threads;
    for (const SchemaVerdicts*& one : said) {
      threads.emplace_back([&] {
        one = &answer.verdicts({.judge = 1}, [&] {
          ++calls;  // under the answer's lock
          return std::vector<Verdict>{{.outcome = Outcome::holds}, {.outcome = Outcome::violated}};
        });
      });
    }
  }
  EXPECT_EQ(calls, 1U);
  for (const SchemaVerdicts* one : said) {
    EXPECT_EQ(one, said[0]);
    EXPECT_EQ(one->violated(), std::vector<std::size_t>{1});
  }
  EXPECT_NE(&answer.verdicts({.judge = 1, .index = 1}, [] { return SchemaVerdicts(std::vector<Verdict>()); }),
            said[0]);
}

}  // namespace answer_test
}  // namespace avouch

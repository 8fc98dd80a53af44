// SPDX-License-Identifier: MIT
// Hostile bodies cost a bounded number of steps: either they are judged within it, or they are undecided with
// the name of the budget, and never anything else.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/steps.h"
#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "judge/body/evaluation.h"
#include "judge/body/program.h"
#include "judge/judge.h"
#include "said.h"

namespace avouch {
namespace budget_test {

constexpr const char* kStepsReason = "the body needs more steps than a judgement may take (--max-judge-time)";
// With the second walk, which gives each costly keyword steps of its own.
constexpr std::size_t kMostSteps = kJudgeSteps + kJudgeSteps / 8;
constexpr const char* kTimeReason = "judging the response takes longer than it may (--max-judge-time)";

std::string repeated(std::size_t times, const std::string& item, const std::string& open,
                     const std::string& close) {
  std::string text = open;
  for (std::size_t i = 0; i < times; ++i) text += (i > 0 ? "," : "") + item;
  return text + close;
}

std::string nested(std::size_t levels) {
  return std::string(levels, '[') + std::string(levels, ']');
}

struct Cost {
  std::string said;  // "accepted", "violated" or why it is undecided
  std::size_t steps = 0;
};

Cost cost_of(const std::string& schema, const std::string& text) {
  const BodyJudge judge = judge_for(schema);
  const ParsedBody body = parse_body(text);
  WorkBudget budget({.steps = kJudgeSteps});
  Cost cost{.said = "accepted"};
  bool is_violated = false;
  for (const Verdict& verdict : judge.judge(*body.instance, budget)) {
    is_violated = is_violated || verdict.outcome == Outcome::violated;
    if (verdict.outcome == Outcome::undecided) cost.said = verdict.reason;
  }
  if (is_violated) cost.said = "violated";
  cost.steps = budget.spent().steps;
  return cost;
}

struct Attack {
  const char* name;
  std::string schema;
  std::string body;
  std::string said;
  std::size_t most_steps;
};
void PrintTo(const Attack& attack, std::ostream* out) {
  *out << attack.name;
}

// An object per item of an enum, which differ in one member.
std::string objects(std::size_t count, std::size_t first) {
  std::string list = "[";
  for (std::size_t i = 0; i < count; ++i) {
    list +=
        (i > 0 ? ",{\"kind\":\"k\",\"id\":" : "{\"kind\":\"k\",\"id\":") + std::to_string(first + i) + "}";
  }
  return list + "]";
}

constexpr const char* kEach =
    R"({"anyOf":[{"items":{"$ref":"#"},"maxItems":1},{"items":{"$ref":"#"},"minItems":0}]})";
constexpr const char* kNone =
    R"({"anyOf":[{"items":{"$ref":"#"},"maxItems":0},{"items":{"$ref":"#"},"maxItems":0}]})";
constexpr const char* kNot =
    R"({"not":{"anyOf":[{"items":{"$ref":"#"},"minItems":1},{"items":{"$ref":"#"},"maxItems":0}]}})";

class Attacks : public testing::TestWithParam<Attack> {};

TEST_P(Attacks, CostFewStepsOrAreUndecided) {
  const Cost cost = cost_of(GetParam().schema, GetParam().body);
  EXPECT_EQ(cost.said, GetParam().said);
  EXPECT_LE(cost.steps, GetParam().most_steps);
}

INSTANTIATE_TEST_SUITE_P(
    Of, Attacks,
    testing::Values(
        Attack{"PatternInManyTexts", R"({"items":{"pattern":"^(\\w+\\s?)*$"}})",
               repeated(400, "\"" + std::string(31, 'a') + "!\"", "[", "]"), kStepsReason, kMostSteps},
        Attack{"PatternOfManyNames",
               R"({"patternProperties":{"^(\\w+\\s?)*$":true,"^(\\w+\\s?)*.$":{"type":"null"}}})",
               "{\"" + std::string(31, 'a') + "!\":1}",
               "a pattern of patternProperties used up its budget of 10000000 steps", kMostSteps},
        Attack{"AlternativesThatFail", kNone, nested(60), "violated", 200'000},
        Attack{"AlternativesThatMatch", kEach, nested(60), "accepted", 200'000},
        Attack{"AlternativesInNegations", kNot, nested(60), "accepted", 200'000},
        Attack{"AlternativesOfItemsThatMustBe",
               R"({"contains":{"$ref":"#"},"minContains":1,"maxContains":3,"if":{"maxItems":0},"then":true})",
               nested(60), "violated", 200'000},
        Attack{"AlternativesOfUnevaluatedItems",
               R"({"anyOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}],"unevaluatedItems":false})",
               nested(60), "accepted", 400'000},
        Attack{"ObjectsInAnEnum", R"({"items":{"enum":)" + objects(2'000, 0) + "}}",
               objects(48'000, 1'000'000), "violated", 2'000'000},
        Attack{"ObjectsOfAnEnum", R"({"items":{"enum":)" + objects(2'000, 0) + "}}",
               "[" + repeated(48'000, R"({"id":1999,"kind":"k"})", "", "") + "]", "accepted", 2'000'000},
        Attack{"NumbersInAnEnum", R"({"items":{"enum":)" + repeated(1'000, "0.5,1e1", "[7,", "]") + "}}",
               repeated(48'000, "10.0", "[", "]"), "accepted", 1'000'000},
        Attack{"ItemsThatMustDifferAtEachLevel", R"({"uniqueItems":true,"items":{"$ref":"#"}})", nested(400),
               "accepted", 2'000'000},
        Attack{"HostName", R"({"format":"idn-hostname"})", "\"" + std::string(1'000'000, 'a') + "\\u00e9\"",
               "violated", 200'000},
        Attack{"Address", R"({"format":"idn-email"})", "\"" + repeated(300'000, "\\u00e9", "", "") + "@a\"",
               "violated", 200'000},
        Attack{"PathOfManySegments", R"({"format":"uri"})",
               "\"http://a.example/" + std::string(1'000'000, '/') + "%41\"", "accepted", 200'000},
        Attack{"PathOfManySegmentsAndAFault", R"({"format":"uri-reference"})",
               "\"" + repeated(500'000, "a/", "", "") + "%2/\"", "violated", 200'000},
        Attack{"Pattern", R"({"format":"regex"})",
               "\"" + repeated(250'000, "\\\\p{sc=Nowhere}", "", "") + "\"", kStepsReason, kMostSteps},
        Attack{"NamesAsLongAsTheBody",
               R"({"properties":{"a":true},"required":["a"],"additionalProperties":{"$ref":"#"}})",
               "{\"" + std::string(1'000'000, 'n') + "\":{\"" + std::string(1'000'000, 'n') + "\":{}}}",
               "violated", 200'000}),
    [](const auto& test) { return std::string(test.param.name); });

// Both alternatives hold at each level, so each level is exercised twice as often as the one above.
TEST(Counts, AreThoseOfEachWayToAValue) {
  const BodyJudge judge =
      judge_for(R"({"anyOf":[{"type":"array","items":{"$ref":"#"}},{"type":"array","items":{"$ref":"#"}}]})");
  for (const std::size_t levels : {3U, 12U, 28U}) {
    const ParsedBody body = parse_body(nested(levels));
    const std::vector<Verdict> verdicts = judge.judge(*body.instance);
    EXPECT_EQ(verdicts[0].outcome, Outcome::holds);
    EXPECT_EQ(verdicts[0].instances, (std::size_t{1} << levels) - 1) << levels;
  }
  EXPECT_EQ(judge.judge(*parse_body(nested(100)).instance)[0].instances, 0xFFFFFFFFU) << "as many as fit";
}

// A wide value in an alternative: what is remembered must not be counted less often.
TEST(Counts, AreThoseOfAllItems) {
  const BodyJudge judge = judge_for(
      R"({"anyOf":[{"items":{"properties":{"a":{"type":"integer"}},"required":["a"]}},{"type":"null"}]})");
  const ParsedBody body = parse_body(repeated(20'000, R"({"a":1})", "[", "]"));
  std::size_t counted = 0;
  for (const Verdict& verdict : judge.judge(*body.instance))
    counted += verdict.instances == 20'000U ? 1U : 0U;
  EXPECT_EQ(counted, 2U) << "type of a, and required";
}

struct Pair {
  const char* name;
  const char* schema;
  const char* body;
};
void PrintTo(const Pair& pair, std::ostream* out) {
  *out << pair.name;
}

class SmallBudgets : public testing::TestWithParam<Pair> {};

// Whatever the budget: a clause has the verdict that it has without a limit, or is undecided.
TEST_P(SmallBudgets, GiveNoOtherVerdict) {
  const BodyJudge judge = judge_for(GetParam().schema);
  const ParsedBody body = parse_body(GetParam().body);
  WorkBudget whole({});
  const std::vector<Verdict> right = judge.judge(*body.instance, whole);
  for (std::size_t steps = 0; steps <= whole.spent().steps; ++steps) {
    WorkBudget budget({.steps = steps});
    const std::vector<Verdict> verdicts = judge.judge(*body.instance, budget);
    for (std::size_t i = 0; i < right.size(); ++i) {
      if (verdicts[i].outcome == Outcome::undecided)
        EXPECT_EQ(verdicts[i].reason, kStepsReason);
      else
        EXPECT_EQ(verdicts[i].outcome, right[i].outcome) << "keyword " << i << ", " << steps << " steps";
    }
    WorkBudget again({.steps = steps});
    const std::vector<std::string> found = judge.undocumented(*body.instance, again);
    const std::vector<std::string> all = judge.undocumented(*body.instance);
    EXPECT_TRUE(std::includes(all.begin(), all.end(), found.begin(), found.end()));
    EXPECT_TRUE(found == all || again.is_spent());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, SmallBudgets,
    testing::Values(
        Pair{"Negation", R"({"not":{"required":["b"]},"properties":{"a":{"not":{"type":"string"}}}})",
             R"({"a":1})"},
        Pair{"NegationThatFails", R"({"not":{"properties":{"a":{"items":{"maximum":3}}}}})",
             R"({"a":[1,2,3]})"},
        Pair{
            "OneOf",
            R"({"oneOf":[{"required":["a"],"properties":{"a":{"maximum":1}}},{"required":["b"]},{"type":"null"}]})",
            R"({"b":[1,2,3],"a":7})"},
        Pair{"OneOfThatFails", R"({"items":{"oneOf":[{"minimum":1},{"maximum":9}]}})", "[5,0,7]"},
        Pair{"AnyOfThatFails",
             R"({"items":{"anyOf":[{"pattern":"^a+$"},{"format":"date"},{"enum":[1,2,3,4,5,{"a":[]}]}]}})",
             R"(["aaa","2024-02-29",{"a":[]},5,"b"])"},
        Pair{"Condition",
             R"({"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]},"else":{"required":["c"]}})",
             R"({"a":2,"c":[]})"},
        Pair{"Contains", R"({"contains":{"minimum":5},"minContains":2,"maxContains":3,"uniqueItems":true})",
             "[1,5,6,7,2,3,[4],[4]]"},
        Pair{
            "Unevaluated",
            R"({"properties":{"a":{}},"anyOf":[{"properties":{"b":{"type":"string"}}}],"unevaluatedProperties":false})",
            R"({"a":1,"b":2,"c":3})"},
        Pair{
            "Names",
            R"({"propertyNames":{"maxLength":3},"patternProperties":{"^x":{"type":"null"}},"additionalProperties":{"type":"integer"}})",
            R"({"abcd":1,"x":1,"y":"a"})"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(JudgingTime, IsLimited) {
  const BodyJudge judge = judge_for(R"({"items":{"type":"integer"}})");
  WorkBudget budget({.steps = kJudgeSteps, .time = std::chrono::nanoseconds(0)});
  for (const Verdict& verdict : judge.judge(*parse_body("[1,2]").instance, budget)) {
    EXPECT_EQ(verdict.outcome, Outcome::undecided);
    EXPECT_EQ(verdict.reason, kTimeReason);
  }
}

// A pointer is as long as the names in it, and there may be many of them.
TEST(Undocumented, AreListedBriefly) {
  const BodyJudge judge =
      judge_for(R"({"properties":{"a":{}},"additionalProperties":{"items":{"properties":{"b":{}}}}})");
  const ParsedBody body =
      parse_body("{\"" + std::string(100'000, 'n') + "\":" + repeated(2'000, R"({"c":1})", "[", "]") + "}");
  const std::vector<std::string> found = judge.undocumented(*body.instance);
  EXPECT_EQ(found.size(), 1'000U);
  for (const std::string& pointer : found) EXPECT_LT(pointer.size(), 5'000U);
}

// Each member is looked up among the names that the schema requires.
TEST(Undocumented, AreFoundInATimeThatGrowsAsTheNames) {
  const auto steps_of = [](int size) {
    std::string names;
    std::string members;
    for (int i = 0; i < size; ++i) {
      names += std::string(i == 0 ? "" : ",") + "\"m" + std::to_string(i) + "\"";
      members += std::string(i == 0 ? "" : ",") + "\"m" + std::to_string(i) + "\":1";
    }
    const BodyJudge judge = judge_for(R"({"properties":{"a":{}},"required":[)" + names + "]}");
    const ParsedBody body = parse_body("{" + members + R"(,"z":1})");
    const std::uint64_t before = steps_of_thread();
    EXPECT_EQ(judge.undocumented(*body.instance), std::vector<std::string>{"/z"});
    return steps_of_thread() - before;
  };
  EXPECT_LT(steps_of(2'000), 6 * steps_of(500));
}

// Alternatives lead to many schemas for one value.
TEST(Undocumented, AreSoughtInManyAlternatives) {
  constexpr int kMany = 20'000;
  std::string all;
  for (int i = 0; i < kMany; ++i)
    all += std::string(i == 0 ? "" : ",") + R"({"properties":{"m)" + std::to_string(i) + R"(":{}}})";
  const BodyJudge judge = judge_for(R"({"anyOf":[)" + all + "]}");
  const ParsedBody body = parse_body(R"({"m7":1,"m19999":1,"m20000":1})");
  EXPECT_EQ(judge.undocumented(*body.instance), std::vector<std::string>{"/m20000"});
}

// One operation whose responses have two schemas and a documented header.
struct Documented {
  Documented() {
    const auto schema = [&](const char* name, const char* text) {
      return *load_schema(library, **library.add(name, text), "", Dialect::draft2020_12);
    };
    Operation operation{.id = "Get", .method = "GET", .path = "/"};
    operation.responses.push_back({.status = "200"});
    operation.responses[0].media.push_back(
        {.range = "application/json",
         .schema = schema("body.json", R"({"items": {"properties": {"a": {"pattern": "^(\\w+\\s?)*$"}}}})")});
    contract.operations.push_back(operation);
    contract.clauses = {{.clause = Clause{.coordinate = "Get/200/body/items/a/pattern"},
                         .subject = BodyKeywordSubject{.media = 0, .keyword = 0}},
                        {.clause = Clause{.coordinate = "Get/200/drift/fields"},
                         .subject = DriftSubject{.aspect = DriftSubject::Aspect::fields}}};
    for (std::size_t i = 0; i < contract.operations[0].responses[0].media[0].schema->keywords().size(); ++i) {
      if (contract.operations[0].responses[0].media[0].schema->keywords()[i].kind == KeywordKind::pattern)
        contract.clauses[0].subject = BodyKeywordSubject{.media = 0, .keyword = i};
    }
  }

  Library library;
  Contract contract;
};

std::shared_ptr<const Answer> answer(const std::string& body) {
  return Answer::of(
      {.outcome = Received{
           .response = {.status = 200, .fields = {{"Content-Type", "application/json"}}, .body = body}}});
}

TEST(Answers, HaveOneBudgetAndALittleForTheClausesAfterACostlyOne) {
  const Documented documented;
  const auto verdicts = [&](const std::string& text, std::size_t items) {
    const Judge judge = *Judge::make(documented.contract, {.max_steps = 300'000});
    const auto of = answer(repeated(items, R"({"a":")" + text + R"("})", "[", "]"));
    std::vector<Verdict> all;
    for (const BoundClause& clause : documented.contract.clauses)
      all.push_back(
          judge.judge(clause, {{.operation = documented.contract.operations.data(), .answer = of}}));
    return all;
  };
  for (const Verdict& verdict : verdicts("a", 40))
    EXPECT_EQ(verdict.outcome, Outcome::holds) << verdict.reason;
  // The pattern takes all steps.
  const std::string costly = std::string(31, 'a') + "!";
  EXPECT_EQ(verdicts(costly, 40)[0].outcome, Outcome::undecided);
  EXPECT_EQ(verdicts(costly, 40)[0].reason, kStepsReason);
  EXPECT_EQ(verdicts(costly, 40)[1].outcome, Outcome::holds) << verdicts(costly, 40)[1].reason;
  // What is left does not suffice for so many items.
  EXPECT_EQ(verdicts(costly, 40'000)[1].outcome, Outcome::undecided);
  EXPECT_EQ(verdicts(costly, 40'000)[1].reason, kStepsReason);
}

// A large object is sorted by its names.
TEST(Answers, AreReadWithinTheirBudget) {
  const Documented documented;
  std::string members = R"({"n0":0)";
  for (int i = 1; i < 20'000; ++i) members += ",\"n" + std::to_string(i) + "\":0";
  members += "}";
  const auto verdict = [&](std::size_t steps) {
    const Judge judge = *Judge::make(documented.contract, {.max_steps = steps});
    return judge.judge(documented.contract.clauses[0],
                       {{.operation = documented.contract.operations.data(), .answer = answer(members)}});
  };
  EXPECT_EQ(verdict(100'000).outcome, Outcome::undecided);
  EXPECT_EQ(verdict(100'000).reason, kStepsReason);
  EXPECT_EQ(verdict(2'000'000).reason, "the body was only an object");
}

std::shared_ptr<const Schema> schema_of(Library& library, const std::string& text) {
  return *load_schema(library, **library.add("schema.json", text), "", Dialect::draft2020_12);
}

// One costly pattern leaves the clauses beside it as they are.
TEST(CostlyKeywords, LeaveTheOthersDecided) {
  Library library;
  const std::shared_ptr<const Schema> schema = schema_of(library, R"({"items":{
      "required":["a"],
      "properties":{"a":{"type":"string","pattern":"^(\\w+\\s?)*$","maxLength":40},
                    "b":{"type":"integer","maximum":5},"c":{"pattern":"^c+$"},"d":{"format":"date"},
                    "e":{"anyOf":[{"type":"null"},{"pattern":"^(\\w+\\s?)*$"}]},
                    "f":{"enum":["f","g"]},"g":{"const":1}},
      "patternProperties":{"^x":{"type":"boolean"}},"additionalProperties":{"type":"string"}}})");
  const BodyJudge judge = *BodyJudge::make(schema, {});
  const std::string text = "\"" + std::string(31, 'a') + "!\"";
  const ParsedBody body = parse_body(repeated(
      400,
      R"({"a":)" + text + R"(,"b":7,"c":"ccc","d":"2024-02-29","e":)" + text + R"(,"f":"h","x":1,"o":"o"})",
      "[", "]"));
  WorkBudget budget({.steps = kJudgeSteps});
  const std::vector<Verdict> verdicts = judge.judge(*body.instance, budget);
  EXPECT_EQ(budget.end(), WorkBudget::End::steps);
  EXPECT_LE(budget.spent().steps, kMostSteps);
  std::vector<std::string> said;
  for (const SchemaClaim& claim : schema->claims()) {
    const Verdict& verdict = verdicts[claim.keyword];
    said.push_back(claim.suffix + " " + std::string(to_string(verdict.outcome)));
    if (verdict.outcome == Outcome::undecided) {
      EXPECT_EQ(verdict.reason, kStepsReason) << claim.suffix;
    }
    if (verdict.outcome == Outcome::violated) {
      EXPECT_EQ(verdict.failures, 400U) << claim.suffix;
    }
  }
  std::sort(said.begin(), said.end());
  EXPECT_EQ(
      said,
      (std::vector<std::string>{
          "items/a/maxLength holds", "items/a/pattern undecided", "items/a/type holds",
          "items/additionalProperties/type holds", "items/b/maximum violated", "items/b/type holds",
          "items/c/pattern holds", "items/d/format holds", "items/e/anyOf undecided",
          "items/e/anyOf/0/type undecided", "items/e/anyOf/1/pattern undecided", "items/f/enum violated",
          "items/g/const unexercised", "items/patternProperties/^x/type violated", "items/required holds"}));
}

class Parts : public testing::TestWithParam<Pair> {};

// However few steps each costly keyword has: what is known of a keyword is what a whole walk shows.
TEST_P(Parts, AreRightOrNotKnown) {
  Library library;
  const auto program = *BodyJudge::Program::make(schema_of(library, GetParam().schema), {});
  const ParsedBody body = parse_body(GetParam().body);
  WorkBudget unlimited({});
  BodyEvaluation whole(*program, unlimited, BodyEvaluation::Detail::counts);
  whole.run(0, body.instance->root());
  std::size_t known = 0;
  for (std::size_t steps = 1; steps < 200; ++steps) {
    WorkBudget budget({});
    BodyEvaluation parts(*program, budget, BodyEvaluation::Detail::counts);
    parts.part(steps);
    parts.run(0, body.instance->root());
    for (std::size_t i = 0; i < whole.counts().size(); ++i) {
      if (!parts.is_known(i)) {
        EXPECT_LE(parts.counts()[i].failures, whole.counts()[i].failures) << i << ", " << steps;
        continue;
      }
      ++known;
      EXPECT_EQ(parts.counts()[i].instances, whole.counts()[i].instances) << i << ", " << steps;
      EXPECT_EQ(parts.counts()[i].failures, whole.counts()[i].failures) << i << ", " << steps;
    }
  }
  EXPECT_GT(known, 199U);
}

INSTANTIATE_TEST_SUITE_P(
    Of, Parts,
    testing::Values(
        Pair{
            "Patterns",
            R"({"items":{"properties":{"a":{"pattern":"^a+$"},"b":{"pattern":"^b"},"c":{"type":"string"}}}})",
            R"([{"a":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","b":"b","c":1},{"a":"b","b":"c","c":2}])"},
        Pair{"Alternatives",
             R"({"items":{"anyOf":[{"required":["a"]},{"properties":{"b":{"maximum":1}},"required":["b"]}]},
                 "contains":{"required":["b"]},"minItems":5})",
             R"([{"a":1},{"b":1},{"b":2},{"a":1,"b":3}])"},
        Pair{
            "Conditions",
            R"({"if":{"properties":{"a":{"pattern":"^[a-z]+$"}}},"then":{"required":["b"]},"else":{"required":["c"]},
                 "not":{"required":["d"]},"maxProperties":1})",
            R"({"a":"abcdefghijklmnopqrstuvwxyz","c":1,"d":2})"},
        Pair{"Unevaluated",
             R"({"properties":{"a":{}},"anyOf":[{"properties":{"b":{"pattern":"^b+$"}}},{"required":["z"]}],
                 "unevaluatedProperties":{"type":"string"},"minProperties":4})",
             R"({"a":1,"b":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","c":3})"},
        Pair{"Names",
             R"({"properties":{"a":{"type":"null"}},"patternProperties":{"^x+$":{"type":"integer"}},
                 "additionalProperties":false,"propertyNames":{"pattern":"^[a-z]+$"}})",
             R"({"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx":"1","a":1,"y":2,"x":3,"Z":4})"},
        Pair{"Values", R"({"items":{"enum":[[1,2,3],{"a":1},2,3,4,5,6]},"uniqueItems":true,"maxItems":3})",
             R"([[1,2,3],[1,2,3],{"a":1},{"a":2},7])"}),
    [](const auto& test) { return std::string(test.param.name); });

// Each part refers to the next one twice: it is applied once.
TEST(DoubledReferences, CostStepsInProportionToTheirNumber) {
  const auto schema = [](const char* before, const char* between, const char* after) {
    std::string parts = R"("p60":{"type":"object","required":["a"],"maxProperties":1})";
    for (int i = 0; i < 60; ++i) {
      const std::string next = R"({"$ref":"#/$defs/p)" + std::to_string(i + 1) + "\"}";
      parts += ",\"p" + std::to_string(i) + "\":" + before + next + between + next + after;
    }
    return R"({"$ref":"#/$defs/p0","$defs":{)" + parts + "}}";
  };
  const std::string all = schema(R"({"allOf":[)", ",", "]}");
  const std::string any = schema(R"({"anyOf":[)", ",", "]}");
  const std::string mixed = schema(R"({"allOf":[)", R"(,{"anyOf":[)", "]}]}");
  for (const std::string& one : {all, any, mixed}) {
    for (const auto& [body, said] : {std::pair(R"({"a":1})", "accepted"), std::pair(R"({"b":1})", "violated"),
                                     std::pair("5", "violated")}) {
      const Cost cost = cost_of(one, body);
      EXPECT_EQ(cost.said, said) << body;
      EXPECT_LE(cost.steps, 200'000U) << body;
    }
  }
}

// Alternatives that a value or a member tells apart are looked up.
TEST(Alternatives, ThatConstantsTellApartCostFewSteps) {
  const auto alternatives = [](std::size_t count, const char* before, const char* after) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i)
      list += (i > 0 ? "," : "") + std::string(before) + "\"v" + std::to_string(i) + "\"" + after;
    return list;
  };
  for (const std::size_t count : {1'250U, 5'000U}) {
    const std::string values = R"({"items":{"oneOf":[)" + alternatives(count, R"({"const":)", "}") + "]}}";
    const Cost cost = cost_of(values, repeated(1'000, R"("v1249")", "[", "]"));
    EXPECT_EQ(cost.said, "accepted");
    EXPECT_LE(cost.steps, 20'000U) << count;
    EXPECT_EQ(cost_of(values, R"(["v1249","v0","other"])").said, "violated");
    const std::string kinds =
        R"({"items":{"anyOf":[{"type":"null"},)" +
        alternatives(count, R"({"required":["kind"],"properties":{"kind":{"enum":[)", "]}}}") + "]}}";
    const Cost of_kinds = cost_of(kinds, repeated(1'000, R"({"kind":"v1249","a":1})", "[", "]"));
    EXPECT_EQ(of_kinds.said, "accepted");
    EXPECT_LE(of_kinds.steps, 30'000U) << count;
    EXPECT_EQ(cost_of(kinds, R"([{"kind":"v7"},{"kind":"w"}])").said, "violated");
    EXPECT_EQ(cost_of(kinds, R"([null,{"kind":"v7"}])").said, "accepted");
    EXPECT_EQ(cost_of(kinds, R"([{}])").said, "violated");
  }
}

// The reason names the nearest alternative; looking for it takes a step per alternative.
TEST(Alternatives, ThatFailAreComparedInProportionToTheirNumber) {
  std::size_t before = 0;
  for (const std::size_t count : {1'000U, 4'000U}) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i)
      list += (i > 0 ? "," : "") + std::string(R"({"const":)") + std::to_string(i) + "}";
    const Cost cost = cost_of(R"({"items":{"oneOf":[)" + list + "]}}", repeated(20, "\"x\"", "[", "]"));
    EXPECT_EQ(cost.said, "violated");
    if (before > 0) {
      EXPECT_LE(cost.steps, 5 * before);
    }
    before = cost.steps;
  }
}

TEST(Answers, AreUndecidedAfterTheTimeThatTheyMayTake) {
  const Documented documented;
  const Judge judge = *Judge::make(documented.contract, {.max_time = std::chrono::milliseconds(0)});
  const auto of = answer(R"([{"a":"b"}])");
  for (const BoundClause& clause : documented.contract.clauses) {
    const Verdict verdict =
        judge.judge(clause, {{.operation = documented.contract.operations.data(), .answer = of}});
    EXPECT_EQ(verdict.outcome, Outcome::undecided);
    EXPECT_EQ(verdict.reason, kTimeReason);
  }
}

}  // namespace budget_test
}  // namespace avouch

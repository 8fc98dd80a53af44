// SPDX-License-Identifier: MIT
// Judging all keywords of a body at once must give the same results as judging each.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "contract/load.h"
#include "judge/answer.h"
#include "judge/judge.h"

namespace avouch {
namespace violated_keywords_test {

struct Case {
  const char* name;
  int status;
  std::vector<const char*> bodies;  // each of its own exchange
  std::set<std::string> violated;   // the ends of coordinates
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

Contract contract() {
  Result<Contract> loaded = load_contract(
      "made.json", {}, {{"made.json", R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"},
    "paths": {"/a": {"get": {"operationId": "GetA", "responses": {"200": {"description": "d", "content":
    {"application/json": {"schema": {"type": "object", "required": ["id"], "properties": {
      "id": {"type": "string", "minLength": 2}, "n": {"type": "integer", "maximum": 5}}}}}}}}}}})"}});
  if (!loaded) throw std::runtime_error(to_string(loaded.errors()));
  return *std::move(loaded);
}

class ViolatedKeywords : public testing::TestWithParam<Case> {};

TEST_P(ViolatedKeywords, AreThoseOfViolatedClauses) {
  const Contract whole = contract();
  Result<Judge> judge = Judge::make(whole, {});
  ASSERT_TRUE(judge) << to_string(judge.errors());
  std::vector<Exchange> exchanges;
  for (const char* body : GetParam().bodies) {
    exchanges.push_back({.outcome = Received{.response = {.status = GetParam().status,
                                                          .fields = {{"Content-Type", "application/json"}},
                                                          .body = body}}});
  }
  std::vector<Evidence> evidence;
  for (const Exchange& exchange : exchanges) evidence.push_back({.answer = Answer::of(exchange)});
  std::set<std::string> violated;
  std::size_t asked = 0;
  for (const BoundClause& clause : whole.clauses) {
    const auto* subject = std::get_if<BodyKeywordSubject>(&clause.subject);
    if (subject == nullptr) continue;
    ++asked;
    const std::vector<std::size_t> keywords = judge->violated_keywords(clause, evidence);
    const bool is_among = std::find(keywords.begin(), keywords.end(), subject->keyword) != keywords.end();
    EXPECT_EQ(is_among, judge->judge(clause, evidence).outcome == Outcome::violated)
        << clause.clause->coordinate;
    if (is_among) violated.insert(clause.clause->coordinate.substr(std::string("GetA/200/body/").size()));
    EXPECT_EQ(keywords.size(), GetParam().violated.size());
  }
  EXPECT_EQ(asked, 6u);
  EXPECT_EQ(violated, GetParam().violated);
}

const Case kCases[] = {
    {"None", 200, {R"({"id": "ab"})"}, {}},
    {"One", 200, {R"({"id": "a"})"}, {"id/minLength"}},
    {"Two", 200, {R"({"id": 1, "n": 6})"}, {"id/type", "n/maximum"}},
    {"TheWhole", 200, {"[]"}, {"type"}},
    {"OfEitherExchange", 200, {R"({"n": 6})", R"({"id": "a"})"}, {"id/minLength", "n/maximum", "required"}},
    {"AnotherStatus", 500, {"[]"}, {}},
    {"NoJson", 200, {"{"}, {}},
    {"NoExchange", 200, {}, {}},
};

INSTANTIATE_TEST_SUITE_P(Bodies, ViolatedKeywords, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace violated_keywords_test
}  // namespace avouch

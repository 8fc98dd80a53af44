// SPDX-License-Identifier: MIT
// writeOnly members in responses.
#include <gtest/gtest.h>

#include "contract/load.h"
#include "judge/answer.h"
#include "judge/judge.h"

namespace avouch {
namespace write_only_test {

struct WriteOnlyCase {
  const char* name;
  const char* body;
  Outcome outcome;
  const char* reason;  // holds this
};

class WriteOnly : public testing::TestWithParam<WriteOnlyCase> {};

// A user, whose password is writeOnly by what stands beside it in an allOf, with cards; or a guest, whose
// token may be sent, though a host's may not.
constexpr const char* kDocument =
    R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a":
  {"get": {"operationId": "Get", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {
    "type": ["object", "string"],
    "allOf": [{"properties": {"password": {"type": "string"}}}, {"properties": {"password": {"writeOnly": true}}}],
    "properties": {
      "cards": {"type": "array", "items": {"properties": {"pin": {"type": "integer", "writeOnly": true}}}},
      "guest": {"anyOf": [{"properties": {"token": {"writeOnly": true}}}, {"properties": {"token": {"type": "string"}}}]}},
    "required": ["password"]}}}}}}}}})";

TEST_P(WriteOnly, MembersAreWarnedOf) {
  const Result<Contract> contract = load_contract("api.json", {}, {{"api.json", kDocument}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  Result<Judge> judge = Judge::make(*contract, {});
  ASSERT_TRUE(static_cast<bool>(judge)) << to_string(judge.errors());
  http::Response answer{.status = 200, .body = GetParam().body};
  http::set(answer.fields, "Content-Type", "application/json");
  const Exchange exchange{.outcome = Received{.response = answer}};
  std::size_t clauses = 0;
  for (const BoundClause& bound : contract->clauses) {
    const Verdict verdict =
        judge->judge(bound, {{.operation = contract->operations.data(), .answer = Answer::of(exchange)}});
    if (bound.clause->coordinate != "Get/200/drift/write-only") {
      const bool is_of_the_body = bound.clause->kind == ClauseKind::body_schema;
      EXPECT_FALSE(is_of_the_body && verdict.outcome == Outcome::violated) << bound.clause->coordinate;
      continue;
    }
    ++clauses;
    EXPECT_EQ(bound.clause->severity, Severity::warning);
    EXPECT_EQ(verdict.outcome, GetParam().outcome) << verdict.reason;
    EXPECT_NE(verdict.reason.find(GetParam().reason), std::string::npos) << verdict.reason;
    for (const Finding& finding : verdict.findings) EXPECT_EQ(finding.seen, "present");
  }
  EXPECT_EQ(clauses, 1u);
}

const WriteOnlyCase kCases[] = {
    {"ThatIsThere", R"({"password": "secret"})", Outcome::violated, "1 field of the body is writeOnly"},
    {"ThatIsNull", R"({"password": null})", Outcome::violated, "1 field"},
    {"OfAnotherType", R"({"password": 5})", Outcome::violated, "1 field"},
    {"InAList", R"({"cards": [{}, {"pin": 1}, {"pin": 2}]})", Outcome::violated, "2 fields of the body are"},
    {"ThatAreNotThere", R"({"cards": [{"other": 1}]})", Outcome::holds, ""},
    {"OfAnEmptyObject", "{}", Outcome::holds, ""},
    {"ThatAnotherBranchSends", R"({"guest": {"token": "t"}})", Outcome::holds, ""},
    {"OfNoObject", R"("text")", Outcome::unexercised, "no object"},
    {"OfNoJson", "{", Outcome::unexercised, "cannot be read as JSON"},
};
INSTANTIATE_TEST_SUITE_P(Bodies, WriteOnly, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace write_only_test
}  // namespace avouch

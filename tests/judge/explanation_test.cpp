// SPDX-License-Identifier: MIT
// Compares explanations of clauses with the judge's behaviour, for every status, role and combination of
// credentials.
#include "judge/explanation.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "contract/load.h"
#include "judge/answer.h"
#include "judge/judge.h"

namespace avouch {
namespace explanation_test {

constexpr const char* kDocument = R"(
openapi: 3.1.0
info: {title: Books, version: '1'}
security: [{basic: []}]
paths:
  /books/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    put:
      operationId: PutBook
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}
        '201': {description: d}
        '303': {description: d, headers: {Location: {schema: {type: string}}}}
        '400': {description: d, content: {application/json: {schema: {type: object, required: [title]}}}}
        '401': {description: d, content: {application/json: {schema: {type: object}}}}
        '404': {description: d, content: {application/json: {schema: {type: object}}}}
        '409': {description: d}
        '5XX': {description: d, content: {application/json: {schema: {type: object}}}}
    get:
      operationId: GetBook
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object}}}}
        default: {description: d, content: {application/json: {schema: {type: object}}}}
    delete:
      operationId: DeleteBook
      responses: {'404': {description: d}}
components: {securitySchemes: {basic: {type: http, scheme: basic}}}
)";

Contract contract() {
  Result<Contract> loaded = load_contract("api.yaml", {}, {{"api.yaml", kDocument}});
  if (!loaded) throw std::runtime_error(to_string(loaded.errors()));
  return *std::move(loaded);
}

constexpr int kStatuses[] = {200, 201, 202, 204, 301, 303, 400, 401, 403,
                             404, 405, 409, 418, 422, 429, 500, 503};

// Everything that an answer to one of the clause's requests, or to one that it overhears, can make of it.
std::set<Outcome> outcomes(Judge& judge, const Contract& contract, const BoundClause& clause,
                           const char* body) {
  std::set<Outcome> seen;
  const auto ask = [&](Role role, bool overheard) {
    for (const int status : kStatuses) {
      for (const bool has_credentials : {true, false}) {
        const Exchange exchange{
            .outcome =
                Received{.response = {.status = status,
                                      .fields = {{"Content-Type", "application/json"}, {"X-Other", "1"}},
                                      .body = body}}};
        const Evidence evidence{.role = role,
                                .has_credentials = has_credentials,
                                .overheard = overheard,
                                .operation = &contract.operations[clause.operation],
                                .answer = Answer::of(exchange)};
        const Verdict verdict = judge.judge(clause, {evidence});
        EXPECT_EQ(verdict.reason.empty(), verdict.outcome == Outcome::holds) << clause.clause->coordinate;
        seen.insert(verdict.outcome);
      }
    }
  };
  for (const Role role : clause.roles) ask(role, false);
  for (const Role role : clause.also) ask(role, true);
  return seen;
}

TEST(Explanations, SayOfEveryClauseWhetherAnAnswerCanViolateIt) {
  const Contract documented = contract();
  Result<Judge> judge = Judge::make(documented, {});
  ASSERT_TRUE(judge);
  std::size_t never = 0;
  for (const BoundClause& clause : documented.clauses) {
    if (clause.clause->kind == ClauseKind::cors) continue;  // over several exchanges: see the tests of CORS
    const Explanation said = explanation_of(documented.operations[clause.operation], clause);
    std::set<Outcome> seen = outcomes(*judge, documented, clause, "{\"a\": 1, \"a\": 2}");
    seen.merge(outcomes(*judge, documented, clause, "[1"));
    seen.merge(outcomes(*judge, documented, clause, "[]"));
    // No body that is asked for here breaks what speaks of a header that is absent, or of a schema of no
    // keyword.
    const bool is_reached =
        clause.clause->kind == ClauseKind::status || clause.clause->kind == ClauseKind::security ||
        clause.clause->kind == ClauseKind::body_syntax || clause.clause->kind == ClauseKind::media_type;
    if (said.violated.empty()) {
      EXPECT_FALSE(seen.contains(Outcome::violated)) << clause.clause->coordinate;
      ++never;
    } else if (is_reached && clause.clause->kind != ClauseKind::media_type) {
      EXPECT_TRUE(seen.contains(Outcome::violated)) << clause.clause->coordinate;
    }
    EXPECT_FALSE(said.unexercised.empty());
  }
  EXPECT_EQ(never, 9u);  // PutBook/201, 303, 400, 401, 404, 409, 5XX; GetBook/200; DeleteBook/404
}

}  // namespace explanation_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// From which contracts the clauses of what state implies are derived.
#include "contract/state_clauses.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "contract/load.h"

namespace avouch {
namespace state_clauses_test {

using Names = std::set<std::string>;

Names state_clauses_of(const std::string& paths) {
  Result<Contract> contract = load_contract(
      "api.yaml", {}, {{"api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n" + paths}});
  if (!contract) {
    ADD_FAILURE() << to_string(contract.errors());
    return {};
  }
  const std::size_t before = contract->clauses.size();
  add_state_clauses(*contract);
  Names names;
  for (const BoundClause& bound : contract->clauses) {
    if (!std::holds_alternative<StateSubject>(bound.subject)) continue;
    names.insert(bound.clause.coordinate);
    EXPECT_EQ(bound.clause.severity, Severity::warning);
    EXPECT_EQ(bound.clause.operation, contract->operations[bound.operation].id);
  }
  EXPECT_EQ(contract->clauses.size(), before + names.size());
  return names;
}

const std::string kBook = "{description: d, content: {application/json: {schema: {type: object}}}}";
const std::string kBody = "{content: {application/json: {schema: {type: object}}}}";

TEST(StateClauses, FollowTheLifeOfAResource) {
  EXPECT_EQ(state_clauses_of(
                "  /books:\n"
                "    get: {operationId: list, responses: {'200': {description: d, content: "
                "{application/json: {schema: {type: array}}}}}}\n"
                "    post: {operationId: create, requestBody: " +
                kBody + ", responses: {'201': " + kBook +
                "}}\n"
                "  /books/{id}:\n"
                "    parameters: [{name: id, in: path, required: true}]\n"
                "    get: {operationId: read, responses: {'200': {description: d, headers: {ETag: {schema: "
                "{type: string}}}, content: {application/json: {}}}}}\n"
                "    put: {operationId: replace, requestBody: " +
                kBody + ", responses: {'200': " + kBook +
                "}}\n"
                "    patch: {operationId: update, requestBody: " +
                kBody + ", responses: {'200': " + kBook +
                "}}\n"
                "    delete: {operationId: remove, responses: {'204': {description: d}}}\n"),
            (Names{"create/state/readable", "create/state/kept", "create/state/listed", "replace/state/kept",
                   "replace/state/repeatable", "update/state/kept", "remove/state/gone", "read/state/etag"}));
}

TEST(StateClauses, NeedAPostThatCreatesAndAGetThatReads) {
  EXPECT_EQ(state_clauses_of("  /books/{id}:\n"
                             "    get: {operationId: read, responses: {'200': " +
                             kBook +
                             "}}\n"
                             "    delete: {operationId: remove, responses: {'204': {description: d}}}\n"),
            Names{});
  EXPECT_EQ(state_clauses_of("  /books:\n    post: {operationId: create, responses: {'201': " + kBook +
                             "}}\n"
                             "  /books/{id}:\n"
                             "    delete: {operationId: remove, responses: {'204': {description: d}}}\n"),
            Names{});
  EXPECT_EQ(
      state_clauses_of("  /books:\n    post: {operationId: search, responses: {'303': {description: d}}}\n"
                       "  /books/{id}:\n    get: {operationId: read, responses: {'200': " +
                       kBook + "}}\n"),
      Names{});
}

TEST(StateClauses, ClaimNoMembersThatNoAnswerShows) {
  EXPECT_EQ(state_clauses_of(
                "  /files:\n    post: {operationId: create, requestBody: {content: {image/png: {}}}, "
                "responses: {'201': "
                "{description: d}}}\n"
                "  /files/{id}:\n    get: {operationId: read, responses: {'200': {description: d, content: "
                "{image/png: {}}}}}\n"
                "    put: {operationId: replace, requestBody: {content: {image/png: {}}}, responses: {'204': "
                "{description: d}}}\n"),
            (Names{"create/state/readable"}));
}

TEST(StateClauses, LeaveAContractWithoutWritesAsItIs) {
  EXPECT_EQ(state_clauses_of("  /a: {get: {operationId: a, responses: {'200': {description: d}}}}\n"),
            Names{});
}

}  // namespace state_clauses_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// Whether a write that was refused was carried out all the same: what must be flagged, and what must not.
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "contract/load.h"
#include "judge/judge.h"

namespace avouch {
namespace state_refused_test {

constexpr const char* kApi = R"yaml(openapi: 3.1.0
info: {title: T, version: '1'}
security: [{token: []}]
paths:
  /books:
    get:
      operationId: list
      parameters: [{name: page, in: query, schema: {type: integer}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}
    post:
      operationId: create
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'201': {description: d}}
  /books/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: read, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
    patch:
      operationId: update
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'200': {description: d}}
    delete: {operationId: remove, responses: {'204': {description: d}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)yaml";

class Refused : public testing::Test {
 protected:
  Refused() : contract_(loaded()), judge_(*Judge::make(contract_, {})) {}

  static Contract loaded() {
    Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", kApi}});
    if (!contract) throw std::runtime_error(to_string(contract.errors()));
    return *std::move(contract);
  }

  Evidence sent(const std::string& id, Role role, const std::string& target, int status,
                const std::string& body, const std::string& request = {}) const {
    const auto called = std::find_if(contract_.operations.begin(), contract_.operations.end(),
                                     [&](const Operation& one) { return one.id == id; });
    Exchange exchange{.url = "http://a.example" + target,
                      .sent = {.method = called->method, .target = target, .body = request}};
    http::Response response{.status = status, .body = body};
    if (!body.empty()) response.fields.push_back({"Content-Type", "application/json"});
    exchange.outcome = Received{.response = response};
    return {.role = role, .operation = &*called, .answer = Answer::of(std::move(exchange))};
  }
  Evidence list(const std::string& items, const std::string& more = {}) const {
    return sent("list", Role::read_back, "/books", 200, R"({"items": [)" + items + "]" + more + "}");
  }
  Evidence read(const std::string& body, int status = 200, const std::string& target = "/books/7") const {
    return sent("read", Role::read_back, target, status, body);
  }
  Evidence refused(const std::string& id, const std::string& request = {}) const {
    const std::string target = id == "create" ? "/books" : "/books/7";
    return sent(id, Role::anonymous, target, 401, {}, request);
  }

  std::string judged(const std::string& operation, const std::vector<Evidence>& evidence) const {
    const auto clause = std::find_if(
        contract_.clauses.begin(), contract_.clauses.end(),
        [&](const BoundClause& one) { return one.clause->coordinate == operation + "/security/anonymous"; });
    if (clause == contract_.clauses.end()) return "absent";
    const Verdict verdict = judge_.judge(*clause, evidence);
    return std::string(to_string(verdict.outcome)) + (verdict.reason.empty() ? "" : ": " + verdict.reason);
  }

  Contract contract_;
  Judge judge_;
};

TEST_F(Refused, CreatesNothing) {
  const auto between = [&](const Evidence& before, const Evidence& after) {
    return judged("create",
                  {before, refused("create", R"({"title": "B", "pages": 2, "version": 1})"), after});
  };
  const std::string kOld = R"({"id": "1", "title": "B", "pages": 2})";
  const std::string kNew = R"({"id": "2", "title": "B", "pages": 2, "version": 5})";
  const std::string kCreated = "violated: POST got 401, and the list has what it sent";
  EXPECT_EQ(between(list(""), list(kNew)), kCreated);
  EXPECT_EQ(between(list(kOld), list(kOld + "," + kNew)), kCreated);
  EXPECT_EQ(between(list(""), list("")), "holds");
  EXPECT_EQ(between(list(kOld), list(kOld)), "holds") << "it was there before";
  EXPECT_EQ(between(list(""), list(R"({"id": "2", "title": "C", "pages": 2})")), "holds")
      << "somebody else may have created it";
  EXPECT_EQ(between(list(""), list(R"({"id": "2", "version": 1})")), "holds") << "nothing tells whose it is";
  EXPECT_EQ(between(list(R"({"id": "1", "title": "A"})", R"(, "next": "2")"), list(kNew)), "holds")
      << "it may have been on another page";
}

TEST_F(Refused, ChangesNothing) {
  const auto between = [&](const Evidence& before, const Evidence& after) {
    return judged("update", {before, refused("update", R"({"title": "B", "pages": 2})"), after});
  };
  const std::string kChanged = "violated: PATCH got 401, and the resource shows what it sent";
  EXPECT_EQ(between(read(R"({"title": "A", "pages": 2})"), read(R"({"title": "B", "pages": 2})")), kChanged);
  EXPECT_EQ(between(read(R"({"title": "A"})"), read(R"({"title": "A", "pages": 2})")), kChanged);
  EXPECT_EQ(between(read(R"({"title": "B"})"), read(R"({"title": "B"})")), "holds") << "as before";
  EXPECT_EQ(between(read(R"({"title": "A"})"), read(R"({"title": "C"})")), "holds")
      << "somebody else may have changed it";
  EXPECT_EQ(between(read(R"({"title": "A"})", 200, "/books/8"), read(R"({"title": "B"})", 200, "/books/8")),
            "holds")
      << "another resource";
}

TEST_F(Refused, DeletesNothing) {
  const auto between = [&](const Evidence& before, const Evidence& after) {
    return judged("remove", {before, refused("remove"), after});
  };
  const std::string kShown = R"({"title": "A"})";
  const std::string kDeleted = R"({"title": "A", "deleted": true})";
  EXPECT_EQ(between(read(kShown), read("", 404)), "violated: DELETE got 401, and after it, GET got 404");
  EXPECT_EQ(between(read(kShown), read("", 410)), "violated: DELETE got 401, and after it, GET got 410");
  EXPECT_EQ(between(read(kShown), read(kDeleted)),
            "violated: DELETE got 401, and after it, the resource is marked as deleted");
  EXPECT_EQ(between(read(kShown), read(kShown)), "holds");
  EXPECT_EQ(between(read(kDeleted), read(kDeleted)), "holds") << "as before";
  EXPECT_EQ(between(read("", 404), read("", 404)), "holds") << "it was not there";
  EXPECT_EQ(between(read(kShown, 200, "/books/8"), read("", 404, "/books/8")), "holds") << "another resource";
}

}  // namespace state_refused_test
}  // namespace avouch

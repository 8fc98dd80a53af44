// SPDX-License-Identifier: MIT
// What a second identity must neither see nor change: what must be flagged, what must not, and what is
// unexercised.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "contract/load.h"
#include "contract/state_clauses.h"
#include "judge/judge.h"

namespace avouch {
namespace state_owned_test {

constexpr const char* kApi = R"yaml(openapi: 3.1.0
info: {title: T, version: '1'}
security: [{token: []}]
paths:
  /books:
    get: {operationId: list, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post:
      operationId: create
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'201': {description: d}, '202': {description: d}}
  /books/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: read, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}, '404': {description: d}}}
    patch:
      operationId: update
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'200': {description: d}, '403': {description: d}}
    delete: {operationId: remove, responses: {'204': {description: d}, '404': {description: d}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)yaml";

constexpr const char* kOwn = R"({"id": "7", "title": "A", "pages": 1})";

class Owned : public testing::Test {
 protected:
  Owned() : contract_(loaded()), judge_(*Judge::make(contract_, {})) {}

  static Contract loaded() {
    Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", kApi}});
    if (!contract) throw std::runtime_error(to_string(contract.errors()));
    add_state_clauses(*contract);
    return *std::move(contract);
  }

  Evidence sent(const std::string& id, Role role, int status, const std::string& body = {},
                const std::string& request = {}, const std::string& item = "/books/7") const {
    const auto called = std::find_if(contract_.operations.begin(), contract_.operations.end(),
                                     [&](const Operation& one) { return one.id == id; });
    const std::string target = called->path == "/books" ? "/books" : item;
    Exchange exchange{.url = "http://a.example" + target,
                      .sent = {.method = called->method, .target = target, .body = request}};
    http::Response response{.status = status, .body = body};
    if (!body.empty()) response.fields.push_back({"Content-Type", "application/json"});
    exchange.outcome = Received{.response = response};
    return {.role = role, .operation = &*called, .answer = Answer::of(std::move(exchange))};
  }

  Evidence created(int status = 201) const {
    return sent("create", Role::documented, status, "", R"({"title": "A", "pages": 1})");
  }
  Evidence own(int status, const std::string& body = {}) const {
    return sent("read", Role::read_back, status, body);
  }
  Evidence foreign(const std::string& id, int status, const std::string& body = {},
                   const std::string& request = {}) const {
    return sent(id, Role::other_identity, status, body, request);
  }
  // The owner's list has the resource, and that of the second identity has not.
  std::vector<Evidence> lists_apart() const {
    return {sent("list", Role::read_back, 200, std::string("[") + kOwn + "]"), foreign("list", 200, "[]")};
  }
  Evidence wrong(int status) const { return sent("read", Role::wrong_credentials, status); }

  std::string judged(const std::string& coordinate, const std::vector<Evidence>& evidence) const {
    const auto clause =
        std::find_if(contract_.clauses.begin(), contract_.clauses.end(),
                     [&](const BoundClause& one) { return one.clause->coordinate == coordinate; });
    if (clause == contract_.clauses.end()) return "absent";
    const Verdict verdict = judge_.judge(*clause, evidence);
    if (verdict.outcome == Outcome::violated) {
      EXPECT_EQ(verdict.severity, Severity::warning);
      EXPECT_FALSE(verdict.findings.empty());
    }
    return std::string(to_string(verdict.outcome)) + (verdict.reason.empty() ? "" : ": " + verdict.reason);
  }

  Contract contract_;
  Judge judge_;
};

TEST_F(Owned, IsNotShown) {
  const auto after = [&](int status, const std::string& body, const std::vector<Evidence>& more) {
    std::vector<Evidence> evidence = {created(), own(200, kOwn), foreign("read", status, body)};
    evidence.insert(evidence.end(), more.begin(), more.end());
    return judged("read/state/owned", evidence);
  };
  const std::vector<Evidence> known = {wrong(401)};
  EXPECT_EQ(after(404, "", known), "holds");
  EXPECT_EQ(after(403, "", known), "holds");
  EXPECT_EQ(after(200, kOwn, lists_apart()),
            "violated: the second identity is shown what the first one created");
  const std::string everybodys =
      ", but it may be everybody's: no 403 is documented, and the second identity is shown what the first "
      "one "
      "is";
  EXPECT_EQ(after(200, kOwn, known),
            "unexercised: the second identity is shown what the first one created" + everybodys);
  EXPECT_EQ(after(200, kOwn,
                  {sent("list", Role::read_back, 200, std::string("[") + kOwn + "]"),
                   foreign("list", 200, std::string("[") + kOwn + "]")}),
            "unexercised: the second identity is shown what the first one created" + everybodys);
  EXPECT_EQ(after(200, kOwn,
                  {sent("list", Role::read_back, 200, std::string("[") + kOwn + "]"),
                   foreign("list", 200, R"({"items": [], "next": "2"})")}),
            "unexercised: the second identity is shown what the first one created" + everybodys)
      << "it may be on another page";
  EXPECT_EQ(after(200, R"({"title": "A", "pages": 1, "seen": 2})", lists_apart()),
            "violated: the second identity is shown what the first one created");
  EXPECT_EQ(
      after(200, R"({"id": "7", "title": "B", "pages": 1})", known),
      "unexercised: GET of the second identity got 200, but not with the values that the owner is shown")
      << "it may have a book of its own with that number";
  EXPECT_EQ(
      after(200, "", known),
      "unexercised: GET of the second identity got 200, but not with the values that the owner is shown");
  EXPECT_EQ(
      judged("read/state/owned",
             {created(), own(200, R"({"id": "7"})"), foreign("read", 200, R"({"id": "7"})"), wrong(401)}),
      "unexercised: GET of the second identity got 200, but not with the values that the owner is shown")
      << "both count their books";
  EXPECT_EQ(after(500, "", known), "unexercised: GET of the second identity got 500");
  EXPECT_EQ(after(302, "", known), "unexercised: GET of the second identity got 302");
}

TEST_F(Owned, IsRefusedToAnIdentityThatTheTargetKnows) {
  const auto after = [&](int status, const std::vector<Evidence>& more) {
    std::vector<Evidence> evidence = {created(), own(200, kOwn), foreign("read", status)};
    evidence.insert(evidence.end(), more.begin(), more.end());
    return judged("read/state/owned", evidence);
  };
  const std::string alike =
      ", and nothing shows that the target knows it: wrong credentials are refused alike";
  EXPECT_EQ(after(404, {wrong(404)}), "unexercised: GET of the second identity got 404" + alike);
  EXPECT_EQ(after(403, {wrong(403)}), "unexercised: GET of the second identity got 403" + alike);
  EXPECT_EQ(after(403, {}), "unexercised: GET of the second identity got 403" + alike);
  EXPECT_EQ(after(404, {wrong(200)}), "unexercised: GET of the second identity got 404" + alike);
  EXPECT_EQ(after(401, {wrong(401)}),
            "unexercised: GET of the second identity got 401: it may have wrong credentials");
  EXPECT_EQ(after(404, {wrong(404), foreign("list", 200, "[]")}), "holds") << "it is shown the list";
  EXPECT_EQ(after(401, {wrong(401), foreign("list", 200, "[]")}), "holds");
  EXPECT_EQ(after(401, {wrong(401), foreign("list", 401)}),
            "unexercised: GET of the second identity got 401: it may have wrong credentials");
}

TEST_F(Owned, IsNotChanged) {
  const auto after = [&](int status, int read, const std::string& seen,
                         const std::string& request = R"({"title": "B"})") {
    return judged("update/state/owned",
                  {created(), own(200, kOwn), own(200, kOwn), foreign("update", status, "", request),
                   own(read, seen), wrong(401)});
  };
  const std::string changed = R"({"id": "7", "title": "B", "pages": 1})";
  EXPECT_EQ(after(403, 200, kOwn), "holds");
  EXPECT_EQ(after(200, 200, kOwn), "holds") << "it was ignored";
  EXPECT_EQ(after(200, 200, changed),
            "violated: after PATCH of the second identity got 200, its owner is shown other values");
  EXPECT_EQ(after(403, 200, changed),
            "violated: after PATCH of the second identity got 403, its owner is shown other values");
  EXPECT_EQ(after(403, 404, ""),
            "violated: after PATCH of the second identity got 403, the GET got 404 for its owner");
  EXPECT_EQ(after(200, 200, kOwn, R"({"title": "A"})"),
            "unexercised: PATCH of the second identity got 200, but it sends what the resource has already");
  EXPECT_EQ(
      after(202, 200, kOwn),
      "unexercised: PATCH of the second identity got 202, and the reads do not show whether that changed "
      "anything");
  EXPECT_EQ(after(422, 200, kOwn), "unexercised: PATCH of the second identity got 422");
  EXPECT_EQ(after(403, 500, ""),
            "unexercised: after PATCH of the second identity got 403, the GET got 500 for "
            "its owner");
}

TEST_F(Owned, IsNotDeleted) {
  const auto after = [&](int status, int read, const std::string& seen) {
    return judged("remove/state/owned", {created(), own(200, kOwn), foreign("read", 404),
                                         foreign("remove", status), own(read, seen), wrong(401)});
  };
  EXPECT_EQ(after(404, 200, kOwn), "holds");
  EXPECT_EQ(after(204, 200, kOwn), "holds") << "a DELETE may be answered so whatever it finds";
  EXPECT_EQ(after(204, 404, ""),
            "violated: after DELETE of the second identity got 204, the GET got 404 for its owner");
  EXPECT_EQ(after(404, 410, ""),
            "violated: after DELETE of the second identity got 404, the GET got 410 for its owner");
  EXPECT_EQ(after(204, 200, R"({"id": "7", "title": "A", "deleted": true})"),
            "violated: after DELETE of the second identity got 204, the GET got 200 for its owner");
  EXPECT_EQ(
      judged("remove/state/owned", {created(), own(200, kOwn), foreign("read", 200, kOwn),
                                    foreign("remove", 204), own(404), wrong(401)}),
      "unexercised: after DELETE of the second identity got 204, the GET got 404 for its owner, but it may "
      "be everybody's: no 403 is documented, and the second identity is shown what the first one is");
  EXPECT_EQ(after(202, 200, kOwn), "unexercised: DELETE of the second identity got 202");
  // The run itself deleted it, or what it is a part of.
  Evidence late = foreign("remove", 404);
  late.removed_by = "removeShop/documented";
  EXPECT_EQ(judged("remove/state/owned", {created(), own(200, kOwn), late, own(404, ""), wrong(401)}),
            "unexercised: the response was 404, and removeShop/documented had deleted the resource before");
  EXPECT_EQ(judged("remove/state/owned", {created(), own(200, kOwn), late, own(200, kOwn), wrong(401)}),
            "holds");
}

TEST_F(Owned, IsNotListed) {
  const auto of = [&](const std::string& owners, int status, const std::string& others, int read = 404) {
    return judged("list/state/owned", {created(), own(200, kOwn), sent("list", Role::read_back, 200, owners),
                                       foreign("list", status, others), foreign("read", read)});
  };
  const std::string mine = std::string("[") + kOwn + "]";
  EXPECT_EQ(of(mine, 200, "[]"), "holds");
  EXPECT_EQ(of(mine, 200, R"([{"id": "8", "title": "A"}])"), "holds");
  EXPECT_EQ(of(mine, 200, mine), "violated: the list shows the second identity what the first one created");
  EXPECT_EQ(of(mine, 200, mine, 200),
            "unexercised: the list shows the second identity what the first one created, but it may be "
            "everybody's: no 403 is documented, and the second identity is shown what the first one is");
  EXPECT_EQ(of(mine, 200, R"([{"id": "7", "title": "B"}])"),
            "unexercised: the second identity is shown an item with that identity, but with other values");
  EXPECT_EQ(of("[]", 200, "[]"), "unexercised: the list does not show the resource to its owner");
  EXPECT_EQ(of(mine, 403, ""), "unexercised: GET of the second identity got 403");
  EXPECT_EQ(of(mine, 200, R"({"items": [], "next": "/books?page=2"})"),
            "unexercised: the list may have more pages");
}

TEST_F(Owned, MustHaveBeenThere) {
  EXPECT_EQ(judged("read/state/owned", {created(422), own(404), foreign("read", 404), wrong(401)}),
            "unexercised: POST got 422");
  EXPECT_EQ(judged("read/state/owned", {created(202), own(200, kOwn), foreign("read", 404), wrong(401)}),
            "unexercised: 202: the request is not carried out yet (RFC 9110 §15.3.3)");
  EXPECT_EQ(judged("read/state/owned", {created(), own(404), foreign("read", 404), wrong(401)}),
            "unexercised: before the request of the second identity, GET got 404");
  EXPECT_EQ(
      judged("read/state/owned", {created(), own(200, kOwn),
                                  sent("read", Role::other_identity, 404, "", "", "/books/8"), wrong(401)}),
      "unexercised: another resource was read");
}

}  // namespace state_owned_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// What state implies: what must be flagged, what must not, and what is unexercised.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "contract/load.h"
#include "contract/state_clauses.h"
#include "judge/judge.h"

namespace avouch {
namespace state_test {

constexpr const char* kApi = R"yaml(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /books:
    get:
      operationId: list
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {items: {type: array}}}}}}}
    post:
      operationId: create
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'201': {description: d}, '202': {description: d}}
  /books/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: read
      responses: {'200': {description: d, headers: {ETag: {schema: {type: string}}}, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}
    put:
      operationId: replace
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'200': {description: d}}
    patch:
      operationId: update
      requestBody: {content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'200': {description: d}}
    delete: {operationId: remove, responses: {'204': {description: d}}}
  /notes:
    post:
      operationId: note
      requestBody: {content: {application/json: {schema: {type: object, properties: {word: {type: string}}}}}}
      responses: {'201': {description: d}}
  /notes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: readNote, responses: {'200': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}}}
components:
  schemas:
    Book:
      type: object
      properties:
        id: {type: string, readOnly: true}
        title: {type: string}
        pages: {type: integer}
        tags: {type: array}
        more: {type: object}
        secret: {type: string, writeOnly: true}
)yaml";

class State : public testing::Test {
 protected:
  State() : contract_(loaded()), judge_(*Judge::make(contract_, {})) {}

  static Contract loaded() {
    Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", kApi}});
    if (!contract) throw std::runtime_error(to_string(contract.errors()));
    add_state_clauses(*contract);
    return *std::move(contract);
  }

  const Operation* operation(const std::string& id) const {
    return &*std::find_if(contract_.operations.begin(), contract_.operations.end(),
                          [&](const Operation& one) { return one.id == id; });
  }

  Evidence sent(const std::string& id, Role role, const std::string& target, int status,
                const std::string& body = {}, const std::string& request = {},
                http::Fields fields = {}) const {
    const Operation* called = operation(id);
    Exchange exchange{.url = "http://a.example" + target,
                      .sent = {.method = called->method, .target = target, .body = request}};
    if (!request.empty())
      exchange.sent.fields = {{"Content-Type", called->request_body->media.front().range}};
    http::Response response{.status = status, .fields = std::move(fields), .body = body};
    if (!body.empty()) response.fields.push_back({"Content-Type", "application/json"});
    exchange.outcome = Received{.response = response};
    return {.role = role, .operation = called, .answer = Answer::of(std::move(exchange))};
  }
  Evidence write(const std::string& id, const std::string& target, int status,
                 const std::string& request = {}) const {
    return sent(id, Role::documented, target, status, {}, request);
  }
  Evidence read(const std::string& target, int status, const std::string& body = {},
                http::Fields fields = {}) const {
    return sent("read", Role::read_back, target, status, body, {}, std::move(fields));
  }

  // "holds", "violated: reason", …
  std::string judged(const std::string& coordinate, const std::vector<Evidence>& evidence) const {
    const auto clause =
        std::find_if(contract_.clauses.begin(), contract_.clauses.end(),
                     [&](const BoundClause& one) { return one.clause.coordinate == coordinate; });
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

TEST_F(State, WhatWasDeletedIsGone) {
  const auto after = [&](int status, const std::string& body = {}) {
    return judged("remove/state/gone", {write("remove", "/books/7", 204), read("/books/7", status, body)});
  };
  EXPECT_EQ(after(404), "holds");
  EXPECT_EQ(after(410), "holds");
  EXPECT_EQ(after(200, R"({"id": "7"})"), "violated: after DELETE got 204, GET got 200");
  EXPECT_EQ(after(500), "unexercised: after DELETE got 204, GET got 500");
  EXPECT_EQ(after(403), "unexercised: after DELETE got 204, GET got 403");
  for (const char* marked :
       {R"({"deleted": true})", R"({"deletedAt": "2026-01-01"})", R"({"status": "Archived"})",
        R"({"data": {"is_deleted": true}})", R"({"active": false})"})
    EXPECT_EQ(after(200, marked), "unexercised: the answer to GET marks the resource as deleted") << marked;
  for (const char* unmarked : {R"({"deleted": false})", R"({"deletedAt": null})", R"({"status": "open"})"})
    EXPECT_TRUE(after(200, unmarked).starts_with("violated")) << unmarked;
}

TEST_F(State, ADeletionThatDidNotHappenSaysNothing) {
  EXPECT_EQ(judged("remove/state/gone", {write("remove", "/books/7", 409), read("/books/7", 200, "{}")}),
            "unexercised: DELETE got 409");
  EXPECT_EQ(judged("remove/state/gone", {write("remove", "/books/7", 202), read("/books/7", 200, "{}")}),
            "unexercised: 202: the request is not carried out yet (RFC 9110 §15.3.3)");
  EXPECT_EQ(judged("remove/state/gone", {write("remove", "/books/7", 204), read("/books/8", 200, "{}")}),
            "unexercised: another resource was read");
}

TEST_F(State, WhatWasCreatedIsReadable) {
  const auto after = [&](int status) {
    return judged("create/state/readable", {write("create", "/books", 201, "{}"), read("/books/7", status)});
  };
  EXPECT_EQ(after(200), "holds");
  EXPECT_EQ(after(404), "violated: after POST got 201, GET got 404");
  EXPECT_EQ(after(403), "unexercised: after POST got 201, GET got 403");
  EXPECT_EQ(judged("create/state/readable", {write("create", "/books", 202, "{}"), read("/books/7", 404)}),
            "unexercised: 202: the request is not carried out yet (RFC 9110 §15.3.3)");
  // The first body was refused, the smaller one was not.
  EXPECT_EQ(judged("create/state/readable", {write("create", "/books", 422, "{}"),
                                             write("create", "/books", 201, "{}"), read("/books/7", 200)}),
            "holds");
}

struct Kept {
  const char* name;
  const char* sent;
  const char* seen;
  const char* said;
};

void PrintTo(const Kept& shown, std::ostream* out) {
  *out << shown.name;
}

class KeptMembers : public State, public testing::WithParamInterface<Kept> {};

TEST_P(KeptMembers, AreThoseThatWereSent) {
  EXPECT_EQ(judged("replace/state/kept", {write("replace", "/books/7", 200, GetParam().sent),
                                          read("/books/7", 200, GetParam().seen)}),
            GetParam().said);
}

INSTANTIATE_TEST_SUITE_P(
    All, KeptMembers,
    testing::Values(
        Kept{"same", R"({"title": "A", "pages": 1})", R"({"id": "7", "title": "A", "pages": 1.0})", "holds"},
        Kept{"lost", R"({"title": "A", "pages": 1})", R"({"title": "A"})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"changed", R"({"title": "A", "pages": 1})", R"({"title": "B", "pages": 2})",
             "violated: 2 members are not shown as they were sent"},
        Kept{"normalised", R"({"title": " A "})", R"({"title": "A"})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"read_only", R"({"id": "8", "title": "A"})", R"({"id": "7", "title": "A"})", "holds"},
        Kept{"write_only", R"({"title": "A", "secret": "s"})", R"({"title": "A"})", "holds"},
        Kept{"undocumented", R"({"title": "A", "other": 1})", R"({"title": "A"})", "holds"},
        Kept{"nothing_documented", R"({"other": 1})", R"({"title": "A"})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"wrapped", R"({"title": "A"})", R"({"data": {"title": "A"}})", "holds"},
        Kept{"wrapped_and_changed", R"({"title": "A"})", R"({"data": {"title": "B"}})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"object", R"({"more": {"a": 1}})", R"({"more": {"a": 1, "b": 2}})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"another_type", R"({"title": "a"})", R"({"title": 7})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"array", R"({"tags": ["a"]})", R"({"tags": ["a"]})", "holds"},
        Kept{"array_of_objects", R"({"tags": [{"b": 1}]})", R"({"tags": [{"c": 2}]})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"shorter_array", R"({"tags": ["a", "b"]})", R"({"tags": ["a"]})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"no_object", R"([1])", R"({"title": "A"})", "unexercised: the request has no JSON object"},
        Kept{"no_json", R"({"title": "A"})", "text", "unexercised: the answer to GET is no JSON object"}),
    [](const testing::TestParamInfo<Kept>& of) { return of.param.name; });

TEST_F(State, AChangeIsJudgedByOtherValuesThanBefore) {
  const auto changed = [&](int status, const std::string& seen) {
    return judged("replace/state/kept",
                  {write("replace", "/books/7", 200, R"({"title": "A"})"),
                   sent("replace", Role::repeated, "/books/7", status, {}, R"({"title": "A2"})"),
                   read("/books/7", 200, seen)});
  };
  EXPECT_EQ(changed(200, R"({"title": "A2"})"), "holds");
  EXPECT_EQ(changed(200, R"({"title": "A"})"), "violated: 1 member is not shown as it was sent")
      << "a lost update";
  EXPECT_EQ(changed(422, R"({"title": "A"})"), "unexercised: with other values, PUT got 422");
}

TEST_F(State, AnAnswerThatDocumentsNoMembersNeedShowNone) {
  EXPECT_EQ(judged("note/state/kept", {write("note", "/notes", 201, R"({"word": "A"})"),
                                       sent("readNote", Role::read_back, "/notes/7", 200, R"({"id": "7"})")}),
            "unexercised: the documentation of GET shows no member that was sent");
}

TEST_F(State, AMergePatchRemovesByNull) {
  EXPECT_EQ(judged("update/state/kept", {write("update", "/books/7", 200, R"({"title": "B", "pages": null})"),
                                         read("/books/7", 200, R"({"title": "B"})")}),
            "holds");
}

TEST_F(State, WhatWasCreatedIsListed) {
  const auto listed = [&](const std::string& body, int status = 200, const std::string& target = "/books",
                          http::Fields fields = {}) {
    return judged("create/state/listed",
                  {write("create", "/books", 201, "{}"), read("/books/7", 200, "{}"),
                   sent("list", Role::read_back, target, status, body, {}, std::move(fields))});
  };
  EXPECT_EQ(listed(R"({"items": [{"id": 6}, {"id": 7}]})"), "holds");
  EXPECT_EQ(listed(R"({"items": ["6", "7"]})"), "holds");
  EXPECT_EQ(listed(R"({"items": [{"book": {"id": "7"}}]})"), "holds");
  EXPECT_EQ(listed(R"({"items": [{"href": "http://a.example/books/7"}]})"), "holds");
  EXPECT_EQ(listed(R"({"items": [{"id": 6}]})"), "violated: the list does not have what was created");
  EXPECT_EQ(listed(R"({"items": []})"), "violated: the list does not have what was created");
  EXPECT_EQ(listed(R"({"items": [{"id": 1}, {"id": 2}, {"id": 3}, {"id": 4}, {"id": 5}]})"),
            "unexercised: the list may have more pages");
  EXPECT_EQ(listed(R"({"items": [{"id": 6}], "next": "abc"})"), "unexercised: the list may have more pages");
  EXPECT_EQ(listed(R"({"items": [{"id": 6}], "meta": {"total": 9}})"),
            "unexercised: the list may have more pages");
  EXPECT_EQ(listed(R"({"items": [{"id": 6}], "next": null, "total": 1})"),
            "violated: the list does not have what was created");
  EXPECT_EQ(listed(R"({"items": [{"id": 6}]})", 200, "/books", {{"Link", "</books?page=2>; rel=\"next\""}}),
            "unexercised: the list may have more pages");
  EXPECT_EQ(listed(R"({"items": []})", 200, "/books?limit=1"),
            "unexercised: the list was read with a query, which may leave items out");
  EXPECT_EQ(listed(R"({"a": 1})"), "unexercised: the answer to GET has no list");
  EXPECT_EQ(listed("{}", 503), "unexercised: after POST got 201, GET got 503");
}

TEST_F(State, ASecondPutChangesNothing) {
  const auto repeated = [&](const std::string& before, const std::string& after, int status = 200) {
    const std::string body = R"({"title": "A", "tags": ["a"]})";
    return judged(
        "replace/state/repeatable",
        {write("replace", "/books/7", 200, body), read("/books/7", 200, before),
         sent("replace", Role::repeated, "/books/7", status, {}, body), read("/books/7", 200, after)});
  };
  EXPECT_EQ(repeated(R"({"title": "A", "tags": ["a"]})", R"({"title": "A", "tags": ["a"]})"), "holds");
  EXPECT_EQ(repeated(R"({"title": "A", "changed": 1})", R"({"title": "A", "changed": 2})"), "holds")
      << "the server counts requests";
  EXPECT_EQ(repeated(R"({"title": "A", "tags": ["a"]})", R"({"title": "A", "tags": ["a", "a"]})"),
            "violated: a second identical PUT changed what the resource shows (RFC 9110 §9.2.2)");
  EXPECT_EQ(repeated("{}", "{}", 412), "unexercised: the second PUT got 412");
}

TEST_F(State, AnETagFollowsTheContent) {
  const auto tagged = [&](const std::string& first, const std::string& second, const std::string& body) {
    return judged("read/state/etag", {read("/books/7", 200, R"({"a": 1})", {{"ETag", first}}),
                                      read("/books/7", 200, body, {{"ETag", second}})});
  };
  EXPECT_EQ(tagged("\"1\"", "\"2\"", R"({"a": 2})"), "holds");
  EXPECT_EQ(tagged("\"1\"", "\"2\"", R"({"a": 1})"),
            "violated: the ETag changed, and the content did not (RFC 9110 §8.8.3)");
  EXPECT_EQ(tagged("\"1\"", "\"1\"", R"({"a": 1})"), "unexercised: no ETag of one resource changed");
  EXPECT_EQ(judged("read/state/etag", {read("/books/7", 200, "{}", {{"ETag", "\"1\""}}),
                                       read("/books/8", 200, "{}", {{"ETag", "\"2\""}})}),
            "unexercised: no ETag of one resource changed");
}

TEST_F(State, NoResponseIsUndecided) {
  Evidence failed = read("/books/7", 200);
  Exchange exchange{.url = "http://a.example/books/7", .sent = {.target = "/books/7"}};
  exchange.outcome = Failure{Failure::Kind::closed, "the connection was closed"};
  failed.answer = Answer::of(std::move(exchange));
  EXPECT_TRUE(
      judged("remove/state/gone", {write("remove", "/books/7", 204), failed}).starts_with("undecided"));
}

}  // namespace state_test
}  // namespace avouch

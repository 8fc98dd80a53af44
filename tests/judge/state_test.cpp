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
      security: [{}, {key: []}]
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {items: {type: array}}}}}}}
    post:
      operationId: create
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'201': {description: d, headers: {Location: {schema: {type: string}}}}, '202': {description: d}}
  /books/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: read
      responses: {'200': {description: d, headers: {ETag: {schema: {type: string}}}, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}, '404': {description: d}}
    put:
      operationId: replace
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'200': {description: d}}
    patch:
      operationId: update
      requestBody: {content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'200': {description: d}}
    delete: {operationId: remove, responses: {'204': {description: d}}}
  /books/{id}/archive:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    post: {operationId: archive, responses: {'200': {description: d}}}
  /notes:
    servers: [{url: 'https://notes.example/v1'}]
    get: {operationId: listNotes, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post:
      operationId: note
      requestBody: {content: {application/json: {schema: {type: object, properties: {word: {type: string}}}}}}
      responses: {'201': {description: d, headers: {Location: {schema: {type: string}}}}}
  /drafts:
    get:
      operationId: listDrafts
      parameters:
        - {name: sort, in: query, schema: {type: string, enum: [up, down]}}
        - {name: status, in: query, schema: {type: string, default: published}}
      responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}
    post:
      operationId: draft
      requestBody: {content: {application/json: {schema: {}}}}
      responses: {'201': {description: d}}
  /drafts/{slug}:
    parameters: [{name: slug, in: path, required: true, schema: {type: string}}]
    get: {operationId: readDraft, responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {slug: {type: string}, word: {type: string}, mood: {enum: [calm, glad]}, born: {type: string, format: date}, size: {type: integer, maximum: 9}, cut: {oneOf: [{type: object, required: [by], properties: {by: {enum: [line]}}}, {type: object, required: [by], properties: {by: {enum: [word]}}}]}}}}}}}}
    put:
      operationId: replaceDraft
      requestBody: {content: {application/json: {schema: {type: object, properties: {slug: {type: string}, word: {type: string}, mood: {type: string}, born: {type: string}, size: {type: integer}, cut: {type: object}}}}}}
      responses: {'200': {description: d}}
  /films:
    get:
      operationId: listFilms
      parameters: [{name: genre, in: query, schema: {enum: [drama, crime]}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}
    post:
      operationId: film
      requestBody: {content: {application/json: {schema: {}}}}
      responses: {'201': {description: d}}
  /films/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: readFilm, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
  /feeds:
    get: {operationId: listFeeds, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post: {operationId: feed, requestBody: {content: {application/json: {schema: {}}}}, responses: {'201': {description: d}}}
  /feeds/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: readFeed
      responses: {'200': {description: d, content: {application/json: {schema: {oneOf: [{type: object, required: [kind], properties: {kind: {const: shop}, word: {type: string}, since: {type: string, format: date}, stops: {type: array, items: {type: object, properties: {at: {type: integer}, of: {type: object}}}}}}, {type: object, required: [kind], properties: {kind: {const: hotel}, stars: {type: integer}, hosts: {type: array, items: {type: object}}}}]}}}}}
    put:
      operationId: replaceFeed
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'200': {description: d}}
  /songs:
    get: {operationId: listSongs, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post: {operationId: song, responses: {'201': {description: d}}}
  /songs/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get: {operationId: readSong, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
  /pages:
    get:
      operationId: listPages
      parameters: [{name: 'page[size]', in: query, schema: {type: integer, default: 2}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}
    post: {operationId: page, responses: {'201': {description: d}}}
  /pages/{slug}:
    parameters: [{name: slug, in: path, required: true, schema: {type: string}}]
    get: {operationId: readPage, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
  /coins:
    post:
      operationId: coin
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'201': {description: d, headers: {Location: {schema: {type: string}}}}}
  /coins/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string, pattern: '^[A-Z]{3}$'}}]
    get: {operationId: readCoin, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
  /notes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    delete: {operationId: removeNote, responses: {'204': {description: d}}}
    get: {operationId: readNote, responses: {'200': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}}}
  /keys/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: readKey, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
    delete: {operationId: removeKey, security: [{token: []}], responses: {'204': {description: d}, '401': {description: d}}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}, key: {type: apiKey, in: query, name: api_key}}
  schemas:
    Book:
      type: object
      properties:
        place: {type: object, properties: {street: {type: [string, 'null']}, zip: {type: string}, at: {type: object, properties: {x: {type: integer}}}}}
        id: {type: string, readOnly: true}
        title: {type: string}
        data: {type: object, properties: {born: {type: string, format: date}}}
        note: {type: [string, 'null']}
        pages: {type: integer}
        tags: {type: array}
        labels: {type: array, uniqueItems: true}
        version: {type: integer}
        more: {type: object}
        maybe: {type: [object, 'null'], properties: {word: {type: string}}}
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
  EXPECT_EQ(
      after(200, "deleted"),
      "unexercised: the answer to GET is not the documented JSON, which may mark the resource as deleted");
}

// The requests between the two reads are not known: a PUT may have disabled the resource.
TEST_F(State, ARefusedDeletionIsBlamedForAMarkAlone) {
  const auto outcome = [&](const std::string& before, const std::string& after) {
    const auto clause = std::find_if(
        contract_.clauses.begin(), contract_.clauses.end(),
        [](const BoundClause& one) { return one.clause->coordinate == "removeKey/security/anonymous"; });
    const auto shown = [&](const std::string& body) {
      return sent("readKey", Role::read_back, "/keys/7", 200, body);
    };
    return judge_
        .judge(*clause,
               std::vector<Evidence>{shown(before), sent("removeKey", Role::anonymous, "/keys/7", 401),
                                     shown(after)})
        .outcome;
  };
  EXPECT_EQ(outcome(R"({"name": "a", "enabled": true})", R"({"name": "a", "enabled": true})"),
            Outcome::holds);
  EXPECT_EQ(outcome(R"({"name": "a", "enabled": true})", R"({"name": "a", "enabled": false})"),
            Outcome::violated);
  EXPECT_EQ(outcome(R"({"key": {"name": "a"}, "version": 1})",
                    R"({"key": {"name": "a", "deletedAt": "2026-01-01"}, "version": 2})"),
            Outcome::violated);
  EXPECT_EQ(outcome(R"({"name": "a", "enabled": true})", R"({"name": "b", "enabled": false})"),
            Outcome::holds);
  EXPECT_EQ(
      outcome(R"({"key": {"name": "a", "enabled": true}})", R"({"key": {"name": "b", "enabled": false}})"),
      Outcome::holds);
}

TEST_F(State, WhatTheListStillHasIsNotGone) {
  const auto listed = [&](int status, const std::string& items, const std::string& read_body = {}) {
    return judged("remove/state/gone",
                  {write("remove", "/books/7", 204), read("/books/7", status, read_body),
                   sent("list", Role::read_back, "/books", 200, R"({"items": )" + items + "}")});
  };
  EXPECT_EQ(listed(404, R"([{"id": 6}])"), "holds");
  EXPECT_EQ(listed(404, R"([{"id": 7}])"), "violated: after DELETE got 204, the list still has the resource");
  EXPECT_EQ(listed(404, R"(["7"])"), "violated: after DELETE got 204, the list still has the resource");
  EXPECT_EQ(listed(404, R"([{"_links": {"self": {"href": "http://a.example/books/7"}}}])"),
            "violated: after DELETE got 204, the list still has the resource");
  EXPECT_EQ(listed(404, R"([{"id": 6, "pages": 7, "next": "/books/7"}])"), "holds")
      << "another item, with that number";
  EXPECT_EQ(listed(404, R"([{"id": 7, "deleted": true}])"),
            "unexercised: the list marks the resource as deleted");
  EXPECT_EQ(listed(500, R"([{"id": 7}])"), "violated: after DELETE got 204, the list still has the resource");
  EXPECT_EQ(listed(500, "[]"), "unexercised: after DELETE got 204, GET got 500");
}

// Without a documented 404, a GET cannot say that its resource is gone.
TEST_F(State, TheListDecidesWhereNoAbsenceIsDocumented) {
  const auto told = [&](const std::string& before, const std::string& after, http::Fields fields = {},
                        int status = 200) {
    return judged(
        "removeNote/state/gone",
        {sent("listNotes", Role::read_back, "/notes", 200, before), write("removeNote", "/notes/7", 204),
         sent("readNote", Role::read_back, "/notes/7", status, status == 200 ? R"({"id": "7"})" : ""),
         sent("listNotes", Role::read_back, "/notes", 200, after, {}, std::move(fields))});
  };
  const std::string kUnclear = "unexercised: GET documents neither 404 nor 410, and ";
  EXPECT_EQ(told(R"([{"id": "6"}, {"id": "7"}])", R"([{"id": "6"}])"), "holds");
  EXPECT_EQ(told("[]", "[]", {}, 404), "holds");
  EXPECT_EQ(told(R"([{"id": "7"}])", R"([{"id": "7"}])"),
            "violated: after DELETE got 204, the list still has the resource");
  EXPECT_EQ(told(R"([{"id": "7", "noteId": "7"}])", R"([{"id": "8", "noteId": "7"}])", {}, 404), "holds")
      << "the list names notes by their first name";
  EXPECT_EQ(told(R"([{"id": "8", "noteId": "7"}])", R"([{"id": "8", "noteId": "7"}])", {}, 404),
            "violated: after DELETE got 204, the list still has the resource");
  EXPECT_EQ(told("[]", "[]"), kUnclear + "the list did not show the resource before");
  EXPECT_EQ(told(R"([{"id": "7"}])", "[]", {{"Link", "</notes?page=2>; rel=next"}}),
            kUnclear + "the list may have more pages");
  EXPECT_EQ(told(R"([{"id": "7"}])", "[]", {{"X-Total-Count", "9"}}),
            kUnclear + "the list may have more pages");
  EXPECT_EQ(told(R"([{"id": "7"}])", "{}"), kUnclear + "the list was not read");
  EXPECT_EQ(
      judged("removeNote/state/gone", {write("removeNote", "/notes/7", 204),
                                       sent("readNote", Role::read_back, "/notes/7", 200, R"({"id": "7"})")}),
      kUnclear + "the list was not read");
}

TEST_F(State, ADeletionLeavesTheOthers) {
  const auto others = [&](const std::string& before, const std::string& after, http::Fields fields = {}) {
    return judged(
        "removeNote/state/others",
        {sent("listNotes", Role::read_back, "/notes", 200, before), write("removeNote", "/notes/7", 204),
         sent("listNotes", Role::read_back, "/notes", 200, after, {}, std::move(fields))});
  };
  EXPECT_EQ(others(R"([{"id": "6"}, {"id": "7"}, {"id": "8"}])", R"([{"id": "8"}, {"id": "6"}])"), "holds");
  EXPECT_EQ(others(R"([{"id": "6"}, {"id": "7"}, {"id": "8"}])", "[]"),
            "violated: after DELETE got 204, all other items are missing from the list");
  EXPECT_EQ(others(R"([{"id": "6"}, {"id": "7"}])", R"([{"id": "9"}])"),
            "violated: after DELETE got 204, all other items are missing from the list");
  EXPECT_EQ(others(R"([{"id": "6"}, {"id": "7"}, {"id": "8"}])", R"([{"id": "8"}])"),
            "unexercised: other items are missing, too: somebody else may have deleted them");
  EXPECT_EQ(others(R"(["/notes/6", "/notes/7"])", "[]"),
            "violated: after DELETE got 204, all other items are missing from the list");
  EXPECT_EQ(others(R"([{"url": "/notes/6"}, {"url": "/notes/7"}])", R"([{"url": "/notes/6"}])"), "holds");
  EXPECT_EQ(others(R"([{"id": "7"}])", "[]"), "unexercised: the list showed no other item");
  EXPECT_EQ(others(R"([{"id": 1, "uuid": "7"}])", "[]"), "unexercised: the list showed no other item")
      << "it is called so by another name";
  EXPECT_EQ(others(R"([{"id": "7"}, {"id": "8", "uuid": "7"}])", "[]"),
            "violated: after DELETE got 204, all other items are missing from the list")
      << "the list calls its items by another name";
  EXPECT_EQ(others(R"([{"word": "a"}, {"word": "b"}])", "[]"), "unexercised: the list showed no other item");
  EXPECT_EQ(others(R"([{"id": "6"}, {"id": "7"}])", "[]", {{"X-Total-Count", "1"}}),
            "unexercised: the list may have more pages");
  EXPECT_EQ(judged("removeNote/state/others", {write("removeNote", "/notes/7", 204)}),
            "unexercised: the list was not read before and after DELETE");
}

// Nobody else knows what the run created.
TEST_F(State, ADeletionLeavesWhatElseTheRunCreated) {
  const auto others = [&](Role role, int status, const std::string& body, const http::Fields& fields) {
    return judged(
        "removeNote/state/others",
        {sent("note", role, "/notes", status, body, "{}", fields),
         sent("listNotes", Role::read_back, "/notes", 200, R"([{"id": "6"}, {"id": "7"}, {"id": "8"}])"),
         write("removeNote", "/notes/7", 204),
         sent("listNotes", Role::read_back, "/notes", 200, R"([{"id": "6"}])")});
  };
  const std::string lost =
      "violated: after DELETE got 204, another item that the run created is missing from the list";
  const std::string unclear =
      "unexercised: other items are missing, too: somebody else may have deleted them";
  EXPECT_EQ(others(Role::duplicate, 201, "", {{"Location", "/notes/8"}}), lost);
  EXPECT_EQ(others(Role::repeated, 201, R"({"id": "8"})", {}), lost);
  EXPECT_EQ(others(Role::duplicate, 201, "", {{"Location", "/notes/6/"}}), unclear) << "that one is there";
  EXPECT_EQ(others(Role::duplicate, 409, "", {{"Location", "/notes/8"}}), unclear) << "it created nothing";
  EXPECT_EQ(others(Role::duplicate, 201, R"({"id": "7"})", {}), unclear) << "it is the one that is deleted";
  EXPECT_EQ(others(Role::anonymous, 201, R"({"id": "8"})", {}), unclear);
}

TEST_F(State, WhatWasCreatedIsOnTheTarget) {
  const auto located = [&](const std::string& location, int status = 201) {
    http::Fields fields;
    if (!location.empty()) fields = {{"Location", location}};
    Evidence read = sent("readNote", Role::read_back, "/notes/7", 200, R"({"id": "7"})");
    read.overheard = true;
    return judged(
        "note/state/located",
        {sent("note", Role::documented, "/notes", status, {}, R"({"word": "A"})", std::move(fields)), read});
  };
  EXPECT_EQ(located("/notes/7"), "holds");
  EXPECT_EQ(located("notes/7"), "holds");
  EXPECT_EQ(located("/notes/7/"), "holds");
  EXPECT_EQ(located("https://notes.example/v1/notes/7"), "holds") << "a documented server";
  EXPECT_EQ(located("https://notes.example/v1/notes/8"),
            "unexercised: the Location is on another documented server, which is not asked");
  for (const char* elsewhere :
       {"http://b.example/notes/7", "http://a.example:81/notes/7", "//b.example/notes/7"})
    EXPECT_EQ(located(elsewhere), "violated: the Location of what was created is on another host")
        << elsewhere;
  EXPECT_EQ(located("http://a.example/v1/notes/7"), "unexercised: what the Location leads to was not read");
  EXPECT_EQ(located("urn:note:7"), "unexercised: the Location is no URL of HTTP");
  EXPECT_EQ(located(""), "unexercised: the answer to POST has no Location");
  EXPECT_EQ(located("http://b.example/notes/7", 409), "unexercised: POST got 409");
  for (const char* collection : {"/notes", "/notes/", "http://a.example/notes"})
    EXPECT_EQ(located(collection), "violated: the Location of what was created is that of its collection")
        << collection;
  EXPECT_EQ(located("/notes?id=7"), "unexercised: what the Location leads to was not read");
}

TEST_F(State, ALocationLeadsToWhatWasCreated) {
  const auto located = [&](int status, const std::string& body = {}, bool overheard = false) {
    Evidence read = sent("readNote", Role::read_back, "/v1/notes/7", status, body);
    read.overheard = overheard;
    return judged("note/state/located", {sent("note", Role::documented, "/notes", 201, {}, R"({"word": "A"})",
                                              {{"Location", "/v1/notes/7"}}),
                                         read});
  };
  EXPECT_EQ(located(200, R"({"id": "7"})"), "holds");
  EXPECT_EQ(located(404), "violated: the Location of what was created leads to nothing: GET got 404");
  EXPECT_EQ(located(410), "violated: the Location of what was created leads to nothing: GET got 410");
  EXPECT_EQ(located(404, "", true),
            "unexercised: after POST got 201, GET got 404 at its Location, which state/readable reports");
  EXPECT_EQ(located(403), "unexercised: after POST got 201, GET got 403 at its Location");
  EXPECT_EQ(located(500), "unexercised: after POST got 201, GET got 500 at its Location");
}

TEST_F(State, EveryCreationHasALocationOfItsOwn) {
  const auto located = [&](const std::string& second, const http::Fields& fields, int status = 201,
                           const std::string& shown = R"({"id": "8"})") {
    Evidence again = sent("create", Role::repeated, "/books", status, second, R"({"title": "B"})", fields);
    again.overheard = true;
    return judged("create/state/located", {sent("create", Role::documented, "/books", 201, R"({"id": "8"})",
                                                R"({"title": "A"})", {{"Location", "/books/8"}}),
                                           read("/books/8", 200, shown), again});
  };
  const std::string kSecond = R"({"id": "9", "title": "B"})";
  const std::string kOther = "violated: the answer to POST shows another resource than its Location names";
  EXPECT_EQ(located(kSecond, {{"Location", "/books/9"}}), "holds");
  EXPECT_EQ(located(kSecond, {{"Location", "/books/8"}}), kOther);
  EXPECT_EQ(located(kSecond, {{"Location", "/books/8"}}, 201, R"({"id": "8", "pages": 9})"),
            "violated: two resources that the run created have the same Location")
      << "the read may show either";
  EXPECT_EQ(located(kSecond, {{"Location", "/books"}}),
            "violated: the Location of what was created is that of its collection");
  EXPECT_EQ(located(kSecond, {{"Location", "http://b.example/books/9"}}),
            "violated: the Location of what was created is on another host");
  EXPECT_EQ(located(R"({"id": "8", "title": "B"})", {{"Location", "/books/8"}}), "holds")
      << "it replaced the first one, as state/distinct says";
  EXPECT_EQ(located(R"({"id": "9"})", {{"Location", "/books/8"}}), "holds")
      << "the answer may be about something else";
  EXPECT_EQ(located(kSecond, {}), "holds");
  EXPECT_EQ(located(kSecond, {{"Location", "/books/8"}}, 409), "holds");
  EXPECT_EQ(located(kSecond, {{"Location", "/books/8"}}, 202), "holds");
}

TEST_F(State, ALocationAndItsAnswerNameOneResource) {
  const auto located = [&](const std::string& told, const std::string& shown,
                           const std::string& location = "/books/8") {
    return judged("create/state/located", {sent("create", Role::documented, "/books", 201, told,
                                                R"({"title": "A"})", {{"Location", location}}),
                                           read(location, 200, shown)});
  };
  const std::string kOther = "violated: the answer to POST shows another resource than its Location names";
  EXPECT_EQ(located(R"({"id": "8", "title": "A"})", R"({"id": "8"})"), "holds");
  EXPECT_EQ(located(R"({"id": "7", "title": "A"})", R"({"id": "8"})"), kOther);
  EXPECT_EQ(located(R"({"id": 7, "title": "A"})", R"({"title": "B"})"), kOther);
  EXPECT_EQ(located(R"({"book": {"id": "7", "title": "A"}})", R"({"id": "8"})"), kOther);
  EXPECT_EQ(located(R"({"id": "7", "title": "A", "slug": "8"})", R"({"id": "7"})"), "holds")
      << "the Location is by another name of it";
  EXPECT_EQ(located(R"({"id": "7", "title": "A", "self": "http://a.example/books/8"})", "{}"), "holds");
  EXPECT_EQ(located(R"({"id": "7", "title": "A"})", R"({"id": "7", "title": "A"})"), "holds")
      << "what is there has that identity";
  EXPECT_EQ(located(R"({"id": "7", "state": "made"})", R"({"id": "8"})"), "holds")
      << "the answer may be about something else";
  EXPECT_EQ(located(R"({"id": "1", "book": {"id": "7", "title": "A"}})", R"({"id": "8"})"), "holds")
      << "it has several identities";
  EXPECT_EQ(located("", R"({"id": "8"})"), "holds");
  const auto coin = [&](const std::string& told) {
    return judged("coin/state/located", {sent("coin", Role::documented, "/coins", 201, told,
                                              R"({"title": "A"})", {{"Location", "/coins/EUR"}}),
                                         sent("readCoin", Role::read_back, "/coins/EUR", 200, "{}")});
  };
  EXPECT_EQ(coin(R"({"id": "USD", "title": "A"})"), kOther);
  EXPECT_EQ(coin(R"({"id": 12, "title": "A"})"), "holds") << "no path has that identity";
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
        Kept{"same_instant", R"({"title": "2026-02-28T23:30:00+01:00"})",
             R"({"title": "2026-02-28T22:30:00.000Z"})", "holds"},
        Kept{"same_instant_in_the_west", R"({"title": "2026-02-28t23:30:00.50-01:30"})",
             R"({"title": "2026-03-01T01:00:00.5Z"})", "holds"},
        Kept{"another_instant", R"({"title": "2026-02-28T23:30:00Z"})",
             R"({"title": "2026-02-28T23:30:00+01:00"})", "violated: 1 member is not shown as it was sent"},
        Kept{"cut_instant", R"({"title": "2026-02-28T23:30:00.25Z"})",
             R"({"title": "2026-02-28T23:30:00.2Z"})", "violated: 1 member is not shown as it was sent"},
        Kept{"date_becomes_an_instant", R"({"title": "2026-02-28"})", R"({"title": "2026-02-28T00:00:00Z"})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"read_only", R"({"id": "8", "title": "A"})", R"({"id": "7", "title": "A"})", "holds"},
        Kept{"write_only", R"({"title": "A", "secret": "s"})", R"({"title": "A"})", "holds"},
        Kept{"undocumented", R"({"title": "A", "other": 1})", R"({"title": "A"})", "holds"},
        Kept{"nothing_documented", R"({"other": 1})", R"({"title": "A"})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"wrapped", R"({"title": "A"})", R"({"data": {"title": "A"}})", "holds"},
        Kept{"wrapped_and_changed", R"({"title": "A"})", R"({"data": {"title": "B"}})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"wrapped_in_another_format", R"({"title": "A", "born": "17:00"})",
             R"({"data": {"title": "A", "born": "2026-01-01"}})", "holds"},
        Kept{"wrapped_in_the_format_and_changed", R"({"title": "A", "born": "2026-01-02"})",
             R"({"data": {"title": "A", "born": "2026-01-01"}})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"wrapped_and_lost", R"({"title": "A", "pages": 1})", R"({"data": {"title": "A"}})", "holds"},
        Kept{"part_of_a_thing_that_names_itself", R"({"street": "A"})",
             R"({"href": "/books/7", "place": {"street": "B"}})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"request_wrapped", R"({"book": {"title": "A"}})", R"({"title": "B"})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"both_wrapped", R"({"book": {"title": "A"}})", R"({"book": {"title": "A"}})", "holds"},
        Kept{"not_a_wrapper", R"({"more": {"title": "A"}})", R"({"more": {"title": "B"}})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"object_with_more_members", R"({"more": {"a": 1}})", R"({"more": {"a": 1, "b": 2}})", "holds"},
        Kept{"another_type", R"({"title": "a"})", R"({"title": 7})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"absent_where_another_type_is_documented", R"({"title": "a", "pages": "1"})",
             R"({"title": "a"})", "holds"},
        Kept{"same_moment", R"({"title": "2024-02-29T12:30:00Z"})",
             R"({"title": "2024-02-29T12:30:00.000+00:00"})", "holds"},
        Kept{"same_moment_with_a_fraction", R"({"title": "2024-02-29T12:30:00.5Z"})",
             R"({"title": "2024-02-29T12:30:00.500Z"})", "holds"},
        Kept{"another_moment", R"({"title": "2024-02-29T12:30:00.05Z"})",
             R"({"title": "2024-02-29T12:30:00.5Z"})", "violated: 1 member is not shown as it was sent"},
        Kept{"no_moment", R"({"title": "1.50"})", R"({"title": "1.5"})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"list_of_such_things", R"({"title": "A"})", R"({"version": 1, "books": [{"title": "A"}]})",
             "unexercised: the answer to GET is a list"},
        Kept{"nested", R"({"place": {"street": "A", "at": {"x": 1}}})",
             R"({"place": {"street": "A", "zip": "1", "at": {"x": 1.0}}})", "holds"},
        Kept{"nested_and_changed", R"({"place": {"street": "A", "zip": "1"}})",
             R"({"place": {"street": "B", "zip": "1"}})", "violated: 1 member is not shown as it was sent"},
        Kept{"nested_deeper_and_changed", R"({"place": {"at": {"x": 1}}})", R"({"place": {"at": {"x": 2}}})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"nested_and_null", R"({"place": {"street": "A"}})", R"({"place": {"street": null}})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"nested_and_not_shown", R"({"place": {"street": "A"}})", R"({"place": {"zip": "1"}})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"nested_and_absent", R"({"title": "A", "place": {"street": "A"}})", R"({"title": "A"})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"nested_and_emptied", R"({"title": "A", "place": {"street": "A"}})",
             R"({"title": "A", "place": {}})", "violated: 1 member is not shown as it was sent"},
        Kept{"nested_reference_that_is_absent", R"({"title": "A", "place": {"id": 7, "street": "A"}})",
             R"({"title": "A"})", "holds"},
        Kept{"nested_reference_that_is_null", R"({"title": "A", "maybe": {"id": 7}})",
             R"({"title": "A", "maybe": null})", "holds"},
        Kept{"nested_and_null_as_a_whole", R"({"title": "A", "maybe": {"word": "A"}})",
             R"({"title": "A", "maybe": null})", "violated: 1 member is not shown as it was sent"},
        Kept{"empty_object_that_is_null", R"({"title": "A", "maybe": {}})",
             R"({"title": "A", "maybe": null})", "holds"},
        Kept{"nested_that_may_be_another_resource", R"({"place": {"street": "A"}})",
             R"({"place": {"id": 7, "street": "B"}})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"null_in_place_of_a_value", R"({"note": "A"})", R"({"note": null})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"null_that_is_not_documented", R"({"title": "A", "pages": 1})", R"({"title": null, "pages": 1})",
             "holds"},
        Kept{"array", R"({"tags": ["a"]})", R"({"tags": ["a"]})", "holds"},
        Kept{"array_of_objects", R"({"tags": [{"b": 1}]})", R"({"tags": [{"c": 2}]})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"array_of_changed_objects", R"({"tags": [{"b": 1, "c": {"d": 2}}]})",
             R"({"tags": [{"b": 1, "c": {"d": 3}, "e": 4}]})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"array_of_objects_in_another_order", R"({"tags": [{"b": 1}, {"b": 2}]})",
             R"({"tags": [{"b": 2, "c": 0}, {"b": 1}]})", "holds"},
        Kept{"array_of_objects_with_names", R"({"tags": [{"b": 1}]})", R"({"tags": [{"id": 7, "b": 2}]})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"array_of_objects_that_was_emptied", R"({"title": "A", "tags": [{"b": 1}]})",
             R"({"title": "A", "tags": []})", "violated: 1 member is not shown as it was sent"},
        Kept{"array_of_references_that_was_emptied", R"({"title": "A", "tags": [{"id": 1}]})",
             R"({"title": "A", "tags": []})", "holds"},
        Kept{"array_of_objects_that_is_absent", R"({"title": "A", "tags": [{"b": 1}]})", R"({"title": "A"})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"empty_array_for_objects", R"({"tags": []})", R"({"tags": [{"c": 2}]})",
             "unexercised: the documentation of GET shows no member that was sent"},
        Kept{"shorter_array", R"({"tags": ["a", "b"]})", R"({"tags": ["a"]})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"set_in_another_order", R"({"labels": ["a", "b"]})", R"({"labels": ["b", "a"]})", "holds"},
        Kept{"array_in_another_order", R"({"tags": ["a", "b"]})", R"({"tags": ["b", "a"]})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"set_with_another_item", R"({"labels": ["a", "b"]})", R"({"labels": ["b", "c"]})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"array_of_another_type", R"({"title": "A", "tags": ["a"]})", R"({"title": "A", "tags": [1]})",
             "holds"},
        Kept{"array_that_was_emptied", R"({"tags": ["a"]})", R"({"tags": []})",
             "violated: 1 member is not shown as it was sent"},
        Kept{"kept_by_the_server", R"({"title": "A", "version": 1})", R"({"title": "A", "version": 2})",
             "holds"},
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

// PATCH may have left the values that PUT is sent with the second time, so both are looked at.
TEST_F(State, BothChangesAreKept) {
  const auto changed = [&](const std::string& first, const std::string& second, int status = 200) {
    return judged("replace/state/kept",
                  {write("replace", "/books/7", 200, R"({"title": "A"})"), read("/books/7", 200, first),
                   sent("replace", Role::repeated, "/books/7", status, {}, R"({"title": "A2"})"),
                   read("/books/7", 200, second)});
  };
  EXPECT_EQ(changed(R"({"title": "A"})", R"({"title": "A2"})"), "holds");
  EXPECT_EQ(changed(R"({"title": "A2"})", R"({"title": "A2"})"),
            "violated: 1 member is not shown as it was sent");
  EXPECT_EQ(changed(R"({"title": "A"})", R"({"title": "A"})"),
            "violated: 1 member is not shown as it was sent");
  EXPECT_EQ(changed(R"({"title": "A"})", R"({"title": "A"})", 422),
            "unexercised: with other values, PUT got 422");
}

// A server may choose a value by itself, and that may be the one that was sent first.
TEST_F(State, WhatFurtherCreationsSendIsKept) {
  const auto kept = [&](int second, const std::string& shows, int chosen, const std::string& of_chosen) {
    std::vector<Evidence> story = {write("create", "/books", 201, R"({"title": "A", "pages": 1})"),
                                   read("/books/7", 200, R"({"title": "A", "pages": 1})")};
    const auto post = [&](int status, const std::string& body) {
      story.push_back(sent("create", Role::repeated, "/books", status, {}, body));
    };
    post(second, R"({"title": "B", "pages": 2})");
    if (!shows.empty()) story.push_back(read("/books/8", 200, shows));
    post(chosen, R"({"title": "C", "pages": 3})");
    if (!of_chosen.empty()) story.push_back(read("/books/9", 200, of_chosen));
    return judged("create/state/kept", story);
  };
  const std::string third = R"({"title": "C", "pages": 3})";
  EXPECT_EQ(kept(201, R"({"title": "B", "pages": 2})", 201, third), "holds");
  EXPECT_EQ(kept(201, R"({"title": "B", "pages": 1})", 201, third),
            "violated: 1 member is not shown as it was sent");
  EXPECT_EQ(kept(409, "", 201, third), "holds") << "the read is of the one that was accepted";
  EXPECT_EQ(kept(409, "", 201, R"({"title": "C", "pages": 1})"),
            "violated: 1 member is not shown as it was sent");
  EXPECT_EQ(kept(409, "", 422, ""), "holds") << "the first one is kept";
}

// A server may refuse a choice in the state of the resource. One that is accepted is kept.
TEST_F(State, AChoiceIsKeptWhereItIsAccepted) {
  const auto chosen = [&](int status, const std::string& seen) {
    return judged("replace/state/kept",
                  {write("replace", "/books/7", 200, R"({"title": "A"})"),
                   sent("replace", Role::repeated, "/books/7", 200, {}, R"({"title": "A2"})"),
                   read("/books/7", 200, R"({"title": "A2"})"),
                   sent("replace", Role::repeated, "/books/7", status, {}, R"({"title": "B"})"),
                   read("/books/7", 200, seen)});
  };
  EXPECT_EQ(chosen(200, R"({"title": "B"})"), "holds");
  EXPECT_EQ(chosen(200, R"({"title": "A2"})"), "violated: 1 member is not shown as it was sent");
  EXPECT_EQ(chosen(409, R"({"title": "A2"})"), "holds");
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
  // A list of five items may be a page, if it does not say that it is not.
  const std::string five = R"({"items": [{"id": 1}, {"id": 2}, {"id": 3}, {"id": 4}, {"id": 5}], )";
  for (const char* end :
       {R"("next": null)", R"("meta": {"next_cursor": ""})", R"("has_more": false)", R"("isLast": true)",
        R"("totalPages": 1)", R"("total": 5)", R"("meta": {"totalCount": 5})"})
    EXPECT_EQ(listed(five + end + "}"), "violated: the list does not have what was created") << end;
  for (const char* unclear : {R"("count": 5)", R"("estimatedTotalHits": 5)", R"("totalPages": 2)",
                              R"("next": "2")", R"("next": null, "total": 6)", R"("prev": null)"})
    EXPECT_EQ(listed(five + unclear + "}"), "unexercised: the list may have more pages") << unclear;
  EXPECT_EQ(listed(R"({"items": [{"id": 6}], "next": null, "total": 1})"),
            "violated: the list does not have what was created");
  EXPECT_EQ(listed(R"({"items": [{"id": 6}]})", 200, "/books", {{"Link", "</books?page=2>; rel=\"next\""}}),
            "unexercised: the list may have more pages");
  EXPECT_EQ(listed(R"({"items": []})", 200, "/books?limit=1"),
            "unexercised: the list was read with a query, which may leave items out");
  EXPECT_EQ(listed(R"({"items": [{"id": 6}], "total": 1})", 200, "/books?api_key=k"),
            "violated: the list does not have what was created");
  EXPECT_EQ(listed(R"({"a": 1})"), "unexercised: the answer to GET has no list");
  EXPECT_EQ(listed("{}", 503), "unexercised: after POST got 201, GET got 503");
}

// A text that no path of an item can have names none.
TEST_F(State, AListOfTitlesDoesNotTell) {
  const auto listed = [&](const std::string& body) {
    return judged("song/state/listed", {write("song", "/songs", 201),
                                        sent("readSong", Role::read_back, "/songs/7", 200, R"({"id": 7})"),
                                        sent("listSongs", Role::read_back, "/songs", 200, body)});
  };
  EXPECT_EQ(listed(R"(["Hey", "Yesterday"])"),
            "unexercised: no member of the listed items is certain to name each of them");
  EXPECT_EQ(listed(R"(["6", "/songs/5"])"), "violated: the list does not have what was created");
  EXPECT_EQ(listed("[6]"), "violated: the list does not have what was created");
  EXPECT_EQ(listed("[6, 7]"), "holds");
  EXPECT_EQ(listed("[]"), "violated: the list does not have what was created");
  const std::string unnamed = "unexercised: no member of the listed items is certain to name each of them";
  EXPECT_EQ(listed(R"([{"id": 6}, {"word": "Hey"}])"), unnamed) << "the second one may be it";
  EXPECT_EQ(listed(R"([{"url": "/songs/list"}, {"url": "/songs/list"}])"), unnamed) << "the URL of both";
  EXPECT_EQ(listed(R"([{"url": "/songs/5"}, {"url": "/songs/6"}])"),
            "violated: the list does not have what was created");
}

TEST_F(State, AnAnswerThatIsAResourceIsNoList) {
  const auto of = [&](const std::string& body) {
    return judged("create/state/listed", {write("create", "/books", 201, R"({"title": "A"})"),
                                          read("/books/7", 200, R"({"id": "7"})"),
                                          sent("list", Role::read_back, "/books", 200, body)});
  };
  EXPECT_EQ(of(R"({"id": 3, "title": "B", "tags": ["a"]})"), "unexercised: the answer to GET has no list");
  EXPECT_EQ(of(R"({"bookId": "3", "tags": []})"), "unexercised: the answer to GET has no list");
  EXPECT_EQ(of(R"({"id": 3, "items": [{"id": "8"}]})"), "violated: the list does not have what was created");
  EXPECT_EQ(of(R"({"count": 1, "found": [{"id": "8"}]})"),
            "violated: the list does not have what was created");
}

TEST_F(State, AListMayHaveMorePages) {
  const auto listed = [&](const std::string& more, http::Fields fields = {}, int status = 200) {
    return judged("create/state/listed",
                  {write("create", "/books", 201, "{}"), read("/books/7", 200, "{}"),
                   sent("list", Role::read_back, "/books", status, R"({"items": [{"id": 6}])" + more + "}",
                        {}, std::move(fields))});
  };
  const std::string kPaged = "unexercised: the list may have more pages";
  const std::string kWhole = "violated: the list does not have what was created";
  for (const char* more :
       {R"("@odata.nextLink": "http://a.example/books?$skip=1")", R"("totalResults": 3)",
        R"("meta": {"pagination": {"total": 9}})", R"("pageInfo": {"hasNextPage": true})",
        R"("isLast": false)", R"("last": false)", R"("totalPages": 2)", R"("per_page": 1)"})
    EXPECT_EQ(listed(std::string(", ") + more), kPaged) << more;
  for (const char* whole :
       {R"("nextToken": "")", R"("isLast": true)", R"("last": "http://a.example/books?page=1")",
        R"("totalPages": 1)", R"("limit": 20)", R"("more": false)", R"("next_page_url": null)"})
    EXPECT_EQ(listed(std::string(", ") + whole), kWhole) << whole;
  EXPECT_EQ(listed("", {{"X-Total", "26"}}), kPaged);
  EXPECT_EQ(listed("", {{"X-Next-Page", "2"}}), kPaged);
  EXPECT_EQ(listed("", {{"X-Next-Cursor", "abc"}}), kPaged);
  EXPECT_EQ(listed("", {{"Content-Range", "items 0-0/26"}}), kPaged);
  EXPECT_EQ(listed("", {{"Content-Range", "items 0-0/*"}}), kPaged);
  EXPECT_EQ(listed("", {}, 206), kPaged);
  EXPECT_EQ(listed("", {{"X-Total", "1"}, {"X-Next-Page", ""}, {"Content-Range", "items 0-0/1"}}), kWhole);
}

// One parameter alone may leave items out, and each of its values was asked for.
TEST_F(State, WhatNoValueOfItsFilterShowsIsNotListed) {
  const auto listed = [&](const std::string& plain, const std::vector<std::string>& by_value,
                          int status = 200) {
    std::vector<Evidence> story = {write("film", "/films", 201, "{}"), read("/films/7", 200, "{}"),
                                   sent("listFilms", Role::read_back, "/films", 200, plain)};
    story[1].operation = operation("readFilm");
    for (const std::string& body : by_value)
      story.push_back(sent("listFilms", Role::read_back, "/films?genre=x", status, body));
    return judged("film/state/listed", story);
  };
  const std::string kOther = R"([{"id": "6"}])";
  const std::string kIt = R"([{"id": "7"}])";
  EXPECT_EQ(listed(kIt, {}), "holds");
  EXPECT_EQ(listed(kOther, {kOther, kIt}), "holds");
  EXPECT_EQ(listed(kOther, {kOther, "[]"}), "violated: the list does not have what was created");
  EXPECT_EQ(listed(kOther, {kOther}),
            "unexercised: the list may leave items out without its parameter \"genre\"");
  EXPECT_EQ(listed(kOther, {kOther, "[]"}, 400),
            "unexercised: the list may leave items out without its parameter \"genre\", and with it, GET got "
            "400");
}

TEST_F(State, AListMayLeaveOutWhatWasCreated) {
  const auto listed = [&](const std::string& list, const std::string& operation, const std::string& path,
                          const std::string& items, const std::string& request = {}) {
    return judged(operation + "/state/listed",
                  {write(operation, path, 201, request), read(path + "/a", 200, R"({"slug": "a"})"),
                   sent(list, Role::read_back, path, 200, items)});
  };
  EXPECT_EQ(listed("listDrafts", "draft", "/drafts", R"([{"slug": "b"}])"),
            "unexercised: the list may leave items out without its parameter \"status\"");
  EXPECT_EQ(listed("listDrafts", "draft", "/drafts", R"([{"slug": "a"}])"), "holds");
  EXPECT_EQ(listed("listDrafts", "draft", "/drafts", R"([{"slug": "b"}])", R"([{"word": "A"}])"),
            "unexercised: the request sends an array, which may create several resources");
  EXPECT_EQ(listed("listPages", "page", "/pages", R"([{"number": 1}])"),
            "unexercised: no member of the listed items is certain to name each of them");
  EXPECT_EQ(listed("listPages", "page", "/pages", R"([{"id": "b"}])"),
            "unexercised: no member of the listed items is certain to name each of them");
  EXPECT_EQ(listed("listPages", "page", "/pages", R"([{"id": "/pages/b"}])"),
            "violated: the list does not have what was created");
  EXPECT_EQ(listed("listPages", "page", "/pages", R"([{"slug": "b"}])"),
            "violated: the list does not have what was created");
  EXPECT_EQ(listed("listPages", "page", "/pages", "[]"), "violated: the list does not have what was created");
  EXPECT_EQ(listed("listPages", "page", "/pages", R"([{"slug": "b"}, {"slug": "c"}])"),
            "unexercised: the list may have more pages")
      << "a page has two items, as documented";
}

// PUT with another name may rename what it is sent to, or leave the name.
TEST_F(State, ANameThatIsSentIsNoClaim) {
  const auto replaced = [&](const std::string& request, int status, const std::string& seen) {
    return judged("replaceDraft/state/kept", {write("replaceDraft", "/drafts/a", 200, request),
                                              sent("readDraft", Role::read_back, "/drafts/a", status, seen)});
  };
  EXPECT_EQ(replaced(R"({"slug": "b", "word": "A"})", 200, R"({"slug": "a", "word": "A"})"), "holds");
  EXPECT_EQ(replaced(R"({"slug": "b", "word": "A"})", 404, ""),
            "unexercised: after PUT got 200, GET got 404: PUT may have renamed the resource");
  EXPECT_EQ(judged("draft/state/kept",
                   {write("draft", "/drafts", 201, R"({"slug": "b", "word": "A"})"),
                    sent("readDraft", Role::read_back, "/drafts/a", 200, R"({"slug": "a", "word": "A"})")}),
            "holds")
      << "the server chose another name";
  EXPECT_EQ(replaced(R"({"slug": "a", "word": "A"})", 404, ""), "violated: after PUT got 200, GET got 404");
  EXPECT_EQ(replaced(R"({"slug": "a", "word": "A"})", 200, R"({"slug": "c", "word": "A"})"),
            "violated: 1 member is not shown as it was sent");
}

// The request documents more values than the read: no answer can show the others.
TEST_F(State, AValueThatTheReadForbidsNeedNotBeShown) {
  const auto replaced = [&](const std::string& request, const std::string& seen) {
    return judged("replaceDraft/state/kept", {write("replaceDraft", "/drafts/a", 200, request),
                                              sent("readDraft", Role::read_back, "/drafts/a", 200, seen)});
  };
  constexpr const char* kNothingAsked = "unexercised: the documentation of GET shows no member that was sent";
  EXPECT_EQ(replaced(R"({"mood": "wild"})", R"({"mood": "calm"})"), kNothingAsked);
  EXPECT_EQ(replaced(R"({"born": "yesterday"})", R"({"born": "2026-02-28"})"), kNothingAsked);
  EXPECT_EQ(replaced(R"({"size": 10})", R"({"size": 9})"), kNothingAsked);
  EXPECT_EQ(replaced(R"({"cut": {"by": "guess"}})", R"({"cut": {"by": "line"}})"), kNothingAsked)
      << "no alternative for reading allows it";
  EXPECT_EQ(replaced(R"({"cut": {"by": "word"}})", R"({"cut": {"by": "line"}})"),
            "violated: 1 member is not shown as it was sent");
  EXPECT_EQ(replaced(R"({"mood": "wild", "word": "A"})", R"({"mood": "calm", "word": "B"})"),
            "violated: 1 member is not shown as it was sent");
  EXPECT_EQ(replaced(R"({"mood": "glad", "born": "2026-02-28", "size": 9})",
                     R"({"mood": "calm", "born": "2026-02-27", "size": 8})"),
            "violated: 3 members are not shown as they were sent");
}

// An alternative of the answer describes the member, and not the one that the answer is of.
TEST_F(State, AMemberThatTheShownAlternativeDoesNotHaveNeedNotBeShown) {
  const auto replaced = [&](const std::string& request, const std::string& seen) {
    return judged("replaceFeed/state/kept", {write("replaceFeed", "/feeds/a", 200, request),
                                             sent("readFeed", Role::read_back, "/feeds/a", 200, seen)});
  };
  EXPECT_EQ(replaced(R"({"kind": "shop", "word": "A", "stars": 3})", R"({"kind": "shop", "word": "A"})"),
            "holds");
  EXPECT_EQ(replaced(R"({"kind": "hotel", "stars": 3})", R"({"kind": "hotel"})"),
            "violated: 1 member is not shown as it was sent");
  EXPECT_EQ(replaced(R"({"kind": "shop", "word": "A", "stars": 3})", R"({"kind": "shop"})"),
            "violated: 1 member is not shown as it was sent");
  EXPECT_EQ(replaced(R"({"kind": "hotel", "hosts": ["a"]})", R"({"kind": "hotel"})"), "holds")
      << "the answer has objects for the items that were sent as texts";
}

TEST_F(State, AValueThatTheShownAlternativeDoesNotAllowNeedNotBeShown) {
  const auto replaced = [&](const std::string& request, const std::string& seen) {
    return judged("replaceFeed/state/kept", {write("replaceFeed", "/feeds/a", 200, request),
                                             sent("readFeed", Role::read_back, "/feeds/a", 200, seen)});
  };
  const std::string kLost = "violated: 1 member is not shown as it was sent";
  EXPECT_EQ(replaced(R"({"kind": "shop", "since": "NOW"})", R"({"kind": "shop", "since": "2026-02-28"})"),
            "holds");
  EXPECT_EQ(
      replaced(R"({"kind": "shop", "since": "2026-03-01"})", R"({"kind": "shop", "since": "2026-02-28"})"),
      kLost);
  EXPECT_EQ(replaced(R"({"kind": "hotel"})", R"({"kind": "shop"})"), kLost)
      << "another alternative allows it";
  EXPECT_EQ(replaced(R"({"kind": "shop", "stops": [{"at": 4, "of": null}]})",
                     R"({"kind": "shop", "stops": [{"at": 1, "of": {}}]})"),
            "holds")
      << "an item that must not have null is shown in another way";
  EXPECT_EQ(replaced(R"({"kind": "shop", "stops": [{"at": 4, "of": {}}]})",
                     R"({"kind": "shop", "stops": [{"at": 1, "of": {}}]})"),
            kLost);
}

TEST_F(State, ADifferenceOfArraysIsShown) {
  const auto clause =
      std::find_if(contract_.clauses.begin(), contract_.clauses.end(),
                   [](const BoundClause& one) { return one.clause->coordinate == "replace/state/kept"; });
  ASSERT_NE(clause, contract_.clauses.end());
  const auto finding = [&](const std::string& asked, const std::string& seen) {
    const Verdict verdict =
        judge_.judge(*clause, {write("replace", "/books/7", 200, R"({"tags": )" + asked + "}"),
                               read("/books/7", 200, R"({"tags": )" + seen + "}")});
    return verdict.findings.empty()
               ? "none"
               : verdict.findings.front().seen + " / " + verdict.findings.front().expected;
  };
  EXPECT_EQ(finding(R"(["a", "b"])", R"(["b", "a"])"), R"(["b","a"] / ["a","b"], as it was sent)");
  std::string longer = R"([")" + std::string(200, 'x') + "\"";
  EXPECT_EQ(finding(longer + ", 1]", longer + ", 2]"), "item 1: 2 / item 1: 1, as it was sent");
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
  const auto again = [&](const std::string& body, const std::string& before, const std::string& after) {
    return judged("replace/state/repeatable",
                  {write("replace", "/books/7", 200, body), read("/books/7", 200, before),
                   sent("replace", Role::repeated, "/books/7", 200, {}, body), read("/books/7", 200, after)});
  };
  EXPECT_EQ(again(R"({"title": "A", "version": 1})", R"({"title": "A", "version": 2})",
                  R"({"title": "A", "version": 3})"),
            "holds")
      << "a server numbers changes";
  EXPECT_EQ(again(R"({"labels": ["a", "b"]})", R"({"labels": ["a", "b"]})", R"({"labels": ["b", "a"]})"),
            "holds")
      << "uniqueItems: a set";
  EXPECT_TRUE(again(R"({"labels": ["a", "b"]})", R"({"labels": ["a", "b"]})", R"({"labels": ["a", "c"]})")
                  .starts_with("violated"));
  EXPECT_TRUE(again(R"({"tags": ["a", "b"]})", R"({"tags": ["a", "b"]})", R"({"tags": ["b", "a"]})")
                  .starts_with("violated"));
  EXPECT_EQ(repeated("{}", "{}", 412), "unexercised: the second PUT got 412");
}

TEST_F(State, ASecondPostCreatesAnother) {
  const auto second = [&](int status, int read_status, const std::string& after) {
    return judged(
        "create/state/distinct",
        {write("create", "/books", 201, R"({"title": "A"})"), read("/books/7", 200, R"({"title": "A"})"),
         sent("create", Role::repeated, "/books", status, {}, R"({"title": "A2"})"),
         read("/books/7", read_status, after)});
  };
  EXPECT_EQ(second(201, 200, R"({"title": "A"})"), "holds");
  EXPECT_EQ(second(201, 200, R"({"title": "A2"})"),
            "violated: a second POST changed what the first one created");
  EXPECT_EQ(second(201, 404, ""), "violated: a second POST changed what the first one created");
  EXPECT_EQ(second(200, 200, R"({"title": "A2"})"), "unexercised: the second POST got 200")
      << "it may have changed what was there";
  EXPECT_EQ(second(409, 200, R"({"title": "A"})"), "unexercised: the second POST got 409");
  EXPECT_EQ(second(201, 200, "{}"), "violated: a second POST changed what the first one created");
}

TEST_F(State, WhatAnActionMayHaveChangedIsBlamedOnNothingElse) {
  const std::string why = ", and POST /books/{id}/archive came before that, and may have changed it";
  const auto second = [&](int action, int read_status, const std::string& after) {
    return judged(
        "create/state/distinct",
        {write("create", "/books", 201, R"({"title": "A"})"), read("/books/7", 200, R"({"title": "A"})"),
         sent("create", Role::repeated, "/books", 201, {}, R"({"title": "A2"})"),
         write("archive", "/books/7/archive", action), read("/books/7", read_status, after)});
  };
  EXPECT_EQ(second(200, 200, R"({"title": "B"})"), "unexercised: the resource shows other values" + why);
  EXPECT_EQ(second(200, 404, ""), "unexercised: a second POST changed what the first one created" + why);
  EXPECT_EQ(second(409, 200, R"({"title": "B"})"),
            "violated: a second POST changed what the first one created")
      << "it was not carried out";
  EXPECT_EQ(second(200, 200, R"({"title": "A"})"), "holds");
  const auto created = [&](const std::string& aspect, int status, const std::string& shown) {
    return judged("create/state/" + aspect,
                  {write("create", "/books", 201, R"({"title": "A"})"),
                   write("archive", "/books/7/archive", 200), read("/books/7", status, shown)});
  };
  EXPECT_EQ(created("kept", 200, R"({"title": "B"})"),
            "unexercised: 1 member is not shown as it was sent" + why);
  EXPECT_EQ(created("readable", 404, ""), "unexercised: after POST got 201, GET got 404" + why);
}

TEST_F(State, APatchLeavesWhatItDoesNotSend) {
  const auto patched = [&](const std::string& before, const std::string& after, int status = 200) {
    return judged("update/state/untouched",
                  {write("update", "/books/7", 200, R"({"title": "A", "pages": 1})"),
                   sent("update", Role::repeated, "/books/7", 200, {}, R"({"title": "A2", "pages": 2})"),
                   read("/books/7", 200, before),
                   sent("update", Role::repeated, "/books/7", status, {}, R"({"title": "A2"})"),
                   read("/books/7", 200, after)});
  };
  const std::string kBefore = R"({"title": "A2", "pages": 2, "changed": 1})";
  EXPECT_EQ(patched(kBefore, R"({"title": "A2", "pages": 2, "changed": 2})"), "holds");
  EXPECT_EQ(patched(kBefore, R"({"title": "A2"})"),
            "violated: PATCH changed a member that it did not send (RFC 5789)");
  EXPECT_EQ(patched(kBefore, R"({"title": "A2", "pages": 0})"),
            "violated: PATCH changed a member that it did not send (RFC 5789)");
  EXPECT_EQ(patched(kBefore, R"({"title": "X", "pages": 2})"), "holds")
      << "what it sends is another clause's matter";
  EXPECT_EQ(patched(kBefore, kBefore, 422), "unexercised: with some members alone, PATCH got 422");
  EXPECT_EQ(patched(R"({"title": "A2"})", R"({"title": "A2"})"),
            "unexercised: the answers to GET show no member that was left out");
}

TEST_F(State, AChangeDoesNotLoseTheResource) {
  EXPECT_EQ(judged("replace/state/kept",
                   {write("replace", "/books/7", 200, R"({"title": "A"})"), read("/books/7", 404)}),
            "violated: after PUT got 200, GET got 404");
  EXPECT_EQ(judged("create/state/kept",
                   {write("create", "/books", 201, R"({"title": "A"})"), read("/books/7", 404)}),
            "unexercised: after POST got 201, GET got 404")
      << "that is what `readable` says";
}

TEST_F(State, AnETagFollowsTheContent) {
  constexpr const char* kOther = R"({"a": 2})";
  const auto tagged = [&](const std::string& first, const std::string& second, bool is_written,
                          const std::string& body = R"({"a": 1})") {
    std::vector<Evidence> evidence = {read("/books/7", 200, R"({"a": 1})", {{"ETag", first}})};
    if (is_written) evidence.push_back(write("replace", "/books/7", 200, "{}"));
    evidence.push_back(read("/books/7", 200, body, {{"ETag", second}}));
    return judged("read/state/etag", evidence);
  };
  const std::string kNone = "unexercised: no read of one resource showed another ETag and another content";
  EXPECT_EQ(tagged("\"1\"", "\"2\"", true, kOther), "holds");
  EXPECT_EQ(tagged("W/\"1\"", "W/\"2\"", true, kOther), "holds");
  EXPECT_EQ(tagged("\"1\"", "\"2\"", false),
            "violated: the ETag changed, and the content did not (RFC 9110 §8.8.3)");
  EXPECT_EQ(tagged("\"1\"", "\"2\"", true), kNone) << "it may be a number of writes";
  EXPECT_EQ(tagged("\"1\"", "\"1\"", true, kOther),
            "violated: the content changed, and its strong ETag did not (RFC 9110 §8.8.1)");
  EXPECT_EQ(tagged("W/\"1\"", "W/\"1\"", true, kOther), kNone) << "a weak one may outlive a change";
  EXPECT_EQ(tagged("\"1\"", "\"1\"", false), kNone);
  EXPECT_EQ(judged("read/state/etag", {read("/books/7", 200, "{}", {{"ETag", "\"1\""}}),
                                       read("/books/8", 200, "{}", {{"ETag", "\"2\""}})}),
            kNone);
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

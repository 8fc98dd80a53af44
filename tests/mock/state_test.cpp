// SPDX-License-Identifier: MIT
// The mock keeps what requests create, change and delete.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/text.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "judge/body/body.h"
#include "mock/state/kept.h"
#include "sites.h"

namespace avouch {
namespace state_test {

// Books of shops: integer or text identities, readOnly and writeOnly members, a wrapped list.
constexpr const char* kShops = R"json(
"/shops/{shopId}/books": {
  "parameters": [{"name": "shopId", "in": "path", "required": true, "schema": {"type": "string"}}],
  "get": {"operationId": "listBooks", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {
    "type": "object", "required": ["items"], "additionalProperties": false, "properties": {"items": {"type": "array", "maxItems": 3,
      "items": {"type": "object", "required": ["id", "title"], "additionalProperties": false,
        "properties": {"id": {"$ref": "#/components/schemas/Id"}, "title": {"type": "string"}}}}}},
    "example": {"items": [{"id": "b1", "title": "Old"}, {"id": "b2", "title": "Older"}]}}}}}},
  "post": {"operationId": "createBook", "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}},
    "responses": {"201": {"description": "d", "headers": {"Location": {"schema": {"type": "string"}}},
      "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}}}}},
"/shops/{shopId}/books/{bookId}": {
  "parameters": [{"name": "shopId", "in": "path", "required": true, "schema": {"type": "string"}},
                 {"name": "bookId", "in": "path", "required": true, "schema": {"$ref": "#/components/schemas/Id"}}],
  "get": {"operationId": "getBook", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}},
    "404": {"description": "gone"}}},
  "put": {"operationId": "replaceBook", "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}},
    "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}}}},
  "patch": {"operationId": "updateBook", "requestBody": {"required": true, "content": {"application/merge-patch+json": {"schema": {"type": "object"}}}},
    "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Book"}}}}}},
  "delete": {"operationId": "deleteBook", "responses": {"204": {"description": "d"}}}},
"/shops/{shopId}": {
  "parameters": [{"name": "shopId", "in": "path", "required": true, "schema": {"type": "string"}}],
  "delete": {"operationId": "deleteShop", "responses": {"204": {"description": "d"}}}},
"/shops": {"post": {"operationId": "createShop", "responses": {"201": {"description": "d", "content": {"application/json": {"schema": {
  "type": "object", "required": ["shopId"], "properties": {"shopId": {"type": "integer"}}}, "example": {"shopId": 41}}}}}}}
}, "components": {"schemas": {
  "Id": {"type": "string", "pattern": "^b[0-9]+$"},
  "Book": {"type": "object", "required": ["id", "title"], "additionalProperties": false, "properties": {
    "id": {"allOf": [{"$ref": "#/components/schemas/Id"}], "readOnly": true},
    "title": {"type": "string"}, "pages": {"type": "integer", "maximum": 1000},
    "secret": {"type": "string", "writeOnly": true},
    "made": {"type": "string", "readOnly": true}},
    "example": {"id": "b7", "title": "Example", "pages": 1, "made": "today"}}})json";

MockSite keeping(const Contract& contract) {
  return {contract, {.user = kMockUser, .token = kMockToken, .keeps_state = true}};
}

Contract shops() {
  return contract_of(document_of(kShops));
}

http::Request call(const std::string& method, const std::string& target, const std::string& body = {},
                   const std::string& type = "application/json") {
  http::Request request{.method = method, .target = target};
  request.fields = {{"Host", "mock.example"}};
  if (!body.empty()) {
    request.fields.push_back({"Content-Type", type});
    request.body = body;
  }
  return request;
}

JsonValue body_of(const http::Response& response) {
  return read_json(response.body).value_or(JsonValue::null());
}

std::string text_at(const http::Response& response, const std::string& pointer) {
  const JsonValue body = body_of(response);
  const JsonValue* at = body.at(pointer);
  return at == nullptr ? "(none)" : plain_text(*at);
}

TEST(MockState, WhatWasCreatedIsRead) {
  const Contract contract = shops();
  const MockSite site = keeping(contract);
  const http::Response created =
      site.answer(call("POST", "/shops/s1/books", R"({"title": "New", "pages": 12, "secret": "x"})"));
  EXPECT_EQ(created.status, 201);
  EXPECT_EQ(text_at(created, "/title"), "New");
  EXPECT_EQ(text_at(created, "/secret"), "(none)") << "writeOnly members are not sent back";
  const std::string id = text_at(created, "/id");
  EXPECT_NE(id, "b7");
  EXPECT_EQ(field(created, "Location"), "/shops/s1/books/" + id);
  const http::Response read = site.answer(call("GET", "/shops/s1/books/" + id));
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(text_at(read, "/title"), "New");
  EXPECT_EQ(text_at(read, "/pages"), "12");
  EXPECT_EQ(text_at(read, "/id"), id);
  EXPECT_EQ(text_at(read, "/made"), "today") << "what the server adds is as documented";
}

TEST(MockState, EachCreatedResourceHasItsOwnIdentity) {
  const Contract contract = shops();
  const MockSite site = keeping(contract);
  const std::string first = text_at(site.answer(call("POST", "/shops/s1/books", R"({"title": "A"})")), "/id");
  const std::string second =
      text_at(site.answer(call("POST", "/shops/s1/books", R"({"title": "B"})")), "/id");
  EXPECT_NE(first, second);
  EXPECT_EQ(text_at(site.answer(call("GET", "/shops/s1/books/" + first)), "/title"), "A");
  EXPECT_EQ(text_at(site.answer(call("GET", "/shops/s1/books/" + second)), "/title"), "B");
  EXPECT_EQ(text_at(site.answer(call("GET", "/shops/s2/books/" + second)), "/title"), "Example")
      << "of another shop";
}

// The path is read by its schema: "7" is a number there, and a text in the body.
TEST(MockState, AnIdentityMayBeATextWhereThePathHasANumber) {
  const Contract contract = contract_of(document_of(R"json(
"/notes": {"post": {"operationId": "create", "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}},
  "responses": {"201": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}}}}},
"/notes/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
  "get": {"operationId": "read", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}}}}}
}, "components": {"schemas": {"Note": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "readOnly": true},
  "word": {"type": "string"}}, "example": {"id": "7", "word": "old"}}})json"));
  const MockSite site = keeping(contract);
  const std::string id = text_at(site.answer(call("POST", "/notes", R"({"word": "new"})")), "/id");
  EXPECT_NE(id, "7");
  EXPECT_EQ(text_at(site.answer(call("GET", "/notes/" + id)), "/word"), "new");
}

// A list may be one of names, and the documentation may not say what its items are.
TEST(MockState, AListOfNamesHasThatOfWhatWasCreated) {
  const Contract contract = contract_of(document_of(R"json(
"/notes": {"get": {"operationId": "list", "responses": {"200": {"description": "d", "content": {"application/json": {
    "schema": {"type": "array", "items": {}}, "example": ["8", "9"]}}}}},
  "post": {"operationId": "create", "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}},
    "responses": {"201": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}}}}},
"/notes/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
  "get": {"operationId": "read", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}}}},
  "delete": {"operationId": "remove", "responses": {"204": {"description": "d"}}}}
}, "components": {"schemas": {"Note": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer", "readOnly": true},
  "word": {"type": "string"}}, "example": {"id": 20, "word": "old"}}})json"));
  const MockSite site = keeping(contract);
  const std::string id = text_at(site.answer(call("POST", "/notes", R"({"word": "new"})")), "/id");
  const auto listed = [&] { return site.answer(call("GET", "/notes")).body; };
  EXPECT_EQ(listed(), "[\"" + id + R"(","8","9"])");
  EXPECT_EQ(site.answer(call("DELETE", "/notes/8")).status, 204);
  EXPECT_EQ(listed(), "[\"" + id + R"(","9"])");
  EXPECT_EQ(site.answer(call("DELETE", "/notes/" + id)).status, 204);
  EXPECT_EQ(listed(), R"(["9"])");
}

// A discriminator names a schema in every answer, whatever was sent.
TEST(MockState, ADiscriminatorNamesASchema) {
  const Contract contract = contract_of(document_of(R"json(
"/pets": {"post": {"operationId": "create", "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
  "responses": {"201": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}}}},
"/pets/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
  "get": {"operationId": "read", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}}}}
}, "components": {"schemas": {
  "Pet": {"type": "object", "required": ["id", "kind"], "discriminator": {"propertyName": "kind"},
    "properties": {"id": {"type": "string"}, "kind": {"type": "string"}, "word": {"type": "string"}}},
  "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}]},
  "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}]}})json"));
  const MockSite site = keeping(contract);
  const http::Response dog = site.answer(call("POST", "/pets", R"({"kind": "Dog", "word": "new"})"));
  EXPECT_EQ(text_at(dog, "/kind"), "Dog");
  EXPECT_EQ(text_at(dog, "/word"), "new");
  const http::Response fox = site.answer(call("POST", "/pets", R"({"kind": "Fox", "word": "new"})"));
  EXPECT_EQ(text_at(fox, "/kind"), "Cat");
  EXPECT_EQ(text_at(fox, "/word"), "new");
  EXPECT_EQ(text_at(site.answer(call("GET", "/pets/" + text_at(fox, "/id"))), "/kind"), "Cat");
}

// What only the former kind documents would be undocumented.
TEST(MockState, AChangeOfKindDropsTheMembersOfTheFormerKind) {
  const Contract contract = contract_of(document_of(R"json(
"/pets": {"post": {"operationId": "create", "responses": {"201": {"description": "d"}}}},
"/pets/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
  "get": {"operationId": "read", "responses": {"200": {"description": "d", "content": {"application/json": {
    "schema": {"$ref": "#/components/schemas/Pet"}, "example": {"id": "p1", "kind": "Cat", "word": "old", "claws": "sharp"}}}}}},
  "patch": {"operationId": "change", "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
    "responses": {"200": {"description": "d", "content": {"application/json": {
      "schema": {"$ref": "#/components/schemas/Pet"}, "example": {"id": "p1", "kind": "Cat", "word": "old", "claws": "sharp"}}}}}}}
}, "components": {"schemas": {
  "Pet": {"type": "object", "required": ["id", "kind"], "discriminator": {"propertyName": "kind"},
    "properties": {"id": {"type": "string"}, "kind": {"type": "string"}, "word": {"type": "string"}}},
  "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"claws": {"type": "string"}}}]},
  "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"bark": {"type": "string"}}}]}})json"));
  const MockSite site = keeping(contract);
  site.answer(call("PATCH", "/pets/p1", R"({"kind": "Dog", "bark": "loud"})"));
  const http::Response read = site.answer(call("GET", "/pets/p1"));
  EXPECT_EQ(text_at(read, "/kind"), "Dog");
  EXPECT_EQ(text_at(read, "/bark"), "loud");
  EXPECT_EQ(text_at(read, "/word"), "old");
  EXPECT_EQ(text_at(read, "/claws"), "(none)");
}

TEST(MockState, AListShowsWhatWasCreatedAndStaysWithinItsLimit) {
  const Contract contract = shops();
  const MockSite site = keeping(contract);
  const std::string id = text_at(site.answer(call("POST", "/shops/s1/books", R"({"title": "A"})")), "/id");
  const http::Response list = site.answer(call("GET", "/shops/s1/books"));
  EXPECT_EQ(text_at(list, "/items/0/id"), id);
  EXPECT_EQ(text_at(list, "/items/0/title"), "A");
  EXPECT_EQ(text_at(list, "/items/0/pages"), "(none)") << "the list shows less than the book";
  EXPECT_EQ(text_at(list, "/items/2/id"), "b2");
  (void)site.answer(call("POST", "/shops/s1/books", R"({"title": "B"})"));
  const JsonValue more = body_of(site.answer(call("GET", "/shops/s1/books")));
  EXPECT_EQ(more.at("/items")->size(), 3U) << "maxItems";
  EXPECT_EQ(text_at(site.answer(call("GET", "/shops/s2/books")), "/items/0/id"), "b1");
}

// The answer to the GET of an item does not show its identity, and the list does.
TEST(MockState, AListNamesWhatItsOwnAnswerDoesNotName) {
  const Contract contract = contract_of(document_of(R"json(
"/notes": {
  "get": {"operationId": "list", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"type": "array",
    "items": {"type": "object", "properties": {"id": {"type": "integer"}, "word": {"type": "string"}}}}, "example": [{"id": 1, "word": "old"}]}}}}},
  "post": {"operationId": "create", "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
  "responses": {"201": {"description": "d", "content": {"application/json": {"schema": {"type": "object", "required": ["id"],
    "properties": {"id": {"type": "integer"}}}, "example": {"id": 4}}}}}}},
"/notes/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
  "get": {"operationId": "read", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"type": "object",
    "properties": {"word": {"type": "string"}}, "additionalProperties": false}, "example": {"word": "old"}}}}}}}
}, "components": {"schemas": {})json"));
  const MockSite site = keeping(contract);
  const std::string id = text_at(site.answer(call("POST", "/notes", R"({"word": "new"})")), "/id");
  const http::Response list = site.answer(call("GET", "/notes"));
  EXPECT_EQ(text_at(list, "/0/id"), id);
  EXPECT_EQ(text_at(list, "/0/word"), "new");
  EXPECT_EQ(text_at(list, "/1/id"), "1");
}

// The documented list is empty, and what was created has more than an item may have.
TEST(MockState, AnEmptyListShowsWhatWasCreated) {
  std::string text = kShops;
  const std::string items =
      R"("example": {"items": [{"id": "b1", "title": "Old"}, {"id": "b2", "title": "Older"}]})";
  text.replace(text.find(items), items.size(), R"("example": {"items": []})");
  const std::string required = R"("items": {"type": "object", "required": ["id", "title"])";
  text.replace(text.find(required), required.size(), R"("items": {"type": "object")");
  const Contract contract = contract_of(document_of(text));
  const MockSite site = keeping(contract);
  const std::string id = text_at(site.answer(call("POST", "/shops/s1/books", R"({"title": "A"})")), "/id");
  const http::Response list = site.answer(call("GET", "/shops/s1/books"));
  EXPECT_EQ(text_at(list, "/items/0/id"), id);
  EXPECT_EQ(text_at(list, "/items/0/pages"), "(none)");
}

// The documentation of the thing itself has more than its schema, which demands much of an item.
TEST(MockState, AnEmptyListShowsWhatItsOwnDocumentationHas) {
  const std::string book =
      R"({"type": "object", "required": ["id", "title", "pages"], "properties": {"id": {"type": "integer"}, "title": {"type": "string"}, "pages": {"type": "integer"}}})";
  const std::string shown = R"({"id": 4, "title": "T", "pages": 1, "shelf": "A"})";
  const Contract contract = contract_of(document_of(
      R"("/books": {"get": {"operationId": "list", "responses": {"200": {"description": "d", "content": {"application/json": {
        "schema": {"type": "object", "properties": {"data": {"type": "array", "items": )" +
      book + R"(}}}, "example": {"data": []}}}}}},
        "post": {"operationId": "create", "responses": {"201": {"description": "d", "content": {"application/json": {"schema": )" +
      book + R"(, "example": )" + shown + R"(}}}}}},
      "/books/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
        "get": {"operationId": "read", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
      book + R"(, "example": )" + shown + R"(}}}}}}}, "components": {"schemas": {})"));
  const MockSite site = keeping(contract);
  const std::string id = text_at(site.answer(call("POST", "/books")), "/id");
  EXPECT_EQ(text_at(site.answer(call("GET", "/books")), "/data/0/id"), id);
  EXPECT_EQ(text_at(site.answer(call("GET", "/books")), "/data/0/shelf"), "A");
}

// An item may name itself by its URL alone.
TEST(MockState, AnItemThatIsCreatedAgainStandsInTheListOnce) {
  const std::string tag =
      R"({"type": "object", "properties": {"uri": {"type": "string"}, "word": {"type": "string"}}})";
  const Contract contract = contract_of(document_of(
      R"("/tags": {"get": {"operationId": "list", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {
        "type": "array", "items": )" +
      tag + R"(}, "example": [{"uri": "/tags/old", "word": "w"}, {"uri": "/tags/other", "word": "o"}]}}}}}},
      "/tags/{tag}": {"parameters": [{"name": "tag", "in": "path", "required": true, "schema": {"type": "string"}}],
        "get": {"operationId": "read", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
      tag + R"(, "example": {"uri": "/tags/old", "word": "w"}}}}, "404": {"description": "d"}}},
        "put": {"operationId": "put", "responses": {"201": {"description": "d"}}},
        "delete": {"operationId": "delete", "responses": {"204": {"description": "d"}}}}}, "components": {"schemas": {})"));
  const MockSite site = keeping(contract);
  EXPECT_EQ(site.answer(call("PUT", "/tags/old")).status, 201);
  const JsonValue list = body_of(site.answer(call("GET", "/tags")));
  EXPECT_EQ(list.size(), 2U) << to_text(list);
  EXPECT_EQ(site.answer(call("DELETE", "/tags/old")).status, 204);
  EXPECT_EQ(body_of(site.answer(call("GET", "/tags"))).size(), 1U);
}

// Another resource would have its name.
TEST(MockState, APutUnderANameThatItsSchemaRefusesKeepsNothing) {
  const std::string thing =
      R"({"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}})";
  const Contract contract = contract_of(document_of(
      R"("/things": {"get": {"operationId": "list", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {
        "type": "array", "items": )" +
      thing + R"(}, "example": [{"id": 1}]}}}}},
        "post": {"operationId": "create", "responses": {"201": {"description": "d", "content": {"application/json": {"schema": )" +
      thing + R"(}}}}}},
      "/things/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "get": {"operationId": "read", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
      thing + R"(, "example": {"id": 1}}}}, "404": {"description": "d"}}},
        "put": {"operationId": "put", "responses": {"202": {"description": "d", "content": {"application/json": {"schema": )" +
      thing + R"(}}}}}}}, "components": {"schemas": {})"));
  const MockSite site = keeping(contract);
  (void)site.answer(call("PUT", "/things/word", R"({"id": 1})"));
  EXPECT_EQ(body_of(site.answer(call("GET", "/things"))).size(), 1U);
  (void)site.answer(call("PUT", "/things/7", R"({"id": 7})"));
  EXPECT_EQ(text_at(site.answer(call("GET", "/things")), "/0/id"), "7");
}

TEST(MockState, TheUrlThatAnItemGivesForItselfLeadsToIt) {
  const std::string tag = R"({"type": "object", "properties": {"uri": {"type": "string"}}})";
  const Contract contract = contract_of(document_of(
      R"("/tags": {"get": {"operationId": "list", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {
        "type": "array", "items": )" +
      tag + R"(}, "example": [{"uri": "/tags/old"}]}}}}}},
      "/tags/{tag}": {"parameters": [{"name": "tag", "in": "path", "required": true, "schema": {"type": "string"}}],
        "get": {"operationId": "read", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
      tag + R"(, "example": {"uri": "/tags/old"}}}}, "404": {"description": "d"}}},
        "put": {"operationId": "put", "responses": {"201": {"description": "d"}}}}}, "components": {"schemas": {})"));
  const MockSite site = keeping(contract);
  (void)site.answer(call("PUT", "/tags/n%20w"));
  EXPECT_EQ(text_at(site.answer(call("GET", "/tags/n%20w")), "/uri"), "/tags/n%20w");
  EXPECT_EQ(text_at(site.answer(call("GET", "/tags")), "/0/uri"), "/tags/n%20w");
  (void)site.answer(call("PUT", "/tags/sent", R"({"uri": "/tags/other"})"));
  EXPECT_EQ(text_at(site.answer(call("GET", "/tags/sent")), "/uri"), "/tags/other") << "as it was sent";
}

constexpr const char* kTags = R"json(
"/files": {
  "get": {"operationId": "listFiles", "responses": {"200": {"description": "d"}}},
  "post": {"operationId": "addFile", "responses": {"201": {"description": "d", "headers": {"Location": {HEADER"schema": {"type": "string"}}}}}}},
"/files/{name}": {"parameters": [{"name": "name", "in": "path", "required": true, "schema": {"type": "string"}}],
  "get": {"operationId": "getFile", "responses": {"302": {"description": "d"}}}},
"/tags/{tag}": {"parameters": [{"name": "tag", "in": "path", "required": true, "schema": {"type": "string"}}],
  "get": {"operationId": "getTag", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"type": "object",
    "required": ["tag"], "properties": {"tag": {"type": "string"}}}}}}, "404": {"description": "d"}}},
  "put": {"operationId": "putTag", "responses": {"201": {"description": "d"}, "403": {"description": "d"}}},
  "delete": {"operationId": "deleteTag", "responses": {"204": {"description": "d"}, "403": {"description": "d"}, "404": {"description": "d"}}}}
}, "components": {"schemas": {})json";

TEST(MockState, ALocationThatIsLeftOpenLeadsToAnItem) {
  for (const std::string example : {"", R"("example": "/elsewhere", )"}) {
    std::string text = kTags;
    text.replace(text.find("HEADER"), 6, example);
    const Contract contract = contract_of(document_of(text));
    const auto location = http::combined(keeping(contract).answer(call("POST", "/files")).fields, "Location");
    EXPECT_EQ(location, example.empty() ? "/files/1" : "/elsewhere");
  }
}

// Of an item without content, nothing can be kept.
TEST(MockState, ALocationOfAPutLeadsToWhatItsPathSays) {
  const Contract contract = contract_of(document_of(R"json(
"/things/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
  "get": {"operationId": "get", "responses": {"200": {"description": "d"}, "404": {"description": "d"}}},
  "put": {"operationId": "put", "responses": {"201": {"description": "d", "headers": {"Location": {"schema": {"type": "string"}}}}}}}
}, "components": {"schemas": {})json"));
  const http::Response created = keeping(contract).answer(call("PUT", "/things/7"));
  EXPECT_EQ(created.status, 201);
  EXPECT_EQ(http::combined(created.fields, "Location"), "/things/7");
}

// A PUT without content creates what its path says.
TEST(MockState, WhatAnEmptyPutCreatedIsItsOwners) {
  std::string text = kTags;
  text.replace(text.find("HEADER"), 6, "");
  const Contract contract = contract_of(document_of(text));
  const MockSite site = keeping(contract);
  EXPECT_NE(text_at(site.answer(call("GET", "/tags/new")), "/tag"), "new");
  EXPECT_EQ(site.answer(call("PUT", "/tags/new")).status, 201);
  EXPECT_EQ(text_at(site.answer(call("GET", "/tags/new")), "/tag"), "new");
}

TEST(MockState, AListSaysHowManyItemsItHas) {
  std::string text = kShops;
  const std::string limit = R"("additionalProperties": false, "properties": {"items")";
  text.replace(text.find(limit), limit.size(),
               R"("properties": {"next": {"type": ["string", "null"]}, "meta": {"type": "object",
                  "properties": {"total": {"type": "integer"}, "hasMore": {"type": "boolean"}}}, "items")");
  const std::string example = R"("example": {"items":)";
  text.replace(text.find(example), example.size(),
               R"("example": {"next": "p2", "meta": {"total": 70, "hasMore": true}, "items":)");
  const Contract contract = contract_of(document_of(text));
  const MockSite site = keeping(contract);
  (void)site.answer(call("POST", "/shops/s1/books", R"({"title": "A"})"));
  const http::Response all = site.answer(call("GET", "/shops/s1/books"));
  EXPECT_EQ(text_at(all, "/meta/total"), "3");
  EXPECT_EQ(text_at(all, "/meta/hasMore"), "false");
  EXPECT_EQ(text_at(all, "/next"), "null");
  (void)site.answer(call("POST", "/shops/s1/books", R"({"title": "B"})"));
  const http::Response some = site.answer(call("GET", "/shops/s1/books"));
  EXPECT_EQ(text_at(some, "/meta/total"), "4") << "three are shown: maxItems";
  EXPECT_EQ(text_at(some, "/meta/hasMore"), "true");
  EXPECT_EQ(text_at(some, "/next"), "p2");
}

// {"thing": {…}} is one thing, in requests, answers and the items of lists.
constexpr const char* kWrapped = R"json(
"/things": {
  "get": {"operationId": "listThings", "responses": {"200": {"description": "d", "content": {"application/json": {
    "schema": {"type": "object", "properties": {"things": {"type": "array", "items": ITEM}}}, "example": {"things": EXAMPLES}}}}}},
  "post": {"operationId": "createThing", "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
    "responses": {"201": {"description": "d", "content": {"application/json": {
      "schema": {"type": "object", "required": ["thing"], "properties": {"thing": {"$ref": "#/components/schemas/T"}, "jobs": {"type": "array"}}},
      "example": {"thing": {"id": "a1", "uid": "u1", "name": "one"}, "jobs": []}}}}}}},
"/things/{id}": {
  "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
  "get": {"operationId": "getThing", "responses": {"200": {"description": "d", "content": {"application/json": {
    "schema": {"type": "object", "required": ["thing"], "properties": {"thing": {"$ref": "#/components/schemas/T"}}},
    "example": {"thing": {"id": "a1", "uid": "u1", "name": "one"}}}}}, "404": {"description": "d"}}},
  "delete": {"operationId": "deleteThing", "responses": {"204": {"description": "d"}}}}
}, "components": {"schemas": {"T": {"type": "object", "required": ["id", "name"], "additionalProperties": false, "properties": {
  "id": {"type": "string"}, "uid": {"type": "string"}, "name": {"type": "string"}}}})json";

Contract wrapped(const std::string& item, const std::string& examples) {
  std::string text = kWrapped;
  text.replace(text.find("ITEM"), 4, item);
  text.replace(text.find("EXAMPLES"), 8, examples);
  return contract_of(document_of(text));
}

TEST(MockState, KeepsWhatAWrapperBesideOtherMembersHolds) {
  const Contract contract = wrapped(R"({"$ref": "#/components/schemas/T"})", "[]");
  const MockSite site = keeping(contract);
  const http::Response made = site.answer(
      call("POST", "/things", R"({"thing": {"id": "b2", "name": "two"}, "idempotencyKey": "k"})"));
  EXPECT_EQ(text_at(made, "/thing/id"), "b2");
  EXPECT_EQ(text_at(made, "/thing/name"), "two");
  EXPECT_EQ(text_at(site.answer(call("GET", "/things/b2")), "/thing/name"), "two");
}

// GET shows the run in a member whose name the path does not tell, beside its results.
TEST(MockState, TheOneMemberWithTheParametersNameIsTheThing) {
  const Contract contract = contract_of(document_of(R"json(
"/model_runs": {
  "post": {"operationId": "createRun", "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/R"}}}},
    "responses": {"201": {"description": "d", "content": {"application/json": {
      "schema": {"$ref": "#/components/schemas/R"}, "example": {"run_uuid": "r1", "name": "one"}}}}}}},
"/model_runs/{run_uuid}": {
  "parameters": [{"name": "run_uuid", "in": "path", "required": true, "schema": {"type": "string"}}],
  "get": {"operationId": "getRun", "responses": {"200": {"description": "d", "content": {"application/json": {
    "schema": {"type": "object", "properties": {"run": {"$ref": "#/components/schemas/R"}, "results": {"type": "array"}, "meta": {"type": "object"}}},
    "example": {"meta": {"page": 1}, "results": [{"score": 2}], "run": {"run_uuid": "r1", "name": "one"}}}}}}}}
}, "components": {"schemas": {"R": {"type": "object", "properties": {
  "run_uuid": {"type": "string"}, "name": {"type": "string"}}}})json"));
  const MockSite site = keeping(contract);
  const std::string id =
      text_at(site.answer(call("POST", "/model_runs", R"({"name": "mine"})")), "/run_uuid");
  const http::Response shown = site.answer(call("GET", "/model_runs/" + id));
  EXPECT_EQ(text_at(shown, "/run/name"), "mine");
  EXPECT_EQ(text_at(shown, "/run/run_uuid"), id);
}

TEST(MockState, AWrappedThingIsKept) {
  const Contract contract =
      wrapped(R"({"$ref": "#/components/schemas/T"})", R"([{"id": "a1", "uid": "u1", "name": "one"}])");
  const MockSite site = keeping(contract);
  const http::Response created = site.answer(call("POST", "/things", R"({"thing": {"name": "mine"}})"));
  EXPECT_EQ(text_at(created, "/thing/name"), "mine");
  const std::string id = text_at(created, "/thing/id");
  EXPECT_NE(id, "a1");
  EXPECT_EQ(text_at(site.answer(call("GET", "/things/" + id)), "/thing/name"), "mine");
  const http::Response list = site.answer(call("GET", "/things"));
  EXPECT_EQ(text_at(list, "/things/0/id"), id);
  EXPECT_EQ(text_at(list, "/things/0/name"), "mine");
  EXPECT_EQ(text_at(list, "/things/1/id"), "a1");
}

// The answer requires more of a nested object than the request, and more than the documented example has.
TEST(MockState, ANestedObjectIsCompletedByWhatAnswersRequire) {
  const std::string account =
      R"({"type": "object", "required": ["id", "info"], "properties": {"id": {"type": "string"}, "info": {"oneOf": [
        {"type": "object", "required": ["kind", "iban"], "properties": {"kind": {"const": "A"}, "iban": {"type": "string"}}},
        {"type": "object", "required": ["kind", "number", "rails"],
         "properties": {"kind": {"const": "B"}, "number": {"type": "string"}, "rails": {"type": "array", "items": {"type": "string"}}}}]}}})";
  const Contract contract = contract_of(document_of(
      R"("/accounts": {"post": {"operationId": "create", "responses": {"201": {"description": "d", "content": {"application/json": {"schema": )" +
      account + R"(, "example": {"id": "a1", "info": {"kind": "A", "iban": "i"}}}}}}}},
      "/accounts/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "get": {"operationId": "read", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
      account +
      R"(, "example": {"id": "a1", "info": {"kind": "A", "iban": "i"}}}}}, "404": {"description": "d"}}}}}, "components": {"schemas": {})"));
  const MockSite site = keeping(contract);
  const http::Response made =
      site.answer(call("POST", "/accounts", R"({"info": {"kind": "B", "number": "7"}})"));
  const http::Response read = site.answer(call("GET", "/accounts/" + text_at(made, "/id")));
  EXPECT_EQ(text_at(read, "/info/kind"), "B");
  EXPECT_EQ(text_at(read, "/info/number"), "7");
  EXPECT_NE(body_of(read).at("/info/rails"), nullptr);
}

// The same for the items of an array.
TEST(MockState, AnItemIsCompletedByWhatAnswersRequire) {
  const std::string user =
      R"({"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "roles": {"type": "array", "items": {
        "type": "object", "required": ["value", "type"], "properties": {"value": {"type": "string"}, "type": {"const": "base"}}}}}})";
  const std::string answer = R"({"description": "d", "content": {"application/json": {"schema": )" + user +
                             R"(, "example": {"id": "a1", "roles": [{"value": "old", "type": "base"}]}}}})";
  const Contract contract = contract_of(
      document_of(R"("/users": {"post": {"operationId": "create", "responses": {"201": )" + answer + R"(}}},
      "/users/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "get": {"operationId": "read", "responses": {"200": )" +
                  answer + R"(}}}}, "components": {"schemas": {})"));
  const MockSite site = keeping(contract);
  const http::Response made =
      site.answer(call("POST", "/users", R"({"roles": [{"value": "new"}, {"value": "newer"}]})"));
  const http::Response read = site.answer(call("GET", "/users/" + text_at(made, "/id")));
  EXPECT_EQ(text_at(read, "/roles/0/value"), "new");
  EXPECT_EQ(text_at(read, "/roles/1/value"), "newer");
  EXPECT_EQ(text_at(read, "/roles/1/type"), "base");
}

// An alternative of a oneOf may ask for more than the member that chooses it.
TEST(MockState, AnotherAlternativeIsKeptWithWhatItAsksFor) {
  const std::string schema =
      R"({"type": "object", "required": ["id", "own"], "properties": {"id": {"type": "string"}, "word": {"type": "string"}}, "oneOf": [
        {"required": ["url"], "properties": {"own": {"const": true}, "url": {"type": "string"}}},
        {"required": ["owner"], "properties": {"own": {"const": false}, "owner": {"type": "string"}}}]})";
  const std::string answer = R"({"description": "d", "content": {"application/json": {"schema": )" + schema +
                             R"(, "example": {"id": "a1", "own": true, "url": "u", "word": "old"}}}})";
  const Contract contract = contract_of(
      document_of(R"("/apps": {"post": {"operationId": "create", "responses": {"201": )" + answer + R"(}}},
      "/apps/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "get": {"operationId": "read", "responses": {"200": )" +
                  answer + R"(, "404": {"description": "d"}}}}}, "components": {"schemas": {})"));
  const MockSite site = keeping(contract);
  const http::Response made = site.answer(call("POST", "/apps", R"({"own": false, "word": "new"})"));
  const http::Response read = site.answer(call("GET", "/apps/" + text_at(made, "/id")));
  EXPECT_EQ(text_at(read, "/own"), "false");
  EXPECT_EQ(text_at(read, "/word"), "new");
  EXPECT_NE(text_at(read, "/owner"), "(none)");
}

// What the documented answer has elsewhere need not fit to what was sent.
TEST(MockState, OfANestedObjectWhatTheAnswerAllowsIsKept) {
  const std::string book =
      R"({"type": "object", "additionalProperties": false, "properties": {"id": {"type": "string"}, "type": {"type": "string"},
        "attributes": {"type": "object", "additionalProperties": false, "properties": {"title": {"type": "string"}, "pages": {"maximum": 9}}}}})";
  const std::string answer =
      R"({"description": "d", "content": {"application/json": {"schema": )" + book +
      R"(, "example": {"id": "b1", "type": "books", "attributes": {"title": "Old", "pages": 1}}}}})";
  const Contract contract = contract_of(
      document_of(R"("/books": {"post": {"operationId": "create", "responses": {"201": )" + answer + R"(}}},
      "/books/{id}": {"parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "get": {"operationId": "read", "responses": {"200": )" +
                  answer + R"(, "404": {"description": "d"}}}}}, "components": {"schemas": {})"));
  const MockSite site = keeping(contract);
  const http::Response made = site.answer(call(
      "POST", "/books", R"({"type": "books", "attributes": {"title": "New", "pages": 10, "secret": "s"}})"));
  const http::Response read = site.answer(call("GET", "/books/" + text_at(made, "/id")));
  EXPECT_EQ(text_at(read, "/attributes/title"), "New");
  EXPECT_EQ(text_at(read, "/attributes/pages"), "1");
  EXPECT_EQ(text_at(read, "/attributes/secret"), "(none)");
}

// An object that a request sends among others is what the new resource refers to; one that the resource shows
// as a member is that member.
TEST(MockState, AnObjectThatIsSentNeedNotBeTheThing) {
  const Contract contract = contract_of(document_of(R"json(
"/comments": {"post": {"operationId": "createComment",
  "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
  "responses": {"201": {"description": "d", "content": {"application/json": {"schema": {"type": "object"},
    "example": {"id": "c1", "text": "old", "item": {"id": "f1"}}}}}}}},
"/comments/{commentId}": {"parameters": [{"name": "commentId", "in": "path", "required": true, "schema": {"type": "string"}}],
  "get": {"operationId": "getComment", "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"type": "object"},
    "example": {"id": "c1", "text": "old", "item": {"id": "f1"}}}}}}}}
)json"));
  const MockSite site = keeping(contract);
  for (const char* sent : {R"({"text": "new", "item": {"id": "f2"}})", R"({"item": {"id": "f2"}})"}) {
    const std::string id = text_at(site.answer(call("POST", "/comments", sent)), "/id");
    EXPECT_NE(id, "f2") << sent;
    const http::Response read = site.answer(call("GET", "/comments/" + id));
    EXPECT_EQ(text_at(read, "/item/id"), "f2") << sent;
    EXPECT_EQ(text_at(read, "/text"), std::string(sent).find("new") == std::string::npos ? "old" : "new")
        << sent;
  }
}

TEST(MockState, AnItemOfAListMayWrapItsThing) {
  const Contract contract = wrapped(
      R"({"type": "object", "required": ["thing"], "properties": {"thing": {"$ref": "#/components/schemas/T"}}})",
      R"([{"thing": {"id": "a1", "name": "one"}}])");
  const MockSite site = keeping(contract);
  const std::string id =
      text_at(site.answer(call("POST", "/things", R"({"thing": {"name": "mine"}})")), "/thing/id");
  const http::Response list = site.answer(call("GET", "/things"));
  EXPECT_EQ(text_at(list, "/things/0/thing/id"), id);
  EXPECT_EQ(text_at(list, "/things/0/thing/name"), "mine");
  EXPECT_EQ(text_at(list, "/things/1/thing/id"), "a1");
}

TEST(MockState, AnyNameOfADeletedItemIsItsName) {
  const Contract contract =
      wrapped(R"({"$ref": "#/components/schemas/T"})",
              R"([{"id": "a1", "uid": "u1", "name": "one"}, {"id": "a2", "uid": "u2", "name": "two"}])");
  const MockSite site = keeping(contract);
  EXPECT_EQ(site.answer(call("DELETE", "/things/u1")).status, 204);
  const http::Response list = site.answer(call("GET", "/things"));
  EXPECT_EQ(text_at(list, "/things/0/id"), "a2");
  EXPECT_EQ(text_at(list, "/things/1/id"), "(none)");
}

TEST(MockState, ADeletedResourceIsGone) {
  const Contract contract = shops();
  const MockSite site = keeping(contract);
  const std::string id = text_at(site.answer(call("POST", "/shops/s1/books", R"({"title": "A"})")), "/id");
  EXPECT_EQ(site.answer(call("DELETE", "/shops/s1/books/" + id)).status, 204);
  EXPECT_EQ(site.answer(call("GET", "/shops/s1/books/" + id)).status, 404);
  EXPECT_EQ(text_at(site.answer(call("GET", "/shops/s1/books")), "/items/0/id"), "b1");
  EXPECT_EQ(site.answer(call("DELETE", "/shops/s1/books/" + id)).status, 204) << "it documents no 404";
  EXPECT_NE(text_at(site.answer(call("POST", "/shops/s1/books", R"({"title": "B"})")), "/id"), id);
}

TEST(MockState, ADocumentedResourceCanBeDeletedToo) {
  const Contract contract = shops();
  const MockSite site = keeping(contract);
  EXPECT_EQ(site.answer(call("GET", "/shops/s1/books/b1")).status, 200) << "as documented";
  EXPECT_EQ(site.answer(call("DELETE", "/shops/s1/books/b1")).status, 204);
  EXPECT_EQ(site.answer(call("GET", "/shops/s1/books/b1")).status, 404);
  EXPECT_EQ(text_at(site.answer(call("GET", "/shops/s1/books")), "/items/0/id"), "b2");
}

TEST(MockState, WhatOneIdentityCreatedIsNotTheOthers) {
  std::string paths = kShops;
  const std::string kSecured = "\"operationId\": ";
  for (std::size_t at = paths.find(kSecured); at != paths.npos; at = paths.find(kSecured, at + 60))
    paths.insert(at, "\"security\": [{\"token\": []}], ");
  const std::string kComponents = "\"components\": {";
  paths.insert(paths.find(kComponents) + kComponents.size(),
               "\"securitySchemes\": {\"token\": {\"type\": \"http\", \"scheme\": \"bearer\"}}, ");
  const Contract contract = contract_of(document_of(paths));
  const MockSite site(contract, {.user = kMockUser,
                                 .token = "first",
                                 .other = MockCredentials{.user = "", .token = "second"},
                                 .keeps_state = true});
  const auto by = [&](const char* token, const std::string& method, const std::string& target,
                      const std::string& body = {}) {
    http::Request request = call(method, target, body);
    request.fields.push_back({"Authorization", std::string("Bearer ") + token});
    return site.answer(request);
  };
  const std::string books = "/shops/s1/books";
  const std::string own = books + "/" + text_at(by("first", "POST", books, R"({"title": "A"})"), "/id");
  const std::string others = books + "/" + text_at(by("second", "POST", books, R"({"title": "B"})"), "/id");
  EXPECT_EQ(by("first", "GET", own).status, 200);
  EXPECT_EQ(by("second", "GET", own).status, 404);
  EXPECT_EQ(by("first", "GET", others).status, 404);
  EXPECT_EQ(text_at(by("second", "GET", others), "/title"), "B");
  EXPECT_EQ(by("third", "GET", own).status, 401);
  EXPECT_EQ(text_at(by("first", "GET", books), "/items/0/title"), "A");
  EXPECT_EQ(text_at(by("first", "GET", books), "/items/1/title"), "Old");
  EXPECT_EQ(text_at(by("second", "GET", books), "/items/0/title"), "B");
  EXPECT_EQ(by("second", "GET", books + "/b1").status, 200) << "what is documented is everybody's";
  EXPECT_EQ(by("second", "PUT", own, R"({"title": "C"})").status, 200) << "it documents no refusal";
  EXPECT_EQ(text_at(by("first", "GET", own), "/title"), "C") << "and it stays the first one's";
}

TEST(MockState, WhatIsBelowADeletedResourceIsGone) {
  const Contract contract = shops();
  const MockSite site = keeping(contract);
  const std::string shop = text_at(site.answer(call("POST", "/shops")), "/shopId");
  EXPECT_EQ(shop, "42");
  const std::string books = "/shops/" + shop + "/books";
  const std::string id = text_at(site.answer(call("POST", books, R"({"title": "A"})")), "/id");
  EXPECT_EQ(site.answer(call("DELETE", "/shops/" + shop)).status, 204);
  EXPECT_EQ(site.answer(call("GET", join({books, id}, "/"))).status, 404);
}

TEST(MockState, PutReplacesAndPatchMerges) {
  const Contract contract = shops();
  const MockSite site = keeping(contract);
  const std::string id =
      text_at(site.answer(call("POST", "/shops/s1/books", R"({"title": "A", "pages": 12})")), "/id");
  const std::string path = "/shops/s1/books/" + id;
  const http::Response patched =
      site.answer(call("PATCH", path, R"({"title": "B", "pages": null})", "application/merge-patch+json"));
  EXPECT_EQ(text_at(patched, "/title"), "B");
  EXPECT_EQ(text_at(patched, "/pages"), "(none)") << "RFC 7396: null removes";
  EXPECT_EQ(text_at(site.answer(call("GET", path)), "/title"), "B");
  const http::Response put = site.answer(call("PUT", path, R"({"title": "C", "pages": 3})"));
  EXPECT_EQ(text_at(put, "/pages"), "3");
  EXPECT_EQ(text_at(put, "/id"), id);
  EXPECT_EQ(text_at(site.answer(call("GET", path)), "/title"), "C");
}

TEST(MockState, AChangeOfADocumentedResourceIsKept) {
  const Contract contract = shops();
  const MockSite site = keeping(contract);
  EXPECT_EQ(site.answer(call("PUT", "/shops/s1/books/b1", R"({"title": "C"})")).status, 200);
  EXPECT_EQ(text_at(site.answer(call("GET", "/shops/s1/books/b1")), "/title"), "C");
  EXPECT_EQ(text_at(site.answer(call("GET", "/shops/s1/books/b1")), "/id"), "b1");
}

TEST(MockState, EveryAnswerConformsToItsSchema) {
  const Contract contract = shops();
  const MockSite site = keeping(contract);
  std::string id;
  const auto conforms = [&](const http::Request& request) {
    const MockReply reply = site.reply(request);
    ASSERT_TRUE(reply.operation && reply.documented) << request.method;
    const DocumentedResponse& response = contract.operations[*reply.operation].responses[*reply.documented];
    if (response.media.empty()) return;
    const Result<BodyJudge> judge = BodyJudge::make(response.media.front().schema, {});
    const ParsedBody parsed = parse_body(reply.response.body);
    ASSERT_TRUE(judge && parsed.instance);
    EXPECT_EQ(judge->accepts(*parsed.instance), true) << request.method << ' ' << reply.response.body;
    WorkBudget budget({});
    EXPECT_TRUE(judge->undocumented(*parsed.instance).empty()) << reply.response.body;
    EXPECT_TRUE(judge->unsent(*parsed.instance, budget).found.empty()) << reply.response.body;
    if (const auto parsed_id = text_at(reply.response, "/id"); parsed_id != "(none)") id = parsed_id;
  };
  // A patch may ask for what the schema of the resource forbids: that member stays as it was.
  conforms(call("POST", "/shops/s1/books", R"({"title": "A", "pages": 1000, "secret": "s"})"));
  const std::string path = "/shops/s1/books/" + id;
  conforms(call("PATCH", path, R"({"title": 5, "pages": 1001, "made": "now", "other": true})",
                "application/merge-patch+json"));
  EXPECT_EQ(text_at(site.answer(call("GET", path)), "/pages"), "1000");
  EXPECT_EQ(text_at(site.answer(call("GET", path)), "/made"), "now");
  conforms(call("PUT", path, R"({"title": "B", "secret": "s"})"));
  conforms(call("GET", path));
  conforms(call("GET", "/shops/s1/books"));
  conforms(call("DELETE", path));
  conforms(call("GET", path));
}

TEST(MockState, PreferAndTheStatelessMockKeepNothing) {
  const Contract contract = shops();
  const MockSite site = keeping(contract);
  http::Request preferred = call("POST", "/shops/s1/books", R"({"title": "A"})");
  preferred.fields.push_back({"Prefer", "code=201"});
  EXPECT_EQ(text_at(site.answer(preferred), "/id"), "b7");
  EXPECT_EQ(text_at(site.answer(call("GET", "/shops/s1/books/b7")), "/title"), "Example");
  const MockSite stateless = site_of(contract);
  EXPECT_EQ(text_at(stateless.answer(call("POST", "/shops/s1/books", R"({"title": "A"})")), "/id"), "b7");
  EXPECT_EQ(stateless.answer(call("DELETE", "/shops/s1/books/b7")).status, 204);
  EXPECT_EQ(stateless.answer(call("GET", "/shops/s1/books/b7")).status, 200);
}

TEST(MockState, AShapeThatIsNotPlainIsAnsweredAsDocumented) {
  const Contract contract = contract_of(document_of(R"(
    "/a": {"post": {"operationId": "Post", "responses": {"201": {"description": "d", "content": {"application/json": {"example": {"id": 1}}}}}}},
    "/a/{x}-{y}": {"get": {"operationId": "Get", "responses": {"200": {"description": "d", "content": {"application/json": {"example": {"id": 1}}}}, "404": {"description": "d"}}},
      "delete": {"operationId": "Delete", "responses": {"204": {"description": "d"}}},
      "parameters": [{"name": "x", "in": "path", "required": true}, {"name": "y", "in": "path", "required": true}]})"));
  const MockSite site = keeping(contract);
  EXPECT_EQ(text_at(site.answer(call("POST", "/a")), "/id"), "1");
  EXPECT_EQ(site.answer(call("DELETE", "/a/1-2")).status, 204);
  EXPECT_EQ(site.answer(call("GET", "/a/1-2")).status, 200);
}

TEST(MockState, TheOldestResourcesLeave) {
  KeptResources kept({.resources = 2, .bytes = 10'000, .deleted = 2});
  kept.put({"a", "1"}, JsonValue::integer(1));
  kept.put({"a", "2"}, JsonValue::integer(2));
  kept.put({"a", "1"}, JsonValue::integer(3));
  kept.put({"a", "3"}, JsonValue::integer(4));
  EXPECT_EQ(kept.find({"a", "1"}), nullptr) << "a change makes it no younger";
  EXPECT_NE(kept.find({"a", "2"}), nullptr);
  EXPECT_EQ(kept.size(), 2U);
  for (int i = 0; i < 10; ++i) kept.put({"b", std::to_string(i)}, JsonValue::string(std::string(4'000, 'x')));
  EXPECT_LE(kept.bytes(), 10'000U);
  kept.put({"c", "1"}, JsonValue::string(std::string(20'000, 'x')));
  EXPECT_EQ(kept.find({"c", "1"}), nullptr) << "more than all others together";
  for (const char* id : {"1", "2", "3"}) kept.remove({"a", id});
  EXPECT_FALSE(kept.is_gone({"a", "1"}));
  EXPECT_TRUE(kept.is_gone({"a", "3", "parts", "1"}));
  kept.put({"a", "3"}, JsonValue::integer(1));
  EXPECT_FALSE(kept.is_gone({"a", "3"})) << "created again";
}

TEST(MockState, TheOldestDeletedPathsAreForgotten) {
  KeptResources kept({.deleted_bytes = 10'000});
  const auto path_of = [](int i) {
    return KeptResources::Path{"a", std::to_string(i) + std::string(3'000, 'x')};
  };
  for (int i = 0; i < 100; ++i) {
    kept.remove(path_of(i));
    EXPECT_LE(kept.deleted_bytes(), 10'000U);
    EXPECT_TRUE(kept.is_gone(path_of(i)));
  }
  EXPECT_FALSE(kept.is_gone(path_of(90)));
  EXPECT_TRUE(kept.is_gone(path_of(98)));
  kept.put(path_of(98), JsonValue::integer(1));
  kept.put(path_of(99), JsonValue::integer(1));
  for (int i = 100; i < 110; ++i) kept.remove(path_of(i));
  EXPECT_TRUE(kept.is_gone(path_of(108))) << "what is created again gives its bytes back";
  kept.remove({"a", std::string(20'000, 'x')});
  EXPECT_FALSE(kept.is_gone({"a", std::string(20'000, 'x')})) << "more than all others together";
  EXPECT_TRUE(kept.is_gone(path_of(109)));
  KeptResources usual;
  for (int i = 0; i < 10'000; ++i)
    usual.remove({"shops", "s1", "books", std::string(36, 'x') + std::to_string(i)});
  EXPECT_TRUE(usual.is_gone({"shops", "s1", "books", std::string(36, 'x') + "0"}));
}

}  // namespace state_test
}  // namespace avouch

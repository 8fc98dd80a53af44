// SPDX-License-Identifier: MIT
// Requests with made-up values: the server's response to them is not a violation, unless it is a server
// error, or differs in form from the documentation.
#include "row.h"

#include <nlohmann/json.hpp>

namespace avouch {
namespace {

// One documented answer, and an error of another kind than those that come.
constexpr const char* kPath = R"(
paths:
  /books/{bookId}:
    get:
      operationId: GetBook
      parameters: [{name: bookId, in: path, required: true, schema: {type: string, format: uuid}}]
      responses:
        '200': {description: a book}
)";

constexpr const char* kPathWithError = R"(
paths:
  /books/{bookId}:
    get:
      operationId: GetBook
      parameters: [{name: bookId, in: path, required: true, schema: {type: string, format: uuid}}]
      responses:
        '200': {description: a book, content: {application/json: {schema: {type: object}}}}
        '404':
          description: no such book
          headers: {X-Request-Id: {required: true, schema: {type: string}}}
          content:
            application/json:
              schema: {type: object, required: [error], properties: {error: {type: string}}}
)";

constexpr const char* kTwoPaths = R"(
paths:
  /shops/{shopId}/books/{bookId}:
    get:
      operationId: GetShopBook
      parameters:
        - {name: shopId, in: path, required: true, schema: {type: string}}
        - {name: bookId, in: path, required: true, schema: {type: string, format: uuid}}
      responses:
        '200': {description: a book}
)";

constexpr const char* kQuery = R"(
paths:
  /search:
    get:
      operationId: Search
      parameters: [{name: term, in: query, required: true, schema: {type: string, minLength: 3}}]
      responses:
        '200': {description: what was found}
)";

constexpr const char* kQueryWithError = R"(
paths:
  /search:
    get:
      operationId: Search
      parameters: [{name: term, in: query, required: true, schema: {type: string, minLength: 3}}]
      responses:
        '200': {description: what was found}
        '400':
          description: not so
          content: {application/json: {schema: {type: object, required: [error]}}}
)";

constexpr const char* kBody = R"(
paths:
  /orders:
    post:
      operationId: PlaceOrder
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [bookId]
              properties: {bookId: {type: string, format: uuid}}
      responses:
        '201': {description: placed}
)";

constexpr const char* kBodyWithErrors = R"(
paths:
  /orders:
    post:
      operationId: PlaceOrder
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [bookId]
              properties: {bookId: {type: string, format: uuid}}
      responses:
        '201': {description: placed}
        '409':
          description: sold out
          content:
            application/problem+json:
              schema:
                type: object
                required: [title]
                properties: {title: {type: string}, status: {type: integer}}
)";

constexpr const char* kDocumentedBody = R"(
paths:
  /orders:
    post:
      operationId: PlaceOrder
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [bookId], properties: {bookId: {type: string}}}
            example: {bookId: b1}
      responses:
        '201': {description: placed}
)";

constexpr const char* kGivenId = "0e1b8a1c-2c5e-4a77-8f10-4a1f0a7c0b01";

// Knows the given book alone.
Handler one_book(const Reply& missing) {
  return [=](const Request& request) {
    return request.segments.back() == kGivenId ? json_reply(200, "{}") : missing;
  };
}

Reply not_found() {
  return json_reply(404, R"({"error":"no such book"})").with("X-Request-Id", "r1");
}

Reply order(const Request& request, const Reply& unknown) {
  const auto asked = nlohmann::json::parse(request.body, nullptr, false);
  const bool is_known = asked.is_object() && asked.value("bookId", "") == kGivenId;
  return is_known ? reply(201) : unknown;
}

std::vector<Row> conforming() {
  return {
      {.name = "MadeUpIdIsUnknown",
       .contract = kPath,
       .server = one_book(reply(404)),
       .outcomes = {{"GetBook/200/status", "unexercised"}, {"GetBook/documented-status", "warned"}},
       .reasons = {{"GetBook/200/status", "--variable bookId="}},
       .exercises = false},
      {.name = "MadeUpIdIsForbidden",
       .contract = kPath,
       .server = one_book(reply(403)),
       .outcomes = {{"GetBook/200/status", "unexercised"}, {"GetBook/documented-status", "warned"}},
       .reasons = {{"GetBook/200/status", "--variable bookId="}},
       .exercises = false},
      {.name = "MadeUpIdIsMalformed",
       .contract = kPath,
       .server = one_book(reply(422)),
       .outcomes = {{"GetBook/200/status", "unexercised"}, {"GetBook/documented-status", "warned"}},
       .reasons = {{"GetBook/200/status", "--variable bookId="}},
       .exercises = false},
      {.name = "MadeUpIdIsUnknownAsDocumented",
       .contract = kPathWithError,
       .server = one_book(not_found()),
       .outcomes = {{"GetBook/200/status", "unexercised"},
                    {"GetBook/404/status", "holds"},
                    {"GetBook/404/body/required", "holds"},
                    {"GetBook/documented-status", "holds"}},
       .reasons = {{"GetBook/200/status", "--variable bookId="}}},
      {.name = "MadeUpIdIsTaken",
       .contract = kPathWithError,
       .server = always(json_reply(200, "{}")),
       .outcomes = {{"GetBook/200/status", "holds"}, {"GetBook/404/status", "unexercised"}}},
      {.name = "GivenId",
       .contract = kPathWithError,
       .server = one_book(not_found()),
       .arguments = {"--variable", std::string("bookId=") + kGivenId},
       .outcomes = {{"GetBook/200/status", "holds"}, {"GetBook/404/status", "holds"}}},
      {.name = "GivenIdInAFile",
       .contract = kPathWithError,
       .server = one_book(not_found()),
       .arguments = {"--values", "values.toml"},
       .files = {{"values.toml", std::string("bookId = \"") + kGivenId + "\"\n"}},
       .outcomes = {{"GetBook/200/status", "holds"}, {"GetBook/404/status", "holds"}}},
      {.name = "OneOfTwoIdsIsMadeUp",
       .contract = kTwoPaths,
       .server = always(reply(404)),
       .arguments = {"--variable", "shopId=s1"},
       .outcomes = {{"GetShopBook/200/status", "unexercised"}},
       .reasons = {{"GetShopBook/200/status", "--variable bookId="}},
       .exercises = false},
      {.name = "MadeUpQueryIsRefused",
       .contract = kQuery,
       .server = always(reply(400)),
       .outcomes = {{"Search/200/status", "unexercised"}, {"Search/documented-status", "warned"}},
       .reasons = {{"Search/200/status", "--variable term="}},
       .exercises = false},
      {.name = "MadeUpQueryIsRefusedAsDocumented",
       .contract = kQueryWithError,
       .server = always(json_reply(400, R"({"error":"nothing like that"})")),
       .outcomes = {{"Search/200/status", "unexercised"}, {"Search/400/status", "holds"}},
       .reasons = {{"Search/200/status", "--variable term="}}},
      {.name = "MadeUpBodyIsRefused",
       .contract = kBody,
       .server = [](const Request& request) { return order(request, reply(422)); },
       .arguments = {"--allow-writes=any"},
       .outcomes = {{"PlaceOrder/201/status", "unexercised"}, {"PlaceOrder/documented-status", "warned"}},
       .reasons = {{"PlaceOrder/201/status", "--variable"}},
       .exercises = false},
      {.name = "MadeUpBodyIsRefusedAsDocumented",
       .contract = kBodyWithErrors,
       .server = [](const Request& request) { return order(request, problem_reply(409)); },
       .arguments = {"--allow-writes=any"},
       .outcomes = {{"PlaceOrder/201/status", "unexercised"}, {"PlaceOrder/409/status", "holds"}},
       .reasons = {{"PlaceOrder/201/status", "--variable"}}},
      {.name = "MemberOfTheBodyIsGiven",
       .contract = kBodyWithErrors,
       .server = [](const Request& request) { return order(request, problem_reply(409)); },
       .arguments = {"--allow-writes=any", "--variable", std::string("bookId=") + kGivenId},
       .outcomes = {{"PlaceOrder/201/status", "holds"}, {"PlaceOrder/409/status", "unexercised"}},
       .warns = false},
      {.name = "BodyIsDocumented",
       .contract = kDocumentedBody,
       .server =
           [](const Request& request) {
             const auto asked = nlohmann::json::parse(request.body, nullptr, false);
             return reply(asked.is_object() && asked.value("bookId", "") == "b1" ? 201 : 400);
           },
       .arguments = {"--allow-writes=any"},
       .outcomes = {{"PlaceOrder/201/status", "holds"}}},
  };
}

std::vector<Row> wrong() {
  return {
      {.name = "MadeUpIdBreaksTheServer",
       .contract = kPath,
       .server = always(reply(500)),
       .violated = {"GetBook/200/status"}},  // only a 4xx may be the value's fault
      {.name = "MadeUpQueryBreaksTheServer",
       .contract = kQuery,
       .server = always(reply(503)),
       .violated = {"Search/200/status"}},
      {.name = "MadeUpBodyBreaksTheServer",
       .contract = kBody,
       .server = always(reply(500)),
       .arguments = {"--allow-writes=any"},
       .violated = {"PlaceOrder/201/status"}},
      {.name = "MadeUpIdIsUnknownUnderStrictStatuses",
       .contract = kPath,
       .server = one_book(reply(404)),
       .arguments = {"--strict", "statuses"},
       .violated = {"GetBook/documented-status"},
       .outcomes = {{"GetBook/200/status", "unexercised"}}},
      {.name = "GivenIdIsUnknownWithoutWord",
       .contract = kPath,
       .server = always(reply(404)),
       .arguments = {"--variable", std::string("bookId=") + kGivenId},
       .violated = {"GetBook/200/status"}},
      {.name = "GivenQueryIsRefusedWithoutWord",
       .contract = kQuery,
       .server = always(reply(400)),
       .arguments = {"--variable", "term=books"},
       .violated = {"Search/200/status"}},
      {.name = "DocumentedBodyIsRefusedWithoutWord",
       .contract = kDocumentedBody,
       .server = always(reply(400)),
       .arguments = {"--allow-writes=any"},
       .violated = {"PlaceOrder/201/status"}},
      {.name = "UnknownAsHtml",
       .contract = kPathWithError,
       .server = one_book(reply(404, "text/html", "<h1>Not found</h1>").with("X-Request-Id", "r1")),
       .violated = {"GetBook/404/media-type"},
       .outcomes = {{"GetBook/404/status", "holds"}, {"GetBook/200/status", "unexercised"}}},
      {.name = "UnknownWithoutItsHeader",
       .contract = kPathWithError,
       .server = one_book(json_reply(404, R"({"error":"no such book"})")),
       .arguments = {"--variable", std::string("bookId=") + kGivenId},
       .violated = {"GetBook/404/headers/X-Request-Id/required"},
       .outcomes = {{"GetBook/200/status", "holds"}}},
      {.name = "UnknownWithANumberForText",
       .contract = kPathWithError,
       .server = one_book(json_reply(404, R"({"error":17})").with("X-Request-Id", "r1")),
       .violated = {"GetBook/404/body/error/type"}},
      {.name = "RefusedQueryAsHtml",
       .contract = kQueryWithError,
       .server = always(reply(400, "text/html", "oops")),
       .violated = {"Search/400/media-type"},
       .outcomes = {{"Search/200/status", "unexercised"}, {"Search/400/status", "holds"}}},
      {.name = "RefusedQueryWithoutItsMember",
       .contract = kQueryWithError,
       .server = always(json_reply(400, R"({"message":"nothing like that"})")),
       .violated = {"Search/400/body/required"}},
      {.name = "RefusedBodyWithTextForANumber",
       .contract = kBodyWithErrors,
       .server = always(reply(409, "application/problem+json", R"({"title":"sold out","status":"409"})")),
       .arguments = {"--allow-writes=any"},
       .violated = {"PlaceOrder/409/body/status/type"},
       .outcomes = {{"PlaceOrder/409/status", "holds"}, {"PlaceOrder/201/status", "unexercised"}}},
  };
}

}  // namespace

std::vector<Row> made_up_rows() {
  std::vector<Row> rows = conforming();
  for (Row& row : wrong()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace avouch

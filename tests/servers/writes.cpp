// SPDX-License-Identifier: MIT
// Servers with responses that depend on earlier writes. Each write is sent once, in an order that keeps what
// later requests need.
#include <string>
#include <vector>

#include "row.h"
#include "shop.h"

namespace avouch {
namespace {

const std::vector<std::string> kWritesOfTheNew = {"--allow-writes", "--variable", "id=n1"};

constexpr const char* kGuarded = R"(
security: [{token: []}]
paths:
  /books/{id}:
    delete:
      operationId: DeleteBook
      parameters: [{name: id, in: path, required: true, schema: {type: string, minLength: 1}}]
      responses:
        '204': {description: gone}
        '401': {description: not without credentials}
        '404': {description: no such book}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

const std::vector<std::string> kGuardedWrites = {"--allow-writes", "--variable", "id=b1", "-H",
                                                 "Authorization: Bearer s3cret-token"};

// Deletes b1 once, for callers with the token, and for those without one where it lets them in.
Handler guarded(bool lets_the_anonymous_in) {
  return [=, is_there = true](const Request& request) mutable {
    const std::string given = request.field("Authorization");
    const bool is_let_in = given == "Bearer s3cret-token" || (given.empty() && lets_the_anonymous_in);
    if (!is_let_in) return reply(401).with("WWW-Authenticate", "Bearer");
    if (!is_there || request.segments.back() != "b1") return reply(404);
    is_there = false;
    return reply(204);
  };
}

constexpr const char* kNested = R"(
paths:
  /shops/{shopId}:
    delete:
      operationId: DeleteShop
      parameters: [{name: shopId, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: gone, with all that was in it}, '404': {description: no such shop}}
  /shops/{shopId}/books/{bookId}:
    delete:
      operationId: DeleteShopBook
      parameters:
        - {name: shopId, in: path, required: true, schema: {type: string}}
        - {name: bookId, in: path, required: true, schema: {type: string}}
      responses: {'204': {description: gone}, '404': {description: no such book}}
)";

constexpr const char* kArticle = R"(
paths:
  /articles/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    put:
      operationId: PublishArticle
      requestBody: {required: true, content: {application/json: {schema: {type: object}, example: {title: a}}}}
      responses: {'200': {description: published}, '201': {description: published for the first time}}
    patch:
      operationId: EditDraft
      requestBody: {required: true, content: {application/json: {schema: {type: object}, example: {title: b}}}}
      responses: {'200': {description: edited}, '409': {description: it is published}}
)";

Reply article(const Request& request, bool& is_published) {
  if (request.method == "PATCH") return reply(is_published ? 409 : 200);
  const bool is_first = !is_published;
  is_published = true;
  return reply(is_first ? 201 : 200);
}

constexpr const char* kCanceled = R"(
paths:
  /jobs/{id}:
    delete:
      operationId: CancelJob
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '202': {description: it ends, headers: {Access-Control-Allow-Origin: {schema: {type: string}}}}
        '204': {description: it has ended, headers: {Access-Control-Allow-Origin: {schema: {type: string}}}}
)";

constexpr const char* kUpload = R"(
paths:
  /covers:
    post:
      operationId: UploadCover
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties: {file: {type: string, contentMediaType: application/octet-stream}}
      responses:
        '201': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}
)";

// RFC 7578 §4.2: a part that is a file has the name of one.
Reply upload(const Request& request, const std::string& body) {
  const bool has_file = request.body.find("filename=") != std::string::npos;
  return has_file ? json_reply(201, body) : reply(400);
}

constexpr const char* kForm = R"(
paths:
  /login:
    post:
      operationId: LogIn
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, required: [name], properties: {name: {type: string}}}
            example: {name: a b}
      responses: {'204': {description: welcome}, '429': {description: not so fast}}
)";

std::vector<Row> conforming() {
  return {
      {.name = "EverythingIsWrittenOnce",
       .contract = kShop,
       .server = Shop{},
       .arguments = kWritesToTheShop,
       .outcomes = {{"CreateBook/201/status", "holds"},
                    {"CreateBook/422/status", "holds"},
                    {"ListBooks/200/status", "holds"},
                    {"GetBook/200/status", "holds"},
                    {"GetBook/404/status", "holds"},
                    {"PatchBook/200/status", "holds"},
                    {"PutBook/200/status", "holds"},
                    {"PutBook/404/status", "holds"},
                    {"DeleteBook/204/status", "holds"},
                    {"DeleteBook/404/status", "holds"}},
       // PUT also a second time and with other values, PATCH also with other values: docs/state.md
       .requests = {{"PUT /books/b1", 3}, {"PATCH /books/b1", 2}, {"DELETE /books/b1", 1}},
       .warns = false},
      {.name = "WhatWasCreatedIsReadChangedAndDeleted",
       .contract = kShop,
       .server = Shop{},
       .arguments = kWritesOfTheNew,
       .outcomes = {{"CreateBook/201/status", "holds"},
                    {"GetBook/200/status", "holds"},
                    {"PatchBook/200/status", "holds"},
                    {"PutBook/200/status", "holds"},
                    {"DeleteBook/204/status", "holds"}},
       .requests = {{"DELETE /books/n1", 1}},
       .warns = false},
      {.name = "TitlesAreTakenOnce",
       .contract = kShop,
       .server = Shop{.takes_titles_once = true},
       .arguments = kWritesToTheShop,
       .outcomes = {{"CreateBook/201/status", "holds"}, {"CreateBook/409/status", "holds"}}},
      {.name = "TitleWasTakenBefore",
       .contract = kShop,
       .server = Shop{.books = {{"b1", "Contracts"}}, .takes_titles_once = true},
       .arguments = kWritesToTheShop,
       .outcomes = {{"CreateBook/201/status", "holds"}, {"CreateBook/409/status", "holds"}}},
      {.name = "NothingIsWrittenUnlessAllowed",
       .contract = kShop,
       .server = Shop{},
       .arguments = {"--variable", "id=b1"},
       .outcomes = {{"ListBooks/200/status", "holds"},
                    {"GetBook/200/status", "holds"},
                    {"CreateBook/201/status", "unexercised"},
                    {"DeleteBook/204/status", "unexercised"}},
       .reasons = {{"DeleteBook/204/status", "--allow-writes"}},
       .requests =
           {{"POST /books", 0}, {"PUT /books/b1", 0}, {"PATCH /books/b1", 0}, {"DELETE /books/b1", 0}}},
      {.name = "GivenBookWasDeletedBefore",
       .contract = kShop,
       .server = Shop{.books = {}},
       .arguments = kWritesToTheShop,
       .outcomes = {{"GetBook/200/status", "unexercised"},
                    {"GetBook/404/status", "holds"},
                    {"DeleteBook/204/status", "unexercised"},
                    {"DeleteBook/404/status", "holds"},
                    {"CreateBook/201/status", "holds"}}},
      {.name = "RefusedBeforeItIsWritten",
       .contract = kGuarded,
       .server = guarded(false),
       .arguments = kGuardedWrites,
       .outcomes = {{"DeleteBook/204/status", "holds"},
                    {"DeleteBook/401/status", "holds"},
                    {"DeleteBook/404/status", "holds"},
                    {"DeleteBook/security/anonymous", "holds"},
                    {"DeleteBook/security/wrong-credentials", "holds"}},
       .requests = {{"DELETE /books/b1", 3}}},
      {.name = "WhatIsInsideIsDeletedFirst",
       .contract = kNested,
       .server =
           [has_shop = true, has_book = true](const Request& request) mutable {
             const bool is_book = request.segments.size() == 4;
             const bool is_known = request.segments[1] == "s1" && (!is_book || request.segments[3] == "b1");
             bool& is_there = is_book ? has_book : has_shop;
             if (!is_known || !has_shop || !is_there) return reply(404);
             is_there = false;
             return reply(204);
           },
       .arguments = {"--allow-writes", "--variable", "shopId=s1", "--variable", "bookId=b1"},
       .outcomes = {{"DeleteShop/204/status", "holds"},
                    {"DeleteShop/404/status", "holds"},
                    {"DeleteShopBook/204/status", "holds"},
                    {"DeleteShopBook/404/status", "holds"}},
       .requests = {{"DELETE /shops/s1", 1}, {"DELETE /shops/s1/books/b1", 1}}},
      {.name = "DraftIsEditedBeforeItIsPublished",
       .contract = kArticle,
       .server = [is_published =
                      false](const Request& request) mutable { return article(request, is_published); },
       .arguments = {"--allow-writes", "--variable", "id=a1"},
       .outcomes = {{"EditDraft/200/status", "holds"},
                    {"EditDraft/409/status", "unexercised"},
                    {"PublishArticle/201/status", "holds"},
                    {"PublishArticle/200/status", "unexercised"}}},
      {.name = "PublishedBefore",
       .contract = kArticle,
       .server = [is_published =
                      true](const Request& request) mutable { return article(request, is_published); },
       .arguments = {"--allow-writes", "--variable", "id=a1"},
       .outcomes = {{"EditDraft/200/status", "unexercised"},
                    {"EditDraft/409/status", "holds"},
                    {"PublishArticle/201/status", "unexercised"},
                    {"PublishArticle/200/status", "holds"}}},
      {.name = "DeletedForAPageOnce",
       .contract = kCanceled,
       .server =
           [is_there = true](const Request& request) mutable {
             const bool is_preflight = request.method == "OPTIONS";
             const Reply answer = reply(is_preflight || is_there ? 204 : 404);
             is_there = is_there && is_preflight;
             return answer.with("Access-Control-Allow-Origin", "*")
                 .with("Access-Control-Allow-Methods", "DELETE");
           },
       .arguments = {"--allow-writes", "--variable", "id=j1"},
       .outcomes = {{"CancelJob/204/status", "holds"}, {"CancelJob/202/status", "unexercised"}},
       .requests = {{"DELETE /jobs/j1", 1}}},
      {.name = "DeletedLater",
       .contract = kCanceled,
       .server = [](const Request& request) { return reply(request.method == "OPTIONS" ? 204 : 202); },
       .arguments = {"--allow-writes", "--variable", "id=j1"},
       .outcomes = {{"CancelJob/202/status", "holds"}, {"CancelJob/204/status", "unexercised"}}},
      {.name = "FormOnce",
       .contract = kForm,
       .server =
           [calls = 0](const Request& request) mutable {
             if (request.body != "name=a+b" && request.body != "name=a%20b") return reply(400);
             return reply(calls++ == 0 ? 204 : 429);
           },
       .arguments = {"--allow-writes=any"},
       .outcomes = {{"LogIn/204/status", "holds"}, {"LogIn/429/status", "unexercised"}}},
      {.name = "FileHasAName",
       .contract = kUpload,
       .server = [](const Request& request) { return upload(request, R"({"id":1})"); },
       .arguments = {"--allow-writes=any"},
       .outcomes = {{"UploadCover/201/status", "holds"}, {"UploadCover/201/body/required", "holds"}}},
  };
}

std::vector<Row> wrong() {
  return {
      {.name = "AnyoneMayDelete",
       .contract = kGuarded,
       .server = guarded(true),
       .arguments = kGuardedWrites,
       .violated = {"DeleteBook/security/anonymous"},
       .outcomes = {{"DeleteBook/404/status", "holds"}, {"DeleteBook/security/wrong-credentials", "holds"}}},
      {.name = "UploadIsNoJson",
       .contract = kUpload,
       .server = [](const Request& request) { return upload(request, "id=1"); },
       .arguments = {"--allow-writes=any"},
       .violated = {"UploadCover/201/body/syntax"}},
  };
}

}  // namespace

std::vector<Row> write_rows() {
  std::vector<Row> rows = conforming();
  for (Row& row : wrong()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace avouch

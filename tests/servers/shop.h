// SPDX-License-Identifier: MIT
// A shop server that stores what clients write to it.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tiny_server.h"

namespace avouch {

// The operations stand in an order in which nobody should send them.
inline constexpr const char* kShop = R"(
paths:
  /books/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string, minLength: 1}}]
    delete:
      operationId: DeleteBook
      responses:
        '204': {description: gone}
        '404': {description: no such book}
    put:
      operationId: PutBook
      requestBody: {$ref: '#/components/requestBodies/Book'}
      responses:
        '200': {$ref: '#/components/responses/Book'}
        '404': {description: no such book}
    patch:
      operationId: PatchBook
      requestBody: {$ref: '#/components/requestBodies/Book'}
      responses:
        '200': {$ref: '#/components/responses/Book'}
        '404': {description: no such book}
    get:
      operationId: GetBook
      responses:
        '200': {$ref: '#/components/responses/Book'}
        '404': {description: no such book}
  /books:
    get:
      operationId: ListBooks
      responses:
        '200': {description: d, content: {application/json: {schema: {type: array}}}}
    post:
      operationId: CreateBook
      requestBody: {$ref: '#/components/requestBodies/Book'}
      responses:
        '201':
          description: created
          headers: {Location: {required: true, schema: {type: string}}}
        '409': {description: taken, content: {application/json: {schema: {type: object, required: [error]}}}}
        '422': {description: not so}
components:
  requestBodies:
    Book:
      required: true
      content:
        application/json:
          schema: {type: object, required: [title], properties: {title: {type: string, minLength: 1}}}
          example: {title: Contracts}
  responses:
    Book:
      description: a book
      content:
        application/json:
          schema: {type: object, required: [title], properties: {title: {type: string}}}
)";

// A shop as kShop documents it. What a row changes of it stands in `instead`, by request: "DELETE /books/b1".
struct Shop {
  std::map<std::string, std::string> books = {{"b1", "The Left Hand of Testing"}};  // titles
  std::map<std::string, Reply> instead = {};
  bool takes_titles_once = false;

  Reply operator()(const Request& request) {
    const auto changed = instead.find(request.method + " " + request.path);
    if (changed != instead.end()) return changed->second;
    if (request.path == "/books") return request.method == "GET" ? list() : create(request);
    const std::string id = request.segments.back();
    const auto book = books.find(id);
    if (book == books.end()) return reply(404);
    if (request.method == "DELETE") {
      books.erase(book);
      return reply(204);
    }
    if (request.method == "PUT" || request.method == "PATCH") book->second = title_of(request);
    return json_reply(200, nlohmann::json{{"title", book->second}}.dump());
  }

 private:
  Reply list() const {
    nlohmann::json all = nlohmann::json::array();
    for (const auto& [id, title] : books) all.push_back({{"id", id}, {"title", title}});
    return json_reply(200, all.dump());
  }

  static std::string title_of(const Request& request) {
    const nlohmann::json body = nlohmann::json::parse(request.body, nullptr, false);
    if (!body.is_object() || !body.contains("title") || !body["title"].is_string()) return {};
    return body["title"].get<std::string>();
  }

  Reply create(const Request& request) {
    const std::string title = title_of(request);
    if (title.empty()) return reply(422);
    for (const auto& [id, taken] : books) {
      if (takes_titles_once && taken == title) return json_reply(409, R"({"error":"taken"})");
    }
    const std::string id = "n" + std::to_string(books.size());
    books[id] = title;
    return reply(201).with("Location", "/books/" + id);
  }
};

// Of `avouch run`, for requests that change the book that the shop has.
inline const std::vector<std::string> kWritesToTheShop = {"--allow-writes", "--variable", "id=b1"};

}  // namespace avouch

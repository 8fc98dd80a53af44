// SPDX-License-Identifier: MIT
// Servers with undocumented responses to writes.
#include <string>
#include <utility>
#include <vector>

#include "row.h"
#include "shop.h"

namespace avouch {
namespace {

// The shop, which answers this request in that way.
Row at(const std::string& name, const std::string& request, const Reply& instead,
       std::set<std::string> violated) {
  return {.name = name,
          .contract = kShop,
          .server = Shop{.instead = {{request, instead}}},
          .arguments = kWritesToTheShop,
          .violated = std::move(violated)};
}

// The shop, which answers so where it should answer with that status.
Row in_place_of(const std::string& name, int status, const Reply& instead, std::set<std::string> violated,
                std::map<std::string, std::string> outcomes, const Shop& shop = {}) {
  return {.name = name,
          .contract = kShop,
          .server =
              [=, own = shop](const Request& request) mutable {
                const Reply usual = own(request);
                return usual.status == status ? instead : usual;
              },
          .arguments = kWritesToTheShop,
          .violated = std::move(violated),
          .outcomes = std::move(outcomes)};
}

}  // namespace

std::vector<Row> wrong_write_rows() {
  return {
      at("ReplacementIsAccepted", "PUT /books/b1", reply(202), {"PutBook/200/status"}),
      at("ReplacementHasNoContent", "PUT /books/b1", reply(204), {"PutBook/200/status"}),
      at("DeletionIsOk", "DELETE /books/b1", reply(200), {"DeleteBook/204/status"}),
      at("ChangeLacksAMember", "PATCH /books/b1", json_reply(200, R"({"name":"a"})"),
         {"PatchBook/200/body/required"}),
      at("ChangeIsHtml", "PATCH /books/b1", reply(200, "text/html", "done"), {"PatchBook/200/media-type"}),
      at("ReadsANumber", "GET /books/b1", json_reply(200, R"({"title":1984})"),
         {"GetBook/200/body/title/type"}),
      at("ListIsNoJson", "GET /books", json_reply(200, "[1,]"), {"ListBooks/200/body/syntax"}),
      in_place_of("CreationBreaks", 201, reply(500), {"CreateBook/201/status"},
                  {{"CreateBook/422/status", "holds"}}),
      in_place_of("CreationIsOk", 201, reply(200), {"CreateBook/201/status"},
                  {{"CreateBook/422/status", "holds"}}),
      in_place_of("CreationRedirects", 201, reply(302).with("Location", "/books/n1"),
                  {"CreateBook/201/status"}, {}),
      in_place_of("CreationWithoutLocation", 201, reply(201), {"CreateBook/201/headers/Location/required"},
                  {{"CreateBook/201/status", "holds"}}),
      in_place_of("ForbiddenBodyBreaksTheServer", 422, reply(500), {"CreateBook/documented-status"},
                  {{"CreateBook/201/status", "holds"}, {"CreateBook/422/status", "unexercised"}}),
      in_place_of("TakenTitleHasTheWrongBody", 409, json_reply(409, R"({"message":"taken"})"),
                  {"CreateBook/409/body/required"},
                  {{"CreateBook/409/status", "holds"}, {"CreateBook/201/status", "holds"}},
                  {.books = {{"b1", "Contracts"}}, .takes_titles_once = true}),
      {.name = "DeletionOfTheUnknownBreaks",
       .contract = kShop,
       .server =
           [shop = Shop{}](const Request& request) mutable {
             const Reply usual = shop(request);
             return request.method == "DELETE" && usual.status == 404 ? reply(500) : usual;
           },
       .arguments = kWritesToTheShop,
       .violated = {"DeleteBook/documented-status"},
       .outcomes = {{"DeleteBook/204/status", "holds"}, {"DeleteBook/404/status", "unexercised"}}},
  };
}

}  // namespace avouch

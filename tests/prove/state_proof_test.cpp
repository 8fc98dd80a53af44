// SPDX-License-Identifier: MIT
// Clauses about what state implies are proven by mocks that forget or change what they keep.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>

#include "base/interruption.h"
#include "contract/load.h"
#include "contract/state_clauses.h"
#include "prove/proof.h"

namespace avouch {
namespace state_proof_test {

using Finding = ClauseProof::Finding;

constexpr const char* kBooks = R"yaml(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /books:
    get:
      operationId: list
      responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Book'}}}}}}
    post:
      operationId: create
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'201': {description: d, headers: {Location: {schema: {type: string}}}, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    get:
      operationId: read
      responses:
        '200': {description: d, headers: {ETag: {schema: {type: string}}}, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
        '404': {description: d}
    put:
      operationId: replace
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}
    patch:
      operationId: update
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}}
    delete: {operationId: remove, responses: {'204': {description: d}}}
components:
  schemas:
    Book:
      type: object
      required: [title]
      properties: {id: {type: integer, readOnly: true}, title: {type: string}, pages: {type: integer}}
      example: {id: 7, title: Example, pages: 1}
)yaml";

std::map<std::string, Finding> findings(const std::string& text, Selection selection = {}) {
  Result<Contract> contract = load_contract("books.yaml", {}, {{"books.yaml", text}});
  if (!contract) {
    ADD_FAILURE() << to_string(contract.errors());
    return {};
  }
  add_state_clauses(*contract);
  const Result<ContractProof> proof = prove(*contract, {.selection = std::move(selection)});
  if (!proof) {
    ADD_FAILURE() << to_string(proof.errors());
    return {};
  }
  std::map<std::string, Finding> found;
  for (const ClauseProof& one : proof->clauses) {
    if (one.clause->kind == ClauseKind::state) found[one.clause->coordinate] = one.finding;
  }
  return found;
}

bool are_all_out_of_reach(const std::map<std::string, Finding>& found) {
  return std::all_of(found.begin(), found.end(),
                     [](const auto& one) { return one.second == Finding::out_of_reach; });
}

// In a process of its own: the interruption is the process's.
TEST(StateProof, OfAnInterruptedRunNamesEveryClause) {
  EXPECT_EXIT(
      {
        interrupt();
        const auto found = findings(kBooks);
        std::_Exit(found.size() == 12 && are_all_out_of_reach(found) ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST(StateProof, EachFaultViolatesExactlyItsClauses) {
  EXPECT_EQ(findings(kBooks), (std::map<std::string, Finding>{{"create/state/readable", Finding::proven},
                                                              {"create/state/located", Finding::proven},
                                                              {"create/state/kept", Finding::proven},
                                                              {"create/state/distinct", Finding::proven},
                                                              {"update/state/untouched", Finding::proven},
                                                              {"remove/state/others", Finding::proven},
                                                              {"create/state/listed", Finding::proven},
                                                              {"replace/state/kept", Finding::proven},
                                                              {"replace/state/repeatable", Finding::proven},
                                                              {"update/state/kept", Finding::proven},
                                                              {"remove/state/gone", Finding::proven},
                                                              {"read/state/etag", Finding::proven}}));
}

TEST(StateProof, FollowsTheSelection) {
  EXPECT_EQ(findings(kBooks, {.include_clauses = {"remove/*"}}),
            (std::map<std::string, Finding>{{"remove/state/gone", Finding::proven},
                                            {"remove/state/others", Finding::proven}}));
}

// Without a documented 404, the mock goes on with the documented answer, and the list says what is gone.
TEST(StateProof, TheListProvesWhereNoAbsenceIsDocumented) {
  std::string text = kBooks;
  const std::string absence = "        '404': {description: d}\n";
  text.erase(text.find(absence), absence.size());
  EXPECT_EQ(findings(text).at("remove/state/gone"), Finding::proven);
}

TEST(StateProof, WrappedResourcesAreProvenToo) {
  std::string text = kBooks;
  const auto replace_all = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  };
  const std::string kBook = "schema: {$ref: '#/components/schemas/Book'}}";
  replace_all(
      "schema: {type: array, items: {$ref: '#/components/schemas/Book'}}",
      "schema: {type: object, required: [data], properties: {data: {type: array, items: {$ref: "
      "'#/components/schemas/Book'}}, next: {type: [string, 'null']}, meta: {type: object, properties: "
      "{total: {type: integer}, hasMore: {type: boolean}}}}}");
  replace_all(
      "content: {application/json: {" + kBook + "}}",
      "content: {application/json: {schema: {type: object, required: [data], properties: {data: {$ref: "
      "'#/components/schemas/Book'}}}}}}");
  for (const auto& [coordinate, finding] : findings(text)) EXPECT_EQ(finding, Finding::proven) << coordinate;
}

// Of what a second identity must not do, and of what a PUT creates.
TEST(StateProof, OwnersAreProvenWhereARefusalIsDocumented) {
  std::string text = kBooks;
  const auto replace_all = [&](const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  };
  replace_all("      operationId: ", "      security: [{token: []}]\n      operationId: ");
  replace_all("delete: {operationId: remove, responses: {'204': {description: d}}}",
              "delete: {operationId: remove, security: [{token: []}], responses: {'204': {description: d}, "
              "'403': {description: d}}}");
  const std::string kReplaced =
      "responses: {'200': {description: d, content: {application/json: {schema: {$ref: "
      "'#/components/schemas/Book'}}}}}\n";
  replace_all(kReplaced, kReplaced.substr(0, kReplaced.size() - 2) + ", '404': {description: d}}\n");
  for (const char* scheme : {"{type: http, scheme: bearer}", "{type: http, scheme: basic}",
                             "{type: apiKey, in: header, name: X-Key}", "{type: mutualTLS}"}) {
    const std::map<std::string, Finding> found =
        findings(text + "  securitySchemes: {token: " + scheme + "}\n");
    for (const auto& [coordinate, finding] : found)
      EXPECT_EQ(finding, Finding::proven) << coordinate << scheme;
    EXPECT_EQ(std::count_if(found.begin(), found.end(),
                            [](const auto& one) { return one.first.ends_with("/owned"); }),
              5)
        << scheme;
  }
}

// A second resource is deleted before what it is a part of, or refers to.
TEST(StateProof, PartsAndReferencesAreProvenToo) {
  const std::string kAuthors = R"yaml(  /authors:
    post: {operationId: createAuthor, responses: {'201': {description: d, content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: integer}}}}}}}}
  /authors/{id}:
    delete: {operationId: removeAuthor, parameters: [{name: id, in: path, required: true, schema: {type: integer}}], responses: {'204': {description: d}}}
)yaml";
  const auto with = [&](std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
    return text;
  };
  const std::string referring =
      with(with(kBooks, "components:", kAuthors + "components:"), "title: {type: string}",
           "title: {type: string}, authorId: {type: integer}");
  const std::string kAuthor = "{name: authorId, in: path, required: true, schema: {type: integer}}";
  const std::string nested =
      with(with(with(with(kBooks, "components:", kAuthors + "components:"), "parameters: [{name: bookId",
                     "parameters: [" + kAuthor + ", {name: bookId"),
                "/books:\n", "/books:\n    parameters: [" + kAuthor + "]\n"),
           "  /books", "  /authors/{authorId}/books");
  for (const std::string& text : {referring, nested}) {
    const std::map<std::string, Finding> found = findings(text);
    EXPECT_EQ(found.at("create/state/distinct"), Finding::proven) << text;
    EXPECT_EQ(found.at("remove/state/others"), Finding::proven) << text;
  }
}

TEST(StateProof, WhatAPutCreatesIsProvenToo) {
  std::string text = kBooks;
  const std::size_t post = text.find("    post:");
  text.erase(post, text.find("  /books/{bookId}:") - post);
  const std::string kReplace = "      operationId: replace\n";
  const std::size_t ok = text.find("'200'", text.find(kReplace));
  text.replace(ok, 5, "'201'");
  const std::map<std::string, Finding> found = findings(text);
  EXPECT_EQ(found.size(), 9U);
  for (const auto& [coordinate, finding] : found) EXPECT_EQ(finding, Finding::proven) << coordinate;
}

TEST(StateProof, AMockThatKeepsNothingThereProvesNothing) {
  // The POST names nothing: the mock answers as documented, and no read follows.
  std::string text = kBooks;
  const std::string shown =
      "responses: {'201': {description: d, headers: {Location: {schema: {type: string}}}, content: "
      "{application/json: {schema: {$ref: "
      "'#/components/schemas/Book'}}}}}";
  text.replace(text.find(shown), shown.size(), "responses: {'201': {description: d}}");
  const std::map<std::string, Finding> found = findings(text);
  EXPECT_EQ(found.at("create/state/readable"), Finding::unreachable);
}

}  // namespace state_proof_test
}  // namespace avouch

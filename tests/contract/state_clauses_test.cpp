// SPDX-License-Identifier: MIT
// From which contracts the clauses of what state implies are derived.
#include "contract/state_clauses.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "contract/load.h"

namespace avouch {
namespace state_clauses_test {

using Names = std::set<std::string>;

Names state_clauses_of(const std::string& paths) {
  Result<Contract> contract = load_contract(
      "api.yaml", {}, {{"api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n" + paths}});
  if (!contract) {
    ADD_FAILURE() << to_string(contract.errors());
    return {};
  }
  const std::size_t before = contract->clauses.size();
  add_state_clauses(*contract);
  Names names;
  for (const BoundClause& bound : contract->clauses) {
    if (!std::holds_alternative<StateSubject>(bound.subject)) continue;
    names.insert(bound.clause->coordinate);
    EXPECT_EQ(bound.clause->severity, Severity::warning);
    EXPECT_EQ(bound.clause->operation, contract->operations[bound.operation].id);
  }
  EXPECT_EQ(contract->clauses.size(), before + names.size());
  return names;
}

const std::string kBook = "{description: d, content: {application/json: {schema: {type: object}}}}";
const std::string kBody = "{content: {application/json: {schema: {type: object}}}}";

TEST(StateClauses, FollowTheLifeOfAResource) {
  EXPECT_EQ(
      state_clauses_of(
          "  /books:\n"
          "    get: {operationId: list, responses: {'200': {description: d, content: "
          "{application/json: {schema: {type: array}}}}}}\n"
          "    post: {operationId: create, requestBody: " +
          kBody + ", responses: {'201': " + kBook +
          "}}\n"
          "  /books/{id}:\n"
          "    parameters: [{name: id, in: path, required: true}]\n"
          "    get: {operationId: read, responses: {'200': {description: d, headers: {ETag: {schema: "
          "{type: string}}}, content: {application/json: {}}}}}\n"
          "    put: {operationId: replace, requestBody: " +
          kBody + ", responses: {'200': " + kBook +
          "}}\n"
          "    patch: {operationId: update, requestBody: " +
          kBody + ", responses: {'200': " + kBook +
          "}}\n"
          "    delete: {operationId: remove, responses: {'204': {description: d}}}\n"),
      (Names{"create/state/readable", "create/state/kept", "create/state/listed", "create/state/distinct",
             "replace/state/kept", "replace/state/repeatable", "update/state/kept", "update/state/untouched",
             "remove/state/gone", "remove/state/others", "read/state/etag"}));
}

TEST(StateClauses, KnowAListWhereverItsDocumentationHasIt) {
  const auto is_list = [](const std::string& schema) {
    const Names names = state_clauses_of(
        "  /books:\n    get: {operationId: list, responses: {'200': {description: d, content: "
        "{application/json: "
        "{schema: " +
        schema + "}}}}}\n    post: {operationId: create, responses: {'201': " + kBook +
        "}}\n  /books/{id}:\n    get: {operationId: read, responses: {'200': " + kBook +
        "}}\ncomponents:\n  schemas:\n    List: {type: array}\n    Page: {type: object, properties: {items: "
        "{$ref: "
        "'#/components/schemas/List'}}}\n    Loop: {properties: {data: {$ref: "
        "'#/components/schemas/Loop'}}}\n");
    return names.contains("create/state/listed");
  };
  EXPECT_TRUE(is_list("{type: array}"));
  EXPECT_TRUE(is_list("{$ref: '#/components/schemas/List'}"));
  EXPECT_TRUE(is_list("{type: object, properties: {anything: {type: array}}}"));
  EXPECT_TRUE(is_list("{$ref: '#/components/schemas/Page'}"));
  EXPECT_TRUE(is_list("{allOf: [{$ref: '#/components/schemas/Page'}, {required: [items]}]}"));
  EXPECT_TRUE(
      is_list("{type: object, properties: {_embedded: {type: object, properties: {books: {type: array}}}}}"));
  EXPECT_TRUE(is_list("{type: object, properties: {data: {$ref: '#/components/schemas/Page'}}}"));
  EXPECT_FALSE(
      is_list("{type: object, properties: {meta: {type: object, properties: {books: {type: array}}}}}"))
      << "no wrapper";
  EXPECT_TRUE(is_list("{type: object, properties: {id: {type: string}, items: {type: array}}}"));
  EXPECT_FALSE(is_list("{type: object, properties: {id: {type: string}, anything: {type: array}}}"))
      << "that is a book";
  EXPECT_FALSE(is_list("{type: object, properties: {items: {type: [array, 'null']}}}"));
  EXPECT_FALSE(is_list("{type: object}"));
  EXPECT_FALSE(is_list("{$ref: '#/components/schemas/Loop'}"));
}

TEST(StateClauses, TakeAGetOfWhatThePostCreatesForNoList) {
  const auto has_list = [](const std::string& created) {
    const Names names = state_clauses_of(
        "  /trees:\n    get: {operationId: top, responses: {'200': {description: d, content: "
        "{application/json: {schema: {$ref: '#/components/schemas/Tree'}}}}}}\n"
        "    post: {operationId: create, responses: {'201': {description: d, content: "
        "{application/json: {schema: " +
        created + "}}}}}\n  /trees/{id}:\n    get: {operationId: read, responses: {'200': " + kBook +
        "}}\ncomponents:\n  schemas:\n    Tree: {type: object, properties: {items: {type: array}}}\n");
    return names.contains("create/state/listed");
  };
  EXPECT_FALSE(has_list("{$ref: '#/components/schemas/Tree'}"));
  EXPECT_TRUE(has_list("{type: object, properties: {items: {type: array}}}"));
}

TEST(StateClauses, SpeakOfALocationAndOfASecondPostWhereTheyAreDocumented) {
  const auto of = [](const std::string& status, const std::string& headers, const std::string& removal) {
    return state_clauses_of("  /books:\n    post: {operationId: create, requestBody: " + kBody +
                            ", responses: {'" + status + "': {description: d" + headers +
                            "}}}\n  /books/{id}:\n" +
                            "    parameters: [{name: id, in: path, required: true}]\n" +
                            "    get: {operationId: read, responses: {'200': " + kBook + "}}\n" + removal);
  };
  const std::string kLocation = ", headers: {location: {schema: {type: string}}}";
  const std::string kRemoval = "    delete: {operationId: remove, responses: {'204': {description: d}}}\n";
  EXPECT_EQ(of("201", kLocation, kRemoval),
            (Names{"create/state/readable", "create/state/located", "create/state/kept",
                   "create/state/distinct", "remove/state/gone"}));
  EXPECT_EQ(of("201", "", ""), (Names{"create/state/readable", "create/state/kept"}))
      << "a second resource could not be deleted";
  EXPECT_EQ(of("200", "", kRemoval),
            (Names{"create/state/readable", "create/state/kept", "remove/state/gone"}))
      << "only 201 says that a resource was created";
}

TEST(StateClauses, SayHowAResourceIsGone) {
  const auto claim = [](const std::string& responses, const std::string& list) {
    Result<Contract> contract = load_contract(
        "api.yaml", {},
        {{"api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /books:\n" + list +
                          "    post: {operationId: create, responses: {'201': {description: d}}}\n"
                          "  /books/{id}:\n    parameters: [{name: id, in: path, required: true}]\n"
                          "    get: {operationId: read, responses: {" +
                          responses +
                          "}}\n    delete: {operationId: remove, responses: {'204': {description: d}}}\n"}});
    if (!contract) return to_string(contract.errors());
    add_state_clauses(*contract);
    for (const BoundClause& bound : contract->clauses) {
      if (bound.clause->coordinate == "remove/state/gone") return bound.clause->claim.text();
    }
    return std::string("absent");
  };
  const std::string kList =
      "    get: {operationId: list, responses: {'200': {description: d, content: {application/json: {schema: "
      "{type: array}}}}}}\n";
  const std::string kGone = "what DELETE /books/{id} deleted is gone: ";
  EXPECT_EQ(claim("'200': {description: d}, '404': {description: d}", ""),
            kGone + "GET /books/{id} responds with 404 or 410");
  EXPECT_EQ(claim("'200': {description: d}, '4XX': {description: d}", kList),
            kGone + "GET /books/{id} responds with 404 or 410, and GET /books does not list it");
  EXPECT_EQ(claim("'200': {description: d}", kList), kGone + "GET /books does not list it");
}

TEST(StateClauses, NeedAPostThatCreatesAndAGetThatReads) {
  EXPECT_EQ(state_clauses_of("  /books/{id}:\n"
                             "    get: {operationId: read, responses: {'200': " +
                             kBook +
                             "}}\n"
                             "    delete: {operationId: remove, responses: {'204': {description: d}}}\n"),
            Names{});
  EXPECT_EQ(state_clauses_of("  /books:\n    post: {operationId: create, responses: {'201': " + kBook +
                             "}}\n"
                             "  /books/{id}:\n"
                             "    delete: {operationId: remove, responses: {'204': {description: d}}}\n"),
            Names{});
  EXPECT_EQ(
      state_clauses_of("  /books:\n    post: {operationId: search, responses: {'303': {description: d}}}\n"
                       "  /books/{id}:\n    get: {operationId: read, responses: {'200': " +
                       kBook + "}}\n"),
      Names{});
}

TEST(StateClauses, FollowAPutThatCreatesWhereNoPostDoes) {
  const auto of = [](const std::string& collection, const std::string& replaced) {
    return state_clauses_of(
        collection + "  /books/{id}:\n" + "    parameters: [{name: id, in: path, required: true}]\n" +
        "    get: {operationId: read, responses: {'200': " + kBook + "}}\n" +
        "    put: {operationId: put, requestBody: " + kBody + ", responses: {" + replaced +
        "}}\n    delete: {operationId: remove, responses: {'204': {description: d}}}\n");
  };
  const std::string kList =
      "  /books:\n    get: {operationId: list, responses: {'200': {description: d, content: "
      "{application/json: {schema: {type: array}}}}}}\n";
  const std::string kCreated = "'201': {description: d, headers: {Location: {schema: {type: string}}}}";
  EXPECT_EQ(of(kList, kCreated),
            (Names{"put/state/readable", "put/state/located", "put/state/kept", "put/state/listed",
                   "put/state/repeatable", "remove/state/gone", "remove/state/others"}));
  EXPECT_EQ(of("", "'200': {description: d}, '201': {description: d}"),
            (Names{"put/state/readable", "put/state/kept", "put/state/repeatable", "remove/state/gone"}));
  EXPECT_EQ(of(kList, "'200': {description: d}"), Names{}) << "it says nothing of a creation";
  EXPECT_EQ(
      of("  /books:\n    post: {operationId: search, responses: {'303': {description: d}}}\n", kCreated),
      Names{})
      << "a POST may create";
}

TEST(StateClauses, SayWhatASecondIdentityMayNotDo) {
  const auto of = [](const std::string& security, const std::string& refusal, const std::string& put) {
    const std::string kSecured = security.empty() ? "" : "security: " + security + ", ";
    const Names all = state_clauses_of(
        "  /books:\n"
        "    get: {operationId: list, " +
        kSecured +
        "responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}\n"
        "    post: {operationId: create, " +
        kSecured + "responses: {'201': " + kBook +
        "}}\n"
        "  /books/{id}:\n"
        "    parameters: [{name: id, in: path, required: true}]\n"
        "    get: {operationId: read, " +
        kSecured + "responses: {'200': " + kBook + refusal + "}}\n    put: {operationId: replace, " +
        kSecured + "responses: {'200': " + kBook + put + "}}\n    patch: {operationId: update, " + kSecured +
        "responses: {'200': " + kBook + refusal + "}}\n    delete: {operationId: remove, " + kSecured +
        "responses: {'204': {description: d}}}\n"
        "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n");
    Names owned;
    for (const std::string& name : all) {
      if (name.ends_with("/owned")) owned.insert(name);
    }
    return owned;
  };
  const std::string k404 = ", '404': {description: d}";
  const std::string k403 = ", '403': {description: d}";
  const std::string k401 = ", '401': {description: d}";
  const std::string kToken = "[{token: []}]";
  EXPECT_EQ(of(kToken, k404, ""), (Names{"list/state/owned", "read/state/owned", "update/state/owned"}));
  EXPECT_EQ(of(kToken, k403, k404),
            (Names{"list/state/owned", "read/state/owned", "update/state/owned", "replace/state/owned"}));
  EXPECT_EQ(of(kToken, k401, k403), (Names{"replace/state/owned"}))
      << "without 403 and 404, a resource may be everybody's";
  EXPECT_EQ(of(kToken, "", k404 + ", '201': " + kBook), Names{})
      << "a PUT could create a resource of its own";
  EXPECT_EQ(of("", k404, k404), Names{}) << "there are no identities";
  EXPECT_EQ(of("[{token: []}, {}]", k404, k404), Names{}) << "nobody needs to say who they are";
}

TEST(StateClauses, ClaimNoMembersThatNoAnswerShows) {
  EXPECT_EQ(state_clauses_of(
                "  /files:\n    post: {operationId: create, requestBody: {content: {image/png: {}}}, "
                "responses: {'201': "
                "{description: d}}}\n"
                "  /files/{id}:\n    get: {operationId: read, responses: {'200': {description: d, content: "
                "{image/png: {}}}}}\n"
                "    put: {operationId: replace, requestBody: {content: {image/png: {}}}, responses: {'204': "
                "{description: d}}}\n"),
            (Names{"create/state/readable"}));
}

TEST(StateClauses, LeaveAContractWithoutWritesAsItIs) {
  EXPECT_EQ(state_clauses_of("  /a: {get: {operationId: a, responses: {'200': {description: d}}}}\n"),
            Names{});
}

}  // namespace state_clauses_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// A plan as a story: what waits for what, what is owned, and which values flow (plan/planner.h, plan/flow.h).
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "contract/load.h"
#include "contract/state_clauses.h"
#include "exchange/exchange.h"
#include "plan/flow.h"
#include "plan/planner.h"

namespace avouch {
namespace story_test {

Contract story(const std::string& paths) {
  Result<Contract> contract = load_contract(
      "api.yaml", {}, {{"api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n" + paths}});
  if (!contract) ADD_FAILURE() << to_string(contract.errors());
  return contract ? *std::move(contract) : Contract{};
}

constexpr const char* kBooks = R"(
  /books:
    get: {operationId: listBooks, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post:
      operationId: createBook
      requestBody: {content: {application/json: {schema: {type: object, required: [title], properties: {title: {type: string, minLength: 1}, note: {type: string, minLength: 1}}}}}}
      responses: {'201': {description: d}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getBook, responses: {'200': {description: d}}}
    put: {operationId: putBook, responses: {'200': {description: d}}}
    delete: {operationId: deleteBook, responses: {'204': {description: d}}}
)";

const Probe* probe_of(const Plan& plan, const std::string& id) {
  for (const Probe& probe : plan.probes) {
    if (probe.id == id) return &probe;
  }
  return nullptr;
}

std::string why_not(const Contract& contract, const Plan& plan, const std::string& coordinate) {
  for (const PlannedClause& planned : plan.clauses) {
    if (contract.clauses[planned.clause].clause->coordinate == coordinate)
      return planned.probes.empty() ? planned.unplanned : "it is sent";
  }
  return "no such clause";
}

// "listBooks", "createBook Location", of the first need of that name.
std::vector<std::string> sources_of(const Contract& contract, const Plan& plan, const std::string& id,
                                    const std::string& name) {
  std::vector<std::string> found;
  const Probe* probe = probe_of(plan, id);
  if (probe == nullptr) return {"no such probe"};
  for (const Need& need : probe->needs) {
    if (need.name != name) continue;
    for (const Source& source : need.sources) {
      const Probe& from = plan.probes[source.probe];
      EXPECT_LT(from.wave, probe->wave) << id << " waits for " << from.id;
      found.push_back(contract.operations[from.operation].id + (source.part == Source::Part::location
                                                                    ? " Location"
                                                                : source.part == Source::Part::link ? " link"
                                                                                                    : ""));
    }
  }
  return found;
}

using Names = std::vector<std::string>;

TEST(Story, AValueThatNobodyGaveComesFromTheListWhereNothingIsWritten) {
  const Contract contract = story(kBooks);
  const Plan plan = make_plan(contract, {});
  EXPECT_EQ(sources_of(contract, plan, "getBook/documented", "bookId"), Names{"listBooks"});
  EXPECT_EQ(probe_of(plan, "listBooks/documented")->wave, 0U);
  EXPECT_EQ(probe_of(plan, "getBook/documented")->wave, 1U);
}

TEST(Story, AValueComesFromWhatWasCreatedBeforeTheList) {
  const Contract contract = story(kBooks);
  const Plan plan = make_plan(contract, {.allow_writes = true});
  EXPECT_EQ(sources_of(contract, plan, "getBook/documented", "bookId"),
            (Names{"createBook Location", "createBook", "listBooks"}));
  EXPECT_LT(probe_of(plan, "createBook/documented")->wave, probe_of(plan, "listBooks/documented")->wave)
      << "a list that is read before would be empty";
}

TEST(Story, AListThatACreationNeedsIsReadAgainForTheReads) {
  const Contract contract = story(R"(
  /features: {get: {operationId: listFeatures, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /features/{featureId}:
    parameters: [{name: featureId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getFeature, responses: {'200': {description: d}}}
  /admin/uses:
    post:
      operationId: createUse
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [featureId], properties: {featureId: {type: string}}}}}}
      responses: {'201': {description: d}}
    get: {operationId: listUses, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
)");
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  EXPECT_EQ(sources_of(contract, plan, "createUse/documented", "featureId"), Names{"listFeatures"});
  EXPECT_EQ(sources_of(contract, plan, "getFeature/documented", "featureId"),
            (Names{"listFeatures", "listFeatures"}));
  const Probe* again = probe_of(plan, "listFeatures/later");
  ASSERT_NE(again, nullptr);
  EXPECT_LT(probe_of(plan, "createUse/documented")->wave, again->wave);
  EXPECT_EQ(probe_of(make_plan(contract, {}), "listFeatures/later"), nullptr) << "nothing is created";
}

TEST(Story, AGivenValueNeedsNoSource) {
  const Contract contract = story(kBooks);
  const Plan plan = make_plan(
      contract, {.values = {{.name = "bookId", .value = JsonValue::string("5")}}, .allow_writes = true});
  EXPECT_TRUE(probe_of(plan, "getBook/documented")->needs.empty());
  EXPECT_EQ(probe_of(plan, "getBook/documented")->request.target, "/books/5");
}

TEST(Story, ASelectionPullsInWhatItNeeds) {
  const Contract contract = story(kBooks);
  const Plan plan = make_plan(contract, {.selection = {.include = {.ids = {"getBook"}}}});
  EXPECT_NE(probe_of(plan, "listBooks/documented"), nullptr);
  EXPECT_EQ(probe_of(plan, "listBooks/cross-origin"), nullptr) << "no more of it";
  for (const PlannedClause& planned : plan.clauses)
    EXPECT_EQ(contract.clauses[planned.clause].operation, 2U) << "its clauses are not judged";
}

TEST(Story, NestedPathsWaitForTheirParents) {
  const Contract contract = story(R"(
  /shops/{shopId}/books/{id}:
    parameters: [{name: shopId, in: path, required: true, schema: {type: string}}, {name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getBook, responses: {'200': {description: d}}}
  /shops/{shop}/books:
    parameters: [{name: shop, in: path, required: true, schema: {type: string}}]
    get: {operationId: listBooks, responses: {'200': {description: d}}}
  /shops:
    get: {operationId: listShops, responses: {'200': {description: d}}}
)");
  const Plan plan = make_plan(contract, {});
  EXPECT_EQ(sources_of(contract, plan, "getBook/documented", "id"), Names{"listBooks"});
  EXPECT_EQ(sources_of(contract, plan, "getBook/documented", "shopId"), Names{"listShops"});
  EXPECT_EQ(sources_of(contract, plan, "listBooks/documented", "shop"), Names{"listShops"});
  EXPECT_EQ(probe_of(plan, "getBook/documented")->wave, 2U);
}

TEST(Story, MembersOfBodiesAndQueriesAreConnectedByTheirNames) {
  const Contract contract = story(std::string(kBooks) + R"(
  /orders:
    get:
      operationId: listOrders
      parameters: [{name: bookId, in: query, required: true, schema: {type: integer}}, {name: limit, in: query, required: true, schema: {type: integer}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}
    post:
      operationId: placeOrder
      requestBody: {content: {application/json: {schema: {type: object, properties: {bookId: {type: integer}, quantity: {type: integer}}}}}}
      responses: {'201': {description: d}}
)");
  const Plan plan = make_plan(contract, {.allow_writes = true});
  EXPECT_EQ(sources_of(contract, plan, "placeOrder/documented", "bookId"),
            (Names{"createBook Location", "createBook", "listBooks"}));
  EXPECT_EQ(sources_of(contract, plan, "placeOrder/documented", "quantity"), Names{});
  EXPECT_EQ(sources_of(contract, plan, "listOrders/documented", "bookId"),
            (Names{"createBook Location", "createBook", "listBooks"}));
  EXPECT_EQ(sources_of(contract, plan, "listOrders/documented", "limit"), Names{});
}

TEST(Story, OperationsThatNeedEachOtherDoNotWaitForEver) {
  const Contract contract = story(R"(
  /alphas:
    post:
      operationId: createA
      requestBody: {content: {application/json: {schema: {type: object, properties: {betaId: {type: string}}}}}}
      responses: {'201': {description: d}}
  /alphas/{alphaId}: {get: {operationId: getA, parameters: [{name: alphaId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
  /betas:
    post:
      operationId: createB
      requestBody: {content: {application/json: {schema: {type: object, properties: {alphaId: {type: string}}}}}}
      responses: {'201': {description: d}}
  /betas/{betaId}: {get: {operationId: getB, parameters: [{name: betaId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
)");
  const Plan plan = make_plan(contract, {.allow_writes = true});
  EXPECT_EQ(sources_of(contract, plan, "createA/documented", "betaId"),
            (Names{"createB Location", "createB"}));
  EXPECT_EQ(sources_of(contract, plan, "createB/documented", "alphaId"), Names{});
  EXPECT_EQ(plan.probes.size(), make_plan(contract, {.allow_writes = true}).probes.size());
}

TEST(Story, LinksGoFirst) {
  const Contract contract = story(R"(
  /books:
    post:
      operationId: createBook
      responses:
        '201':
          description: d
          links:
            byId: {operationId: getBook, parameters: {bookId: '$response.body#/key'}}
            byPath: {operationRef: '#/paths/~1authors~1{name}/get', parameters: {path.name: '$response.body#/by'}}
            elsewhere: {operationRef: 'https://other.example/api.yaml#/paths/~1x/get', parameters: {a: b}}
            broken: {$ref: '#/components/links/none'}
  /books/{bookId}: {get: {operationId: getBook, parameters: [{name: bookId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
  /authors/{name}: {get: {operationId: getAuthor, parameters: [{name: name, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
)");
  const Plan plan = make_plan(contract, {.allow_writes = true});
  EXPECT_EQ(sources_of(contract, plan, "getBook/documented", "bookId"),
            (Names{"createBook link", "createBook Location", "createBook"}));
  EXPECT_EQ(sources_of(contract, plan, "getAuthor/documented", "name"), Names{"createBook link"});
}

TEST(Ownership, ChangesGoToWhatIsCreatedOrNamed) {
  const PlanOptions own{.allow_writes = true, .only_own_writes = true};
  const Contract contract = story(std::string(kBooks) + R"(
  /settings:
    get: {operationId: getSettings, responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {theme: {type: string}}}}}}}}
    put: {operationId: putSettings, responses: {'200': {description: d}}}
    patch: {operationId: patchSettings, responses: {'200': {description: d}}}
  /maintenance: {post: {operationId: maintain, responses: {'200': {description: d}, '201': {description: d}}}}
  /users/{userId}:
    parameters: [{name: userId, in: path, required: true, schema: {type: string}}]
    delete: {operationId: deleteUser, responses: {'204': {description: d}}}
  /users: {get: {operationId: listUsers, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /books/{bookId}/publish: {post: {operationId: publish, parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}], responses: {'200': {description: d}}}}
)");
  const Plan plan = make_plan(contract, own);
  for (const char* sent : {"createBook/201/status", "putBook/200/status", "deleteBook/204/status",
                           "publish/200/status", "listUsers/200/status"})
    EXPECT_EQ(why_not(contract, plan, sent), "it is sent") << sent;
  EXPECT_EQ(sources_of(contract, plan, "deleteBook/documented", "bookId"),
            (Names{"createBook Location", "createBook"}))
      << "an item of the list is not the run's own";
  EXPECT_EQ(why_not(contract, plan, "maintain/200/status"),
            "POST /maintenance may change what this run did not create: --allow-writes=any sends it");
  EXPECT_EQ(why_not(contract, plan, "putSettings/200/status"),
            "PUT /settings may change what this run did not create: --allow-writes=any sends it");
  EXPECT_EQ(why_not(contract, plan, "patchSettings/200/status"),
            "PATCH /settings may change what this run did not create: --allow-writes=any sends it");
  EXPECT_EQ(why_not(contract, plan, "deleteUser/204/status"),
            "DELETE goes only to what this run created, and no documented POST creates it: --variable "
            "userId=VALUE names one, --allow-writes=any sends it anyway");
  PlanOptions named = own;
  named.values = {{.name = "userId", .value = JsonValue::string("u1")}};
  EXPECT_EQ(why_not(contract, make_plan(contract, named), "deleteUser/204/status"), "it is sent");
  const Plan any = make_plan(contract, {.allow_writes = true});
  for (const char* sent : {"maintain/200/status", "putSettings/200/status", "deleteUser/204/status"})
    EXPECT_EQ(why_not(contract, any, sent), "it is sent") << sent;
}

constexpr const char* kProjects = R"(
  /projects:
    post: {operationId: createProject, responses: {'201': {description: d}}}
  /projects/{projectId}:
    parameters: [{name: projectId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getProject, responses: {'200': {description: d}}}
  /environments:
    get: {operationId: listEnvironments, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
  /environments/{name}:
    delete: {operationId: deleteEnvironment, parameters: [{name: name, in: path, required: true, schema: {type: string}}], responses: {'204': {description: d}}}
  /projects/{projectId}/environments/{environment}:
    parameters: [{name: projectId, in: path, required: true, schema: {type: string}}, {name: environment, in: path, required: true, schema: {type: string}}]
    put: {operationId: addEnvironment, responses: {'200': {description: d}}}
)";

TEST(Ownership, APostThatOnlyReadsIsSentBehindTheOtherReads) {
  const Contract contract = story(std::string(kBooks) + R"(
  /books/search: {post: {operationId: searchBooks, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /shelves/{shelfId}/validate:
    parameters: [{name: shelfId, in: path, required: true, schema: {type: string}}]
    post: {operationId: validateShelf, responses: {'200': {description: d}, '404': {description: d}}}
  /books/sort: {post: {operationId: sortBooks, responses: {'200': {description: d}}}}
)");
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  const Probe* search = probe_of(plan, "searchBooks/documented");
  ASSERT_NE(search, nullptr);
  EXPECT_LT(probe_of(plan, "getBook/documented")->wave, search->wave);
  EXPECT_LT(search->wave, probe_of(plan, "putBook/documented")->wave);
  EXPECT_NE(probe_of(plan, "validateShelf/documented"), nullptr);
  EXPECT_NE(probe_of(plan, "validateShelf/unknown-resource"), nullptr);
  EXPECT_EQ(probe_of(plan, "sortBooks/documented"), nullptr);
  EXPECT_EQ(why_not(contract, make_plan(contract, {}), "searchBooks/200/status"),
            "POST is not sent without --allow-writes");
}

TEST(Ownership, WhatIsBelowACreatedResourceIsTheRunsOwn) {
  const Contract contract = story(kProjects);
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  EXPECT_EQ(why_not(contract, plan, "addEnvironment/200/status"), "it is sent");
  EXPECT_EQ(sources_of(contract, plan, "addEnvironment/documented", "projectId"),
            (Names{"createProject Location", "createProject"}));
  EXPECT_EQ(sources_of(contract, plan, "addEnvironment/documented", "environment"), Names{"getProject"})
      << "an environment of the list is not the run's own, but one that the project shows is";
  const Plan any = make_plan(contract, {.allow_writes = true});
  EXPECT_EQ(sources_of(contract, any, "addEnvironment/documented", "environment"),
            (Names{"getProject", "listEnvironments"}))
      << "the word before it says of what it is";
  EXPECT_NE(why_not(contract, plan, "deleteEnvironment/204/status"), "it is sent");
}

constexpr const char* kPlaces = R"(
  /places/{code}:
    parameters: [{name: code, in: path, required: true, schema: {type: string, pattern: '^[a-z]{3}$'}}]
    get: {operationId: getPlace, responses: {'200': {description: d}, '404': {description: none}}}
    put: {operationId: putPlace, responses: {'200': {description: d}, '201': {description: new}, '404': {description: never}}}
    delete: {operationId: deletePlace, responses: {'204': {description: d}}}
)";

TEST(Ownership, APutThatNamesWhatItCreatesIsSentWhereNothingIsThere) {
  const Contract contract = story(kPlaces);
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  const Probe* put = probe_of(plan, "putPlace/documented");
  ASSERT_NE(put, nullptr);
  ASSERT_TRUE(put->if_absent.has_value());
  const Probe& read = plan.probes[*put->if_absent];
  EXPECT_EQ(read.id, "getPlace/before-putPlace");
  EXPECT_EQ(read.request.target, put->request.target);
  EXPECT_LT(read.wave, put->wave);
  EXPECT_EQ(probe_of(plan, "putPlace/unknown-resource"), nullptr) << "it would create it";
  for (const char* other : {"getPlace/documented", "deletePlace/documented"})
    EXPECT_EQ(sources_of(contract, plan, other, "code"), Names{"putPlace"}) << other;
  ASSERT_EQ(plan.creations.size(), 1U);
  EXPECT_EQ(plan.creations[0].removal->id, "deletePlace/clean-up");
  const Plan any = make_plan(contract, {.allow_writes = true});
  EXPECT_FALSE(probe_of(any, "putPlace/documented")->if_absent.has_value());
  const Plan named = make_plan(contract, {.values = {{.name = "code", .value = JsonValue::string("abc")}},
                                          .allow_writes = true,
                                          .only_own_writes = true});
  EXPECT_FALSE(probe_of(named, "putPlace/documented")->if_absent.has_value()) << "the user named it";
  const Contract posted = story(std::string(kPlaces) +
                                "  /places: {post: {operationId: createPlace, responses: {'201': "
                                "{description: d}}}}\n");
  EXPECT_FALSE(
      probe_of(make_plan(posted, {.allow_writes = true, .only_own_writes = true}), "putPlace/documented")
          ->if_absent.has_value())
      << "a POST creates what it changes";
}

TEST(Ownership, ASecondPutNamesAnotherResource) {
  Contract contract = story(std::string(kPlaces) +
                            "  /places: {get: {operationId: listPlaces, responses: {'200': {description: d, "
                            "content: {application/json: {schema: {type: array}}}}}}}\n");
  add_state_clauses(contract);
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  const Probe* second = probe_of(plan, "putPlace/second");
  ASSERT_NE(second, nullptr);
  EXPECT_NE(second->request.target, probe_of(plan, "putPlace/documented")->request.target);
  EXPECT_NE(second->request.target, probe_of(plan, "getPlace/unknown-resource")->request.target);
  ASSERT_TRUE(second->if_absent.has_value());
  EXPECT_EQ(plan.probes[*second->if_absent].id, "getPlace/before-putPlace/second");
  EXPECT_EQ(plan.probes[*second->if_absent].request.target, second->request.target);
  EXPECT_TRUE(second->needs.empty()) << "its name is its own";
  EXPECT_LT(second->wave, probe_of(plan, "deletePlace/documented")->wave);
  EXPECT_EQ(probe_of(plan, "deletePlace/second"), nullptr) << "the clean-up deletes it";
}

TEST(Ownership, WhatIsCreatedIsRemovedAtTheEnd) {
  const Contract contract = story(kBooks);
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  ASSERT_EQ(plan.creations.size(), 1U);
  ASSERT_TRUE(plan.creations[0].removal.has_value());
  EXPECT_EQ(plan.creations[0].removal->id, "deleteBook/clean-up");
  EXPECT_TRUE(make_plan(contract, {}).creations.empty());
}

// A server may delete the books with their author, as databases do.
TEST(Ownership, WhatRefersToAResourceIsDeletedBeforeIt) {
  const Contract contract = story(R"(
  /authors: {post: {operationId: createAuthor, responses: {'201': {description: d}}}}
  /authors/{id}: {delete: {operationId: deleteAuthor, parameters: [{name: id, in: path, required: true, schema: {type: integer}}], responses: {'204': {description: d}}}}
  /books:
    post:
      operationId: createBook
      requestBody: {content: {application/json: {schema: {type: object, properties: {author: {type: integer}}}}}}
      responses: {'201': {description: d}}
  /books/{id}: {delete: {operationId: deleteBook, parameters: [{name: id, in: path, required: true, schema: {type: integer}}], responses: {'204': {description: d}}}}
)");
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  EXPECT_EQ(sources_of(contract, plan, "createBook/documented", "author"),
            (Names{"createAuthor Location", "createAuthor"}));
  EXPECT_LT(probe_of(plan, "deleteBook/documented")->wave, probe_of(plan, "deleteAuthor/documented")->wave);
}

// An action may end the life of its resource: "archive".
TEST(Ownership, AnActionComesBehindAllThatUsesItsResource) {
  const Contract contract = story(R"(
  /projects:
    get: {operationId: list, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post: {operationId: create, responses: {'201': {description: d, links: {bill: {operationId: readBill, parameters: {number: $response.body#/bill}}}}}}
  /projects/{projectId}:
    parameters: [{name: projectId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: read, responses: {'200': {description: d}}}
    patch: {operationId: update, responses: {'200': {description: d}}}
    put: {operationId: replace, responses: {'200': {description: d}}}
    delete: {operationId: remove, responses: {'204': {description: d}}}
  /projects/{projectId}/archive: {post: {operationId: archive, parameters: [{name: projectId, in: path, required: true, schema: {type: integer}}], responses: {'200': {description: d}}}}
  /projects/{projectId}/owner: {patch: {operationId: move, parameters: [{name: projectId, in: path, required: true, schema: {type: integer}}], responses: {'200': {description: d}}}}
  /projects/{projectId}/bill:
    parameters: [{name: projectId, in: path, required: true, schema: {type: integer}}]
    post: {operationId: bill, responses: {'200': {description: d, links: {bill: {operationId: readBill, parameters: {number: $response.body#/number}}}}}}
  /projects/{projectId}/cover:
    parameters: [{name: projectId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: readCover, responses: {'200': {description: d}}}
    post: {operationId: cover, responses: {'204': {description: d}}}
  /projects/{projectId}/notes:
    parameters: [{name: projectId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: listNotes, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post: {operationId: note, responses: {'201': {description: d}}}
  /projects/{projectId}/notes/{noteId}:
    parameters: [{name: projectId, in: path, required: true, schema: {type: integer}}, {name: noteId, in: path, required: true, schema: {type: integer}}]
    delete: {operationId: removeNote, responses: {'204': {description: d}}}
  /tasks: {post: {operationId: task, requestBody: {content: {application/json: {schema: {type: object, properties: {projectId: {type: integer}}}}}}, responses: {'201': {description: d}}}}
  /tasks/{taskId}: {delete: {operationId: removeTask, parameters: [{name: taskId, in: path, required: true, schema: {type: integer}}], responses: {'204': {description: d}}}}
  /bills/{number}: {get: {operationId: readBill, parameters: [{name: number, in: path, required: true, schema: {type: integer}}], responses: {'200': {description: d}}}}
)");
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  const auto wave = [&](const std::string& id) {
    const Probe* probe = probe_of(plan, id);
    if (probe == nullptr) ADD_FAILURE() << id << " is not planned";
    return probe == nullptr ? 0 : probe->wave;
  };
  for (const char* action : {"archive/documented", "move/documented"}) {
    for (const char* before :
         {"read/documented", "list/documented", "note/documented", "listNotes/documented",
          "update/documented", "replace/documented", "removeNote/documented", "removeTask/documented"})
      EXPECT_LT(wave(before), wave(action));
    EXPECT_LT(wave(action), wave("remove/documented"));
  }
  EXPECT_LT(wave("bill/documented"), wave("readBill/documented")) << "it gives a value";
  EXPECT_LT(wave("bill/documented"), wave("update/documented"));
  EXPECT_LT(wave("cover/documented"), wave("readCover/documented")) << "another request shows what it did";
}

// The DELETE of a second resource is sent before that of what it belongs to, which may refuse it otherwise.
TEST(Ownership, ASecondResourceIsDeletedBeforeWhatItBelongsTo) {
  const auto plan_of = [](const std::string& path, const std::string& parameters, const std::string& member) {
    const std::string book =
        "{type: object, required: [title], properties: {title: {type: string}" + member + "}}";
    const std::string json = "content: {application/json: {schema: " + book + "}}";
    Contract contract = story(
        "  /authors: {post: {operationId: createAuthor, responses: {'201': {description: d}}}}\n"
        "  /authors/{id}: {delete: {operationId: deleteAuthor, parameters: [{name: id, in: path, required: "
        "true, "
        "schema: {type: integer}}], responses: {'204': {description: d}}}}\n  " +
        path + ":\n    parameters: [" + parameters + "]\n    post: {operationId: createBook, requestBody: {" +
        json + "}, responses: {'201': {description: d, " + json + "}}}\n  " + path +
        "/{bookId}:\n    parameters: [" + parameters +
        "{name: bookId, in: path, required: true, schema: {type: integer}}]\n" +
        "    get: {operationId: getBook, responses: {'200': {description: d, " + json + "}}}\n" +
        "    delete: {operationId: deleteBook, responses: {'204': {description: d}}}\n");
    add_state_clauses(contract);
    const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
    const Probe* second = probe_of(plan, "createBook/second");
    const Probe* removal = probe_of(plan, "deleteBook/second");
    const Probe* author = probe_of(plan, "deleteAuthor/documented");
    if (second == nullptr || removal == nullptr || author == nullptr) return std::string("not planned");
    const auto of_second = [&](const Need& need) {
      return need.name != "bookId" ||
             std::all_of(need.sources.begin(), need.sources.end(),
                         [&](const Source& one) { return plan.probes[one.probe].id == "createBook/second"; });
    };
    EXPECT_TRUE(std::all_of(removal->needs.begin(), removal->needs.end(), of_second));
    EXPECT_LT(second->wave, removal->wave);
    EXPECT_LT(probe_of(plan, "deleteBook/documented")->wave, removal->wave);
    EXPECT_LT(removal->wave, author->wave);
    return std::string("planned");
  };
  const std::string author = "{name: authorId, in: path, required: true, schema: {type: integer}}, ";
  EXPECT_EQ(plan_of("/authors/{authorId}/books", author, ""), "planned") << "a part of it";
  EXPECT_EQ(plan_of("/books", "", ", authorId: {type: integer}"), "planned") << "refers to it";
  EXPECT_EQ(plan_of("/books", "", ""), "not planned") << "nothing keeps it, so the clean-up deletes it";
}

constexpr const char* kOwned = R"(
  /books:
    get: {operationId: listBooks, security: [{token: []}], responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post:
      operationId: createBook
      security: [{token: []}]
      requestBody: {content: {application/json: {schema: {type: object, required: [title], properties: {title: {type: string, minLength: 1}}}}}}
      responses: {'201': {description: d}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getBook, security: [{token: []}], responses: {'200': {description: d, content: {application/json: {}}}, '404': {description: d}}}
    patch:
      operationId: patchBook
      security: [{token: []}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {title: {type: string, minLength: 1}}}}}}
      responses: {'200': {description: d}, '404': {description: d}}
    put:
      operationId: putBook
      security: [{token: []}]
      requestBody: {content: {application/json: {schema: {type: object, required: [title], properties: {title: {type: string, minLength: 1}}}}}}
      responses: {'200': {description: d}, '404': {description: d}}
    delete: {operationId: deleteBook, security: [{token: []}], responses: {'204': {description: d}, '404': {description: d}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

TEST(SecondIdentity, AsksForWhatTheFirstOneCreatedBeforeThatIsDeleted) {
  Contract contract = story(kOwned);
  add_state_clauses(contract);
  for (const bool only_own : {true, false}) {
    const Plan plan = make_plan(contract, {.allow_writes = true,
                                           .only_own_writes = only_own,
                                           .keys = {.token = "first"},
                                           .other = GivenIdentity{.user = {}, .keys = {.token = "second"}}});
    std::vector<std::string> order;
    for (const Probe& probe : plan.probes) {
      const bool is_foreign = probe.role == Role::other_identity;
      const bool is_about = probe.id.find("other-identity") != probe.id.npos;
      if (is_about || probe.id == "putBook/changed" || probe.id == "deleteBook/documented")
        order.push_back(probe.id);
      const bool has_token = http::combined(probe.request.fields, "Authorization") == "Bearer second";
      EXPECT_EQ(has_token, is_foreign) << probe.id;
      if (!is_foreign || probe.operation == 0) continue;
      EXPECT_TRUE(std::any_of(probe.needs.begin(), probe.needs.end(), [](const Need& need) {
        return need.name == "bookId" && need.is_owned;
      })) << probe.id;
      EXPECT_EQ(sources_of(contract, plan, probe.id, "bookId"), (Names{"createBook Location", "createBook"}))
          << probe.id;
    }
    EXPECT_EQ(order, (Names{"listBooks/other-identity", "getBook/other-identity", "putBook/changed",
                            "getBook/before-other-identity", "patchBook/other-identity",
                            "getBook/after-other-identity-patchBook", "putBook/other-identity",
                            "getBook/after-other-identity-putBook", "deleteBook/other-identity",
                            "getBook/after-other-identity-deleteBook", "deleteBook/documented"}));
  }
}

constexpr const char* kForbidding = R"(
  /books:
    get: {operationId: listBooks, security: [{token: []}], responses: {'200': {description: d, content: {application/json: {}}}, '401': {description: d}, '403': {description: d}}}
    post:
      operationId: createBook
      security: [{token: []}]
      requestBody: {content: {application/json: {schema: {type: object, required: [title], properties: {title: {type: string, minLength: 1}}}}}}
      responses: {'201': {description: d, content: {application/json: {}}}, '403': {description: d}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getBook, security: [{token: []}], responses: {'200': {description: d, content: {application/json: {}}}, '403': {description: d}}}
    delete: {operationId: deleteBook, security: [{token: []}], responses: {'204': {description: d}, '403': {description: d}}}
  /settings:
    put: {operationId: putSettings, security: [{token: []}], responses: {'200': {description: d}, '403': {description: d}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

TEST(SecondIdentity, AsksWhereverItMayBeForbiddenAndReachesNothingOfTheFirstOne) {
  const Contract contract = story(kForbidding);
  const Plan plan = make_plan(contract, {.allow_writes = true,
                                         .only_own_writes = true,
                                         .keys = {.token = "first"},
                                         .other = GivenIdentity{.user = {}, .keys = {.token = "second"}}});
  std::map<std::string, std::string> asked;
  for (const Probe& probe : plan.probes) {
    if (probe.role != Role::forbidden) continue;
    asked[probe.id] = probe.request.method + " " + probe.request.target + (probe.names_nothing ? " !" : "");
    EXPECT_EQ(http::combined(probe.request.fields, "Authorization"), "Bearer second") << probe.id;
    EXPECT_TRUE(probe.names_nothing ? probe.needs.empty() : true) << probe.id;
  }
  EXPECT_EQ(asked,
            (std::map<std::string, std::string>{{"listBooks/forbidden", "GET /books"},
                                                {"createBook/forbidden", "POST /books"},
                                                {"getBook/forbidden", "GET /books/1"},
                                                {"deleteBook/forbidden", "DELETE /books/987654321 !"}}));
  EXPECT_LT(probe_of(plan, "createBook/forbidden")->wave, probe_of(plan, "createBook/documented")->wave);
  EXPECT_NE(probe_of(plan, "createBook/forbidden")->request.body,
            probe_of(plan, "createBook/documented")->request.body);
  EXPECT_EQ(why_not(contract, plan, "putSettings/403/status"),
            "PUT /settings may change what this run did not create: --allow-writes=any sends it");
  ASSERT_EQ(plan.creations.size(), 1U);
  ASSERT_TRUE(plan.creations[0].removal_by_other);
  EXPECT_EQ(http::combined(plan.creations[0].removal_by_other->request.fields, "Authorization"),
            "Bearer second")
      << "what it creates all the same, it deletes itself";
  EXPECT_EQ(why_not(contract, make_plan(contract, {.keys = {.token = "first"}}), "listBooks/403/status"),
            "no second identity: give AVOUCH_OTHER_TOKEN");
}

constexpr const char* kUncreatable = R"(
  /rooms/{roomId}/light:
    parameters: [{name: roomId, in: path, required: true, schema: {type: string}}]
    post:
      operationId: switchLight
      security: [{token: []}]
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [on], properties: {on: {type: boolean}}}}}}
      responses: {'204': {description: d}, '400': {description: d}, '401': {description: d}, '415': {description: d}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)";

// What must be refused needs no resource, so it is sent for one that is not there.
TEST(Ownership, AnErrorIsAskedForWhereNothingCanBeChanged) {
  const Contract contract = story(kUncreatable);
  const PlanOptions own{.allow_writes = true, .only_own_writes = true, .keys = {.token = "first"}};
  const Plan plan = make_plan(contract, own);
  for (const char* role : {"anonymous", "wrong-credentials", "invalid-value", "unknown-type"}) {
    const Probe* probe = probe_of(plan, std::string("switchLight/") + role);
    ASSERT_NE(probe, nullptr) << role;
    EXPECT_EQ(probe->request.target, "/rooms/q09081726354/light") << role;
    EXPECT_TRUE(probe->names_nothing && probe->needs.empty()) << role;
  }
  EXPECT_EQ(probe_of(plan, "switchLight/documented"), nullptr);
  PlanOptions any = own;
  any.only_own_writes = false;
  const Plan all = make_plan(contract, any);
  EXPECT_EQ(probe_of(all, "switchLight/anonymous")->request.target, "/rooms/text/light");
  PlanOptions given = own;
  given.values = {{.name = "roomId", .value = JsonValue::string("r1")}};
  EXPECT_EQ(probe_of(make_plan(contract, given), "switchLight/anonymous")->request.target, "/rooms/r1/light");
}

// What the run created takes the place of what is not there, and only that.
TEST(Ownership, AnErrorGoesToWhatTheRunCreatedIfThereIsSuch) {
  const Contract contract = story(R"(
  /books:
    get: {operationId: listBooks, responses: {'200': {description: d, content: {application/json: {}}}}}
    post: {operationId: createBook, responses: {'201': {description: d, content: {application/json: {}}}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    put:
      operationId: putBook
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [title], properties: {title: {type: string}}}}}}
      responses: {'200': {description: d}, '400': {description: d}}
)");
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  std::size_t index = 0;
  while (plan.probes[index].id != "putBook/invalid-value") ++index;
  EXPECT_EQ(sources_of(contract, plan, "putBook/invalid-value", "bookId"),
            (Names{"createBook Location", "createBook"}));
  const auto sent = [&](int status) {
    http::Response response{.status = status, .body = "{\"id\": 7}"};
    response.fields = {{"Content-Type", "application/json"}};
    const auto answer = Answer::of(Exchange{.outcome = Received{.response = response}});
    const Resolution made = resolve(contract, plan, index, [&](std::size_t probe) {
      return plan.probes[probe].id == "createBook/documented" ? answer : nullptr;
    });
    EXPECT_EQ(made.unmet, "");
    return made.probe.request.target + (made.probe.names_nothing ? " !" : "");
  };
  EXPECT_EQ(sent(201), "/books/7");
  EXPECT_EQ(sent(500), "/books/987654321 !");
}

TEST(FurtherReads, AreSentOnceEachAndAreHeard) {
  const Contract contract = story(R"(
  /books:
    get:
      operationId: listBooks
      parameters: [{name: details, in: query, schema: {type: boolean}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}
    post:
      operationId: createBook
      parameters: [{name: details, in: query, schema: {type: boolean}}]
      responses: {'201': {description: d, content: {application/json: {schema: {type: object}}}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getBook, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
    put:
      operationId: putBook
      parameters: [{name: details, in: query, schema: {type: boolean}}]
      requestBody: {content: {application/json: {schema: {type: object, required: [title], properties: {title: {type: string}}}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}
    delete: {operationId: deleteBook, responses: {'204': {description: d}}}
)");
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  const Probe* list = probe_of(plan, "listBooks/with-details");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->request.target, "/books?details=true");
  EXPECT_TRUE(list->is_further);
  const Probe* write = probe_of(plan, "putBook/with-details");
  ASSERT_NE(write, nullptr);
  ASSERT_FALSE(write->repeats.empty());
  EXPECT_LT(plan.probes[write->repeats.front()].wave, write->wave);
  EXPECT_EQ(probe_of(plan, "createBook/with-details"), nullptr) << "it would create another one";
  EXPECT_LT(probe_of(plan, "putBook/with-details")->wave, probe_of(plan, "deleteBook/documented")->wave);
  for (const PlannedClause& planned : plan.clauses) {
    const BoundClause& bound = contract.clauses[planned.clause];
    const std::string& coordinate = bound.clause->coordinate;
    if (coordinate != "listBooks/200/body/type" && coordinate != "listBooks/documented-status") continue;
    EXPECT_TRUE(std::any_of(planned.overheard.begin(), planned.overheard.end(), [&](std::size_t probe) {
      return plan.probes[probe].id == "listBooks/with-details";
    })) << coordinate;
  }
  EXPECT_EQ(probe_of(make_plan(contract, {.prefer = true}), "listBooks/with-details"), nullptr)
      << "a mock shows all on request";
  EXPECT_EQ(probe_of(make_plan(contract, {}), "putBook/with-details"), nullptr) << "writes are not allowed";
}

TEST(FurtherReads, RepeatTheRequestThatWasAcceptedWithOneMoreParameter) {
  const Contract contract = story(R"(
  /books:
    post:
      operationId: createBook
      parameters: [{name: details, in: query, schema: {type: boolean}}]
      responses: {'201': {description: d}}
)");
  Probe sent{.id = "createBook/documented/required-members",
             .request = {.method = "POST", .target = "/books"}};
  sent.request.body = "{}";
  Probe planned{.id = "createBook/with-details", .role = Role::repeated, .is_further = true};
  planned.values = {{"details", JsonValue::boolean(true)}};
  planned.fixed = {"details"};
  const Probe again = repeated(contract, planned, sent);
  EXPECT_EQ(again.id, "createBook/with-details");
  EXPECT_EQ(again.request.target, "/books?details=true");
  EXPECT_EQ(again.request.body, "{}");
  planned.is_further = false;
  EXPECT_EQ(repeated(contract, planned, sent).request.target, "/books");
}

TEST(SecondIdentity, IsAnotherOne) {
  Contract contract = story(kOwned);
  add_state_clauses(contract);
  const auto why = [&](const std::optional<GivenIdentity>& other, std::vector<GivenValue> values = {}) {
    const Plan plan = make_plan(contract, {.values = std::move(values),
                                           .allow_writes = true,
                                           .only_own_writes = true,
                                           .keys = {.token = "first"},
                                           .other = other});
    for (const Probe& probe : plan.probes) {
      if (probe.role == Role::other_identity) return std::string("it is sent");
    }
    return why_not(contract, plan, "deleteBook/state/owned");
  };
  EXPECT_EQ(why(std::nullopt), "no second identity: give AVOUCH_OTHER_TOKEN");
  EXPECT_EQ(why(GivenIdentity{.user = "you:secret", .keys = {}}),
            "no second identity: give AVOUCH_OTHER_TOKEN");
  EXPECT_EQ(why(GivenIdentity{.user = {}, .keys = {.token = "first"}}),
            "no second identity: it has the credentials of the first one");
  const GivenIdentity second{.user = {}, .keys = {.token = "second"}};
  EXPECT_EQ(why(second), "it is sent");
  EXPECT_EQ(why(second, {{.name = "bookId", .value = JsonValue::string("7")}}),
            "what is created is not read, because a value is given for bookId");
}

TEST(SecondIdentity, ChangesNothingWhereWritesAreNotAllowed) {
  Contract contract = story(kOwned);
  add_state_clauses(contract);
  const Plan plan = make_plan(contract, {.keys = {.token = "first"},
                                         .other = GivenIdentity{.user = {}, .keys = {.token = "second"}}});
  for (const Probe& probe : plan.probes) EXPECT_NE(probe.role, Role::other_identity) << probe.id;
  EXPECT_EQ(why_not(contract, plan, "getBook/state/owned"), "POST is not sent without --allow-writes");
}

// It is repeated only under the name that it created.
TEST(Ownership, WhatAPutNamedIsWrittenAgainAndNothingElse) {
  Contract contract = story(R"(
  /places/{code}:
    parameters: [{name: code, in: path, required: true, schema: {type: string, pattern: '^[a-z]{3}$'}}]
    get: {operationId: getPlace, responses: {'200': {description: d, content: {application/json: {}}}, '404': {description: none}}}
    put:
      operationId: putPlace
      requestBody: {content: {application/json: {schema: {type: object, required: [word], properties: {word: {type: string, minLength: 1}}}}}}
      responses: {'200': {description: d}, '201': {description: new}}
)");
  add_state_clauses(contract);
  const Plan plan = make_plan(contract, {.allow_writes = true, .only_own_writes = true});
  const auto index_of = [&](const std::string& id) {
    return static_cast<std::size_t>(probe_of(plan, id) - plan.probes.data());
  };
  const auto resolved = [&](const std::string& id, int status) {
    const AnswerOf answer_of = [&](std::size_t probe) -> std::shared_ptr<const Answer> {
      if (probe != index_of("putPlace/documented")) return nullptr;
      Exchange exchange{.url = "http://a.example" + plan.probes[probe].request.target,
                        .sent = plan.probes[probe].request};
      exchange.outcome = Received{.response = {.status = status}};
      return Answer::of(std::move(exchange));
    };
    return resolve(contract, plan, index_of(id), answer_of);
  };
  for (const char* id : {"putPlace/again", "putPlace/changed"}) {
    ASSERT_NE(probe_of(plan, id), nullptr) << id;
    EXPECT_EQ(resolved(id, 201).unmet, "") << id;
    EXPECT_EQ(resolved(id, 201).probe.request.target, probe_of(plan, "putPlace/documented")->request.target);
    EXPECT_NE(resolved(id, 200).unmet, "") << "something was there: " << id;
  }
}

constexpr const char* kSecured =
    "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\nsecurity: [{token: []}]\n";

TEST(RefusedWrites, StandBetweenReadsBeforeAnythingIsCreated) {
  const Contract contract = story(std::string(kBooks).substr(1) + kSecured);
  const Plan plan =
      make_plan(contract, {.allow_writes = true, .only_own_writes = true, .keys = {.token = "right"}});
  std::size_t last = 0;
  for (const char* id :
       {"listBooks/before-createBook/anonymous", "createBook/anonymous",
        "listBooks/after-createBook/anonymous", "createBook/wrong-credentials",
        "listBooks/after-createBook/wrong-credentials", "createBook/documented",
        "getBook/before-putBook/anonymous", "putBook/anonymous", "getBook/after-putBook/anonymous",
        "putBook/wrong-credentials", "getBook/after-putBook/wrong-credentials", "deleteBook/anonymous",
        "getBook/after-deleteBook/anonymous", "putBook/documented"}) {
    const Probe* probe = probe_of(plan, id);
    ASSERT_NE(probe, nullptr) << id;
    const auto place = static_cast<std::size_t>(probe - plan.probes.data());
    EXPECT_GE(place, last) << id;
    last = place;
  }
}

TEST(RefusedWrites, AreNotWatchedByAListThatNeedsWhatIsCreated) {
  const Contract contract = story(std::string(R"(
  /books:
    get:
      operationId: listBooks
      parameters: [{name: authorId, in: query, required: true, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}
    post:
      operationId: createBook
      requestBody: {content: {application/json: {schema: {type: object, properties: {title: {type: string}}}}}}
      responses: {'201': {description: d, links: {author: {operationId: createAuthor, requestBody: {name: '$response.body#/title'}}}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getBook, responses: {'200': {description: d}}}
  /authors:
    post:
      operationId: createAuthor
      requestBody: {content: {application/json: {schema: {type: object, required: [name], properties: {name: {type: string}}}}}}
      responses: {'201': {description: d}}
  /authors/{authorId}:
    parameters: [{name: authorId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getAuthor, responses: {'200': {description: d}}}
)")
                                      .substr(1) +
                                  kSecured);
  const Plan plan =
      make_plan(contract, {.allow_writes = true, .only_own_writes = true, .keys = {.token = "right"}});
  EXPECT_NE(probe_of(plan, "createBook/documented"), nullptr);
  for (const PlannedClause& planned : plan.clauses) {
    if (contract.clauses[planned.clause].clause->coordinate != "createBook/security/anonymous") continue;
    for (const std::size_t probe : planned.probes) EXPECT_NE(plan.probes[probe].role, Role::read_back);
  }
}

TEST(GivenValues, GoFromTheOperationToThePathToTheTagToAll) {
  const Contract contract = story(R"(
  /shops/{shopId}/books/{id}:
    parameters: [{name: shopId, in: path, required: true, schema: {type: string}}, {name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getBook, tags: [books], responses: {'200': {description: d}}}
)");
  const GivenValue all{.name = "id", .value = JsonValue::string("all")};
  const GivenValue tag{.name = "id", .value = JsonValue::string("tag"), .tag = "books"};
  const GivenValue path{.name = "id", .value = JsonValue::string("path"), .path = "/shops"};
  const GivenValue longer{.name = "id", .value = JsonValue::string("longer"), .path = "/shops/{any}/books"};
  const GivenValue other{.name = "id", .value = JsonValue::string("other"), .path = "/shop"};
  const GivenValue one{.operation = "getBook", .name = "id", .value = JsonValue::string("one")};
  const auto target = [&](std::vector<GivenValue> values) {
    values.push_back({.name = "shopId", .value = JsonValue::string("s")});
    const Plan plan = make_plan(contract, {.values = values});
    return probe_of(plan, "getBook/documented")->request.target;
  };
  EXPECT_EQ(target({one, longer, path, tag, all}), "/shops/s/books/one");
  EXPECT_EQ(target({longer, path, tag, all}), "/shops/s/books/longer");
  EXPECT_EQ(target({path, tag, all, other}), "/shops/s/books/path");
  EXPECT_EQ(target({tag, all, other}), "/shops/s/books/tag");
  EXPECT_EQ(target({all, other}), "/shops/s/books/all");
}

TEST(Bodies, TheSmallerOneIsSentWhereTheLargerOneIsRefused) {
  const Contract contract = story(kBooks);
  const Plan both = make_plan(contract, {.allow_writes = true, .bodies = PlanOptions::Bodies::both});
  const Probe* smaller = probe_of(both, "createBook/documented/required-members");
  ASSERT_NE(smaller, nullptr);
  Names before;
  std::optional<std::size_t> from =
      probe_of(both, "createBook/documented/required-members/mended/3")->in_place_of;
  for (; from; from = both.probes[*from].in_place_of) before.insert(before.begin(), both.probes[*from].id);
  const std::string id = "createBook/documented";
  EXPECT_EQ(before, (Names{id, id + "/without-refused", id + "/without-refused/2", id + "/without-refused/3",
                           id + "/required-members", id + "/required-members/mended",
                           id + "/required-members/mended/2"}));
  EXPECT_NE(probe_of(both, id)->request.body.find("note"), std::string::npos);
  EXPECT_EQ(smaller->request.body.find("note"), std::string::npos) << smaller->request.body;
  EXPECT_NE(smaller->request.body.find("title"), std::string::npos) << smaller->request.body;
  const Plan all = make_plan(contract, {.allow_writes = true});
  EXPECT_EQ(probe_of(all, "createBook/documented/required-members"), nullptr);
  const Plan required = make_plan(contract, {.allow_writes = true, .bodies = PlanOptions::Bodies::required});
  EXPECT_EQ(probe_of(required, "createBook/documented")->request.body, smaller->request.body);
}

TEST(Bodies, AnotherOneHasOtherValuesAndTheSameReferences) {
  Contract contract = story(R"(
  /authors: {get: {operationId: listAuthors, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /books:
    post: {operationId: createBook, requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {'201': {description: d}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getBook, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
    put:
      operationId: putBook
      requestBody: {content: {application/json: {schema: {type: object, properties: {author: {type: integer, const: 1}, mail: {type: string, format: email}, authorId: {type: integer}, title: {type: string}}}, example: {author: 1, authorId: 1, mail: a@b.example, title: t}}}}
      responses: {'200': {description: d}}
)");
  add_state_clauses(contract);
  const Plan plan = make_plan(contract, {.allow_writes = true});
  const Probe* changed = probe_of(plan, "putBook/changed");
  ASSERT_NE(changed, nullptr);
  EXPECT_EQ(changed->request.body, R"({"author":1,"authorId":1,"mail":"2a@b.example","title":"t2"})");
}

// What the name or the source of a value says about another resource stays; enums, dates and arrays come by
// themselves.
TEST(Bodies, AChoiceComesByItself) {
  Contract contract = story(R"(
  /books:
    post: {operationId: createBook, requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {'201': {description: d}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getBook, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
    patch:
      operationId: patchBook
      requestBody: {content: {application/json: {schema: {type: object, properties: {
        state: {enum: [open, closed]}, shelfId: {enum: [a, b]}, code: {type: string, pattern: '^[A-Z]{3}-[0-9]{4}$'}, title: {type: string}}},
        example: {state: open, shelfId: a, code: ABC-0000, title: t}}}}
      responses: {'200': {description: d}}
)");
  add_state_clauses(contract);
  const Plan plan = make_plan(contract, {.allow_writes = true});
  const Probe* changed = probe_of(plan, "patchBook/changed");
  ASSERT_NE(changed, nullptr);
  EXPECT_EQ(changed->request.body, R"({"state":"open","shelfId":"a","code":"QZX-1726","title":"t2"})");
  const Probe* chosen = probe_of(plan, "patchBook/chosen");
  ASSERT_NE(chosen, nullptr);
  EXPECT_EQ(chosen->request.body, R"({"state":"closed","shelfId":"a","code":"QZX-1726","title":"t2"})");
  const Probe* read = probe_of(plan, "getBook/after-chosen-patchBook");
  ASSERT_NE(read, nullptr);
  EXPECT_LT(probe_of(plan, "getBook/after-changed-patchBook")->wave, chosen->wave);
  EXPECT_LT(chosen->wave, read->wave);
}

// Answers by probe, for what flows.
struct Told {
  const Contract& contract;
  const Plan& plan;
  std::map<std::string, http::Response> responses;  // by the probe's id

  Probe sent(const std::string& id) const {
    const auto answer_of = [this](std::size_t probe) -> std::shared_ptr<const Answer> {
      const auto known = responses.find(plan.probes[probe].id);
      if (known == responses.end()) return nullptr;
      return Answer::of({.url = "http://target.example/v1" + plan.probes[probe].request.target,
                         .sent = plan.probes[probe].request,
                         .outcome = Received{.response = known->second}});
    };
    const Probe* probe = probe_of(plan, id);
    if (probe == nullptr) return {};
    const Resolution resolution =
        resolve(contract, plan, static_cast<std::size_t>(probe - plan.probes.data()), answer_of);
    EXPECT_EQ(resolution.unmet, "");
    return resolution.probe;
  }
};

http::Response json(int status, const std::string& body, const http::Fields& fields = {}) {
  return {.status = status, .fields = fields, .body = body};
}

PlanOptions at_v1(bool writes) {
  PlanOptions options{.allow_writes = writes};
  options.targets.target = *http::parse_url("http://target.example/v1");
  return options;
}

struct Flow {
  const char* from;  // the probe that is answered
  int status;
  const char* body;
  const char* location;  // "" for none
  const char* target;    // of getBook
  const char* taken;     // "" if nothing flows
  bool is_made_up = false;
};

class Flows : public testing::TestWithParam<Flow> {};

TEST_P(Flows, FromAnAnswerToARequest) {
  const Flow& given = GetParam();
  const Contract contract = story(kBooks);
  const Plan plan = make_plan(contract, at_v1(true));
  http::Fields fields;
  if (*given.location != '\0') fields.push_back({"Location", given.location});
  const Told told{contract, plan, {{given.from, json(given.status, given.body, fields)}}};
  const Probe sent = told.sent("getBook/documented");
  EXPECT_EQ(sent.request.target, given.target);
  EXPECT_EQ(sent.taken.empty() ? "" : sent.taken.front().from, given.taken);
  EXPECT_EQ(!sent.made_up.empty(), given.is_made_up);
}

constexpr const char* kCreate = "createBook/documented";
constexpr const char* kList = "listBooks/documented";

INSTANTIATE_TEST_SUITE_P(
    OfIdentifiers, Flows,
    testing::Values(
        Flow{kCreate, 201, R"({"id":7})", "", "/books/7", "createBook 201 /id"},
        Flow{kCreate, 201, R"({"id":"7"})", "", "/books/7", "createBook 201 /id"},
        Flow{kCreate, 201, R"({"_id":8})", "", "/books/8", "createBook 201 /_id"},
        Flow{kCreate, 201, R"({"book":{"id":9}})", "", "/books/9", "createBook 201 /book/id"},
        Flow{kCreate, 201, R"({"data":{"book_id":9}})", "", "/books/9", "createBook 201 /data/book_id"},
        Flow{kCreate, 201, R"({"id":7})", "/v1/books/12", "/books/12", "createBook 201 Location"},
        Flow{kCreate, 201, "", "http://target.example/v1/books/12", "/books/12", "createBook 201 Location"},
        Flow{kCreate, 201, "", "books/12", "/books/12", "createBook 201 Location"},
        Flow{kCreate, 201, "", "https://public.example/api/v1/books/12/", "/books/12",
             "createBook 201 Location"},
        // What is no book of this collection, or no value of the schema.
        Flow{kCreate, 201, "", "/v1/tasks/12", "/books/1", "", true},
        Flow{kCreate, 201, "", "/v1/books", "/books/1", "", true},
        Flow{kCreate, 201, R"({"id":"b1"})", "/v1/books/b1", "/books/1", "", true},
        Flow{kCreate, 409, R"({"id":7})", "", "/books/1", "", true},
        Flow{kCreate, 201, R"({"id":null,"title":7})", "", "/books/1", "", true},
        Flow{kCreate, 201, "no json", "", "/books/1", "", true},
        Flow{kCreate, 201, R"({"id":true})", "", "/books/1", "", true},
        Flow{kList, 200, R"([{"id":1},{"id":2,"title":"t"},{"id":3}])", "", "/books/2",
             "listBooks 200 /1/id"},
        Flow{kList, 200, R"({"items":[{"id":4}],"total":1})", "", "/books/4", "listBooks 200 /items/0/id"},
        Flow{kList, 200, R"({"id":99,"data":[{"id":4}]})", "", "/books/4", "listBooks 200 /data/0/id"},
        Flow{kList, 200, R"({"_embedded":{"books":[{"id":4}]}})", "", "/books/4",
             "listBooks 200 /_embedded/books/0/id"},
        Flow{kList, 200, R"([{"id":"x","a":1,"b":2},{"id":5}])", "", "/books/5", "listBooks 200 /1/id"},
        Flow{kList, 200, "[]", "", "/books/1", "", true},
        // Another name than that of an identifier may mean another thing.
        Flow{kList, 200, R"([{"code":6}])", "", "/books/6", "listBooks 200 /0/code", true},
        Flow{kList, 200, "[6, 7]", "", "/books/6", "listBooks 200 /0", true}));

TEST(Flows, IntoHeadersAndCookies) {
  const Contract contract = story(std::string(kBooks) + R"(
  /orders:
    get:
      operationId: listOrders
      parameters:
        - {name: X-Book-Id, in: header, required: true, schema: {type: integer}}
        - {name: bookId, in: cookie, required: true, schema: {type: integer}}
        - {name: lang, in: cookie, required: true, schema: {type: string, enum: [en]}}
        - {name: X-Shop-Id, in: header, schema: {type: integer}}
      responses: {'200': {description: d}}
)");
  const Plan plan = make_plan(contract, {});
  const auto index_of = [&](const std::string& id) {
    return static_cast<std::size_t>(probe_of(plan, id) - plan.probes.data());
  };
  const Resolution made =
      resolve(contract, plan, index_of("listOrders/documented"),
              [&](std::size_t probe) -> std::shared_ptr<const Answer> {
                if (probe != index_of("listBooks/documented")) return nullptr;
                Exchange exchange{.url = "http://a.example/books"};
                exchange.outcome = Received{.response = {.status = 200,
                                                         .fields = {{"Content-Type", "application/json"}},
                                                         .body = R"([{"id": 57}])"}};
                return Answer::of(std::move(exchange));
              });
  EXPECT_EQ(http::combined(made.probe.request.fields, "X-Book-Id"), "57");
  EXPECT_EQ(http::combined(made.probe.request.fields, "Cookie"), "bookId=57; lang=en");
  EXPECT_FALSE(http::contains(made.probe.request.fields, "X-Shop-Id"));
  EXPECT_EQ(made.probe.made_up, std::vector<std::string>{});
  EXPECT_EQ(made.probe.taken.size(), 2U);
  const Probe told = with_texts(contract, made.probe, {{"X-Book-Id", "ONE"}, {"bookId", "OTHER"}});
  EXPECT_EQ(http::combined(told.request.fields, "X-Book-Id"), "ONE");
  EXPECT_EQ(http::combined(told.request.fields, "Cookie"), "bookId=OTHER; lang=en");
  const Plan given = make_plan(contract, {.headers = {{"X-Book-Id", "3"}, {"Cookie", "a=b"}}});
  EXPECT_TRUE(probe_of(given, "listOrders/documented")->needs.empty()) << "the user gave them";
}

TEST(Flows, ADotIsNoValueOfAPath) {
  const Contract contract = story(R"(
  /a: {get: {operationId: list, responses: {'200': {description: d}}}}
  /a/{id}: {get: {operationId: get, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
)");
  const Plan plan = make_plan(contract, at_v1(false));
  for (const std::string value : {"..", ".", ""}) {
    const Told told{contract, plan, {{"list/documented", json(200, R"([{"id":")" + value + "\"}]")}}};
    EXPECT_TRUE(told.sent("get/documented").taken.empty()) << value;
  }
  const Told told{contract, plan, {{"list/documented", json(200, R"([{"id":"a/../b?c"}])")}}};
  EXPECT_EQ(told.sent("get/documented").request.target, "/a/a%2F..%2Fb%3Fc");
}

TEST(Flows, NestedPathsKeepTheParentOfWhatWasFound) {
  const Contract contract = story(R"(
  /shops: {get: {operationId: listShops, responses: {'200': {description: d}}}}
  /shops/{shopId}/books: {get: {operationId: listBooks, parameters: [{name: shopId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
  /shops/{shop}/books/{id}:
    get: {operationId: getBook, parameters: [{name: shop, in: path, required: true, schema: {type: string}}, {name: id, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}
)");
  Plan plan = make_plan(contract, at_v1(false));
  const std::map<std::string, http::Response> responses = {
      {"listShops/documented", json(200, R"([{"id":"s1"},{"id":"s2","name":"n"}])")},
      {"listBooks/documented", json(200, R"([{"id":"b1"}])")}};
  for (Probe& probe : plan.probes) {
    if (probe.id == "listBooks/documented") probe = Told{contract, plan, responses}.sent(probe.id);
  }
  EXPECT_EQ(probe_of(plan, "listBooks/documented")->request.target, "/shops/s2/books");
  const Probe sent = Told{contract, plan, responses}.sent("getBook/documented");
  EXPECT_EQ(sent.request.target, "/shops/s2/books/b1");
  EXPECT_TRUE(sent.made_up.empty());
}

TEST(Flows, LinksGiveWhatTheirExpressionsSay) {
  const auto target = [](const std::string& expression) {
    const Contract contract = story(R"(
  /books:
    post:
      operationId: createBook
      requestBody: {content: {application/json: {example: {slug: sent}}}}
      responses: {'201': {description: d, links: {l: {operationId: getBook, parameters: {key: ')" +
                                    expression + R"('}}}}}
  /things/{key}: {get: {operationId: getBook, parameters: [{name: key, in: path, required: true, schema: {type: string, enum: [made-up, a, "3", sent, "201", x-3, c]}}], responses: {'200': {description: d}}}}
)");
    const Plan plan = make_plan(contract, at_v1(true));
    const Told told{
        contract, plan, {{kCreate, json(201, R"({"ids":[{"v":"a"},{"v":3}]})", {{"X-Key", "c"}})}}};
    return told.sent("getBook/documented").request.target;
  };
  EXPECT_EQ(target("$response.body#/ids/0/v"), "/things/a");
  EXPECT_EQ(target("$response.body#/ids/1/v"), "/things/3");
  EXPECT_EQ(target("$response.header.X-Key"), "/things/c");
  EXPECT_EQ(target("$request.body#/slug"), "/things/sent");
  EXPECT_EQ(target("$statusCode"), "/things/201");
  EXPECT_EQ(target("x-{$response.body#/ids/1/v}"), "/things/x-3");
  EXPECT_EQ(target("a"), "/things/a") << "a constant";
  for (const char* nothing : {"$response.body#/ids/7/v", "$response.body#/none", "$unknown", "z"})
    EXPECT_EQ(target(nothing), "/things/made-up") << nothing;
}

constexpr const char* kLinked = R"(
  /books:
    post:
      operationId: createBook
      requestBody: {content: {application/json: {example: {title: sent}}}}
      responses:
        '201':
          description: d
          links:
            search: {operationId: search, parameters: {query.key: '$response.body#/key', lang: en, header.X-Key: '$response.body#/key'}}
            order: {operationId: order, requestBody: {book: {id: '$response.body#/key'}, note: 'of {$request.body#/title}', n: 2}}
            copy: {operationId: copy, requestBody: '$response.body'}
            wrong: {operationId: rate, requestBody: {stars: '$response.body#/key'}}
  /search:
    get:
      operationId: search
      parameters:
        - {name: key, in: query, required: true, schema: {type: string}}
        - {name: lang, in: query, required: true, schema: {type: string}}
        - {name: X-Key, in: header, required: true, schema: {type: string}}
        - {name: page, in: query, schema: {type: integer}}
      responses: {'200': {description: d}}
  /orders: {post: {operationId: order, requestBody: {content: {application/json: {schema: {type: object}, example: {none: true}}}}, responses: {'201': {description: d}}}}
  /copies: {post: {operationId: copy, requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {'201': {description: d}}}}
  /ratings: {post: {operationId: rate, requestBody: {content: {application/json: {schema: {type: object, properties: {stars: {type: integer}}}, example: {stars: 5}}}}, responses: {'201': {description: d}}}}
)";

TEST(Flows, LinksGiveParametersOfEveryPlace) {
  const Contract contract = story(kLinked);
  const Plan plan = make_plan(contract, at_v1(true));
  EXPECT_EQ(sources_of(contract, plan, "search/documented", "key"), Names{"createBook link"});
  const Told told{contract, plan, {{kCreate, json(201, R"({"key":"k1"})")}}};
  const Probe sent = told.sent("search/documented");
  EXPECT_EQ(sent.request.target, "/search?key=k1&lang=en");
  EXPECT_EQ(http::combined(sent.request.fields, "X-Key"), "k1");
  EXPECT_TRUE(sent.made_up.empty()) << "the documentation says where they come from";
}

TEST(Flows, LinksGiveTheWholeBody) {
  const Contract contract = story(kLinked);
  const Plan plan = make_plan(contract, at_v1(true));
  const Told told{contract, plan, {{kCreate, json(201, R"({"key":"k1","pages":[1]})")}}};
  const Probe order = told.sent("order/documented");
  EXPECT_EQ(order.request.body, R"({"book":{"id":"k1"},"note":"of sent","n":2})");
  EXPECT_FALSE(order.has_made_up_body);
  ASSERT_EQ(order.taken.size(), 1U);
  EXPECT_TRUE(order.taken[0].is_body);
  const Probe copy = told.sent("copy/documented");
  EXPECT_EQ(copy.request.body, R"({"key":"k1","pages":[1]})") << "an expression may give a structure";
  EXPECT_FALSE(copy.has_made_up_body);
  EXPECT_EQ(told.sent("rate/documented").request.body, R"({"stars":5})") << "its schema forbids a text";
  EXPECT_EQ((Told{contract, plan, {{kCreate, json(201, "{}")}}}.sent("order/documented").request.body),
            R"({"none":true})")
      << "there is no value for the link";
  EXPECT_EQ(
      (Told{contract, plan, {{kCreate, json(409, R"({"key":"k1"})")}}}.sent("order/documented").request.body),
      R"({"none":true})")
      << "the link is of another response";
}

TEST(Flows, ABodyThatRepeatsTheIdentifierOfItsPathHasTheSame) {
  const Contract contract = story(R"(
  /books:
    post: {operationId: createBook, responses: {'201': {description: d}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    put:
      operationId: putBook
      requestBody: {content: {application/json: {example: {id: 1, book_id: x, code: c, title: t}}}}
      responses: {'200': {description: d}}
)");
  const Plan plan = make_plan(contract, at_v1(true));
  const Told told{contract, plan, {{kCreate, json(201, R"({"id":7})")}}};
  const Probe sent = told.sent("putBook/documented");
  EXPECT_EQ(sent.request.target, "/books/7");
  EXPECT_EQ(sent.request.body, R"({"id":7,"book_id":7,"code":"c","title":"t"})");
  EXPECT_EQ(with_texts(contract, sent, {{"bookId", "TOKEN"}}).request.body,
            R"({"id":TOKEN,"book_id":TOKEN,"code":"c","title":"t"})")
      << "a command repeats it as well";
}

// JSON:API: a server refuses a resource object with another id than that of the URL.
TEST(Flows, WhatABodyWrapsRepeatsTheIdentifierToo) {
  const Contract contract = story(R"(
  /books:
    post: {operationId: createBook, responses: {'201': {description: d}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: string}}]
    patch:
      operationId: patchBook
      requestBody: {content: {application/json: {example: {data: {type: books, id: "1", attributes: {title: t}}}}}}
      responses: {'200': {description: d}}
)");
  const Plan plan = make_plan(contract, at_v1(true));
  const Told told{contract, plan, {{kCreate, json(201, R"({"data":{"type":"books","id":"7"}})")}}};
  const Probe sent = told.sent("patchBook/documented");
  EXPECT_EQ(sent.request.target, "/books/7");
  EXPECT_EQ(sent.request.body, R"({"data":{"type":"books","id":"7","attributes":{"title":"t"}}})");
}

// What the run created decides, even if the resource itself was there before.
TEST(Flows, BelowWhatWasCreated) {
  const Contract contract = story(R"(
  /shops: {post: {operationId: createShop, responses: {'201': {description: d}}}}
  /shops/{shopId}: {get: {operationId: getShop, parameters: [{name: shopId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
  /shops/{shopId}/books:
    parameters: [{name: shopId, in: path, required: true, schema: {type: string}}]
    get: {operationId: listBooks, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post: {operationId: createBook, responses: {'201': {description: d}}}
  /shops/{shopId}/books/{bookId}:
    parameters: [{name: shopId, in: path, required: true, schema: {type: string}}, {name: bookId, in: path, required: true, schema: {type: string}}]
    put: {operationId: putBook, responses: {'200': {description: d}}}
)");
  PlanOptions own = at_v1(true);
  own.only_own_writes = true;
  Plan plan = make_plan(contract, own);
  std::map<std::string, http::Response> responses = {{"createShop/documented", json(201, R"({"id":"s1"})")},
                                                     {"createBook/documented", json(409, "{}")},
                                                     {"listBooks/documented", json(200, R"([{"id":"b1"}])")}};
  for (Probe& probe : plan.probes) {
    if (probe.id == "listBooks/documented" || probe.id == "createBook/documented")
      probe = Told{contract, plan, responses}.sent(probe.id);
  }
  EXPECT_EQ((Told{contract, plan, responses}.sent("putBook/documented").request.target),
            "/shops/s1/books/b1");
  responses["createBook/documented"] = json(201, R"({"id":"b2"})");
  EXPECT_EQ((Told{contract, plan, responses}.sent("putBook/documented").request.target),
            "/shops/s1/books/b2");
}

// A resource that nothing names, below one that is there.
TEST(Flows, NothingBelowWhatIsThere) {
  const Contract contract = story(R"(
  /shops:
    get: {operationId: listShops, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post: {operationId: createShop, responses: {'201': {description: d}}}
  /shops/{shopId}: {get: {operationId: getShop, parameters: [{name: shopId, in: path, required: true, schema: {type: integer}}], responses: {'200': {description: d}}}}
  /shops/{shopId}/books/{bookId}:
    parameters: [{name: shopId, in: path, required: true, schema: {type: integer}}, {name: bookId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getBook, responses: {'200': {description: d}, '404': {description: d}}}
    put: {operationId: putBook, responses: {'200': {description: d}, '404': {description: d}}}
)");
  PlanOptions own = at_v1(true);
  own.only_own_writes = true;
  const Plan plan = make_plan(contract, own);
  const auto target = [&](const std::string& probe, const std::string& from, http::Response response) {
    const Told told{contract, plan, {{from, std::move(response)}}};
    return told.sent(probe).request.target;
  };
  const http::Response list = json(200, R"([{"id":5}])");
  const http::Response created = json(201, R"({"id":7})");
  EXPECT_EQ(target("getBook/unknown-resource", "listShops/documented", list), "/shops/5/books/987654321");
  EXPECT_EQ(target("getBook/unknown-resource", "none", list), "/shops/987654321/books/987654321");
  EXPECT_EQ(target("putBook/unknown-resource", "createShop/documented", created), "/shops/7/books/987654321");
  EXPECT_EQ(target("putBook/unknown-resource", "listShops/documented", list),
            "/shops/987654321/books/987654321")
      << "a shop of others";
}

TEST(Flows, PartsThatAResourceShows) {
  const Contract contract = story(R"(
  /features: {post: {operationId: createFeature, responses: {'201': {description: d}}}}
  /features/{name}: {get: {operationId: getFeature, parameters: [{name: name, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
  /features/{name}/link/{linkId}:
    parameters: [{name: name, in: path, required: true, schema: {type: string}}, {name: linkId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getLink, responses: {'200': {description: d}}}
)");
  const Plan plan = make_plan(contract, at_v1(true));
  EXPECT_EQ(sources_of(contract, plan, "getLink/documented", "linkId"), Names{"getFeature"});
  const auto target = [&](const char* shown) {
    std::map<std::string, http::Response> responses = {
        {"createFeature/documented", json(201, R"({"name":"f1"})")},
        {"getFeature/documented", json(200, shown)}};
    Plan told = plan;
    for (Probe& probe : told.probes) {
      if (probe.id == "getFeature/documented") probe = Told{contract, told, responses}.sent(probe.id);
    }
    return Told{contract, told, responses}.sent("getLink/documented").request.target;
  };
  EXPECT_EQ(target(R"({"links":[{"id":"l1"}],"tags":[{"id":"t1"}]})"), "/features/f1/link/l1");
  EXPECT_EQ(target(R"({"data":{"link":[{"linkId":"l2"}]}})"), "/features/f1/link/l2");
  EXPECT_EQ(target(R"({"tags":[{"id":"t1"}]})"), "/features/f1/link/text") << "no other list";
}

TEST(Story, AThingOfAnotherCollectionBelowAList) {
  const Contract contract = story(R"(
  /projects: {get: {operationId: listProjects, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /dashboard: {get: {operationId: getDashboard, responses: {'200': {description: d}}}}
  /dashboard/{projectId}: {get: {operationId: getDetails, parameters: [{name: projectId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
)");
  const Plan plan = make_plan(contract, at_v1(false));
  EXPECT_EQ(sources_of(contract, plan, "getDetails/documented", "projectId"),
            (Names{"getDashboard", "listProjects"}));
}

TEST(Flows, IntoABody) {
  const Contract contract = story(std::string(kBooks) + R"(
  /orders: {post: {operationId: placeOrder, requestBody: {content: {application/json: {schema: {type: object, required: [bookId], properties: {bookId: {type: integer}, n: {const: 2}}}}}}, responses: {'201': {description: d}}}}
)");
  const Plan plan = make_plan(contract, at_v1(true));
  const Probe sent =
      Told{contract, plan, {{kCreate, json(201, R"({"id":7})")}}}.sent("placeOrder/documented");
  EXPECT_EQ(sent.request.body, R"({"bookId":7,"n":2})");
  ASSERT_EQ(sent.taken.size(), 1U);
  EXPECT_EQ(sent.taken[0].name + " from " + sent.taken[0].from, "bookId from createBook 201 /id");
  EXPECT_TRUE(sent.has_made_up_body) << "its other members still are";
}

TEST(Flows, BelowTheRootOfABody) {
  const Contract contract = story(std::string(kBooks) + R"(
  /tags: {get: {operationId: listTags, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /orders:
    post:
      operationId: placeOrder
      requestBody:
        content:
          application/json:
            schema: {type: object}
            example: {order: {bookId: 1, lines: [{book: {id: 2}, n: 3}]}, bookIds: [4], "book/ids": "a", tags: [5], words: [a], book: {title: t}}
      responses: {'201': {description: d}}
)");
  const Plan plan = make_plan(contract, at_v1(true));
  const Told told{contract,
                  plan,
                  {{kCreate, json(201, R"({"id":7})")}, {"listTags/documented", json(200, R"([{"id":9}])")}}};
  const Probe sent = told.sent("placeOrder/documented");
  EXPECT_EQ(sent.request.body,
            R"({"order":{"bookId":7,"lines":[{"book":{"id":7},"n":3}]},"bookIds":[7],"book/ids":"a",)"
            R"("tags":[9],"words":["a"],"book":{"title":"t"}})");
  Names taken;
  for (const TakenValue& one : sent.taken) taken.push_back(one.name + " ← " + one.from);
  EXPECT_EQ(taken, (Names{"bookIds/0 ← createBook 201 /id", "order/bookId ← createBook 201 /id",
                          "order/lines/0/book/id ← createBook 201 /id", "tags/0 ← listTags 200 /0/id"}));
  EXPECT_EQ(with_texts(contract, sent, {{"order/bookId", "TOKEN"}, {"bookIds/0", "OTHER"}}).request.body,
            R"({"order":{"bookId":TOKEN,"lines":[{"book":{"id":7},"n":3}]},"bookIds":[OTHER],"book/ids":"a",)"
            R"("tags":[9],"words":["a"],"book":{"title":"t"}})");
}

TEST(Flows, AnArrayOfTextsOfACollectionHasEachReferenceOnce) {
  const Contract contract = story(R"(
  /projects: {get: {operationId: listProjects, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /tokens:
    post:
      operationId: createToken
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                projects: {type: array, items: {type: string}, example: [p1, p2]}
                pairs: {type: array, minItems: 2, items: {type: string}, example: [p1, p2]}
      responses: {'200': {description: d}}
    get: {operationId: listTokens, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
)");
  const Plan plan = make_plan(contract, at_v1(true));
  const Told told{contract, plan, {{"listProjects/documented", json(200, R"([{"id":"default"}])")}}};
  const Probe sent = told.sent("createToken/documented");
  EXPECT_EQ(sent.request.body, R"({"projects":["default"],"pairs":["p1","p2"]})");
  ASSERT_EQ(sent.taken.size(), 1U);
  EXPECT_EQ(sent.taken[0].name, "projects/0");
}

// {"owner": "u1"} or, expanded, {"owner": {"id": "u1", …}}.
TEST(Flows, WhatASchemaSaysOfAReference) {
  const Contract contract = story(R"(
  /users: {get: {operationId: listUsers, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /folders:
    post:
      operationId: createFolder
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Folders'}}}}
      responses: {'201': {description: d}}
  /folders/{id}:
    patch:
      operationId: patchFolder
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Folders'}}}}
      responses: {'200': {description: d}}
components:
  schemas:
    Users: {type: object, properties: {id: {type: string}}}
    Folders:
      type: object
      properties:
        made_by: {oneOf: [{type: string}, {$ref: '#/components/schemas/Users'}]}
        read_by: {anyOf: [{$ref: '#/components/schemas/Users'}, {type: integer}]}
        parent: {oneOf: [{type: string}, {$ref: '#/components/schemas/Folders'}]}
        whole: {anyOf: [{$ref: '#/components/schemas/Users'}, {$ref: '#/components/schemas/Folders'}]}
        text: {oneOf: [{type: string}, {type: object}]}
      example: {made_by: a, read_by: 1, parent: b, whole: {}, text: c}
)");
  const Plan plan = make_plan(contract, at_v1(true));
  const Told told{contract,
                  plan,
                  {{"listUsers/documented", json(200, R"([{"id":"7"}])")},
                   {"createFolder/documented", json(201, R"({"id":"f"})")}}};
  EXPECT_EQ(told.sent("createFolder/documented").request.body,
            R"({"made_by":"7","read_by":7,"parent":"b","whole":{},"text":"c"})");
  const Probe patch = told.sent("patchFolder/documented");
  EXPECT_EQ(patch.request.target, "/folders/f");
  EXPECT_EQ(patch.request.body, R"({"made_by":"7","read_by":7,"parent":"b","whole":{},"text":"c"})")
      << "a folder is not its own parent";
}

TEST(Flows, TheUsersValueStaysBelowTheRootOfABody) {
  const Contract contract = story(std::string(kBooks) + R"(
  /orders: {post: {operationId: placeOrder, requestBody: {content: {application/json: {schema: {type: object, properties: {order: {type: object}}}, example: {order: {bookId: 1}}}}}, responses: {'201': {description: d}}}}
)");
  PlanOptions options = at_v1(true);
  options.values = {{.name = "order", .value = JsonValue::object({{"bookId", JsonValue::integer(3)}})}};
  const Plan plan = make_plan(contract, options);
  const Probe sent =
      Told{contract, plan, {{kCreate, json(201, R"({"id":7})")}}}.sent("placeOrder/documented");
  EXPECT_EQ(sent.request.body, R"({"order":{"bookId":3}})");
}

TEST(Bodies, WhatMustBeRefusedHasAnotherOne) {
  const Contract contract = story(R"(
  /authors: {get: {operationId: listAuthors, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /books:
    post:
      operationId: createBook
      security: [{token: []}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {title: {type: string}, authorId: {type: integer}, kind: {const: 1}}}, example: {title: t, authorId: 1, kind: 1}}}}
      responses: {'201': {description: d}, '401': {description: d}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
)");
  const auto body = [](const Plan& plan, const std::string& id) {
    const Probe* probe = probe_of(plan, "createBook/" + id);
    return probe == nullptr ? "not planned" : probe->request.body;
  };
  const Plan plan = make_plan(contract, {.allow_writes = true});
  EXPECT_EQ(body(plan, "documented"), R"({"title":"t","authorId":1,"kind":1})");
  EXPECT_EQ(body(plan, "anonymous"), R"({"title":"t22","authorId":1,"kind":1})");
  EXPECT_EQ(body(plan, "wrong-credentials"), R"({"title":"t222","authorId":1,"kind":1})");
  EXPECT_TRUE(probe_of(plan, "createBook/anonymous")->has_made_up_body);
  const Plan given = make_plan(
      contract, {.values = {{.name = "title", .value = JsonValue::string("mine")}}, .allow_writes = true});
  EXPECT_EQ(body(given, "anonymous"), R"({"title":"mine","authorId":1,"kind":1})")
      << "the user's value stays";
  const Plan kept = make_plan(contract, {.allow_writes = true, .repeat_writes = true});
  EXPECT_EQ(body(kept, "anonymous"), body(kept, "documented")) << "that target keeps nothing";
}

}  // namespace story_test
}  // namespace avouch

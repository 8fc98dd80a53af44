// SPDX-License-Identifier: MIT
#include "run/conversation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "contract/load.h"
#include "contract/state_clauses.h"
#include "http/syntax.h"
#include "run/session.h"

namespace avouch {
namespace conversation_test {

constexpr int kSilence = -1;
constexpr int kUnsent = -2;  // because of an interruption

// Answers as the function says, and remembers what it was asked: "GET /books". Status 0 is a refused
// connection.
class Scripted : public Transport {
 public:
  using Script = std::function<http::Response(const std::string& request)>;

  explicit Scripted(Script script) : script_(std::move(script)) {}

  Exchange send(const http::Request& request) override {
    const std::lock_guard lock(mutex_);
    const std::string asked = request.method + " " + request.target;
    Exchange exchange{.url = "http://target.example" + request.target, .sent = request};
    if (interrupted) {
      exchange.outcome = Failure{Failure::Kind::interrupted, "the run was interrupted"};
      return exchange;
    }
    sent.push_back(asked);
    const http::Response response = script_(asked);
    if (response.status == kSilence) {
      exchange.outcome = Failure{Failure::Kind::timed_out, "no response head arrived"};
    } else if (response.status == kUnsent) {
      exchange.outcome = Failure{Failure::Kind::interrupted, "the run was interrupted", true};
    } else if (response.status == 0) {
      exchange.outcome = Failure{Failure::Kind::unreachable, "connection refused"};
    } else {
      exchange.outcome = Received{.response = response};
    }
    return exchange;
  }

  bool interrupted = false;
  std::vector<std::string> sent;

 private:
  Script script_;
  std::mutex mutex_;
};

Contract contract_of(const std::string& paths) {
  Result<Contract> contract = load_contract(
      "api.yaml", {}, {{"api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n" + paths}});
  if (!contract) ADD_FAILURE() << to_string(contract.errors());
  return contract ? *std::move(contract) : Contract{};
}

constexpr const char* kShops = R"(
  /shops: {post: {operationId: createShop, responses: {'201': {description: d}}}}
  /shops/{shopId}:
    parameters: [{name: shopId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getShop, responses: {'200': {description: d}}}
    delete: {operationId: deleteShop, responses: {'204': {description: d}}}
  /shops/{shopId}/books:
    parameters: [{name: shopId, in: path, required: true, schema: {type: string}}]
    post: {operationId: createBook, responses: {'201': {description: d}}}
  /shops/{shopId}/books/{bookId}:
    parameters: [{name: shopId, in: path, required: true, schema: {type: string}}, {name: bookId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getBook, responses: {'200': {description: d}}}
    delete: {operationId: deleteBook, responses: {'204': {description: d}}}
)";

PlanOptions own() {
  PlanOptions options{.allow_writes = true, .only_own_writes = true};
  options.targets.target = *http::parse_url("http://target.example");
  return options;
}

http::Response answered(const std::string& request) {
  if (request == "POST /shops") return {.status = 201, .body = R"({"id":"s1"})"};
  if (request == "POST /shops/s1/books")
    return {.status = 201, .fields = {{"Location", "/shops/s1/books/b1"}}};
  if (request.starts_with("DELETE")) return {.status = 204};
  return {.status = 200, .body = "{}"};
}

std::vector<std::size_t> all_of(const Plan& plan) {
  std::vector<std::size_t> all(plan.probes.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

std::size_t index_of(const Plan& plan, const std::string& id) {
  for (std::size_t i = 0; i < plan.probes.size(); ++i) {
    if (plan.probes[i].id == id) return i;
  }
  ADD_FAILURE() << id << " is not planned";
  return 0;
}

using Requests = std::vector<std::string>;

TEST(AConversation, SendsWhatAProbeNeedsAndRemovesItChildrenFirst) {
  const Contract contract = contract_of(kShops);
  Scripted target(answered);
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  const std::size_t book = index_of(conversation.plan(), "getBook/documented");
  conversation.send({book});
  EXPECT_EQ(target.sent, (Requests{"POST /shops", "POST /shops/s1/books", "GET /shops/s1/books/b1"}));
  conversation.send({book});
  EXPECT_EQ(target.sent.size(), 3U) << "each once";
  conversation.clean_up();
  conversation.clean_up();
  EXPECT_EQ(Requests(target.sent.begin() + 3, target.sent.end()),
            (Requests{"DELETE /shops/s1/books/b1", "DELETE /shops/s1"}));
  EXPECT_TRUE(conversation.left_behind().empty());
  EXPECT_EQ(conversation.clean_ups().size(), 2U);
}

TEST(AConversation, RemovesNothingTwice) {
  const Contract contract = contract_of(kShops);
  Scripted target(answered);
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send(all_of(conversation.plan()));
  conversation.clean_up();
  for (const char* once : {"DELETE /shops/s1", "DELETE /shops/s1/books/b1"})
    EXPECT_EQ(std::count(target.sent.begin(), target.sent.end(), once), 1) << once;
  EXPECT_TRUE(conversation.clean_ups().empty()) << "the documented calls did";
}

TEST(AConversation, ListsWhatItCouldNotRemove) {
  const Contract contract = contract_of(kShops);
  Scripted target([](const std::string& request) {
    return request == "DELETE /shops/s1" ? http::Response{.status = 409} : answered(request);
  });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send({index_of(conversation.plan(), "getBook/documented")});
  conversation.clean_up();
  EXPECT_EQ(conversation.left_behind(), (Requests{"http://target.example/shops/s1: its DELETE got 409"}));

  const Contract without = contract_of(
      "  /shops: {post: {operationId: createShop, responses: {'201': {description: d}}}}\n"
      "  /shops/{id}: {get: {operationId: getShop, parameters: [{name: id, in: path, required: true, schema: "
      "{type: string}}], responses: {'200': {description: d}}}}\n");
  Conversation other(without, make_plan(without, own()), {&target}, 4);
  other.send({index_of(other.plan(), "createShop/documented")});
  other.clean_up();
  EXPECT_EQ(other.left_behind(), (Requests{"http://target.example/shops/s1: no DELETE of it is documented"}));
}

// No DELETE of a book is documented, but a part of what was deleted is gone as well.
TEST(AConversation, ListsNoPartsOfWhatItRemoved) {
  std::string paths = kShops;
  paths.erase(paths.find("    delete: {operationId: deleteBook"));
  const Contract contract = contract_of(paths);
  bool is_kept = false;
  Scripted target([&](const std::string& request) {
    return is_kept && request == "DELETE /shops/s1" ? http::Response{.status = 409} : answered(request);
  });
  for (is_kept = false;; is_kept = true) {
    Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
    conversation.send({index_of(conversation.plan(), "getBook/documented")});
    conversation.clean_up();
    EXPECT_EQ(conversation.left_behind().size(), is_kept ? 2U : 0U);
    if (is_kept) break;
  }
}

TEST(AConversation, CleansUpAfterAnInterruptionWithOtherTransports) {
  const Contract contract = contract_of(kShops);
  Scripted target(answered);
  Scripted fresh(answered);
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send({index_of(conversation.plan(), "getShop/documented")});
  target.interrupted = true;
  conversation.clean_up();
  EXPECT_EQ(conversation.left_behind().size(), 1U);
  const auto now = std::chrono::steady_clock::now();
  conversation.clean_up_with({&fresh}, now);
  EXPECT_EQ(conversation.left_behind(),
            (Requests{"http://target.example/shops/s1: there was no time left to delete it"}));
  conversation.clean_up_with({&fresh}, std::chrono::steady_clock::time_point::max());
  EXPECT_EQ(fresh.sent, Requests{"DELETE /shops/s1"});
  EXPECT_TRUE(conversation.left_behind().empty());
}

TEST(AConversation, ListsWhatItsDeletionLeft) {
  Contract contract = contract_of(R"(
  /shops:
    get: {operationId: listShops, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post: {operationId: createShop, responses: {'201': {description: d}}}
  /shops/{shopId}:
    parameters: [{name: shopId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getShop, responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}, '404': {description: d}}}
    delete: {operationId: deleteShop, responses: {'204': {description: d}}}
)");
  add_state_clauses(contract);
  const auto left = [&](const http::Response& item, const char* list) {
    bool is_deleted = false;
    Scripted target([&](const std::string& request) {
      const http::Fields json = {{"Content-Type", "application/json"}};
      is_deleted = is_deleted || request == "DELETE /shops/s1";
      if (request == "GET /shops") return http::Response{.status = 200, .fields = json, .body = list};
      if (request == "GET /shops/s1" && is_deleted) return item;
      http::Response response = answered(request);
      if (!request.starts_with("DELETE")) response.fields = json;
      return response;
    });
    Conversation conversation(contract, make_plan(contract, own()), {&target}, 1);
    conversation.send(all_of(conversation.plan()));
    conversation.clean_up();
    return conversation.left_behind();
  };
  const auto shown = [](const char* body) {
    return http::Response{.status = 200, .fields = {{"Content-Type", "application/json"}}, .body = body};
  };
  const http::Response gone{.status = 404};
  EXPECT_EQ(left(gone, "[]"), Requests{});
  EXPECT_EQ(left(shown(R"({"id": "s1"})"), "[]"),
            Requests{"http://target.example/shops/s1: its DELETE succeeded, and getShop shows it still"});
  EXPECT_EQ(left(gone, R"([{"id": "s1"}])"),
            Requests{"http://target.example/shops/s1: its DELETE succeeded, and listShops shows it still"});
  EXPECT_EQ(left(shown(R"({"id": "s1", "deletedAt": "2026-01-01T00:00:00Z"})"), "[]"), Requests{});
  EXPECT_EQ(left(gone, R"([{"id": "s1", "deleted": true}])"), Requests{});
}

// OpenAPI 3.1 §4.8.8.2: a concrete path goes before a template.
TEST(AConversation, TakesNoNameThatIsAnotherPath) {
  const Contract contract = contract_of(R"(
  /shops: {get: {operationId: listShops, responses: {'200': {description: d}}}}
  /shops/mine: {put: {operationId: setMine, responses: {'200': {description: d}}}}
  /shops/{shopId}: {get: {operationId: getShop, parameters: [{name: shopId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
)");
  Scripted target([](const std::string& request) {
    return http::Response{
        .status = 200,
        .body = request == "GET /shops" ? R"([{"id": "mine", "name": "M"}, {"id": "s2"}])" : "{}"};
  });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 1);
  conversation.send({index_of(conversation.plan(), "getShop/documented")});
  EXPECT_EQ(target.sent, (Requests{"GET /shops", "GET /shops/s2"}));
}

// What is left of a large plan after an interruption takes no time.
TEST(AConversation, IsOverWhenItIsInterrupted) {
  std::string paths;
  for (int i = 0; i < 200; ++i) {
    paths += "  /a" + std::to_string(i) + ": {get: {responses: {'200': {description: d}}}}\n";
  }
  const Contract contract = contract_of(paths);
  std::size_t asked = 0;
  Scripted target([&](const std::string&) { return http::Response{.status = ++asked > 30 ? kUnsent : 200}; });
  PlanOptions options;
  options.targets.target = *http::parse_url("http://target.example");
  Conversation conversation(contract, make_plan(contract, options), {&target}, 4);
  const std::vector<std::size_t> all = all_of(conversation.plan());
  ASSERT_GE(all.size(), 200U);
  conversation.send(all);
  EXPECT_EQ(conversation.ended(), "the run was interrupted");
  EXPECT_LT(target.sent.size(), 60U);
  EXPECT_EQ(conversation.answer(all.back()), nullptr);
}

TEST(AConversation, WithholdsWhatWouldChangeAnothersResource) {
  const Contract contract = contract_of(kShops);
  Scripted target([](const std::string& request) {
    return request.starts_with("POST") ? http::Response{.status = 422} : answered(request);
  });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send(all_of(conversation.plan()));
  EXPECT_TRUE(std::none_of(target.sent.begin(), target.sent.end(),
                           [](const std::string& request) { return request.starts_with("DELETE"); }));
  const std::size_t deletion = index_of(conversation.plan(), "deleteShop/documented");
  EXPECT_EQ(conversation.answer(deletion), nullptr);
  EXPECT_EQ(
      conversation.withheld(deletion),
      "DELETE goes only to what this run created, and createShop got 422: --variable shopId=VALUE names "
      "one, --allow-writes=any sends it anyway");
}

// What a write goes to, for one answer to the POST.
struct Ownership {
  const char* name;
  http::Response created;
  bool is_own;
};

void PrintTo(const Ownership& shown, std::ostream* out) {
  *out << shown.name;
}

class Owned : public testing::TestWithParam<Ownership> {};

TEST_P(Owned, IsOnlyWhatTheAnswerNamesWithoutDoubt) {
  const Contract contract = contract_of(R"(
  /books:
    get: {operationId: listBooks, responses: {'200': {description: d}}}
    post: {operationId: createBook, responses: {'201': {description: d}, '202': {description: d}, '303': {description: d}, '200': {description: updated}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getBook, responses: {'200': {description: d}}}
    delete: {operationId: deleteBook, responses: {'204': {description: d}}}
  /books/all:
    delete: {operationId: deleteAll, responses: {'204': {description: d}}}
)");
  Scripted target([](const std::string& request) {
    return request.starts_with("POST") ? GetParam().created : answered(request);
  });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send(all_of(conversation.plan()));
  conversation.clean_up();
  const auto deletions =
      std::count_if(target.sent.begin(), target.sent.end(),
                    [](const std::string& request) { return request.starts_with("DELETE "); });
  EXPECT_EQ(deletions, GetParam().is_own ? 1 : 0);
}

http::Response created_with(int status, http::Fields fields, std::string body) {
  fields.push_back({"Content-Type", "application/json"});
  return {.status = status, .fields = std::move(fields), .body = std::move(body)};
}

INSTANTIATE_TEST_SUITE_P(
    Answers, Owned,
    testing::Values(
        Ownership{"Member", created_with(201, {}, R"({"id": "b1"})"), true},
        Ownership{"WrappedMember", created_with(201, {}, R"({"data": {"id": "b1"}})"), true},
        Ownership{"Location", created_with(201, {{"Location", "/books/b1"}}, "{}"), true},
        Ownership{"AbsoluteLocation",
                  created_with(201, {{"Location", "http://target.example/books/b1"}}, "{}"), true},
        Ownership{"LocationOfAnotherHost",
                  created_with(201, {{"Location", "http://other.example/books/b1"}}, "{}"), false},
        Ownership{"LocationBelowAnotherParent", created_with(201, {{"Location", "/users/9/books/b1"}}, "{}"),
                  false},
        Ownership{"Redirect", created_with(303, {{"Location", "/books/b1"}}, ""), false},
        // A target that decodes "%2F" before it routes would change another resource.
        Ownership{"MemberThatNamesAnotherPath", created_with(201, {}, R"({"id": "../authors/a1"})"), false},
        Ownership{"MemberOfTwoSegments", created_with(201, {}, R"({"id": "b1/pages/p1"})"), false},
        Ownership{"MemberWithABackslash", created_with(201, {}, R"({"id": "b1\\a"})"), false},
        Ownership{"LocationWithAnEncodedSlash",
                  created_with(201, {{"Location", "/books/b1%2F..%2Fb2"}}, "{}"), false},
        Ownership{"MemberThatIsAnotherDocumentedPath", created_with(201, {}, R"({"id": "all"})"), false},
        Ownership{"LocationThatIsAnotherDocumentedPath",
                  created_with(201, {{"Location", "/books/all"}}, "{}"), false},
        Ownership{"List", created_with(201, {}, R"([{"id": "b1"}])"), false},
        Ownership{"NestedList", created_with(201, {}, R"({"title": "x", "authors": [{"id": "b1"}]})"), false},
        // A 202 names a job, and 200 where a 201 is documented says that something was there.
        Ownership{"Job", created_with(202, {}, R"({"id": "b1"})"), false},
        Ownership{"LocationOfAJob", created_with(202, {{"Location", "/books/b1"}}, R"({"id": "b1"})"), false},
        Ownership{"OkWhereA201IsDocumented", created_with(200, {}, R"({"id": "b1"})"), false},
        Ownership{"UndocumentedStatus", created_with(203, {}, R"({"id": "b1"})"), false},
        // The outer identity may be that of the request.
        Ownership{"TwoIdentities", created_with(201, {}, R"({"id": "b1", "data": {"id": "b57"}})"), false},
        Ownership{"TwoIdentitiesTheOtherWayRound",
                  created_with(201, {}, R"({"id": "b57", "data": {"id": "b1"}})"), false},
        Ownership{"TwoIdentitiesAndALocation",
                  created_with(201, {{"Location", "/books/b1"}}, R"({"id": "b57", "data": {"id": "b1"}})"),
                  true},
        Ownership{"OneIdentityTwice", created_with(201, {}, R"({"id": "b1", "data": {"id": "b1"}})"), true},
        Ownership{"WithTheIdentityOfAnother",
                  created_with(201, {}, R"({"id": "b1", "author": {"id": "a7"}})"), true},
        Ownership{"Refusal", created_with(409, {{"Location", "/books/b1"}}, R"({"id": "b1"})"), false}),
    [](const testing::TestParamInfo<Ownership>& of) { return std::string(of.param.name); });

// A number that happens to be the same is no identity: only the Location says that it is /books/1.
TEST(AConversation, OwnsNothingIfLocationAndBodyNameDifferentNumbers) {
  const Contract contract = contract_of(R"(
  /books: {post: {operationId: createBook, responses: {'201': {description: d}}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    put: {operationId: putBook, responses: {'200': {description: d}}}
    delete: {operationId: deleteBook, responses: {'204': {description: d}}}
)");
  for (const auto& [body, deletions] :
       {std::pair(R"({"id": 2, "pages": 1})", 0), std::pair(R"({"pages": 1, "bookNumber": 1, "id": 2})", 1),
        std::pair(R"({"id": 1, "pages": 1})", 1)}) {
    Scripted target([body = std::string(body)](const std::string& request) {
      return request.starts_with("POST") ? created_with(201, {{"Location", "/books/1"}}, body)
                                         : answered(request);
    });
    Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
    conversation.send(all_of(conversation.plan()));
    conversation.clean_up();
    EXPECT_EQ(std::count(target.sent.begin(), target.sent.end(), "DELETE /books/1"), deletions) << body;
    const auto changes = std::count(target.sent.begin(), target.sent.end(), "PUT /books/1");
    EXPECT_EQ(changes > 0, deletions == 1) << body;
  }
}

// A request to what the Location leads to. Nothing of another host is asked, and nothing that is known.
TEST(AConversation, FollowsALocationThatLeadsElsewhere) {
  Contract contract = contract_of(R"(
  /books: {post: {operationId: createBook, responses: {'201': {description: d, headers: {Location: {schema: {type: string}}}}}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getBook, responses: {'200': {description: d}}}
)");
  add_state_clauses(contract);
  const std::string kRead = "GET /books/b1";
  const std::vector<std::pair<std::string, std::set<std::string>>> cases = {
      {"/v1/books/b1", {kRead, "GET /v1/books/b1"}},
      {"http://target.example/v1/books/b1", {kRead, "GET /v1/books/b1"}},
      {"/books/b1?full=true", {kRead, "GET /books/b1?full=true"}},
      {"/books/b1", {kRead}},
      {"/books/b1/", {kRead}},
      {"/books", {kRead}},
      {"http://other.example/v1/books/b1", {kRead}},
      {"urn:book:9", {kRead}},
  };
  for (const auto& [location, reads] : cases) {
    Scripted target([location = location](const std::string& request) {
      return request.starts_with("POST") ? created_with(201, {{"Location", location}}, R"({"id": "b1"})")
                                         : answered(request);
    });
    Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
    conversation.send(all_of(conversation.plan()));
    std::set<std::string> sent(target.sent.begin(), target.sent.end());
    std::erase_if(sent, [](const std::string& request) { return !request.starts_with("GET"); });
    EXPECT_EQ(sent, reads) << location;
  }
}

// RFC 9110 §15.3.2: 201 says by itself that the request created something.
TEST(AConversation, BelievesA201ThatNoDocumentKnows) {
  const Contract contract = contract_of(R"(
  /books: {post: {operationId: createBook, responses: {'200': {description: d}}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: string}}]
    delete: {operationId: deleteBook, responses: {'204': {description: d}}}
)");
  Scripted target([](const std::string& request) {
    return request.starts_with("POST") ? created_with(201, {}, R"({"id": "b1"})") : answered(request);
  });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send(all_of(conversation.plan()));
  EXPECT_EQ(target.sent, (Requests{"POST /books", "DELETE /books/b1"}));
}

// A 200 creates where no 201 is documented.
TEST(AConversation, OwnsWhatA200Names) {
  const Contract contract = contract_of(R"(
  /books: {post: {operationId: createBook, responses: {'200': {description: d}}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: string}}]
    delete: {operationId: deleteBook, responses: {'204': {description: d}}}
)");
  Scripted target([](const std::string& request) {
    return request.starts_with("POST") ? created_with(200, {}, R"({"id": "b1"})") : answered(request);
  });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send(all_of(conversation.plan()));
  EXPECT_EQ(target.sent, (Requests{"POST /books", "DELETE /books/b1"}));
}

// Documents that were there before would be moved into the folder, and deleted with it.
TEST(AConversation, MovesNothingOfOthersBelowWhatItCreated) {
  const auto sent_with = [](const std::string& more, const char* listed_below) {
    const Contract contract = contract_of(R"(
  /documents: {get: {operationId: listDocuments, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /folders: {post: {operationId: createFolder, responses: {'201': {description: d}}}}
  /folders/{folderId}: {get: {operationId: getFolder, parameters: [{name: folderId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
  /folders/{folderId}/documents/{documentId}:
    parameters: [{name: folderId, in: path, required: true, schema: {type: string}}, {name: documentId, in: path, required: true, schema: {type: string}}]
    put: {operationId: moveDocument, responses: {'204': {description: d}}}
    delete: {operationId: dropDocument, responses: {'204': {description: d}}}
)" + more);
    Scripted target([&](const std::string& request) {
      if (request == "GET /folders/f1/documents") return created_with(200, {}, listed_below);
      if (request.starts_with("GET /documents")) return created_with(200, {}, R"([{"id": "d1"}])");
      if (request == "POST /folders") return created_with(201, {}, R"({"id": "f1"})");
      if (request == "POST /documents") return created_with(201, {}, R"({"id": "d9"})");
      return http::Response{.status = 204};
    });
    Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
    conversation.send(all_of(conversation.plan()));
    Requests writes;
    for (const std::string& request : target.sent) {
      if (request.find("/documents/") != request.npos && !request.starts_with("GET"))
        writes.push_back(request);
    }
    return std::pair(writes, conversation.withheld(index_of(conversation.plan(), "moveDocument/documented")));
  };
  const std::string list =
      "  /folders/{folderId}/documents: {get: {operationId: listBelow, parameters: [{name: folderId, in: "
      "path, "
      "required: true, schema: {type: string}}], responses: {'200': {description: d, content: "
      "{application/json: {schema: {type: array}}}}}}}\n";
  const auto is_of = [](const Requests& writes, const std::string& document) {
    return !writes.empty() && std::all_of(writes.begin(), writes.end(), [&](const std::string& request) {
      return request.ends_with("/folders/f1/documents/" + document);
    });
  };
  for (const std::string& more : {std::string(), list}) {
    const auto [writes, why] = sent_with(more, "[]");
    EXPECT_TRUE(writes.empty()) << writes.front();
    EXPECT_EQ(why,
              "PUT goes only to what this run created, and no answer names a documentId that is a part of "
              "it: --variable documentId=VALUE names one, --allow-writes=any sends it anyway");
  }
  EXPECT_TRUE(is_of(sent_with(list, R"([{"id": "d2"}])").first, "d2")) << "its own part";
}

TEST(AConversation, WritesToAPartThatTheResourceShows) {
  const Contract contract = contract_of(R"(
  /documents: {get: {operationId: listDocuments, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /folders: {post: {operationId: createFolder, responses: {'201': {description: d}}}}
  /folders/{folderId}: {get: {operationId: getFolder, parameters: [{name: folderId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
  /folders/{folderId}/documents/{documentId}:
    parameters: [{name: folderId, in: path, required: true, schema: {type: string}}, {name: documentId, in: path, required: true, schema: {type: string}}]
    put: {operationId: moveDocument, responses: {'204': {description: d}}}
)");
  Scripted target([](const std::string& request) {
    if (request == "POST /folders") return created_with(201, {}, R"({"id": "f1"})");
    if (request == "GET /folders/f1") return created_with(200, {}, R"({"documents": [{"id": "d2"}]})");
    if (request == "GET /documents") return created_with(200, {}, R"([{"id": "d1"}])");
    return http::Response{.status = 204};
  });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send({index_of(conversation.plan(), "moveDocument/documented")});
  EXPECT_EQ(target.sent.back(), "PUT /folders/f1/documents/d2");
}

// The same by the body. A reference from another thing is usual.
TEST(AConversation, AttachesNothingOfOthersToWhatItCreated) {
  const auto sent_for = [](const char* required, const char* path) {
    const Contract contract = contract_of(std::string(R"(
  /documents: {get: {operationId: listDocuments, responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}}
  /folders: {post: {operationId: createFolder, responses: {'201': {description: d}}}}
  /folders/{folderId}: {get: {operationId: getFolder, parameters: [{name: folderId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
  /folders/{folderId}/)") + path + R"(:
    post:
      operationId: attach
      parameters: [{name: folderId, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {type: object, required: )" +
                                          required + R"(, properties: {documentId: {type: string}}}}}}
      responses: {'201': {description: d}}
)");
    Scripted target([](const std::string& request) {
      if (request == "GET /documents") return created_with(200, {}, R"([{"id": "d1"}])");
      if (request == "POST /folders") return created_with(201, {}, R"({"id": "f1"})");
      return http::Response{.status = 201};
    });
    Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
    const std::size_t attach = index_of(conversation.plan(), "attach/documented");
    conversation.send({attach});
    return conversation.answer(attach) == nullptr ? "withheld: " + conversation.withheld(attach)
                                                  : conversation.plan().probes[attach].request.body;
  };
  EXPECT_EQ(sent_for("[documentId]", "documents"),
            "withheld: POST goes only to what this run created, and no answer names a documentId that is a "
            "part of it: --variable documentId=VALUE names one, --allow-writes=any sends it anyway");
  EXPECT_EQ(sent_for("[]", "documents"), "{}");
  EXPECT_EQ(sent_for("[documentId]", "shares"), R"({"documentId":"d1"})");
}

TEST(AConversation, SaysWhatMayHaveBeenCreatedWithoutAResponse) {
  const Contract contract = contract_of(
      "  /shops: {post: {operationId: createShop, responses: {'201': {description: d}}}}\n"
      "  /shops/{id}: {get: {operationId: getShop, parameters: [{name: id, in: path, required: true, schema: "
      "{type: string}}], responses: {'200': {description: d}}}}\n");
  Scripted target([](const std::string& request) {
    return request == "POST /shops" ? http::Response{.status = kSilence} : answered(request);
  });
  const Judge judge = *Judge::make(contract, {});
  Session session(contract, make_plan(contract, own()), judge, {&target}, {});
  const Ledger ledger = session.judge_all({});
  const std::string lost = "POST http://target.example/shops got no response: it may have created something";
  EXPECT_EQ(ledger.run.left_behind, Requests{lost});
  EXPECT_EQ(ledger.run.notes.back(), lost);

  for (const int never_sent : {0, kUnsent}) {
    Scripted refusing([&](const std::string& request) {
      return request == "POST /shops" ? http::Response{.status = never_sent} : answered(request);
    });
    Session unsent(contract, make_plan(contract, own()), judge, {&refusing}, {});
    EXPECT_TRUE(unsent.judge_all({}).run.left_behind.empty());
  }
}

constexpr const char* kPlaces = R"(
  /places/{code}:
    parameters: [{name: code, in: path, required: true, schema: {type: string, enum: [abc]}}]
    get: {operationId: getPlace, responses: {'200': {description: d}}}
    put: {operationId: putPlace, responses: {'200': {description: d}, '201': {description: new}}}
    delete: {operationId: deletePlace, responses: {'204': {description: d}}}
)";

TEST(AConversation, RemovesWhatAPutCreated) {
  const Contract contract = contract_of(kPlaces);
  bool is_there = false;
  Scripted target([&](const std::string& request) {
    if (request.starts_with("GET")) return http::Response{.status = is_there ? 200 : 404};
    is_there = request.starts_with("PUT");
    return http::Response{.status = is_there ? 201 : 204};
  });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send({index_of(conversation.plan(), "getPlace/documented")});
  EXPECT_EQ(target.sent, (Requests{"GET /places/abc", "PUT /places/abc", "GET /places/abc"}));
  conversation.clean_up();
  EXPECT_EQ(target.sent.back(), "DELETE /places/abc");
  EXPECT_TRUE(conversation.left_behind().empty());
}

TEST(AConversation, PutsNothingInPlaceOfWhatWasThere) {
  const Contract contract = contract_of(kPlaces);
  Scripted target([](const std::string&) { return http::Response{.status = 200}; });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send(all_of(conversation.plan()));
  conversation.clean_up();
  EXPECT_TRUE(std::all_of(target.sent.begin(), target.sent.end(),
                          [](const std::string& request) { return request.starts_with("GET"); }));
  EXPECT_EQ(conversation.withheld(index_of(conversation.plan(), "putPlace/documented")),
            "PUT goes only to what this run created, and getPlace/before-putPlace got 200 before: --variable "
            "code=VALUE names one, --allow-writes=any sends it anyway");
}

// A faulty server may carry out what has no credentials.
TEST(AConversation, PutsNothingInPlaceOfWhatWasThereWithoutCredentials) {
  const Contract contract = contract_of(R"(
  /places/{code}:
    parameters: [{name: code, in: path, required: true, schema: {type: string, enum: [abc]}}]
    get: {operationId: getPlace, security: [{b: []}], responses: {'200': {description: d}}}
    put: {operationId: putPlace, security: [{b: []}], responses: {'200': {description: d}, '201': {description: new}, '401': {description: no}}}
components: {securitySchemes: {b: {type: http, scheme: bearer}}}
)");
  PlanOptions options = own();
  options.headers = {{"Authorization", "Bearer good"}};
  for (const int status : {200, 401, 404}) {
    Scripted target([&](const std::string& request) {
      return http::Response{.status = request.starts_with("GET") ? status : 201};
    });
    Conversation conversation(contract, make_plan(contract, options), {&target}, 4);
    for (const char* role : {"putPlace/anonymous", "putPlace/wrong-credentials"}) {
      const std::size_t put = index_of(conversation.plan(), role);
      conversation.send({put});
      EXPECT_EQ(conversation.answer(put) != nullptr, status == 404) << role << " after " << status;
    }
  }
}

// A refusal that names members: without these, and only then with no more than is required.
TEST(AConversation, LeavesOutWhatARefusalNames) {
  const Contract contract = contract_of(R"(
  /notes:
    post:
      operationId: createNote
      requestBody: {content: {application/json: {schema: {type: object, required: [text], properties: {text: {type: string}, author: {type: string}, tag: {type: string}}}}}}
      responses: {'201': {description: d}}
  /notes/{id}: {get: {operationId: getNote, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
)");
  PlanOptions options = own();
  options.bodies = PlanOptions::Bodies::both;
  const auto bodies_for = [&](const std::string& refusal, bool is_final) {
    std::vector<std::string> bodies;
    Scripted target([&](const std::string&) {
      return http::Response{.status = is_final && bodies.size() > 0 ? 201 : 422, .body = refusal};
    });
    Conversation conversation(contract, make_plan(contract, options), {&target}, 4);
    for (std::size_t i = 0; i < conversation.plan().probes.size(); ++i) {
      if (conversation.plan().probes[i].request.method != "POST") continue;
      conversation.send({i});
      if (conversation.answer(i) != nullptr) bodies.push_back(conversation.plan().probes[i].request.body);
    }
    return bodies;
  };
  const std::string whole = R"({"text":"text","author":"text","tag":"text"})";
  const std::string smallest = R"({"text":"text"})";
  EXPECT_EQ(bodies_for(R"({"author": ["no such author"]})", true),
            (Requests{whole, R"({"text":"text","tag":"text"})"}));
  EXPECT_EQ(
      bodies_for(R"({"detail": [{"loc": ["body", "tag"]}]})", false),
      (Requests{whole, R"({"text":"text","author":"text"})", smallest, R"({"text":"text","tag":"text"})"}))
      << "it may be required in fact";
  EXPECT_EQ(bodies_for("the authors are unknown", true), (Requests{whole, smallest})) << "another word";
  EXPECT_EQ(bodies_for("text is too long", true), (Requests{whole, smallest})) << "it is required";
}

// What was refused once is left out of all that follows.
TEST(AConversation, MendsFurtherWritesAsTheFirstOne) {
  Contract contract = contract_of(R"(
  /notes:
    post:
      operationId: createNote
      requestBody: {content: {application/json: {schema: &note {type: object, required: [text], properties: {text: {type: string}, tag: {type: string}}}}}}
      responses: {'201': {description: d}}
  /notes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getNote, responses: {'200': {description: d, content: {application/json: {schema: *note}}}}}
    put: {operationId: putNote, requestBody: {content: {application/json: {schema: *note}}}, responses: {'200': {description: d}}}
    delete: {operationId: deleteNote, responses: {'204': {description: d}}}
)");
  add_state_clauses(contract);
  PlanOptions options = own();
  options.bodies = PlanOptions::Bodies::both;
  std::map<std::string, int> asked;
  Scripted target([&](const std::string& request) {
    const bool is_refused = (request == "POST /notes" || request == "PUT /notes/n") && ++asked[request] == 1;
    if (is_refused) return http::Response{.status = 400, .body = "Invalid key tag"};
    if (request == "POST /notes") return http::Response{.status = 201, .body = R"({"id":"n"})"};
    return http::Response{.status = 200, .body = "{}"};
  });
  Conversation conversation(contract, make_plan(contract, options), {&target}, 1);
  conversation.send(all_of(conversation.plan()));
  const auto body_of = [&](const std::string& id) {
    return conversation.plan().probes[index_of(conversation.plan(), id)].request.body;
  };
  EXPECT_EQ(body_of("createNote/documented/without-refused"), R"({"text":"text"})");
  EXPECT_EQ(body_of("createNote/second"), R"({"text":"text2"})");
  EXPECT_EQ(body_of("putNote/documented/without-refused"), R"({"text":"text"})");
  EXPECT_EQ(body_of("putNote/again"), R"({"text":"text"})");
  EXPECT_EQ(body_of("putNote/changed"), R"({"text":"text2"})");
}

TEST(AConversation, SendsTheSmallerBodyWhereTheLargerOneIsTooMuch) {
  const Contract contract = contract_of(R"(
  /notes:
    post:
      operationId: createNote
      requestBody: {content: {application/json: {schema: {type: object, required: [text], properties: {text: {type: string}, more: {type: string}}}}}}
      responses: {'201': {description: d}}
  /notes/{id}: {get: {operationId: getNote, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
)");
  const auto posts_for = [&](int status) {
    Scripted target([&](const std::string&) { return http::Response{.status = status}; });
    PlanOptions options = own();
    options.bodies = PlanOptions::Bodies::both;
    Conversation conversation(contract, make_plan(contract, options), {&target}, 4);
    conversation.send(all_of(conversation.plan()));
    return std::count(target.sent.begin(), target.sent.end(), "POST /notes");
  };
  for (const int refused : {400, 403, 422, 500}) EXPECT_EQ(posts_for(refused), 2) << refused;
  EXPECT_EQ(posts_for(409), 5) << "with other values, three times";
  for (const int other : {201, 401, 404, 429, 501, 503}) EXPECT_EQ(posts_for(other), 1) << other;
}

// For a documented 409.
constexpr const char* kConflicts = R"(
  /notes:
    post:
      operationId: createNote
      requestBody: {content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}}
      responses: {'201': {description: d}, '409': {description: d}}
  /notes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getNote, responses: {'200': {description: d}}}
    delete: {operationId: deleteNote, responses: {'204': {description: d}}}
)";

TEST(AConversation, SendsWhatWasAcceptedOnceMore) {
  const Contract contract = contract_of(kConflicts);
  std::size_t posts = 0;
  Scripted target([&](const std::string& request) {
    if (request != "POST /notes") return answered(request);
    return ++posts == 2 ? http::Response{.status = 201, .body = R"({"id":"n1"})"}
                        : http::Response{.status = posts == 1 ? 422 : 409};
  });
  PlanOptions options = own();
  options.bodies = PlanOptions::Bodies::both;
  Conversation conversation(contract, make_plan(contract, options), {&target}, 4);
  conversation.send({index_of(conversation.plan(), "createNote/duplicate")});
  EXPECT_EQ(target.sent, (Requests{"POST /notes", "POST /notes", "POST /notes"}));
  const Plan& plan = conversation.plan();
  EXPECT_EQ(plan.probes[index_of(plan, "createNote/duplicate")].request.body, "{}") << "as it was accepted";
  conversation.clean_up();
  EXPECT_EQ(target.sent.back(), "DELETE /notes/n1");
}

TEST(AConversation, RemovesWhatASecondRequestCreatedAtTheEnd) {
  const Contract contract = contract_of(kConflicts);
  const auto sent_for = [&](bool is_another) {
    std::size_t posts = 0;
    Scripted target([&](const std::string& request) {
      if (request != "POST /notes") return answered(request);
      const std::string id = is_another ? std::to_string(++posts) : "1";
      return http::Response{.status = 201, .body = R"({"id":"n)" + id + R"("})"};
    });
    Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
    conversation.send({index_of(conversation.plan(), "createNote/duplicate")});
    target.sent.emplace_back("the end");
    conversation.clean_up();
    EXPECT_TRUE(conversation.left_behind().empty());
    return target.sent;
  };
  EXPECT_EQ(sent_for(true),
            (Requests{"POST /notes", "POST /notes", "the end", "DELETE /notes/n2", "DELETE /notes/n1"}))
      << "a deletion before could change what other clauses are about";
  EXPECT_EQ(sent_for(false), (Requests{"POST /notes", "POST /notes", "the end", "DELETE /notes/n1"}))
      << "it found what was there";
}

TEST(AConversation, SendsNothingOnceMoreThatWasRefused) {
  const Contract contract = contract_of(kConflicts);
  Scripted target([](const std::string&) { return http::Response{.status = 403}; });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  const std::size_t duplicate = index_of(conversation.plan(), "createNote/duplicate");
  conversation.send({duplicate});
  EXPECT_EQ(target.sent, Requests{"POST /notes"});
  EXPECT_EQ(conversation.withheld(duplicate),
            "createNote/documented got 403, so it is not sent a second time");
}

// A link may lead from a new resource to one that was there before.
TEST(AConversation, DeletesNothingOfAnotherCollectionThatALinkNames) {
  const Contract contract = contract_of(R"(
  /orders:
    post:
      operationId: createOrder
      responses: {'201': {description: d, links: {c: {operationId: deleteCustomer, parameters: {customerId: $response.body#/customerId}}}}}
  /orders/{orderId}:
    parameters: [{name: orderId, in: path, required: true, schema: {type: string}}]
    get: {operationId: getOrder, responses: {'200': {description: d}}}
  /customers/{customerId}:
    parameters: [{name: customerId, in: path, required: true, schema: {type: string}}]
    delete: {operationId: deleteCustomer, responses: {'204': {description: d}}}
)");
  Scripted target([](const std::string& request) {
    return request.starts_with("POST") ? created_with(201, {}, R"({"orderId": "o1", "customerId": "alice"})")
                                       : answered(request);
  });
  Conversation conversation(contract, make_plan(contract, own()), {&target}, 4);
  conversation.send(all_of(conversation.plan()));
  EXPECT_EQ(std::count(target.sent.begin(), target.sent.end(), "DELETE /customers/alice"), 0);
}

TEST(ASession, LeavesUndecidedWhatNeedsAnAnswerThatDidNotCome) {
  const Contract contract = contract_of(kShops);
  Scripted target([](const std::string& request) {
    return request == "POST /shops" ? http::Response{} : answered(request);
  });
  const Judge judge = *Judge::make(contract, {});
  Session session(contract, make_plan(contract, own()), judge, {&target}, {});
  const Ledger ledger = session.judge_all({});
  const auto deletion = std::find_if(ledger.entries.begin(), ledger.entries.end(), [](const Entry& entry) {
    return entry.clause->coordinate == "deleteShop/204/status";
  });
  ASSERT_NE(deletion, ledger.entries.end());
  EXPECT_EQ(deletion->verdict.outcome, Outcome::undecided) << "it may have been created";
  EXPECT_EQ(deletion->verdict.reason,
            "its requests were not sent: createShop/documented got no response: connection refused");
}

TEST(AConversation, KnowsWhatTheRunDeletedBefore) {
  const Contract contract = contract_of(kShops);
  Scripted target(answered);
  Plan plan = make_plan(contract, own());
  Conversation conversation(contract, plan, {&target}, 1);
  conversation.send({index_of(plan, "deleteShop/documented")});
  conversation.send({index_of(plan, "getShop/documented")});
  EXPECT_EQ(conversation.plan().probes[index_of(plan, "getShop/documented")].removed_by,
            "deleteShop/documented");
}

TEST(AConversation, BlamesNoRefusedWriteForWhatWasNotThereBefore) {
  const Contract contract = contract_of(R"(
  /things: {get: {operationId: listThings, responses: {'200': {description: d}}}}
  /things/{thingId}/parts:
    parameters: [{name: thingId, in: path, required: true, schema: {type: string, minLength: 12}}]
    get: {operationId: listParts, security: [{b: []}], responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}}
    post: {operationId: addPart, security: [{b: []}], responses: {'201': {description: d}, '401': {description: no}}}
components: {securitySchemes: {b: {type: http, scheme: bearer}}}
)");
  PlanOptions options = own();
  options.headers = {{"Authorization", "Bearer good"}};
  for (const bool was_there : {false, true}) {
    bool is_refused = false;
    Scripted target([&](const std::string& request) {
      is_refused = is_refused || request.starts_with("POST");
      if (request.starts_with("POST")) return http::Response{.status = 401};
      const bool is_shown = request == "GET /things" || (was_there && !is_refused);
      return http::Response{.status = is_shown ? 200 : 404, .body = "[]"};
    });
    Conversation conversation(contract, make_plan(contract, options), {&target}, 1);
    conversation.send(all_of(conversation.plan()));
    const std::size_t read = index_of(conversation.plan(), "listParts/documented");
    EXPECT_EQ(conversation.plan().probes[read].removed_by, was_there ? "addPart/anonymous" : "");
  }
}

// A contract of reads alone: /r10, /r11, …
Contract reads(int count) {
  std::string paths;
  for (int i = 100; i < 100 + count; ++i) {
    const std::string name = "r" + std::to_string(i);
    paths += "  /" + name + ": {get: {operationId: " + name + ", responses: {'200': {description: d}}}}\n";
  }
  return contract_of(paths);
}

PlanOptions statuses_alone() {
  PlanOptions options = own();
  options.selection.include_clauses = {"*/200/status"};
  options.origins = {};
  return options;
}

TEST(AConversation, EndsWhereTheTargetRefusesEverything) {
  const Contract contract = reads(150);
  for (const int refusal : {0, 503}) {
    for (const std::size_t jobs : {std::size_t{1}, std::size_t{16}}) {
      Scripted target([&](const std::string& request) {
        return http::Response{.status = request < "GET /r110" ? 200 : refusal};
      });
      Conversation conversation(contract, make_plan(contract, statuses_alone()), {&target}, jobs);
      ASSERT_EQ(conversation.plan().probes.size(), 150U);
      conversation.send(all_of(conversation.plan()));
      EXPECT_EQ(target.sent.size(), 40U) << "20 at a time, so 10 answers and 30 refusals, whatever the jobs";
      EXPECT_EQ(conversation.ended(), std::string("the target refused 20 requests in a row (") +
                                          (refusal == 0 ? "connection refused" : "503") +
                                          "); before that, GET /r109 was answered with 200");
    }
  }
}

TEST(AConversation, EndsWhereTheTargetIsSilent) {
  const Contract contract = reads(150);
  for (const std::size_t jobs : {std::size_t{1}, std::size_t{16}}) {
    Scripted target([&](const std::string& request) {
      return http::Response{.status = request < "GET /r110" ? 200 : kSilence};
    });
    Conversation conversation(contract, make_plan(contract, statuses_alone()), {&target}, jobs);
    conversation.send(all_of(conversation.plan()));
    EXPECT_EQ(target.sent.size(), 40U) << "20 at a time, so 10 answers and 30 silences, whatever the jobs";
    EXPECT_EQ(conversation.ended(),
              "the target did not answer 20 requests in a row (no response head arrived); before that, GET "
              "/r109 was answered with 200");
  }
}

TEST(AConversation, GoesOnWhereSomeOperationsAreSilent) {
  const Contract contract = reads(60);
  int count = 0;
  Scripted target(
      [&](const std::string&) { return http::Response{.status = ++count % 20 == 0 ? 404 : kSilence}; });
  Conversation conversation(contract, make_plan(contract, statuses_alone()), {&target}, 1);
  conversation.send(all_of(conversation.plan()));
  EXPECT_EQ(target.sent.size(), 60U);
  EXPECT_EQ(conversation.ended(), "");
}

// The documented call, and those of two pages.
TEST(AConversation, AsksASilentOperationOnce) {
  const Contract contract = reads(3);
  Scripted target([](const std::string& request) {
    return http::Response{.status = request == "GET /r101" ? kSilence : 200};
  });
  PlanOptions options = own();
  options.origins = {"https://a.example", "https://b.example"};
  const Judge judge = *Judge::make(contract, {});
  const Plan plan = make_plan(contract, options);
  Session session(contract, plan, judge, {&target}, {});
  const Ledger ledger = session.judge_all({});
  EXPECT_EQ(std::count(target.sent.begin(), target.sent.end(), "GET /r101"), 1);
  EXPECT_GT(std::count(target.sent.begin(), target.sent.end(), "GET /r100"), 1);
  EXPECT_EQ(std::count(target.sent.begin(), target.sent.end(), "GET /r100"),
            std::count(target.sent.begin(), target.sent.end(), "GET /r102"));
  std::size_t unsent = 0;
  for (const Entry& entry : ledger.entries) {
    if (!entry.clause->coordinate.starts_with("r101/")) continue;
    EXPECT_NE(entry.verdict.outcome, Outcome::holds) << entry.clause->coordinate;
    EXPECT_NE(entry.verdict.outcome, Outcome::violated) << entry.clause->coordinate;
    if (entry.verdict.reason ==
        "its requests were not sent: r101/documented got no response: no response head arrived")
      ++unsent;
  }
  EXPECT_GT(unsent, 0U);
}

TEST(AConversation, EndsWithTheTotalTime) {
  const Contract contract = reads(30);
  Scripted target([](const std::string&) { return http::Response{.status = 200}; });
  const Judge judge = *Judge::make(contract, {});
  Session session(contract, make_plan(contract, statuses_alone()), judge, {&target},
                  {.deadline = std::chrono::steady_clock::now()});
  const Ledger ledger = session.judge_all({});
  EXPECT_TRUE(target.sent.empty());
  EXPECT_EQ(ledger.tally().undecided, 30U);
  EXPECT_EQ(ledger.entries.back().verdict.reason, "its requests were not sent: --max-total-time passed");
}

// Answers with a list of many numbers that holds its part of the memory, as the transport does.
class Large : public Transport {
 public:
  explicit Large(std::shared_ptr<MemoryBudget> memory) : memory_(std::move(memory)) {}

  Exchange send(const http::Request& request) override {
    std::string body = "[1";
    while (body.size() < kBody) body += ",1";
    Received received{
        .response = {.status = 200, .fields = {{"Content-Type", "application/json"}}, .body = body + "]"}};
    received.memory = std::make_shared<MemoryShare>(memory_);
    const bool has_room = received.memory->grow(received.response.body.size());
    most_ = std::max(most_.load(), memory_->used());
    Exchange exchange{.url = "http://target.example" + request.target, .sent = request, .outcome = received};
    if (!has_room) exchange.outcome = Failure{Failure::Kind::over_limit, "no room"};
    return exchange;
  }

  std::size_t most() const { return most_; }
  static constexpr std::size_t kBody = 100'000;

 private:
  std::shared_ptr<MemoryBudget> memory_;
  std::atomic<std::size_t> most_{0};
};

Contract lists(int count) {
  std::string paths;
  for (int i = 100; i < 100 + count; ++i) {
    const std::string name = "r" + std::to_string(i);
    paths +=
        "  /" + name + ": {get: {operationId: " + name +
        ", responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: "
        "{type: integer, maximum: 1}}}}}}}}\n";
  }
  return contract_of(paths);
}

// 40 answers of 100 KB each, and 50,000 values in each: far more than 8 MB if they were kept.
TEST(ASession, KeepsNoBodyThatIsJudged) {
  const Contract contract = lists(40);
  const auto memory = std::make_shared<MemoryBudget>(std::size_t{8} << 20U);
  Large target(memory);
  const Judge judge = *Judge::make(contract, {});
  PlanOptions options = own();
  options.origins = {};
  options.selection.include_clauses = {"*/body/*", "*/drift/fields"};
  Session session(contract, make_plan(contract, options), judge, {&target}, {.jobs = 2});
  const Ledger ledger = session.judge_all({});
  EXPECT_GT(ledger.tally().holds, 120U);
  EXPECT_EQ(ledger.tally().holds + ledger.tally().unexercised, ledger.entries.size());
  EXPECT_LT(memory->used(), 100'000U) << "the heads";
  for (const SentRequest& sent : ledger.exchanges)
    EXPECT_NE(sent.outcome.find("100001 bytes"), std::string::npos) << sent.outcome;
}

// Clauses that are selected later are judged by the body as well.
TEST(ASession, KeepsABodyThatOtherClausesMayNeed) {
  const Contract contract = lists(1);
  Large target(std::make_shared<MemoryBudget>(std::size_t{64} << 20U));
  const Judge judge = *Judge::make(contract, {});
  PlanOptions options = own();
  options.origins = {};
  Session session(contract, make_plan(contract, options), judge, {&target}, {});
  for (std::size_t i = 0; i < session.plan().clauses.size(); ++i) {
    session.select({i});
    session.exchange({i});
  }
  for (std::size_t i = 0; i < session.plan().clauses.size(); ++i) {
    const Entry& entry = session.entry(i);
    EXPECT_NE(entry.verdict.outcome, Outcome::violated) << entry.clause->coordinate << entry.verdict.reason;
    EXPECT_NE(entry.verdict.outcome, Outcome::undecided) << entry.clause->coordinate << entry.verdict.reason;
  }
}

// Each body fits, but not once it is parsed.
TEST(ASession, IsUndecidedWhereMemoryEnds) {
  const Contract contract = lists(2);
  Large target(std::make_shared<MemoryBudget>(std::size_t{300'000}));
  const Judge judge = *Judge::make(contract, {});
  PlanOptions options = own();
  options.origins = {};
  options.selection.include_clauses = {"*/body/*"};
  Session session(contract, make_plan(contract, options), judge, {&target}, {.jobs = 1});
  for (const Entry& entry : session.judge_all({}).entries) {
    EXPECT_EQ(entry.verdict.outcome, Outcome::undecided) << entry.clause->coordinate;
    EXPECT_EQ(entry.verdict.reason,
              "the parsed body does not fit into what the others leave of the 300000 bytes of --max-memory");
  }
}

TEST(AConversation, GoesOnWhereTheTargetAnswersInBetween) {
  const Contract contract = reads(150);
  int count = 0;
  Scripted target(
      [&](const std::string&) { return http::Response{.status = ++count % 20 == 0 ? 404 : 503}; });
  Conversation conversation(contract, make_plan(contract, statuses_alone()), {&target}, 1);
  conversation.send(all_of(conversation.plan()));
  EXPECT_EQ(target.sent.size(), 150U);
  EXPECT_EQ(conversation.ended(), "");
}

TEST(ASession, LeavesTheRestUndecidedWhereTheTargetRefusesEverything) {
  const Contract contract = reads(100);
  Scripted target([](const std::string&) { return http::Response{}; });
  const Judge judge = *Judge::make(contract, {});
  Session session(contract, make_plan(contract, statuses_alone()), judge, {&target}, {});
  const Ledger ledger = session.judge_all({});
  EXPECT_EQ(ledger.tally().undecided, 100U);
  EXPECT_EQ(ledger.entries.back().verdict.reason,
            "its requests were not sent: the target refused 20 requests in a row (connection refused); it "
            "answered none before");
}

TEST(ASession, ReportsWhereValuesCameFromAndWhatIsLeft) {
  const Contract contract = contract_of(kShops);
  Scripted target([](const std::string& request) {
    return request.starts_with("DELETE") ? http::Response{.status = 403} : answered(request);
  });
  const Judge judge = *Judge::make(contract, {});
  Session session(contract, make_plan(contract, own()), judge, {&target}, {});
  const Ledger ledger = session.judge_all({});
  const auto got = std::find_if(ledger.exchanges.begin(), ledger.exchanges.end(),
                                [](const SentRequest& one) { return one.probe == "getBook/documented"; });
  ASSERT_NE(got, ledger.exchanges.end());
  EXPECT_EQ(got->values, (Requests{"shopId ← createBook", "bookId ← createBook 201 Location"}));
  EXPECT_EQ(ledger.run.left_behind,
            (Requests{"http://target.example/shops/s1: its DELETE got 403",
                      "http://target.example/shops/s1/books/b1: its DELETE got 403"}));
  EXPECT_NE(ledger.run.notes.back().find("2 resources that it could not delete"), std::string::npos);
}

TEST(ASession, NamesTheExchangesThatLedToAViolation) {
  const Contract contract = contract_of(kShops);
  Scripted target([](const std::string& request) {
    return request == "GET /shops/s1/books/b1" ? http::Response{.status = 500} : answered(request);
  });
  const Judge judge = *Judge::make(contract, {});
  Session session(contract, make_plan(contract, own()), judge, {&target}, {});
  const Ledger ledger = session.judge_all({});
  std::size_t violated = 0;
  for (const Entry& entry : ledger.entries) {
    if (entry.verdict.outcome == Outcome::holds || entry.verdict.outcome == Outcome::unexercised) {
      EXPECT_TRUE(entry.chain.empty()) << entry.clause->coordinate;
    }
    if (entry.clause->coordinate != "getBook/200/status") continue;
    EXPECT_EQ(entry.verdict.outcome, Outcome::violated) << entry.verdict.reason;
    EXPECT_EQ(entry.chain, (Requests{"createShop/documented", "createBook/documented"}));
    ++violated;
  }
  EXPECT_EQ(violated, 1U);
  for (std::size_t i = 1; i < ledger.entries.size(); ++i)
    EXPECT_LT(ledger.entries[i - 1].position, ledger.entries[i].position) << "in the order of the contract";
}

}  // namespace conversation_test
}  // namespace avouch

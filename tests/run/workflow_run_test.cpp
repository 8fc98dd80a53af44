// SPDX-License-Identifier: MIT
// Runs that carry out workflows: what is sent, and what is judged.
#include "run/workflow_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "contract/document/library.h"
#include "contract/load.h"
#include "workflow/operations.h"
#include "workflow/reader.h"

namespace avouch {
namespace workflow_run_test {

constexpr const char* kApi = R"yaml(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /login:
    post:
      operationId: login
      requestBody:
        content:
          application/x-www-form-urlencoded: {schema: {type: object, properties: {user: {type: string}, password: {type: string}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object, required: [token], properties: {token: {type: string}}}}}}
  /books/{bookId}:
    get:
      operationId: getBook
      parameters:
      - {name: bookId, in: path, required: true, schema: {type: string}}
      - {name: tags, in: query, schema: {type: array, items: {type: string}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: integer}}}}}}
)yaml";

constexpr const char* kStory = R"yaml(arazzo: 1.0.1
info: {title: T, version: '1'}
sourceDescriptions: [{name: api, url: api.yaml}]
workflows:
- workflowId: w
  inputs: {properties: {password: {type: string}}}
  steps:
  - stepId: login
    operationId: login
    requestBody: {payload: {user: me, password: $inputs.password}}
    successCriteria: [{condition: $statusCode == 200}]
    outputs: {token: $response.body#/token}
  - stepId: read
    operationId: getBook
    parameters:
    - {name: bookId, in: path, value: a/b}
    - {name: tags, in: query, value: [x, 'y z']}
    - {name: extra, in: query, value: 1}
    - {name: Authorization, in: header, value: 'Bearer {$steps.login.outputs.token}'}
    successCriteria: [{condition: $response.body#/id == 7}]
)yaml";

class Sent : public Transport {
 public:
  // `memory`: what each answer takes memory from.
  explicit Sent(std::function<http::Response(const http::Request&)> script,
                std::shared_ptr<MemoryShare> memory = nullptr)
      : script_(std::move(script)), memory_(std::move(memory)) {}

  Exchange send(const http::Request& request) override {
    requests.push_back(request);
    Exchange exchange{.url = "http://target.example" + request.target, .sent = request};
    const http::Response response = script_(request);
    if (response.status == 0) {
      exchange.outcome = Failure{Failure::Kind::closed, "the connection was closed"};
    } else {
      exchange.outcome = Received{.response = response, .memory = memory_};
    }
    return exchange;
  }

  std::vector<http::Request> requests;

 private:
  std::function<http::Response(const http::Request&)> script_;
  std::shared_ptr<MemoryShare> memory_;
};

http::Response json(int status, std::string body) {
  return {.status = status, .fields = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

class WorkflowRunTest : public testing::Test {
 protected:
  WorkflowRunTest() { read(kStory); }

  void read(const char* story) {
    Library library;
    (void)library.add("w.yaml", story);
    description_ = *read_workflows(library, "w.yaml");
    contract_ = *load_contract("api.yaml", {}, {{"api.yaml", kApi}});
    EXPECT_TRUE(bind_operations(description_, contract_, {{"api", 0, contract_.operations.size()}}).empty());
    add_criteria(contract_, description_);
  }

  Ledger run(Sent& sent, std::shared_ptr<MemoryBudget> memory = nullptr) {
    WorkflowRunOptions options{
        .run = {.plan = {.allow_writes = true,
                         .targets = {.target = *http::parse_url("http://target.example/v1")}}},
        .inputs = {JsonValue::object({{"password", JsonValue::string("hunter2-hunter2")}})},
        .memory = std::move(memory)};
    const auto connect = [&](const Plan& plan) -> Result<std::vector<Transport*>> {
      return std::vector<Transport*>(plan.bases.size(), &sent);
    };
    Result<Session> session = start_workflow_run(contract_, description_, std::move(options), connect);
    if (!session) {
      ADD_FAILURE() << to_string(session.errors());
      return {};
    }
    return session->judge_all({});
  }

  static std::string verdict_of(const Ledger& ledger, const std::string& coordinate) {
    for (const Entry& entry : ledger.entries) {
      if (entry.clause->coordinate != coordinate) continue;
      return std::string(to_string(entry.verdict.outcome)) +
             (entry.verdict.reason.empty() ? "" : ": " + entry.verdict.reason);
    }
    return "(none)";
  }

  WorkflowDescription description_;
  Contract contract_;
};

TEST_F(WorkflowRunTest, SendsWhatTheStepsSay) {
  Sent sent([](const http::Request& request) {
    return request.method == "POST" ? json(200, R"({"token": "secret-token-1"})") : json(200, R"({"id": 7})");
  });
  const Ledger ledger = run(sent);
  ASSERT_EQ(sent.requests.size(), 2U);
  EXPECT_EQ(sent.requests[0].target, "/v1/login");
  EXPECT_EQ(http::combined(sent.requests[0].fields, "Content-Type"), "application/x-www-form-urlencoded");
  EXPECT_EQ(sent.requests[0].body, "user=me&password=hunter2-hunter2");
  EXPECT_EQ(sent.requests[1].target, "/v1/books/a%2Fb?tags=x&tags=y%20z&extra=1");
  EXPECT_EQ(http::combined(sent.requests[1].fields, "Authorization"), "Bearer secret-token-1");
  EXPECT_EQ(verdict_of(ledger, "workflow/w/login/criterion/1"), "holds");
  EXPECT_EQ(verdict_of(ledger, "workflow/w/read/criterion/1"), "holds");
  EXPECT_EQ(verdict_of(ledger, "getBook/200/body/id/type"), "holds");
  for (const SentRequest& request : ledger.exchanges) {
    EXPECT_EQ(request.reproduce.text().find("hunter2"), std::string::npos) << request.reproduce.text();
    EXPECT_EQ(request.reproduce.text().find("secret-token"), std::string::npos) << request.reproduce.text();
  }
}

TEST_F(WorkflowRunTest, JudgesEachAnswerByItsOperation) {
  Sent sent([](const http::Request& request) {
    return request.method == "POST" ? json(200, "{}") : json(200, R"({"id": "7"})");
  });
  const Ledger ledger = run(sent);
  EXPECT_EQ(verdict_of(ledger, "login/200/body/required"), "violated: the body lacks the member token");
  EXPECT_EQ(verdict_of(ledger, "workflow/w/login/criterion/1"), "holds");
  EXPECT_EQ(verdict_of(ledger, "workflow/w/read/criterion/1"),
            "unexercised: the step was not carried out: $steps.login.outputs.token is not defined");
  EXPECT_EQ(verdict_of(ledger, "getBook/200/body/id/type"), "unexercised: no step got such an answer");
  EXPECT_EQ(sent.requests.size(), 1U);
}

// No criterion tells of the loop.
TEST_F(WorkflowRunTest, AWorkflowThatIsCutOffIsUndecided) {
  const std::string reason = "undecided: more than 1000 steps were carried out; is there a loop of goto?";
  const std::string loop = R"yaml(arazzo: 1.0.1
info: {title: T, version: '1'}
sourceDescriptions: [{name: api, url: api.yaml}]
workflows:
- workflowId: w
  steps:
  - {stepId: again, operationId: login, onSuccess: [{name: loop, type: goto, stepId: again}]}
)yaml";
  const std::string more =
      "  - {stepId: read, operationId: getBook, parameters: [{name: bookId, in: path, value: a}]}\n";
  Sent sent([](const http::Request&) { return json(200, R"({"token": "t"})"); });
  read((loop + more).c_str());
  Ledger ledger = run(sent);
  EXPECT_EQ(verdict_of(ledger, "getBook/200/status"), reason);
  EXPECT_EQ(verdict_of(ledger, "login/200/status"), "holds");
  read(loop.c_str());
  ledger = run(sent);
  EXPECT_EQ(verdict_of(ledger, "login/200/status"), reason);
  Sent other([](const http::Request&) { return json(200, "{}"); });
  ledger = run(other);
  EXPECT_EQ(verdict_of(ledger, "login/200/body/required").substr(0, 8), "violated");
}

TEST_F(WorkflowRunTest, AnUndocumentedStatusIsAViolation) {
  Sent sent([](const http::Request& request) {
    return request.method == "POST" ? json(200, R"({"token": "t"})") : json(404, "{}");
  });
  const Ledger ledger = run(sent);
  EXPECT_EQ(verdict_of(ledger, "workflow/w/read/criterion/1"), "violated: $response.body#/id is not defined");
  EXPECT_TRUE(verdict_of(ledger, "getBook/200/status").starts_with("violated"))
      << verdict_of(ledger, "getBook/200/status");
  const auto entry = std::find_if(ledger.entries.begin(), ledger.entries.end(), [](const Entry& one) {
    return one.clause->coordinate == "workflow/w/read/criterion/1";
  });
  ASSERT_NE(entry, ledger.entries.end());
  EXPECT_EQ(entry->probe, "w/read");
  EXPECT_NE(entry->reproduce.text().find("/v1/books/a%2Fb"), std::string::npos);
}

TEST_F(WorkflowRunTest, NoResponseIsUndecided) {
  Sent sent([](const http::Request&) { return http::Response{}; });
  EXPECT_EQ(verdict_of(run(sent), "workflow/w/login/criterion/1"),
            "undecided: no response: the connection was closed");
}

// The value of an answer takes 44 times the memory of its text.
TEST_F(WorkflowRunTest, AnAnswerIsReadOnlyWithinTheMemoryOfTheRun) {
  const auto memory = std::make_shared<MemoryBudget>(std::size_t{64} << 10U);
  const auto share = std::make_shared<MemoryShare>(memory);
  Sent sent(
      [](const http::Request& request) {
        std::string text = R"({"id": 7, "all": [1)";
        for (int i = 0; i < 1'000; ++i) text += ",1";
        return request.method == "POST" ? json(200, R"({"token": "t"})") : json(200, text + "]}");
      },
      share);
  const Ledger ledger = run(sent);
  EXPECT_EQ(verdict_of(ledger, "workflow/w/login/criterion/1"), "holds");
  EXPECT_EQ(verdict_of(ledger, "workflow/w/read/criterion/1"),
            "undecided: the value of the body does not fit into what the others leave of the 65536 bytes of "
            "--max-memory");
  EXPECT_EQ(verdict_of(ledger, "getBook/200/body/id/type"), "holds");
}

TEST_F(WorkflowRunTest, WhatTheRunKeepsAndSendsHasAShareOfItsMemory) {
  const auto memory = std::make_shared<MemoryBudget>(std::size_t{16} << 10U);
  Sent sent([](const http::Request& request) {
    return request.method == "POST" ? json(200, R"({"token": ")" + std::string(5'000, 't') + R"("})")
                                    : json(200, R"({"id": 7})");
  });
  const Ledger ledger = run(sent, memory);
  EXPECT_EQ(verdict_of(ledger, "workflow/w/read/criterion/1"),
            "undecided: the step was not carried out: what the workflows keep takes more than 4096 bytes (a "
            "quarter of --max-memory)");
  EXPECT_EQ(memory->used(), 0U);
}

TEST_F(WorkflowRunTest, WritesMustBeAllowed) {
  const auto connect = [](const Plan&) -> Result<std::vector<Transport*>> {
    return std::vector<Transport*>();
  };
  const Result<Session> session =
      start_workflow_run(contract_, description_, {.run = {}, .inputs = {}}, connect);
  ASSERT_FALSE(session);
  EXPECT_EQ(session.errors().front().title, "the step \"login\" sends POST, which may change data");
  EXPECT_EQ(session.errors().front().place.pointer, "/workflows/0/steps/0");
}

}  // namespace workflow_run_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// A proof reads the bytes that a server would send, without a socket. The exchanges must be those with one.
#include "prove/arena.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "contract/load.h"
#include "exchange/transport.h"
#include "http/url.h"
#include "mock/connection/door.h"
#include "plan/planner.h"
#include "schemas/shipped.h"

namespace avouch {
namespace arena_test {

constexpr const char* kShapes = R"yaml(openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /item:
    get:
      responses:
        '200': {description: d, headers: {X-A: {schema: {type: string}}}, content: {application/json: {schema: {type: object, properties: {a: {type: string, minLength: 70000}}, required: [a]}}}}
    head: {responses: {'200': {description: d, content: {application/json: {schema: {type: object}}}}}}
    delete: {responses: {'204': {description: d}}}
    post:
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {a: {type: integer}}, required: [a]}}}}
      responses: {'201': {description: d, headers: {Location: {schema: {type: string}}}}, '205': {description: d}}
)yaml";

// The order of the lines aside, which the mock's library sorts.
http::Response in_order(http::Response response) {
  http::remove(response.fields, "Connection");  // up to the server
  for (http::Field& field : response.fields) field.name = ascii_lower(field.name);
  std::stable_sort(response.fields.begin(), response.fields.end(),
                   [](const http::Field& left, const http::Field& right) { return left.name < right.name; });
  return response;
}

void expect_the_same(const Contract& contract, const Mutant* mutant) {
  const MockSite site(contract, {.user = "a:b", .token = "c", .origins = {"https://page.example"}});
  Arena arena(site);
  const Result<std::unique_ptr<MockDoor>> door =
      MockDoor::open("127.0.0.1", 0, [&](const http::Request& request, MemoryShare& /*memory*/) {
        http::Response response = site.answer(request);
        if (mutant != nullptr) mutant->edit(request, response);
        return response;
      });
  ASSERT_TRUE(door) << to_string(door.errors());
  const Cancellation never{false};
  const Result<std::unique_ptr<Transport>> transport =
      http_transport(*http::parse_url("http://127.0.0.1:" + std::to_string((*door)->port())), {}, never);
  ASSERT_TRUE(transport) << to_string(transport.errors());
  const Plan plan = make_plan(contract, {.user = "a:b", .allow_writes = true});
  ASSERT_GT(plan.probes.size(), 4U);
  for (const Probe& probe : plan.probes) {
    const std::string name = probe.request.method + " " + probe.request.target;
    const Exchange near = arena.exchange(probe.request, mutant);
    const Exchange far = (*transport)->send(probe.request);
    ASSERT_NE(near.received(), nullptr) << name << ": " << near.failure()->reason;
    ASSERT_NE(far.received(), nullptr) << name << ": " << far.failure()->reason;
    EXPECT_EQ(near.received()->response.status, far.received()->response.status) << name;
    EXPECT_EQ(in_order(near.received()->response).fields, in_order(far.received()->response).fields) << name;
    EXPECT_EQ(near.received()->response.body, far.received()->response.body) << name;
    EXPECT_EQ(near.received()->end, far.received()->end) << name;
    EXPECT_EQ(near.received()->surplus, far.received()->surplus) << name;
    EXPECT_EQ(near.sent.fields.size(), far.sent.fields.size()) << name;
    EXPECT_EQ(near.sent.target, far.sent.target) << name;
    EXPECT_EQ(near.sent.body, far.sent.body) << name;
  }
}

Contract shapes() {
  Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", kShapes}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

TEST(Arena, ExchangesAsOverASocket) {
  std::vector<NamedText> texts;
  for (const ShippedFile& file : shipped_files()) {
    if (file.name.starts_with("schemas/configuration-webhook.")) texts.emplace_back(file.name, file.text);
  }
  const Result<Contract> shipped = load_shipped_contract(texts);
  ASSERT_TRUE(shipped) << to_string(shipped.errors());
  expect_the_same(*shipped, nullptr);
  expect_the_same(shapes(), nullptr);
}

TEST(Arena, ExchangesMutantsAsOverASocket) {
  const auto changed = [](auto change) {
    return Mutant{.what = "w", .roles = {}, .edit = [change](const http::Request&, http::Response& response) {
                    change(response);
                  }};
  };
  const Mutant mutants[] = {
      changed([](http::Response& response) { response.status = 503; }),
      changed([](http::Response& response) {
        response.fields.push_back({"X-A", "1"});
      }),
      changed([](http::Response& response) { http::set(response.fields, "Content-Length", "7"); }),
      changed([](http::Response& response) { http::set(response.fields, "Connection", "close"); }),
      changed([](http::Response& response) { http::set(response.fields, "Transfer-Encoding", "chunked"); }),
      changed([](http::Response& response) { response.body.clear(); }),
      changed([](http::Response& response) {
        http::set(response.fields, "Content-Type", "a/b");
        response.body = std::string("\0\r\n\xFF", 4);
      }),
  };
  for (const Mutant& mutant : mutants) expect_the_same(shapes(), &mutant);
}

TEST(Arena, SendsBytesBehindTheMessage) {
  const Contract contract = shapes();
  const MockSite site(contract, {.user = "a:b", .token = "c", .origins = {}});
  Arena arena(site);
  const Mutant mutant{.what = "w", .roles = {}, .edit = [](const http::Request&, http::Response& response) {
                        response.fields.push_back({kSurplusField, "\r\nmore"});
                      }};
  const Exchange exchange = arena.exchange({.method = "DELETE", .target = "/item"}, &mutant);
  ASSERT_NE(exchange.received(), nullptr);
  EXPECT_EQ(exchange.received()->response.status, 204);
  EXPECT_EQ(exchange.received()->surplus, "\r\nmore");
  EXPECT_FALSE(http::contains(exchange.received()->response.fields, kSurplusField));
}

TEST(Arena, SendsNoRequestThatHttpCannotExpress) {
  const Contract contract = shapes();
  const MockSite site(contract, {.user = "a:b", .token = "c", .origins = {}});
  Arena arena(site);
  const Exchange exchange = arena.exchange({.method = "GET", .target = "/a b"}, nullptr);
  ASSERT_NE(exchange.failure(), nullptr);
  EXPECT_EQ(exchange.failure()->kind, Failure::Kind::unsendable);
}

}  // namespace arena_test
}  // namespace avouch

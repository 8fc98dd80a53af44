// SPDX-License-Identifier: MIT
#include "run/repeat.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>

#include "contract/load.h"

namespace avouch {
namespace repeat_test {

class Telling : public Transport {
 public:
  explicit Telling(std::function<http::Response(const http::Request&)> tell) : tell_(std::move(tell)) {}
  Exchange send(const http::Request& request) override {
    return {.url = "http://t.example" + request.target, .sent = request, .outcome = Received{tell_(request)}};
  }

 private:
  std::function<http::Response(const http::Request&)> tell_;
};

constexpr const char* kPaths = R"(
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /shops: {get: {operationId: listShops, responses: {'200': {description: d}}}}
  /shops/{shopId}: {get: {operationId: getShop, parameters: [{name: shopId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}}
  /shops/{shopId}/books:
    get: {operationId: listBooks, parameters: [{name: shopId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}
    post:
      operationId: createBook
      parameters: [{name: shopId, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {shopId: {type: integer}}}}}}
      responses: {'201': {description: d}}
  /shops/{shopId}/books/{bookId}:
    get: {operationId: getBook, parameters: [{name: shopId, in: path, required: true, schema: {type: string}}, {name: bookId, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}
)";

// The script for that probe, with that answer to the list of shops.
std::string script_of(const std::string& id, const std::string& shops, bool writes = false) {
  const Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", kPaths}});
  if (!contract) return to_string(contract.errors());
  PlanOptions options{.allow_writes = writes};
  options.targets.target = *http::parse_url("http://t.example");
  Telling target([&](const http::Request& request) {
    if (request.method == "POST")
      return http::Response{.status = 201, .fields = {{"Location", request.target + "/b7"}}};
    return http::Response{.status = 200, .body = request.target == "/shops" ? shops : R"([{"id":"b1"}])"};
  });
  Conversation conversation(*contract, make_plan(*contract, options), {&target}, 1);
  for (std::size_t i = 0; i < conversation.plan().probes.size(); ++i) {
    if (conversation.plan().probes[i].id != id) continue;
    conversation.send({i});
    const http::Secrets none;
    return Repeats().script({*contract, conversation, none}, i);
  }
  return id + " is not planned";
}

TEST(Repeat, WritesEachValueFromTheAnswerBefore) {
  EXPECT_EQ(script_of("listShops/documented", "[]"), "curl -i 'http://t.example/shops'");
  EXPECT_EQ(
      script_of("listBooks/documented", R"({"data":[{"id":"s1"}]})"),
      "listShops=$(curl -s -i 'http://t.example/shops'); shopId=$(printf '%s\\n' \"$listShops\" | tr -d "
      "'\\r' | "
      "sed '1,/^$/d' | jq -r '.data[0].id'); curl -i 'http://t.example/shops/'\"$shopId\"'/books'");
}

TEST(Repeat, KeepsTheParentOfWhatWasFound) {
  EXPECT_EQ(
      script_of("getBook/documented", R"([{"id":"s1"}])"),
      "listShops=$(curl -s -i 'http://t.example/shops'); shopId=$(printf '%s\\n' \"$listShops\" | tr -d "
      "'\\r' | "
      "sed '1,/^$/d' | jq -r '.[0].id'); listBooks=$(curl -s -i "
      "'http://t.example/shops/'\"$shopId\"'/books'); bookId=$(printf '%s\\n' \"$listBooks\" | tr -d "
      "'\\r' | sed "
      "'1,/^$/d' | jq -r '.[0].id'); curl -i 'http://t.example/shops/'\"$shopId\"'/books/'\"$bookId\"");
}

TEST(Repeat, WritesNumbersOfABodyWithoutQuotes) {
  const std::string script = script_of("createBook/documented", R"([{"id":5}])", true);
  EXPECT_NE(script.find("--data-raw '{\"shopId\":'\"$shopId\"'}'"), std::string::npos) << script;
  const std::string of_location = script_of("getBook/documented", R"([{"id":5}])", true);
  EXPECT_NE(of_location.find(R"(sed -n 's|^[Ll]ocation:.*/\([^/]\{1,\}\)/*$|\1|p')"), std::string::npos)
      << of_location;
}

TEST(Repeat, QuotesWhatATargetNames) {
  const std::string script =
      script_of("listBooks/documented", R"x([{"x":{"y":1},"shop_id":"a b/'$(date)"}])x");
  EXPECT_NE(script.find("jq -r '.[0].shop_id' | jq -Rr @uri"), std::string::npos) << script;
  EXPECT_EQ(script.find("$(date)"), std::string::npos) << script;
}

}  // namespace repeat_test
}  // namespace avouch

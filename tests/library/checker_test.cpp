// SPDX-License-Identifier: MIT
#include "library/checker.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "contract/load.h"

namespace avouch {
namespace checker_test {

constexpr const char* kApi = R"({openapi: 3.1.0, info: {title: t, version: '1'}, paths: {
  '/books/{id}': {
    parameters: [{name: id, in: path, required: true, schema: {type: string}}],
    get: {operationId: getBook, responses: {
      '200': {description: d, headers: {X-Pages: {required: true, schema: {type: integer}}},
        content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string}}}}}},
      '404': {description: d}}},
    put: {responses: {'2XX': {description: d}, default: {description: d}}}}}})";

const Contract& contract() {
  static const Contract loaded = load_contract("api.yaml", {}, {{"api.yaml", kApi}}).value();
  return loaded;
}

http::Response book(std::string body) {
  return {.status = 200,
          .fields = {{"Content-Type", "application/json"}, {"X-Pages", "3"}},
          .body = std::move(body)};
}

ResponseCheck checked(http::Response response, std::string_view operation = "getBook") {
  return ResponseChecker::make(contract(), operation).value().check(std::move(response));
}

TEST(ResponseChecker, AConformingResponseConforms) {
  const ResponseCheck check = checked(book(R"({"id": "b1"})"));
  EXPECT_TRUE(check.conforms()) << to_string(check);
  EXPECT_EQ(to_string(check), "");
  EXPECT_GT(check.holds, 4u);
}

TEST(ResponseChecker, EachViolationIsNamedWithItsPlace) {
  http::Response response = book(R"({"id": 17})");
  response.fields[1].value = "three";
  const ResponseCheck check = checked(std::move(response));
  EXPECT_FALSE(check.conforms());
  ASSERT_EQ(check.violated.size(), 2u) << to_string(check);
  const std::string text = to_string(check);
  EXPECT_NE(text.find("getBook/200/body/id/type violated"), std::string::npos) << text;
  EXPECT_NE(text.find("getBook/200/headers/X-Pages/type violated"), std::string::npos) << text;
  EXPECT_NE(text.find("at api.yaml:6"), std::string::npos) << text;
}

TEST(ResponseChecker, OnlyTheDocumentedResponseOfTheStatusIsJudged) {
  const ResponseCheck check = checked({.status = 404});
  EXPECT_TRUE(check.conforms()) << to_string(check);
  EXPECT_TRUE(check.violated.empty());
  EXPECT_FALSE(check.unexercised.empty());
}

TEST(ResponseChecker, AnUndocumentedStatusDoesNotConform) {
  const ResponseCheck check = checked({.status = 418});
  EXPECT_FALSE(check.conforms());
  EXPECT_EQ(check.undocumented, "status 418 is not documented for getBook");
}

TEST(ResponseChecker, ABodyThatCannotBeReadDoesNotConform) {
  EXPECT_FALSE(checked(book("{")).conforms());
  EXPECT_FALSE(checked(book("")).conforms());
}

TEST(ResponseChecker, AnOperationIsNamedByMethodAndPathToo) {
  EXPECT_TRUE(checked({.status = 204}, "PUT /books/{id}").conforms());
  EXPECT_TRUE(checked({.status = 500}, "PUT /books/{id}").conforms());
  EXPECT_TRUE(checked(book(R"({"id": ""})"), "GET /books/{id}").conforms());
}

TEST(ResponseChecker, AnUnknownOperationIsAnError) {
  const Result<ResponseChecker> checker = ResponseChecker::make(contract(), "getBok");
  ASSERT_FALSE(checker);
  EXPECT_EQ(checker.errors()[0].title, "the contract has no operation \"getBok\"");
  EXPECT_EQ(checker.errors()[0].hint, "Did you mean getBook?");
  EXPECT_THROW((void)ResponseChecker::make(contract(), "").value(), std::runtime_error);
}

TEST(ResponseChecker, OutlivesTheContract) {
  const ResponseChecker checker = [] {
    const Contract own = load_contract("api.yaml", {}, {{"api.yaml", kApi}}).value();
    return ResponseChecker::make(own, "getBook").value();
  }();
  EXPECT_TRUE(checker.check(book(R"({"id": "b1"})")).conforms());
}

constexpr const char* kBroken = R"({openapi: 3.1.0, info: {title: t, version: '1'}, paths: {/a: {get: {
  operationId: getA, responses: {'200': {description: d, content: {application/json: {
    schema: {type: string, pattern: '(?i)a'}}}}}}}}})";

TEST(ResponseChecker, AFaultOfTheContractLeavesItsClauseUnexercised) {
  const Contract broken = load_contract("api.yaml", {}, {{"api.yaml", kBroken}}).value();
  const ResponseCheck check =
      ResponseChecker::make(broken, "getA")
          .value()
          .check({.status = 200, .fields = {{"Content-Type", "application/json"}}, .body = "\"b\""});
  EXPECT_TRUE(check.conforms()) << to_string(check);
  bool is_said = false;
  for (const Entry& entry : check.unexercised) is_said |= entry.verdict.reason.starts_with("contract: ");
  EXPECT_TRUE(is_said);
}

}  // namespace checker_test
}  // namespace avouch

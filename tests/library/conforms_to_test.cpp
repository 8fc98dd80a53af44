// SPDX-License-Identifier: MIT
#include "suites/conforms_to.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <stdexcept>
#include <string>

#include "contract/load.h"

namespace avouch {
namespace conforms_to_test {

constexpr const char* kApi = R"({openapi: 3.1.0, info: {title: t, version: '1'}, paths: {/a: {get: {
  operationId: getA, responses: {'200': {description: d, content: {application/json: {schema: {type: string}}}}}}}}})";

const Contract& contract() {
  static const Contract loaded = load_contract("api.yaml", {}, {{"api.yaml", kApi}}).value();
  return loaded;
}

// As client libraries have it.
struct OtherResponse {
  int status = 200;
  std::multimap<std::string, std::string> headers = {{"Content-Type", "application/json"}};
  std::string body;
};

TEST(ConformsTo, TakesResponsesOfOtherLibraries) {
  EXPECT_THAT(OtherResponse{.body = "\"a\""}, ConformsTo(contract(), "getA"));
  EXPECT_THAT(OtherResponse{.body = "1"}, testing::Not(ConformsTo(contract(), "getA")));
}

TEST(ConformsTo, TakesPlainResponsesAndTexts) {
  const http::Response plain{
      .status = 200, .fields = {{"Content-Type", "application/json"}}, .body = "\"a\""};
  EXPECT_THAT(plain, ConformsTo(contract(), "getA"));
  EXPECT_THAT("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\"a\"",
              ConformsTo(contract(), "getA"));
  EXPECT_THAT(std::string("nothing"), testing::Not(ConformsTo(contract(), "getA")));
}

TEST(ConformsTo, ExplainsWithClauseAndPlace) {
  testing::StringMatchResultListener listener;
  const testing::Matcher<OtherResponse> matcher = ConformsTo(contract(), "getA");
  EXPECT_FALSE(matcher.MatchAndExplain(OtherResponse{.body = "1"}, &listener));
  EXPECT_NE(listener.str().find("getA/200/body/type violated"), std::string::npos) << listener.str();
  EXPECT_NE(listener.str().find("api.yaml:2"), std::string::npos) << listener.str();
}

TEST(ConformsTo, AnUnknownOperationCannotPassByNegation) {
  EXPECT_THROW(ConformsTo(contract(), "getB"), std::runtime_error);
}

}  // namespace conforms_to_test
}  // namespace avouch

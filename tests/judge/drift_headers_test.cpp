// SPDX-License-Identifier: MIT
// Response headers that are not documented: those that are told, and those that anybody may add.
#include <gtest/gtest.h>

#include <string>

#include "judge/drift.h"

namespace avouch {
namespace drift_headers_test {

DocumentedResponse response(const std::string& status, const std::string& header = {}) {
  DocumentedResponse made{.status = status};
  if (!header.empty()) made.headers.push_back({.name = header});
  return made;
}

std::string said(const Operation& operation, const http::Fields& fields) {
  const Verdict verdict = judge_undocumented_headers(operation, operation.responses.back(), fields);
  return verdict.findings.empty() ? "holds" : verdict.findings.front().where;
}

TEST(UndocumentedHeaders, AreThoseThatNeitherTheResponseNorHttpNames) {
  Operation operation{.id = "get"};
  operation.responses = {response("200", "X-Total"), response("404", "X-Reason")};
  EXPECT_EQ(said(operation, {{"X-Reason", "a"}, {"Date", "today"}, {"Set-Cookie", "a=b"}}), "holds");
  EXPECT_EQ(said(operation, {{"X-Total", "1"}}), "header X-Total");
  EXPECT_EQ(said(operation, {{"Access-Control-Allow-Origin", "*"}}), "header Access-Control-Allow-Origin");
}

// A browser shows a page no error without them.
TEST(UndocumentedHeaders, OfCorsAreExpectedOnEachResponseIfOneDocumentsThem) {
  Operation operation{.id = "get"};
  operation.responses = {response("200", "Access-Control-Allow-Origin"), response("404")};
  EXPECT_EQ(
      said(operation, {{"Access-Control-Allow-Origin", "*"}, {"Access-Control-Expose-Headers", "X-Total"}}),
      "holds");
  EXPECT_EQ(said(operation, {{"X-Total", "1"}}), "header X-Total");
  EXPECT_EQ(said(operation, {{"Access-Control-Allow-Orign", "*"}}), "header Access-Control-Allow-Orign");
}

}  // namespace drift_headers_test
}  // namespace avouch

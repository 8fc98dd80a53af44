// SPDX-License-Identifier: MIT
#include "cli/command/mock_faults.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "contract/load.h"
#include "mock/answer/site.h"

namespace avouch {
namespace mock_faults_test {

Contract documented() {
  Result<Contract> contract = load_contract("mocked.json", {}, {{"mocked.json", R"({
    "openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "Get",
    "parameters": [{"in": "query", "name": "n", "schema": {"type": "integer"}}],
    "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"type": "object",
    "required": ["n"], "properties": {"n": {"type": "integer", "minimum": 0}}}}}},
    "400": {"description": "d", "content": {"application/json": {"schema": {"type": "object",
    "required": ["code"], "properties": {"code": {"type": "integer"}}}}}}}}}}})"}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

http::Response broken(const MockFaults& faults, const std::string& target) {
  const MockSite site(documented(), {});
  const http::Request request{.target = target};
  MockReply reply = site.reply(request);
  faults.put(request, reply);
  return reply.response;
}

TEST(MockFaults, BreakOnlyTheAnswerThatTheClauseSpeaksOf) {
  const Result<MockFaults> faults = MockFaults::make(documented(), {"Get/400/body/code/type"});
  ASSERT_TRUE(static_cast<bool>(faults)) << to_string(faults.errors());
  const MockSite site(documented(), {});
  EXPECT_EQ(broken(*faults, "/a"), site.answer({.target = "/a"}));
  const http::Response changed = broken(*faults, "/a?n=x");
  EXPECT_EQ(changed.status, 400);
  EXPECT_NE(changed.body, site.answer({.target = "/a?n=x"}).body);
}

TEST(MockFaults, SayWhenAnAnswerIsGivenThatNobodyUsuallyGets) {
  const Result<MockFaults> faults = MockFaults::make(documented(), {"Get/400/body/code/type"});
  ASSERT_TRUE(static_cast<bool>(faults));
  EXPECT_EQ(faults->notes(), (std::vector<std::string>{
                                 "Get/400/body/code/type is broken when the response is the documented 400; "
                                 "`Prefer: code=400` asks for it"}));
}

TEST(MockFaults, TakeTurns) {
  const Result<MockFaults> faults = MockFaults::make(documented(), {"Get/200/body/n/*"});
  ASSERT_TRUE(static_cast<bool>(faults));
  ASSERT_EQ(faults->size(), 2U);
  const http::Response first = broken(*faults, "/a");
  const http::Response second = broken(*faults, "/a");
  EXPECT_NE(first, second);
  EXPECT_EQ(broken(*faults, "/a"), first);
  EXPECT_EQ(broken(*faults, "/a"), second);
}

TEST(MockFaults, NameTheClausesOfAGlobThatNothingBreaks) {
  const Result<MockFaults> faults = MockFaults::make(documented(), {"Get/*/status"});
  ASSERT_TRUE(static_cast<bool>(faults));
  EXPECT_EQ(faults->size(), 1U);
  ASSERT_EQ(faults->notes().size(), 1U);
  EXPECT_TRUE(faults->notes().front().starts_with("Get/400/status is not broken: empty claim, "))
      << faults->notes().front();
}

}  // namespace mock_faults_test
}  // namespace avouch

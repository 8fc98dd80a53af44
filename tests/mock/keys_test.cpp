// SPDX-License-Identifier: MIT
// The credentials that a mock accepts: --user, --token, --api-key.
#include <gtest/gtest.h>

#include "sites.h"

namespace avouch {
namespace keys_test {

constexpr const char* kSecured = R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"},
  "components": {"securitySchemes": {
    "shop": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "other": {"type": "apiKey", "in": "header", "name": "X-Other"},
    "bearer": {"type": "http", "scheme": "bearer"}}},
  "paths": {
    "/shop": {"get": {"security": [{"shop": []}], "responses": {"200": {"description": "d"}}}},
    "/other": {"get": {"security": [{"other": []}], "responses": {"200": {"description": "d"}}}},
    "/bearer": {"get": {"security": [{"bearer": []}], "responses": {"200": {"description": "d"}}}}}})";

struct KeyCase {
  const char* target;
  http::Field field;
  int status;
};

TEST(CredentialsOfAMock, AreTheGivenKeyElseTheToken) {
  const Contract contract = contract_of(kSecured);
  const MockSite site(contract, {.user = kMockUser, .token = "token", .keys = {{"shop", "shop-key"}}});
  const KeyCase cases[] = {{"/shop", {"X-Key", "shop-key"}, 200},
                           {"/shop", {"X-Key", "token"}, 401},
                           {"/other", {"X-Other", "token"}, 200},
                           {"/other", {"X-Other", "shop-key"}, 401},
                           {"/bearer", {"Authorization", "Bearer token"}, 200},
                           {"/bearer", {"Authorization", "Bearer shop-key"}, 401}};
  for (const KeyCase& one : cases) {
    const http::Response response = site.answer({.target = one.target, .fields = {one.field}});
    EXPECT_EQ(response.status, one.status) << one.target << " " << one.field.value;
  }
}

// What to do where the port is taken.
TEST(APortThatIsTaken, IsToldWithTheWayRound) {
  const Contract contract = contract_of(kSecured);
  const Result<std::unique_ptr<MockServer>> first = MockServer::start(contract, {});
  ASSERT_TRUE(first);
  const Result<std::unique_ptr<MockServer>> second = MockServer::start(contract, {.port = (*first)->port()});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.errors()[0].hint, "Name a free port, or give --port 0.");
}

}  // namespace keys_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "contract/server.h"

#include <gtest/gtest.h>

#include <ostream>

#include "base/text.h"
#include "http/origin.h"
#include "tests/contract/documents.h"

namespace avouch {
namespace server_test {

struct Server {
  const char* documented;
  const char* normal;
  const char* base;  // origin and path; "none" where nothing can stand below it
};

void PrintTo(const Server& shown, std::ostream* out) {
  *out << shown.documented;
}

class Servers : public testing::TestWithParam<Server> {};

TEST_P(Servers, AreNormalAndHaveABase) {
  const std::string normal = normal_server(GetParam().documented);
  EXPECT_EQ(normal, GetParam().normal);
  EXPECT_EQ(normal_server(normal), normal);
  const std::optional<ServerBase> base = server_base(normal);
  EXPECT_EQ(base ? (base->origin ? http::serialize(*base->origin) : "") + base->path : "none",
            GetParam().base);
}

INSTANTIATE_TEST_SUITE_P(
    Contract, Servers,
    testing::Values(
        Server{"https://api.example.com", "https://api.example.com", "https://api.example.com"},
        Server{"https://api.example.com/v1", "https://api.example.com/v1", "https://api.example.com/v1"},
        Server{"HTTPS://API.example.com:443/v1/", "https://api.example.com/v1", "https://api.example.com/v1"},
        Server{"http://u:p@localhost:8080/", "http://localhost:8080", "http://localhost:8080"},
        Server{"https://api.example.com/?a=b", "https://api.example.com/?a=b", "none"}, Server{"/", "/", ""},
        Server{"", "/", ""}, Server{"/v1/", "/v1", "/v1"}, Server{"/Version 1", "/Version 1", "/Version%201"},
        Server{"/v1?a=b", "/v1?a=b", "none"}, Server{"v1", "v1", "none"}, Server{"../v1", "../v1", "none"},
        Server{"api.example.com/v1", "api.example.com/v1", "none"},
        Server{"//api.example.com/v1", "//api.example.com/v1", "https://api.example.com/v1"}));

TEST(Servers, OfAnOperationAreItsOwnElseThePathsElseTheDocuments) {
  const Result<Contract> contract = testing_documents::load(R"(
openapi: 3.1.0
info: {title: Users, version: '1'}
servers: [{url: /v1}]
paths:
  /a:
    get: {operationId: A, responses: {'200': {description: a}}}
  /b:
    servers: [{url: https://b.example.com/}]
    get: {operationId: B, responses: {'200': {description: b}}}
    put: {operationId: C, servers: [], responses: {'200': {description: c}}}
    post: {operationId: D, servers: [{url: https://D.example.com}, {url: v2}], responses: {'200': {description: d}}}
    delete: {operationId: E, servers: [{url: /}], responses: {'200': {description: e}}}
)");
  if (!contract) FAIL() << to_string(contract.errors());
  std::string all;
  for (const Operation& operation : contract->operations)
    all += operation.id + "(" + join(operation.servers, " ") + ") ";
  EXPECT_EQ(all,
            "A(/v1) B(https://b.example.com) C(https://b.example.com) D(https://d.example.com v2) E(/) ");
}

}  // namespace server_test
}  // namespace avouch

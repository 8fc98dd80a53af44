// SPDX-License-Identifier: MIT
// Documents that no response can satisfy, or that need more than one response at once.
#include <gtest/gtest.h>

#include <stdexcept>

#include "contract/load.h"
#include "prove/proof.h"

namespace avouch {
namespace message_test {

ContractProof proof_of(const std::string& operation) {
  const std::string document =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": )" + operation + "}}";
  const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  Result<ContractProof> proof = prove(*contract, {});
  if (!proof) throw std::runtime_error(to_string(proof.errors()));
  return *std::move(proof);
}

TEST(ProveMessages, FramingIsOutOfReachAndHoldsNobodyUp) {
  const ContractProof proof =
      proof_of(R"({"get": {"operationId": "Get", "responses": {"200": {"description": "d",
    "headers": {"Transfer-Encoding": {"required": true, "schema": {"type": "string"}},
    "Connection": {"schema": {"type": "string"}}, "Content-Encoding": {"schema": {"type": "string"}},
    "Content-Length": {"required": true, "schema": {"type": "integer"}}}}}}})");
  std::size_t headers = 0;
  for (const ClauseProof& one : proof.clauses) {
    const bool is_header = one.clause->kind == ClauseKind::header;
    headers += is_header ? 1 : 0;
    EXPECT_EQ(one.finding, is_header ? ClauseProof::Finding::out_of_reach : ClauseProof::Finding::proven)
        << one.clause->coordinate << ": " << one.why;
  }
  EXPECT_GE(headers, 6U);
}

TEST(ProveMessages, AnInformationalAnswerIsUnreachable) {
  const ContractProof proof = proof_of(R"({"get": {"operationId": "Get", "responses": {
    "103": {"description": "d"}, "200": {"description": "d"}}}})");
  for (const ClauseProof& one : proof.clauses) {
    const bool is_informational = one.clause->coordinate.starts_with("Get/103/");
    EXPECT_EQ(one.finding,
              is_informational ? ClauseProof::Finding::unreachable : ClauseProof::Finding::proven)
        << one.clause->coordinate << ": " << one.why;
  }
}

TEST(ProveMessages, EveryJsonTypeOfAnAnswerIsProven) {
  const ContractProof proof =
      proof_of(R"({"get": {"operationId": "Get", "responses": {"200": {"description": "d",
    "content": {"application/json": {"schema": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}},
    "application/vnd.x+json": {"schema": {"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}}}}}}}})");
  for (const ClauseProof& one : proof.clauses)
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << one.clause->coordinate << ": " << one.why;
}

TEST(ProveMessages, RequiredCorsHeadersOfAnyErrorAreProven) {
  const ContractProof proof = proof_of(R"({"put": {"operationId": "Put",
    "parameters": [{"in": "query", "name": "n", "schema": {"type": "integer"}}],
    "x-avouch-cors": {"admitted": ["https://app.example"], "denied": ["https://evil.example"]},
    "responses": {"200": {"description": "d", "headers": {
    "Access-Control-Allow-Origin": {"required": true, "schema": {"type": "string"}}}},
    "405": {"description": "d", "content": {"application/json": {"schema": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}}}},
    "422": {"description": "d", "headers": {"Access-Control-Allow-Origin": {"required": true,
    "schema": {"type": "string"}}}}}}})");
  for (const ClauseProof& one : proof.clauses) {
    if (one.clause->coordinate.starts_with("Put/4") && one.clause->kind == ClauseKind::status) continue;
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << one.clause->coordinate << ": " << one.why;
  }
}

}  // namespace message_test
}  // namespace avouch

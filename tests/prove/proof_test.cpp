// SPDX-License-Identifier: MIT
#include "prove/proof.h"

#include <gtest/gtest.h>

#include "contract/load.h"
#include "schemas/shipped.h"

namespace avouch {
namespace {

Contract shipped() {
  std::vector<NamedText> texts;
  for (const ShippedFile& file : shipped_files()) {
    if (file.name.starts_with("schemas/configuration-webhook.")) texts.emplace_back(file.name, file.text);
  }
  Result<Contract> contract = load_shipped_contract(texts);
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

TEST(Prove, EveryClauseOfTheShippedContractIsProven) {
  const Result<ContractProof> proof = prove(shipped(), {});
  ASSERT_TRUE(static_cast<bool>(proof)) << to_string(proof.errors());
  for (const ClauseProof& one : proof->clauses) {
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven)
        << one.clause.coordinate << ": " << to_string(one.finding) << ", " << one.why;
    for (const Survivor& survivor : one.survivors)
      ADD_FAILURE() << one.clause.coordinate << ": " << survivor.what << ": " << survivor.why;
  }
  std::cout << proof->mutants << " mutants, " << proof->conformant << " conformant, " << proof->exchanges
            << " exchanges\n";
}

TEST(Prove, TenThousandConformingBodiesViolateNothing) {
  const Result<ContractProof> proof =
      prove(shipped(), {.selection = {.include_clauses = {"*/body/*"}}, .random = 10'000});
  ASSERT_TRUE(static_cast<bool>(proof)) << to_string(proof.errors());
  EXPECT_GE(proof->conformant, 10'000u);
  for (const ClauseProof& one : proof->clauses) {
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << one.clause.coordinate << ": " << one.why;
  }
}

TEST(Prove, AClauseThatNothingContradictsIsAnEmptyClaim) {
  const std::string document =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get":
    {"operationId": "GetA", "responses": {"200": {"description": "d", "content": {"application/json":
    {"schema": {"type": "string", "minLength": 0, "maxLength": 3}}}}}}}}})";
  const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const Result<ContractProof> proof = prove(*contract, {.selection = {.include_clauses = {"*Length"}}});
  ASSERT_TRUE(static_cast<bool>(proof));
  ASSERT_EQ(proof->clauses.size(), 2u);
  EXPECT_EQ(proof->clauses[0].finding, ClauseProof::Finding::proven);
  EXPECT_EQ(proof->clauses[1].finding, ClauseProof::Finding::empty_claim) << proof->clauses[1].why;
}

}  // namespace
}  // namespace avouch

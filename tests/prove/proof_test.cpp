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
    EXPECT_EQ(one.survivors, std::vector<std::string>{}) << one.clause.coordinate;
  }
  std::cout << proof->mutants << " mutants, " << proof->conformant << " conformant, " << proof->exchanges
            << " exchanges\n";
}

}  // namespace
}  // namespace avouch

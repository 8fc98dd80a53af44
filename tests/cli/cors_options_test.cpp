// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/command/commands.h"

namespace avouch {
namespace {

std::string claim(const Options& options, const std::string& ending) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return to_string(contract.errors());
  for (const BoundClause& bound : contract->clauses) {
    if (bound.clause.coordinate.ends_with(ending)) return bound.clause.claim;
  }
  return "no such clause";
}

TEST(CorsOptions, CredentialsChangeWhatIsClaimed) {
  const std::string ending = "cors/response/credentials-admitted";
  EXPECT_EQ(claim({}, ending), "where the answer admits credentials, it does so with exactly true");
  EXPECT_EQ(claim({.credentials = true}, ending),
            "the answer admits the page's credentials, with exactly true");
  EXPECT_EQ(claim({.credentials = false}, ending), "the answer admits no credentials");
}

TEST(CorsOptions, ADeniedOriginGetsAClause) {
  const std::string ending = "cors/response/denied-origin";
  EXPECT_EQ(claim({}, ending), "no such clause");
  EXPECT_EQ(claim({.deny_origins = {"https://evil.example"}}, ending),
            "the answer does not admit a page on https://evil.example");
}

}  // namespace
}  // namespace avouch

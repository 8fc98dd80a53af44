// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/command/commands.h"

namespace avouch {
namespace cors_options_test {

std::string claim(const Options& options, const std::string& ending) {
  const Result<Contract> contract = contract_of(options);
  if (!contract) return to_string(contract.errors());
  for (const BoundClause& bound : contract->clauses) {
    if (bound.clause->coordinate.ends_with(ending)) return bound.clause->claim;
  }
  return "no such clause";
}

TEST(CorsOptions, CredentialsChangeWhatIsClaimed) {
  const std::string ending = "cors/response/credentials-admitted";
  EXPECT_EQ(claim({}, ending),
            "if the response allows credentials, Access-Control-Allow-Credentials is exactly true");
  EXPECT_EQ(claim({.credentials = true}, ending),
            "the response allows the page's credentials: Access-Control-Allow-Credentials is exactly true");
  EXPECT_EQ(claim({.credentials = false}, ending), "the response allows no credentials");
}

TEST(CorsOptions, ADeniedOriginGetsAClause) {
  const std::string ending = "cors/response/denied-origin";
  EXPECT_EQ(claim({}, ending), "no such clause");
  EXPECT_EQ(claim({.deny_origins = {"https://evil.example"}}, ending),
            "the response does not allow a page on https://evil.example");
}

}  // namespace cors_options_test
}  // namespace avouch

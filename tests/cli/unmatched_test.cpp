// SPDX-License-Identifier: MIT
#include "cli/command/unmatched.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace avouch {
namespace unmatched_test {

Contract contract() {
  Contract contract;
  contract.operations.emplace_back();
  contract.operations.back().id = "getBook";
  contract.operations.back().method = "GET";
  contract.operations.back().path = "/books/{id}";
  contract.operations.back().tags = {"books"};
  contract.clauses.emplace_back();
  contract.clauses.back().clause.own().coordinate = "getBook/200/status";
  return contract;
}

TEST(Unmatched, NamesEachGlobThatMatchesNothing) {
  const Selection selection{
      .include = {.paths = {"/books/*", "/shops"}, .methods = {"get", "PUT"}, .tags = {"books", "x"}},
      .exclude = {.ids = {"getBook", "getShop"}},
      .include_clauses = {"*/status", "*/prize"},
      .exclude_clauses = {"foo*"}};
  EXPECT_THAT(
      unmatched_globs(selection, contract()),
      testing::ElementsAre("--include \"*/prize\" matches no clause of the contract",
                           "--exclude \"foo*\" matches no clause of the contract",
                           "--include-path \"/shops\" matches no operation of the contract",
                           "--include-method \"PUT\" matches no operation of the contract",
                           "--include-tag \"x\" matches no operation of the contract",
                           "--exclude-operation-id \"getShop\" matches no operation of the contract"));
  EXPECT_THAT(unmatched_globs({}, contract()), testing::IsEmpty());
}

TEST(Unmatched, IsWhatToDoWhereNothingIsSelected) {
  const Selection selection{.include_clauses = {"nosuch*"}};
  EXPECT_EQ(
      run_hints(selection, contract()).nothing_selected,
      "--include \"nosuch*\" matches no clause of the contract. Loosen --include… and --exclude…; avouch "
      "list shows every coordinate.");
  EXPECT_EQ(run_hints({.include_clauses = {"*"}}, contract()).nothing_selected,
            "Loosen --include… and --exclude…; avouch list shows every coordinate.");
}

}  // namespace unmatched_test
}  // namespace avouch

// SPDX-License-Identifier: MIT
// Makes contracts from a few lines of YAML, for tests.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "contract/load.h"

namespace avouch::testing_documents {

inline Result<Contract> load(const std::string& yaml, const std::vector<NamedText>& others = {},
                             const LoadOptions& options = {}) {
  std::vector<NamedText> texts = others;
  texts.emplace_back("api.yaml", yaml);
  return load_contract("api.yaml", options, texts);
}

// An operation GET /users, whose members are given.
inline std::string with_operation(const std::string& members, const std::string& rest = {}) {
  return "openapi: 3.1.0\ninfo: {title: Users, version: '1'}\npaths:\n  /users:\n    get: {operationId: "
         "ListUsers, " +
         members + "}\n" + rest;
}

// The same, with responses.
inline std::string with_responses(const std::string& responses, const std::string& rest = {}) {
  return with_operation("responses: {" + responses + "}", rest);
}

// The same; every fault is an error.
inline Result<Contract> load_strictly(const std::string& yaml) {
  return load(yaml, {}, {.is_strict = true});
}

inline std::string titles(const Errors& errors) {
  std::string text;
  for (const Error& error : errors) text += error.title + "\n";
  return text;
}

// The verdict-relevant state of a contract with faults: the coordinates of the clauses that cannot be judged.
inline std::string unjudged(const Contract& contract) {
  std::string text;
  for (const BoundClause& bound : contract.clauses) {
    if (bound.fault != nullptr) text += bound.clause->coordinate + "\n";
  }
  return text;
}

}  // namespace avouch::testing_documents

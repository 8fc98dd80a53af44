// SPDX-License-Identifier: MIT
// Mocks of documents written in tests.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "contract/load.h"
#include "mock/answer/site.h"
#include "mock/mock.h"

namespace avouch {

inline Contract contract_of(const std::string& text) {
  Result<Contract> contract = load_contract("mocked.json", {}, {{"mocked.json", text}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

inline MockSite site_of(const Contract& contract, std::vector<std::string> origins = {}) {
  return {contract, {.user = kMockUser, .token = kMockToken, .origins = std::move(origins)}};
}

// An OpenAPI 3.1 document of these paths.
inline std::string document_of(const std::string& paths) {
  return R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {)" + paths + "}}";
}

inline std::string field(const http::Response& response, const std::string& name) {
  return http::combined(response.fields, name).value_or("(none)");
}

}  // namespace avouch

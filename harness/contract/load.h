// SPDX-License-Identifier: MIT
// From documents to a contract.
//
//   Result<Contract> contract = load_contract("openapi.yaml", {});
//   Result<Contract> shipped = load_shipped_contract({{"schemas/x.openapi.json", text},
//   {"schemas/x.schema.json", text}});
//
// OpenAPI 3.0 and 3.1, in JSON or YAML, in one file or several. Nothing is fetched over a network but by the
// function that is given for it.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"

namespace avouch {

struct LoadOptions {
  bool skip_invalid = false;  // leave an operation that cannot be loaded out, with a note, instead of failing
  // URLs and the folders in which their documents are.
  std::vector<std::pair<std::string, std::string>> ref_roots;
  // Reads what is at other http and https URLs. Empty: nothing is fetched over the network.
  std::function<Result<std::string>(const std::string& url)> fetch = {};
  std::vector<std::string> overlays;  // files of OpenAPI Overlay 1.0, applied in this order
};

// A document that is no file: its name, as references and messages use it, and its text.
using NamedText = std::pair<std::string, std::string>;

// The contract of `file`. `texts` stand in for files of their names.
// Errors, all at once, each with its place: what cannot be read, is not OpenAPI 3.0 or 3.1, breaks its rules,
// or is not supported.
Result<Contract> load_contract(const std::string& file, const LoadOptions& options,
                               const std::vector<NamedText>& texts = {});

// A JSON Schema by itself, as the contract of one operation: `method` on `path` responds with 200 with a JSON
// body that conforms to it. `path` is "/v1/things", a query with it or not. Errors: as load_contract().
Result<Contract> load_schema_contract(const std::string& file, const std::string& method,
                                      const std::string& path, const LoadOptions& options);

// The contract of the only text whose name ends in ".openapi.json". Precondition: there is one.
Result<Contract> load_shipped_contract(const std::vector<NamedText>& texts);

}  // namespace avouch

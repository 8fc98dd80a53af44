// SPDX-License-Identifier: MIT
// Loads a contract from documents.
//
//   Result<Contract> contract = load_contract("openapi.yaml", {});
//   Result<Contract> shipped = load_shipped_contract({{"schemas/x.openapi.json", text},
//                                                            {"schemas/x.schema.json", text}});
//
// Supports OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0, in JSON or YAML, in one file or several. Nothing is
// fetched over a network, except by the function given for it.
//
// A fault of a document costs what depends on it, never the document: see contract/fault.h.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"

namespace avouch {

struct LoadOptions {
  bool is_strict = false;     // every fault is an error
  bool reads_unused = false;  // also read the components and webhooks that no operation uses
  // URLs, and the local folders for documents whose URL starts with them.
  std::vector<std::pair<std::string, std::string>> ref_roots;
  // Reads documents at other http and https URLs. Empty: nothing is fetched over the network.
  std::function<Result<std::string>(const std::string& url)> fetch = {};
  // Reads files that are not on the disk, such as those of an archive. Empty: files are read from the disk.
  std::function<Result<std::string>(const std::string& file)> read = {};
  std::vector<std::string> overlays;  // files of OpenAPI Overlay 1.0 or 1.1, applied in this order
};

// A document that is not a file: its name, as references and messages use it, and its text.
using NamedText = std::pair<std::string, std::string>;

// Loads the contract in `file`. `texts` replace the files of their names. Errors, all together, each with its
// place: documents that cannot be read or are not OpenAPI 3.0, 3.1, 3.2 or Swagger 2.0; every fault of a
// document of which no operation remains. Other faults are in Contract::faults.
Result<Contract> load_contract(const std::string& file, const LoadOptions& options,
                               const std::vector<NamedText>& texts = {});

// Loads a JSON Schema as the contract of one operation: `method` on `path` responds with 200 and a JSON body
// that conforms to it. `path` is "/v1/things", with or without a query. Errors: as load_contract().
Result<Contract> load_schema_contract(const std::string& file, const std::string& method,
                                      const std::string& path, const LoadOptions& options);

// Loads the only text whose name ends in ".openapi.json", with those that begin with the rest of its name.
// Precondition: such a text exists.
Result<Contract> load_shipped_contract(const std::vector<NamedText>& texts);

}  // namespace avouch

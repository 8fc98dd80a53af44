// SPDX-License-Identifier: MIT
// Loads a contract: contract/load.h has more ways.
//
//   const Contract contract = load("api.yaml").value();
#pragma once

#include <string>

#include "contract/load.h"

namespace avouch {

// Loads an OpenAPI document (Swagger 2.0 or OpenAPI 3; JSON or YAML). Errors: all of them, each with file,
// line and JSON Pointer.
inline Result<Contract> load(const std::string& file, const LoadOptions& options = {}) {
  return load_contract(file, options);
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Reads security requirements and the schemes that they name: OpenAPI 3.1 §4.8.27 and §4.8.30.
#pragma once

#include <vector>

#include "contract/contract.h"
#include "contract/openapi/reader.h"

namespace avouch {

struct DocumentedSecurity {
  std::vector<SecurityRequirement> alternatives;
  std::string documentation;              // of the first scheme that has one
  std::vector<std::string> auth_schemes;  // as Operation::auth_schemes
};

// `security` is an array of requirements; satisfying one is enough. `root` is the document that defines the
// schemes.
DocumentedSecurity read_security(Reader& reader, const Location& security, const Location& root);

// Security that is documented and cannot be read: no request can carry it.
DocumentedSecurity unread_security(const ContractFault& fault);

// Reads a scheme of that name for its faults and notes.
void check_scheme(Reader& reader, const NamedLocation& scheme);

}  // namespace avouch

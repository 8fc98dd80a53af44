// SPDX-License-Identifier: MIT
// Security requirements and the schemes that they name: OpenAPI 3.1 §4.8.27 and §4.8.30.
#pragma once

#include <vector>

#include "contract/contract.h"
#include "contract/openapi/reader.h"

namespace avouch {

struct DocumentedSecurity {
  std::vector<SecurityRequirement> alternatives;
  std::string documentation;  // of the first scheme that tells
};

// `security`: an array of requirements, one of which is enough. `root` is the document that names the
// schemes.
DocumentedSecurity read_security(Reader& reader, const Location& security, const Location& root);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Converts Swagger 2.0 to OpenAPI 3.0 when a contract is loaded.
//
//   convert_swagger(library, "petstore.json", faults, notes);
//
// The OpenAPI document replaces the Swagger document in the library, which remembers where each part of it is
// from (Library::source_of): every message names the place in the Swagger document. Not thread-safe.
#pragma once

#include <string>

#include "base/result.h"
#include "contract/document/library.h"

namespace avouch {

// Does nothing if the document is not Swagger 2.0. Converts the schemas of other documents that it refers to
// in their place. Adds members of a wrong type, which are ignored, to `faults`, and what OpenAPI cannot say
// to `notes`. Everything else that is wrong is found when OpenAPI is read. Precondition: `file` is in the
// library.
void convert_swagger(Library& library, const std::string& file, Errors& faults, Errors& notes);

}  // namespace avouch

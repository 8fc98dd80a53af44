// SPDX-License-Identifier: MIT
// A schema as it holds for requests: OpenAPI 3.1 §4.8.24.1. A member that is readOnly is not sent, so where
// it is required, only responses need it.
//
//   std::shared_ptr<const Schema> wanted = request_schema(media.schema, contract.library.get());
//
// Pure.
#pragma once

#include <cstddef>
#include <memory>

#include "contract/library.h"
#include "contract/schema.h"

namespace avouch {

// Whether what the node speaks of is readOnly.
bool is_read_only(const Schema& schema, const Library& library, std::size_t node);

// The same schema where nothing readOnly is required in it. `library` may be null: then nothing is known to
// be.
std::shared_ptr<const Schema> request_schema(const std::shared_ptr<const Schema>& schema,
                                             const Library* library);

}  // namespace avouch

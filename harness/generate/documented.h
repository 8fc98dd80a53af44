// SPDX-License-Identifier: MIT
// Values that a document shows in its schemas: examples and defaults.
//
//   maker.hint(documented_values(library, schema));
//   documented_in_branch(library, parameter.schema)   // the example of a branch of oneOf
//
// Pure; the library is only read.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <unordered_map>

#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// By node: its example, else its default, else the value that its description shows.
std::unordered_map<std::size_t, JsonValue> documented_values(const Library& library, const Schema& schema);

// The first example of a schema object that describes the whole value, such as a branch of oneOf or of allOf,
// that the schema accepts. nullopt if there is none.
std::optional<JsonValue> documented_in_branch(const Library& library,
                                              const std::shared_ptr<const Schema>& schema);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Whether any value may stand at a place, as far as types tell. Where none may, nothing contradicts a claim.
//
//   impossible_there(schema, way_to(schema, node))
//
// Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/schema/schema.h"
#include "generate/maker/goal.h"

namespace avouch {

// Why no value may stand at the end of the way: parts of the schema that apply together allow different types
// there. nullopt if some type is allowed, as far as types tell.
std::optional<std::string> impossible_there(const Schema& schema, const std::vector<SchemaStep>& way);

}  // namespace avouch

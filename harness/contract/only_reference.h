// SPDX-License-Identifier: MIT
// Whether an example or a default is nothing but a `$ref`: {"$ref": "examples/thing.yaml"}. It is a value, so
// nothing follows its reference (OpenAPI 3.1 §4.8.19), and it shows nothing of what its author meant.
//
// Pure.
#pragma once

#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// False if the schema describes a member `$ref`. `schema` may be null.
bool is_only_reference(const JsonValue& value, const Schema* schema);

}  // namespace avouch

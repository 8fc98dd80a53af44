// SPDX-License-Identifier: MIT
// Whether a schema accepts a value that a request is to have.
//
//   accepted(parameter.schema, JsonValue::string("gzip"))   // true
//
// Pure and thread-safe.
#pragma once

#include <memory>
#include <optional>

#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// nullopt if that is not known: the schema cannot be judged, or the budget of a body was used up.
// Precondition: `schema` is not null.
std::optional<bool> accepted(const std::shared_ptr<const Schema>& schema, const JsonValue& value);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Converts the user's values to the types that a schema requires. Text from --variable or a values file has
// no type.
//
//   value_given(schema, {}, "5")      ->  5 if the schema requires a number; "5" if it requires a string
//   value_given(schema, {}, "a,b")    ->  ["a", "b"] if it requires an array
//
// Arrays and objects are read as JSON, else in style simple: "a,b"; "name,value,name,value". Pure.
#pragma once

#include <memory>

#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// `given` where the schema is null, or says nothing of the place. A number or a boolean where only a string
// may stand becomes its text.
JsonValue value_given(const std::shared_ptr<const Schema>& schema, const ValuePosition& position,
                      const JsonValue& given);

}  // namespace avouch

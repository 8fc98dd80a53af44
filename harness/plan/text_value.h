// SPDX-License-Identifier: MIT
// Values that the user gave, as a schema wants them: text says no type, whether it comes from --variable or
// from a values file.
//
//   value_given(schema, {}, "5")      ->  5, where the schema wants a number; "5" where it wants a string
//   value_given(schema, {}, "a,b")    ->  ["a", "b"], where it wants an array
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

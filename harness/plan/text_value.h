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
#include <nlohmann/json.hpp>

#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"

namespace avouch {

// How to handle a number that the JSON library cannot represent exactly: 1.50, or an identifier of more than
// 19 digits.
enum class InexactNumbers {
  stay_text,  // keep its text: for values that become text again
  are_near,   // use the nearest number: for values that must be numbers
};

// Returns `given` unchanged if the schema is null or does not constrain the position. A number or a boolean
// becomes its text if only a string is allowed.
nlohmann::json value_given(const std::shared_ptr<const Schema>& schema, const ValuePosition& position,
                           const nlohmann::json& given, InexactNumbers inexact = InexactNumbers::stay_text);

}  // namespace avouch

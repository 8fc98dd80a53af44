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
#include <nlohmann/json.hpp>

#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"

namespace avouch {

// What becomes of a number that the JSON library cannot hold as it was written: 1.50, or an identifier of
// more than 19 digits.
enum class InexactNumbers {
  stay_text,  // where it is written as text again
  are_near,   // where it must be a number
};

// `given` where the schema is null, or says nothing of the place. A number or a boolean where only a string
// may stand becomes its text.
nlohmann::json value_given(const std::shared_ptr<const Schema>& schema, const ValuePosition& position,
                           const nlohmann::json& given, InexactNumbers inexact = InexactNumbers::stay_text);

}  // namespace avouch

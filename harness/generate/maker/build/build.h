// SPDX-License-Identifier: MIT
// Build: makes one value by its rules. Its members and items are confirmed when they are made. The value
// itself is not confirmed.
#pragma once

#include <cstddef>
#include <optional>

#include "generate/maker/choose/choices.h"
#include "generate/maker/context.h"
#include "generate/maker/taste.h"
#include "generate/rules.h"
#include "json/json_value.h"

namespace avouch {

// Each returns nullopt if these choices allow no value. `depth`: levels above the value.
std::optional<JsonValue> build_value(MakerContext& context, const Rules& rules, Choices& choices,
                                     const Taste& taste, const Demand& demand, std::size_t depth);
std::optional<JsonValue> build_object(MakerContext& context, const ObjectRules& object, const Taste& taste,
                                      std::size_t depth);
std::optional<JsonValue> build_array(MakerContext& context, const ArrayRules& array, Choices& choices,
                                     const Taste& taste, std::size_t depth);

}  // namespace avouch

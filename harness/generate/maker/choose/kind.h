// SPDX-License-Identifier: MIT
// Choose: selects the kind of a value, or one of the listed values.
#pragma once

#include <optional>

#include "generate/maker/choose/choices.h"
#include "generate/maker/context.h"
#include "generate/maker/taste.h"
#include "generate/rules.h"
#include "json/json_value.h"
#include "judge/body/kinds.h"

namespace avouch {

// Returns nullopt if the rules allow no kind.
std::optional<ValueKind> choose_kind(MakerContext& context, const Rules& rules, Choices& choices,
                                     const Taste& taste);

// Returns one of rules.values, such as a value of an enum; nullptr if none fits. Precondition: rules.values
// is set.
const JsonValue* choose_listed(MakerContext& context, const Rules& rules, Choices& choices,
                               const Taste& taste, const Demand& demand);

}  // namespace avouch

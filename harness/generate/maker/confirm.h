// SPDX-License-Identifier: MIT
// Confirm: the judge accepts the built value, or the next choices are tried.
#pragma once

#include <cstddef>
#include <optional>

#include "contract/schema/schema.h"
#include "generate/maker/context.h"
#include "generate/maker/taste.h"
#include "generate/rules.h"
#include "json/json_value.h"
#include "judge/body/body.h"

namespace avouch {

// Returns whether all nodes of the demand accept the value, and the refusing nodes reject it.
bool is_accepted(const BodyJudge& judge, const Demand& demand, const JsonValue& value);

// Gathers, chooses, builds and confirms until the judge accepts a value. Returns nullopt if that fails within
// the limits. `depth`: levels above the value. `violated`: see Maker::make().
std::optional<JsonValue> make_confirmed(MakerContext& context, const Demand& demand, const Taste& taste,
                                        std::size_t depth, std::size_t violated = kNoKeyword);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Derives the demand for one member or one item from the rules of its object or array.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "generate/maker/context.h"
#include "generate/rules.h"

namespace avouch {

Demand demand_of_member(MakerContext& context, const ObjectRules& object, std::string_view name);
Demand demand_of_item(const MakerContext& context, const ArrayRules& array, std::size_t index);

// Returns whether every value satisfies the demand.
bool is_open(const Demand& demand);

}  // namespace avouch

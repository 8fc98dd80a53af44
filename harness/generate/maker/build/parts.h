// SPDX-License-Identifier: MIT
// What the rules of an object or an array say of one member or one item.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "generate/maker/context.h"
#include "generate/rules.h"

namespace avouch {

Demand demand_of_member(MakerContext& context, const ObjectRules& object, std::string_view name);
Demand demand_of_item(const MakerContext& context, const ArrayRules& array, std::size_t index);

// Whether any value will do.
bool is_open(const Demand& demand);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Choose: selects the number of items of an array.
#pragma once

#include <cstddef>

#include "generate/maker/context.h"
#include "generate/maker/taste.h"
#include "generate/rules.h"

namespace avouch {

// Returns the number of items that minItems and contains require together.
std::size_t fewest_items(const ArrayRules& array);

// Precondition: fewest_items() is at most array.most.
std::size_t choose_item_count(MakerContext& context, const ArrayRules& array, const Taste& taste);

}  // namespace avouch

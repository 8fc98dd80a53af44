// SPDX-License-Identifier: MIT
// Choose: selects the members of an object.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generate/maker/context.h"
#include "generate/maker/taste.h"
#include "generate/rules.h"

namespace avouch {

// Returns whether `names` contains the name.
bool lists(const std::vector<std::string>& names, std::string_view name);

// Returns whether the object needs the member: it is required, or it is the member that must fail.
bool is_needed(const ObjectRules& object, std::string_view name);

// Returns the needed members and those that the taste selects, in the order of the schema.
NameList choose_members(MakerContext& context, const ObjectRules& object, const Taste& taste);

// If the goal is in a member that the schema does not name, returns the pattern for its name; "" means any
// name.
std::optional<std::string> pattern_of_goal(const MakerContext& context, const ObjectRules& object,
                                           const Goal& goal);

}  // namespace avouch

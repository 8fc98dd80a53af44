// SPDX-License-Identifier: MIT
// Choose: which members an object has.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generate/maker/context.h"
#include "generate/maker/taste.h"
#include "generate/rules.h"

namespace avouch {

// Whether the name is one of them.
bool lists(const std::vector<std::string>& names, std::string_view name);

// Whether the object fails without the member: `required`, or the member itself is what must fail.
bool is_needed(const ObjectRules& object, std::string_view name);

// Members that the schema names, in its order: those that are needed, and those that the taste is for.
std::vector<std::string> choose_members(MakerContext& context, const ObjectRules& object, const Taste& taste);

// The goal may be in a member that the schema does not name. Then: the pattern for its name, "" for any name.
std::optional<std::string> pattern_of_goal(const MakerContext& context, const ObjectRules& object,
                                           const Goal& goal);

}  // namespace avouch

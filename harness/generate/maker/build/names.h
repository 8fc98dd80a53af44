// SPDX-License-Identifier: MIT
// Finds names of members that an object does not have yet.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "generate/maker/context.h"
#include "generate/rules.h"
#include "json/json_value.h"

namespace avouch {

// Returns at most `count` names that the schema does not list and the object does not have. If `pattern` is
// not empty, the names match it.
std::vector<std::string> new_names(MakerContext& context, const ObjectRules& rules, const JsonValue& object,
                                   const std::string& pattern, std::size_t count);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Names for members that an object does not have yet.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "generate/maker/context.h"
#include "generate/rules.h"
#include "json/json_value.h"

namespace avouch {

// At most `count` names that the schema does not list and the object does not have. With a pattern that is
// not empty, names that match it.
std::vector<std::string> new_names(MakerContext& context, const ObjectRules& rules, const JsonValue& object,
                                   const std::string& pattern, std::size_t count);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Choose: selects the alternative of a keyword for the value in progress.
//
// For an existing value, it is the alternative that the value matches. Otherwise the goal decides, then the
// taste. The choices try the other alternatives later.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "generate/maker/gather/gathering.h"
#include "json/json_value.h"

namespace avouch {

// Returns the branch of an anyOf or a oneOf.
std::size_t choose_branch(Gathering& to, std::size_t index);

// Returns whether the `if` holds.
bool choose_condition(Gathering& to, std::size_t index);

// Returns whether the member of that branch of dependentSchemas is present. Precondition: no value exists
// yet.
bool choose_dependent(Gathering& to, std::size_t index, std::size_t branch);

// Returns the index of the name for the property of a discriminator.
std::size_t choose_name(Gathering& to, const std::string& property, const std::vector<JsonValue>& names);

}  // namespace avouch

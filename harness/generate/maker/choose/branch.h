// SPDX-License-Identifier: MIT
// Choose: which alternative of a keyword applies to the value that is gathered for.
//
// If the value exists, the one that it meets. Otherwise the goal decides, then the taste; the choices go
// through the others later.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "generate/maker/gather/gathering.h"
#include "json/json_value.h"

namespace avouch {

// The branch of an anyOf or a oneOf.
std::size_t choose_branch(Gathering& to, std::size_t index);

// Whether the `if` holds.
bool choose_condition(Gathering& to, std::size_t index);

// Whether the member of that branch of dependentSchemas is present. Precondition: there is no value yet.
bool choose_dependent(Gathering& to, std::size_t index, std::size_t branch);

// Which of the names of a discriminator's branch its property has.
std::size_t choose_name(Gathering& to, const std::string& property, const std::vector<JsonValue>& names);

}  // namespace avouch

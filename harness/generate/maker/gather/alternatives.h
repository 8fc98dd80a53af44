// SPDX-License-Identifier: MIT
// Gathers from keywords that leave a choice: the branch is chosen (choose/branch.h), then its node is
// required.
#pragma once

#include <cstddef>

#include "generate/maker/gather/gathering.h"

namespace avouch {

void require_alternative(Gathering& to, std::size_t index);  // anyOf, oneOf
void require_condition(Gathering& to, std::size_t index);    // if, then, else
void require_dependents(Gathering& to, std::size_t index);   // dependentSchemas

}  // namespace avouch

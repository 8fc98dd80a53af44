// SPDX-License-Identifier: MIT
// Gathers from keywords that leave a choice. choose/branch.h chooses the branch.
#pragma once

#include <cstddef>

#include "generate/maker/gather/gathering.h"

namespace avouch {

void require_alternative(Gathering& to, std::size_t index);  // anyOf, oneOf
void require_condition(Gathering& to, std::size_t index);    // if, then, else
void require_dependents(Gathering& to, std::size_t index);   // dependentSchemas

void refuse_alternative(Gathering& to, const SchemaKeyword& here);
void refuse_condition(Gathering& to, const SchemaKeyword& here);
void refuse_dependents(Gathering& to, const SchemaKeyword& here);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Gather: combines the requirements of several nodes of a schema on one value into Rules.
//
//   Rules rules;
//   Gathering to{.context = context, .rules = rules, .choices = choices, .taste = taste};
//   gather(to, demand);
//
// A keyword may hold (require_…) or fail (refuse_…). assertions.h, alternatives.h and children.h each
// read one group of keywords.
#pragma once

#include <cstddef>

#include "generate/maker/gather/gathering.h"
#include "generate/rules.h"

namespace avouch {

void gather(Gathering& to, const Demand& demand);

// The node accepts the value, or rejects it.
void require_node(Gathering& to, std::size_t node);
void refuse_node(Gathering& to, std::size_t node);

}  // namespace avouch

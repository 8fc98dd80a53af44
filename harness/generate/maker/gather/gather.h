// SPDX-License-Identifier: MIT
// Gather: what several nodes of a schema require of one value, as Rules.
//
//   Rules rules;
//   Gathering to{.context = context, .rules = rules, .choices = choices, .taste = taste};
//   gather(to, demand);
//
// A keyword may hold (require_…) or fail (refuse_…). assertions.h, alternatives.h and children.h read the
// keywords, each one group of them.
#pragma once

#include <cstddef>

#include "generate/maker/gather/gathering.h"
#include "generate/rules.h"

namespace avouch {

void gather(Gathering& to, const Demand& demand);

// The node accepts the value, or does not accept it.
void require_node(Gathering& to, std::size_t node);
void refuse_node(Gathering& to, std::size_t node);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// The way from the root of a schema to one of its keywords.
//
//   Taste taste{.goal = goal_of(schema, keyword)};   // the value will exercise the keyword
//
// Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "contract/schema/schema.h"
#include "generate/maker/taste.h"

namespace avouch {

using SchemaStep = SchemaUse;

// Returns the steps from the root to the node. If several ways lead there, the best one: SchemaNode::parent.
std::vector<SchemaStep> way_to(const Schema& schema, std::size_t node);

// Returns the best way through each use of the node, the best of all first.
std::vector<std::vector<SchemaStep>> ways_to(const Schema& schema, std::size_t node);

// Whether the last step of the goal's way, or one before, leads to the node.
bool leads_to(const Schema& schema, const Goal& goal, std::size_t node);

// The keyword above which nothing is violated by itself, if any: the outermost anyOf or oneOf on the way of
// which no discriminator selects the branch.
std::size_t deciding_on(const Schema& schema, const std::vector<SchemaStep>& way);

// Returns the properties that a value needs to exercise the keyword, at the end of that way.
Goal goal_at(const Schema& schema, std::size_t keyword, const std::vector<SchemaStep>& way);

// The same for the best way.
Goal goal_of(const Schema& schema, std::size_t keyword);

}  // namespace avouch

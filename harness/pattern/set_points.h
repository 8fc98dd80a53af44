// SPDX-License-Identifier: MIT
// The characters that a class, an escape or a dot of a pattern matches, to choose from.
//
//   Result<PatternTree> tree = parse_pattern("[a-c]");
//   set_points(*tree, tree->nodes.front())->best() == 'a'
//
// For a Unicode property, returns only some characters of each script, as the engine decides. Thread-safe.
#pragma once

#include <optional>

#include "pattern/code_points.h"
#include "pattern/tree.h"

namespace avouch {

// nullopt if the node names an unknown script. Precondition: the node is a set, or any.
std::optional<CodePoints> set_points(const PatternTree& tree, const PatternNode& node);

}  // namespace avouch

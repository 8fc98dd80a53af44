// SPDX-License-Identifier: MIT
// The characters that a class, an escape or a dot of a pattern stands for, to choose from.
//
//   Result<PatternTree> tree = parse_pattern("[a-c]");
//   set_points(*tree, tree->nodes.front())->best() == 'a'
//
// A Unicode property gives not all its characters, but some of each script, as the engine says. Any thread
// may call it.
#pragma once

#include <optional>

#include "pattern/code_points.h"
#include "pattern/tree.h"

namespace avouch {

// nullopt where there is no script of a name that it has. Precondition: the node is a set, or any.
std::optional<CodePoints> set_points(const PatternTree& tree, const PatternNode& node);

}  // namespace avouch

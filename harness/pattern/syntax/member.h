// SPDX-License-Identifier: MIT
// Parses the parts of a pattern that match one character: escapes and classes. Used only by the parser.
//
//   PatternCursor cursor(R"([a-z\d])");
//   PatternNode set = read_class(cursor, tree);   // two members more in the tree
//
// Errors are recorded in the cursor; the return value is then meaningless. Otherwise pure.
#pragma once

#include "pattern/syntax/cursor.h"
#include "pattern/tree.h"

namespace avouch {

// Reads an escape from its backslash, inside or outside a class. A single character becomes a range of one.
// Adds the name of a property to the tree.
PatternMember read_escape(PatternCursor& cursor, PatternTree& tree);

// Reads a class from its opening bracket to its closing one. Adds its members to the tree.
PatternNode read_class(PatternCursor& cursor, PatternTree& tree);

}  // namespace avouch

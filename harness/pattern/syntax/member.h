// SPDX-License-Identifier: MIT
// What stands for one character in a pattern: escapes and classes. For the parser alone.
//
//   PatternCursor cursor(R"([a-z\d])");
//   PatternNode set = read_class(cursor, tree);   // two members more in the tree
//
// What is wrong is noted in the cursor; what is returned then means nothing. Pure besides.
#pragma once

#include "pattern/syntax/cursor.h"
#include "pattern/tree.h"

namespace avouch {

// From its backslash; what it means inside a class and out. A range of one where it stands for just one
// character. The name of a property goes to the tree.
PatternMember read_escape(PatternCursor& cursor, PatternTree& tree);

// From its opening bracket to its closing one; its members go to the tree.
PatternNode read_class(PatternCursor& cursor, PatternTree& tree);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// A text that a regular expression matches, for the expressions that documentation usually has: literals,
// classes, groups, alternatives, quantifiers and anchors at the ends.
//
//   pattern_text("^AC[0-9a-fA-F]{32}$", 34, 34) == "AC00000000000000000000000000000000"
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// A match of `least` to `most` code points; nullopt where the expression has something else in it
// (lookaround, back-references, properties) or no such text was found. The judge has the last word on whether
// it matches.
std::optional<std::string> pattern_text(std::string_view pattern, std::size_t least, std::size_t most);

}  // namespace avouch

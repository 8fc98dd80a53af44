// SPDX-License-Identifier: MIT
// Strings that satisfy all that is said of them at once.
//
//   StringRules rules{.fewest = 3};
//   std::optional<std::string> text = make_string(rules, {}, patterns, random);   // "text"
//
// On one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "contract/schema/schema.h"
#include "generate/maker/taste.h"
#include "pattern/shelf.h"

namespace avouch {

struct StringRules {
  std::size_t fewest = 0;  // code points
  std::size_t most = kOpen;
  // Of the schema; what must hold, and what must not.
  std::vector<const SchemaKeyword*> holding;  // pattern, format of strings, content
  std::vector<const SchemaKeyword*> failing;

  bool allow(const std::string& text, PatternShelf& shelf) const;
};

// nullopt where none was found. `avoided`: texts that others have already.
std::optional<std::string> make_string(const StringRules& rules, const Taste& taste, PatternShelf& shelf,
                                       Random& random, const std::vector<std::string>& avoided = {});

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Generates strings that satisfy several keywords.
//
//   StringRules rules{.fewest = 3};
//   std::optional<std::string> text = make_string(rules, {}, patterns, random);   // "text"
//
// Not thread-safe.
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
  // Keywords of the schema: those that must hold, and those that must fail.
  std::vector<const SchemaKeyword*> holding;  // pattern, format of strings, content
  std::vector<const SchemaKeyword*> failing;

  bool allow(const std::string& text, PatternShelf& shelf) const;
};

// nullopt if none was found. `avoided` are texts already in use.
std::optional<std::string> make_string(const StringRules& rules, const Taste& taste, PatternShelf& shelf,
                                       Random& random, const std::vector<std::string>& avoided = {});

}  // namespace avouch

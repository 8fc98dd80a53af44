// SPDX-License-Identifier: MIT
// Whether one alternative of an anyOf or a oneOf accepts whatever another one accepts, even if a keyword of
// the other one is broken. Then nothing contradicts that keyword.
//
//   covers(schema, {.wide = 3, .narrow = 5, .broken = keyword})
//
// Pure. Compares what the schemas say, so it may say no where a proof would say yes. Each pair of nodes is
// compared once.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "contract/schema/schema.h"
#include "generate/maker/goal.h"

namespace avouch {

struct Cover {
  std::size_t wide = 0;    // node
  std::size_t narrow = 0;  // node
  std::size_t broken = kNoKeyword;
};

// Whether `wide` accepts each value that breaks nothing of `narrow` but that keyword.
bool covers(const Schema& schema, const Cover& cover);

// Why no value may stand at the end of the way: parts of the schema that apply together allow different types
// there. nullopt if some type is allowed, as far as types tell.
std::optional<std::string> impossible_there(const Schema& schema, const std::vector<SchemaStep>& way);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// The rules of one value while they are gathered, and what decides where the schema leaves a choice.
//
// Keeps references to its members.
#pragma once

#include <cstddef>
#include <set>
#include <utility>

#include "generate/maker/choose/choices.h"
#include "generate/maker/context.h"
#include "generate/maker/taste.h"
#include "generate/rules.h"
#include "json/json_value.h"

namespace avouch {

// Branches that accepted a value that only another branch may accept: the keyword, and the index of the
// branch.
using AcceptingBranches = std::set<std::pair<std::size_t, std::size_t>>;

struct Gathering {
  MakerContext& context;
  Rules& rules;
  Choices& choices;
  const Taste& taste;
  std::size_t violated = kNoKeyword;  // the keyword that must fail
  const JsonValue* value = nullptr;   // an existing value, or null
  const AcceptingBranches* rivals =
      nullptr;            // the only branches of a oneOf to refuse; null: all but the chosen one
  bool is_again = false;  // the value is part of another value for the same node
  std::set<std::size_t> required = {};  // nodes whose requirements were read
  std::set<std::size_t> refused = {};   // nodes that must reject the value

  const SchemaKeyword& keyword(std::size_t index) const { return context.keyword(index); }
};

}  // namespace avouch

// SPDX-License-Identifier: MIT
// One gathering: the rules of one value as they grow, and what decides where the schema leaves a choice.
//
// Refers to all that it is given.
#pragma once

#include <cstddef>

#include "generate/maker/choose/choices.h"
#include "generate/maker/context.h"
#include "generate/maker/taste.h"
#include "generate/rules.h"
#include "json/json_value.h"

namespace avouch {

struct Gathering {
  MakerContext& context;
  Rules& rules;
  Choices& choices;
  const Taste& taste;
  std::size_t violated = kNoKeyword;  // the keyword that must fail
  const JsonValue* value = nullptr;   // the value, if it exists already
  bool is_again = false;              // the value is within another value of the same node

  const SchemaKeyword& keyword(std::size_t index) const { return context.keyword(index); }
};

}  // namespace avouch

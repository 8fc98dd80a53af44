// SPDX-License-Identifier: MIT
// One step of the maker on a schema from text, for tests.
#pragma once

#include <string>

#include "generate/maker/choose/choices.h"
#include "generate/maker/context.h"
#include "generate/maker/gather/gather.h"
#include "made.h"

namespace avouch {

struct Making {
  JudgedSchema made;
  MakerContext context;
  Choices choices;
  Taste taste;

  explicit Making(const std::string& schema) : made(schema), context(*made.schema, *made.judge, 1) {}

  // Returns the rules for a value that the root accepts, with the current choices.
  Rules rules(std::size_t violated = kNoKeyword) {
    Rules rules;
    Gathering to{
        .context = context, .rules = rules, .choices = choices, .taste = taste, .violated = violated};
    gather(to, {.nodes = {0}});
    return rules;
  }

  // Returns the index of the only keyword of that kind.
  std::size_t keyword(KeywordKind kind) const {
    for (std::size_t i = 0; i < made.schema->keywords().size(); ++i) {
      if (made.schema->keywords()[i].kind == kind) return i;
    }
    throw std::runtime_error("the schema has no such keyword");
  }
};

}  // namespace avouch

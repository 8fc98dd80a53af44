// SPDX-License-Identifier: MIT
// Finds the place in a body where a keyword applies, and the text around it, so that another value can be
// inserted.
//
//   std::optional<Site> site = find_site(schema, judge, maker, body, keyword);
//   std::string text = site->before + to_text(other) + site->after;
//
// A Site points into the body, which must outlive it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "contract/schema/schema.h"
#include "generate/maker/goal.h"
#include "generate/maker/maker.h"
#include "json/json_value.h"

namespace avouch {

struct Site {
  const JsonValue* value = nullptr;
  Demand demand;                      // the requirements on the value
  Rules rules;                        // the same, combined
  Goal goal;                          // of the keyword
  std::size_t deciding = kNoKeyword;  // what a violation violates instead, if anything: deciding_on()
  std::string before;                 // text before the value
  std::string after;
  // Set if the keyword applies to a part of the value, which must be inserted there: a member, an item or a
  // member's name. The keyword that leads to that part. kNoKeyword if the keyword applies to the value
  // itself.
  std::size_t below = kNoKeyword;
  std::size_t branch = 0;  // index in that keyword
  // The way from the body to the value: the index of a member or an item at each level.
  std::vector<std::size_t> place;
  // The alternatives of anyOf and oneOf on the way, the outermost first.
  struct Choice {
    std::size_t keyword = 0;
    std::size_t branch = 0;
    std::size_t depth = 0;  // it applies to the part of the body at so many levels of `place`
  };
  std::vector<Choice> choices;
};

// nullopt if the body has no such value. If a violation of the keyword can count by itself, the value is one
// where it does. For a `false` schema and propertyNames, returns the surrounding value.
std::optional<Site> find_site(const Schema& schema, const BodyJudge& judge, Maker& maker,
                              const JsonValue& body, std::size_t keyword);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Where in a body a keyword is asked, and the body's text around that place, so that another value can be put
// there.
//
//   std::optional<Site> site = find_site(schema, maker, body, keyword);
//   std::string text = site->before + to_text(other) + site->after;
//
// A Site points into the body, which must outlive it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "contract/schema/schema.h"
#include "generate/maker/goal.h"
#include "generate/maker/maker.h"
#include "json/json_value.h"

namespace avouch {

struct Site {
  const JsonValue* value = nullptr;
  Demand demand;       // what is said of the value
  Rules rules;         // the same, gathered for it
  Goal goal;           // of the keyword
  std::string before;  // of the body's text
  std::string after;
  // What the keyword speaks of stands below the value and is to be put there: a member, an item or a member's
  // name, by the keyword that leads to it. kNoKeyword where the keyword speaks of the value itself.
  std::size_t below = kNoKeyword;
  std::size_t branch = 0;  // of that keyword
};

// nullopt where the body has no such value. Of a `false` schema and of propertyNames, the value around it.
std::optional<Site> find_site(const Schema& schema, Maker& maker, const JsonValue& body, std::size_t keyword);

}  // namespace avouch

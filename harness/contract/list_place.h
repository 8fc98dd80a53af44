// SPDX-License-Identifier: MIT
// Where the items of a list are in the answer of a collection: the answer itself, or below one or two
// members.
//
//   list_in(root, "books")->pointer == "/data"        of {"data": [{"id": 1}], "errors": []}
//
// The names that count are those of contract/connections.h. Pure; looks at a bounded number of members.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/instance.h"

namespace avouch {

struct ListPlace {
  Value items;          // an array
  std::string pointer;  // a JSON Pointer
};

// `collection`: the last literal segment of its path. nullopt if no array is certain to be the list.
std::optional<ListPlace> list_in(const Value& root, std::string_view collection);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Where the items of a list are in the answer of a collection: the answer itself, or below one or two
// members.
//
//   list_in(root, "books")->pointer == "/data"        of {"data": [{"id": 1}], "errors": []}
//   list_in(root, "books") == nullopt                 of {"id": 1, "tags": []}: a book
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

// Whether a member of that name identifies the thing that has it, an item of the collection: "id", "bookId".
bool names_a_thing(std::string_view member, std::string_view collection);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// The schema of a sequence of items (OpenAPI 3.2 §4.14.3): it describes the array of all items, so that a
// violation names the index of its item.
//
//   sequence_schema(item, nullptr, "itemSchema", place)->claims()[0].suffix == "itemSchema/type"
//
// Pure; thread-safe.
#pragma once

#include <memory>
#include <string>

#include "contract/schema/schema.h"

namespace avouch {

// The name in sentences of an item; load_schema() takes it for the schema of one.
inline constexpr const char* kEachItem = "each item";

// `item` describes each item. `whole` describes the array too; may be null. `prefix` begins the suffixes of
// the claims of `item`; may be empty. `place` is that of `item` in the document.
std::shared_ptr<const Schema> sequence_schema(const Schema& item, const std::shared_ptr<const Schema>& whole,
                                              const std::string& prefix, const Place& place);

}  // namespace avouch

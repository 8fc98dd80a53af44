// SPDX-License-Identifier: MIT
// Random schemas of draft 7 and 2020-12: every assertion, every applicator, references by pointer, anchor,
// $id and $dynamicRef, recursion.
//
//   Json schema = random_schema(random, Draft::draft2020_12, 7);
//
// Recursion always ends: a schema applies itself only to a part of the value. A strict reader accepts each
// schema: every keyword has a value of its type.
#pragma once

#include <cstddef>

#include "json.h"
#include "random.h"

namespace avouch::differential {

enum class Draft { draft7, draft2020_12 };

// `id` makes its $id, if it has one, its own.
Json random_schema(Random& random, Draft draft, std::size_t id);

// What `reference` of such a schema leads to; nullptr where it is none of them.
const Json* referred(const Json& root, const std::string& reference);

}  // namespace avouch::differential

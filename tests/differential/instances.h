// SPDX-License-Identifier: MIT
// Random instances near a schema: built to satisfy it as far as that is possible without judging, then
// usually changed in one or two places.
//
//   Json instance = random_instance(random, schema);
#pragma once

#include "json.h"
#include "random.h"

namespace avouch::differential {

// `schema` is one of random_schema().
Json random_instance(Random& random, const Json& schema);

}  // namespace avouch::differential

// SPDX-License-Identifier: MIT
// Random values and their parts.
//
//   Json value = random_value(random, 2);
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "json.h"
#include "random.h"

namespace avouch::differential {

// Of no particular shape, at most `depth` levels deep.
Json random_value(Random& random, int depth);
std::string random_text(Random& random, std::size_t length);  // in characters of characters()
std::string random_number(Random& random);
// Member names, each once.
std::vector<std::string> random_names(Random& random, std::size_t least, std::size_t most);

}  // namespace avouch::differential

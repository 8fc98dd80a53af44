// SPDX-License-Identifier: MIT
// Gathers from keywords that say something of the value by itself: types, listed values, limits, patterns.
#pragma once

#include <cstddef>

#include "generate/maker/gather/gathering.h"

namespace avouch {

// The keyword, which has no branches, holds; or it fails.
void require_assertion(Gathering& to, std::size_t index);
void refuse_assertion(Gathering& to, std::size_t index);

}  // namespace avouch

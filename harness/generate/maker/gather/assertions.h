// SPDX-License-Identifier: MIT
// Gathers from keywords that constrain the value directly: types, listed values, limits, patterns.
#pragma once

#include <cstddef>

#include "generate/maker/gather/gathering.h"

namespace avouch {

// The keyword holds, or fails. Precondition: it has no branches.
void require_assertion(Gathering& to, std::size_t index);
void refuse_assertion(Gathering& to, std::size_t index);

}  // namespace avouch

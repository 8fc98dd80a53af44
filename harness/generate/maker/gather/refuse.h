// SPDX-License-Identifier: MIT
// Gathers the rules of a value that one keyword does not accept.
#pragma once

#include <cstddef>

#include "generate/maker/gather/gathering.h"

namespace avouch {

// If there are several ways to fail, the choices decide.
void refuse_keyword(Gathering& to, std::size_t index);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Names a parameter in sentences.
#pragma once

#include <string>

#include "contract/contract.h"

namespace avouch {

// Returns text such as "path parameter "Sid"", safe to print. Pure.
std::string in_words(const Parameter& parameter);

}  // namespace avouch

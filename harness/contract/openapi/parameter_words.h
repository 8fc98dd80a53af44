// SPDX-License-Identifier: MIT
// How a sentence calls a parameter.
#pragma once

#include <string>

#include "contract/contract.h"

namespace avouch {

// "path parameter "Sid"", safe to print. Pure.
std::string in_words(const Parameter& parameter);

}  // namespace avouch

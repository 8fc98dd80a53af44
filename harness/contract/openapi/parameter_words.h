// SPDX-License-Identifier: MIT
// Names a parameter in sentences.
#pragma once

#include <string>
#include <string_view>

#include "contract/contract.h"

namespace avouch {

// Returns the value of `in`: "path". Pure.
std::string_view to_string(Parameter::In in);

// Returns text such as "path parameter "Sid"", safe to print. Pure.
std::string in_words(const Parameter& parameter);

}  // namespace avouch

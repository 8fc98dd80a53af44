// SPDX-License-Identifier: MIT
// Numbers near other numbers, as text: one step beside a bound, or the same value in another notation.
//
//   stepped("0.3", 1) == "0.4";   refined("5", -1) == "4.9";   times("0.1", 3) == "0.3"
//
// Pure. Precondition of all functions: the text is a JSON number of at most a few hundred digits.
#pragma once

#include <string>

#include "random.h"

namespace avouch::differential {

// The last digit that is written, changed by `by`.
std::string stepped(const std::string& number, int by);
// The same with a digit more.
std::string refined(const std::string& number, int by);
std::string times(const std::string& number, unsigned factor);
// The same value: "1", "1.0", "10e-1", "0.1E+1", …
std::string respelled(const std::string& number, Random& random);

}  // namespace avouch::differential

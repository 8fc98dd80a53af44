// SPDX-License-Identifier: MIT
// Words for several things in one sentence.
//
//   listed({"1", "2", "4"}, 3, "other", "others")   // "1, 2 and 4"
//   listed({"1", "2"}, 4, "other", "others")        // "1, 2 and 2 others"
//
// Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace avouch {

// `first`: the texts of the first of `total` things, at least one; the others are counted.
std::string listed(std::vector<std::string> first, std::size_t total, const char* one, const char* many);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Strings and numbers that a schema allows: small and readable.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>

#include "base/result.h"
#include "generate/spots.h"

namespace avouch {

// The longest string and array that is made, however much a schema demands.
inline constexpr std::size_t kLongestMade = 100'000;

// A length keyword: the tightest that the spots have, else `otherwise`.
std::size_t length_bound(const Spots& spots, const std::string& keyword, std::size_t otherwise);

// Errors: a pattern that no text can be made for, a length beyond kLongestMade.
Result<nlohmann::json> string_value(const Spots& spots);

nlohmann::json number_value(const Spots& spots, bool is_integer);

}  // namespace avouch

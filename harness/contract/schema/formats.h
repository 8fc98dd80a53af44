// SPDX-License-Identifier: MIT
// Which formats are judged. What each means is the judge's to say; see judge/format/format.h.
#pragma once

#include <span>
#include <string_view>

namespace avouch {

std::span<const std::string_view> known_formats();
bool is_known_format(std::string_view name);

}  // namespace avouch

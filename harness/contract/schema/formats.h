// SPDX-License-Identifier: MIT
// Lists the formats that are judged. judge/format/format.h defines their meaning.
#pragma once

#include <span>
#include <string_view>

namespace avouch {

std::span<const std::string_view> known_formats();
bool is_known_format(std::string_view name);

}  // namespace avouch

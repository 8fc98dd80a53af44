// SPDX-License-Identifier: MIT
// Lists the formats and encodings that are judged. judge/format/format.h defines their meaning.
#pragma once

#include <span>
#include <string_view>

namespace avouch {

std::span<const std::string_view> known_formats();
bool is_known_format(std::string_view name);

// The encodings of `contentEncoding` that are judged, in lower case: "base64", …
bool is_content_encoding(std::string_view name);

}  // namespace avouch

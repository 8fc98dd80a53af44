// SPDX-License-Identifier: MIT
// Formats: what a string (or number) must be, by name.
//
//   check_format("uri", "https://example.com/") -> nullopt
//   check_format("ipv4", "1.2.3.400")           -> "256 or more stands between the dots"
//
// Pure; any thread may call it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

enum class FormatOf { strings, numbers, objects };

// Which values the format speaks of; nullopt where the format is not judged (see contract/schema/formats.h).
std::optional<FormatOf> format_speaks_of(std::string_view name);

// The check of one format, looked up once: check_format() of its texts.
using FormatCheck = std::optional<std::string> (*)(std::string_view text);
FormatCheck format_check(std::string_view name);  // null where the format is not judged

// Why `text` is not of that format, a phrase that follows "because"; nullopt where it is, or where the format
// is not judged. Of an object ("uri-map": its members are URIs by name), it is asked of each member. For
// numbers, `text` is the JSON number. Precondition for strings: well-formed UTF-8.
std::optional<std::string> check_format(std::string_view name, std::string_view text);

// What draft 7 Validation §8 lets a judge assert: `text` is in `encoding` ("base64", or "" for none), and
// what it holds is of `media_type` ("application/json", or "" for any). Why not; nullopt where it is.
std::optional<std::string> check_content(std::string_view media_type, std::string_view encoding,
                                         std::string_view text);

}  // namespace avouch

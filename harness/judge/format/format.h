// SPDX-License-Identifier: MIT
// Checks strings and numbers against formats, by name.
//
//   check_format("uri", "https://example.com/") -> nullopt
//   check_format("ipv4", "1.2.3.400")           -> "256 or more stands between the dots"
//
// Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/value_kind.h"

namespace avouch {

// Returns the kinds of value that the format applies to; nullopt if the format is not judged (see
// contract/schema/formats.h).
std::optional<KindMask> format_kinds(std::string_view name);

// The check of one format: check_format() without the lookup of its name.
using FormatCheck = std::optional<std::string> (*)(std::string_view text);
FormatCheck format_check(std::string_view name);  // null if the format is not judged
// What the check costs per 32 bytes of the text, in steps of a budget.
std::size_t format_cost(std::string_view name);

// Returns why `text` does not match the format, as a phrase that follows "because". nullopt if it matches, or
// if the format is not judged. For numbers, `text` is the JSON number. Precondition for strings: well-formed
// UTF-8.
std::optional<std::string> check_format(std::string_view name, std::string_view text);

// The content of a text in an encoding (contract/schema/formats.h: "base64", …, or "" for none); the text
// itself if it is not in it.
std::string decoded_content(std::string_view encoding, std::string_view text);
// The text of bytes in that encoding.
std::string encoded_content(std::string_view encoding, std::string_view bytes);

// Checks what draft 7 Validation §8 allows to assert: `text` is encoded in `encoding` ("" for none), and the
// decoded text is of `media_type` ("application/json", or "" for any). Returns what is wrong, or nullopt.
std::optional<std::string> check_content(std::string_view media_type, std::string_view encoding,
                                         std::string_view text);

}  // namespace avouch

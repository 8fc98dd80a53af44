// SPDX-License-Identifier: MIT
// Functions that check, measure and display text that a hostile target may have sent. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

// The default maximum length of a displayed value, in code points.
inline constexpr std::size_t kShownLimit = 120;

// Returns the offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, no overlong
// forms, nothing above U+10FFFF), or nullopt if the whole text is well-formed.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// Returns the number of code points. Precondition: first_invalid_utf8(text) is nullopt.
std::size_t code_points(std::string_view text);

// Returns text that is safe for a terminal and a log. Some characters become \n, \t, \xNN or \u{NNNN}:
// control characters, bytes that are not UTF-8, and characters that are invisible or look like another
// character (format characters such as the bidirectional controls, blanks other than SP, fillers, tags,
// variation selectors). In text that CI servers would run as a command in a log, one character is escaped
// likewise: "::" where a line may begin, "##[", "##vso[". The text is not shortened.
std::string printable(std::string_view text);

// Escapes only the invisible characters, except C0 controls. Used by formats that escape everything else
// themselves.
std::string seen(std::string_view text);

// Returns printable() in double quotes, with " and \ escaped. Text longer than `limit` code points is
// shortened and followed by "…" and its length.
std::string in_quotes(std::string_view text, std::size_t limit = kShownLimit);

// Returns printable(), shortened in the same way, without quotes.
std::string shown(std::string_view text, std::size_t limit = kShownLimit);

// These change and compare ASCII letters only, in every locale: HTTP field names and tokens are ASCII.
std::string ascii_lower(std::string_view text);
bool equals_ignoring_ascii_case(std::string_view left, std::string_view right);

// Removes the blanks (SP, HTAB) at both ends: OWS of RFC 9110 §5.6.3.
std::string_view trim_ows(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);

// The part of an environment variable's name that stands for a name: "refresh-token" -> "REFRESH_TOKEN".
std::string variable_name(std::string_view name);

// Returns `text` with its first letter in upper case if that is an ASCII letter.
std::string capitalized(std::string_view text);

// "1 clause", "2 clauses".
std::string counted(std::size_t count, std::string_view singular, std::string_view plural);

// Returns the candidate with the smallest edit distance to `word`, if that distance is at most a third of the
// longer word's length; otherwise nullopt. Two neighbours that are exchanged are one edit. Words over 200
// bytes are not compared.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Text that may come from a hostile target: how to look at it, count it and show it.
// Everything here is pure; any thread may call it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

// The longest that a value seen is shown in a verdict, in code points.
inline constexpr std::size_t kShownLimit = 120;

// The offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms,
// nothing above U+10FFFF), or nullopt where all of it is.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// How many code points well-formed UTF-8 has. Precondition: first_invalid_utf8(text) is nullopt.
std::size_t code_points(std::string_view text);

// Text made safe for a terminal and a log. Control characters, bytes that are not UTF-8, and characters that a
// reader does not see or sees for something else (format characters such as the bidirectional controls, blanks
// other than SP, fillers, tags, variation selectors) appear as \n, \t, \xNN or \u{NNNN}. What CI servers obey
// in a log loses a character likewise: "::" where a line may begin, "##[", "##vso[". Nothing is shortened.
std::string printable(std::string_view text);

// Only the characters that a reader does not see are escaped, C0 controls excepted: for formats that have their
// own way with everything else.
std::string seen(std::string_view text);

// printable(), in double quotes, with " and \ escaped, shortened to `limit` code points with "…" and the
// length.
std::string in_quotes(std::string_view text, std::size_t limit = kShownLimit);

// printable(), shortened likewise, without quotes.
std::string shown(std::string_view text, std::size_t limit = kShownLimit);

// ASCII only, whatever the locale: HTTP field names and tokens are ASCII.
std::string ascii_lower(std::string_view text);
bool equals_ignoring_ascii_case(std::string_view left, std::string_view right);

// Without the blanks (SP, HTAB) at both ends: RFC 9110 §5.6.3 OWS.
std::string_view trim_ows(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);

// The same with its first letter in upper case, where that is an ASCII letter.
std::string capitalized(std::string_view text);

// "1 clause", "2 clauses".
std::string counted(std::size_t count, std::string_view singular, std::string_view plural);

// The candidate with the smallest edit distance to `word`, where that is at most a third of the longer one's
// length; nullopt otherwise. Words over 200 bytes have no nearest.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace avouch

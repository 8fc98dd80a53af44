// SPDX-License-Identifier: MIT
// Percent-encoding: RFC 3986 §2.1.
//
//   percent_encoded("a/b c")       == "a%2Fb%20c"
//   percent_encoded("a/b c", "/")  == "a/b%20c"
//   percent_decoded("a%2fb")       == "a/b"
//
// Pure; any thread may call them.
#pragma once

#include <string>
#include <string_view>

namespace avouch {

// RFC 3986 §2.2: they stand for themselves in most parts of a URI.
inline constexpr std::string_view kSubDelimiters = "!$&'()*+,;=";

// Every byte as %XX, in upper case (RFC 3986 §2.1), but the unreserved characters (§2.3) and those of `kept`.
std::string percent_encoded(std::string_view text, std::string_view kept = {});

// Each %XX as its byte; a "%" without two hexadecimal digits stays as it is.
std::string percent_decoded(std::string_view text);

// Whether two hexadecimal digits follow on each "%".
bool is_percent_encoded(std::string_view text);

}  // namespace avouch

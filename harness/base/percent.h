// SPDX-License-Identifier: MIT
// Percent-encoding: RFC 3986 §2.1.
//
//   percent_encoded("a/b c")       == "a%2Fb%20c"
//   percent_encoded("a/b c", "/")  == "a/b%20c"
//   percent_decoded("a%2fb")       == "a/b"
//
// Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace avouch {

// sub-delims (RFC 3986 §2.2). Most parts of a URI may contain them unencoded.
inline constexpr std::string_view kSubDelimiters = "!$&'()*+,;=";

// Encodes every byte as %XX in upper case (RFC 3986 §2.1), except unreserved characters (§2.3) and those in
// `kept`.
std::string percent_encoded(std::string_view text, std::string_view kept = {});

// Decodes each %XX to its byte. A "%" without two hexadecimal digits stays as it is.
std::string percent_decoded(std::string_view text);

// Returns whether two hexadecimal digits follow each "%".
bool is_percent_encoded(std::string_view text);

}  // namespace avouch

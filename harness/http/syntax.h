// SPDX-License-Identifier: MIT
// Field syntax: tokens and lists (RFC 9110 §5.6), linear in the text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

bool is_token(std::string_view text);             // RFC 9110 §5.6.2
std::size_t token_length(std::string_view text);  // length of the longest token at the start

// Parses #token (RFC 9110 §5.6.1): elements separated by commas with optional blanks. Empty elements are
// dropped, as a recipient must. nullopt if any element is not a token: one bad element invalidates the list.
std::optional<std::vector<std::string>> parse_token_list(std::string_view value);

// Returns the first element that is not a token, for a message; nullopt if all are.
std::optional<std::string> first_bad_token(std::string_view value);

// field-content of RFC 9110 §5.5: no control characters except HTAB.
bool is_field_value(std::string_view text);

// Returns whether the method is safe: GET, HEAD, OPTIONS and TRACE (RFC 9110 §9.2.1).
bool is_safe_method(std::string_view method);

// Returns the value of `Authorization: Basic` for a user and a password (RFC 7617 §2, UTF-8).
std::string basic_authorization(std::string_view user, std::string_view password);
std::string base64(std::string_view bytes);  // RFC 4648 §4, padded
std::optional<std::string> unbase64(std::string_view text);

}  // namespace avouch::http

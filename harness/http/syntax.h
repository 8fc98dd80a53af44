// SPDX-License-Identifier: MIT
// Field syntax: tokens and lists (RFC 9110 §5.6), linear in the text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

bool is_token(std::string_view text);  // RFC 9110 §5.6.2
std::size_t token_length(std::string_view text);  // of the longest token that the text begins with

// #token (RFC 9110 §5.6.1): elements parted by commas with blanks around them; empty elements are dropped, as
// a recipient must. nullopt where one element is not a token, so that one bad token spoils the list.
std::optional<std::vector<std::string>> parse_token_list(std::string_view value);

// The first element that spoils the list, for a message; nullopt where none does.
std::optional<std::string> first_bad_token(std::string_view value);

// field-content of RFC 9110 §5.5: no control character but HTAB.
bool is_field_value(std::string_view text);

// GET, HEAD, OPTIONS and TRACE ask for no change (RFC 9110 §9.2.1).
bool is_safe_method(std::string_view method);

// The value of `Authorization: Basic` for a user and a password (RFC 7617 §2, UTF-8).
std::string basic_authorization(std::string_view user, std::string_view password);
std::string base64(std::string_view bytes);  // RFC 4648 §4, padded
std::optional<std::string> unbase64(std::string_view text);

}  // namespace avouch::http

// SPDX-License-Identifier: MIT
// Exact operations on JSON numbers (RFC 8259 §6) by value. Numbers stay the text that was sent, of any length
// and exponent.
//
// This header answers questions about a number's text. json/decimal.h does arithmetic.
//
//   compare_numbers("1.0", "1") == 0;   is_integer_number("1e3");   is_multiple("0.3", "0.1")
//
// Pure; thread-safe. Precondition of all functions but is_json_number(): the text is a JSON number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace avouch {

// Whether the text matches the number grammar of RFC 8259 §6.
bool is_json_number(std::string_view text);

// The value of a number that is whole and not negative, including "2.0". Values beyond 64 bits become the
// maximum.
std::optional<std::uint64_t> whole_number(std::string_view text);

// The value of a plain integer text ("-12", not "12.0") if it fits; otherwise nullopt.
std::optional<std::int64_t> small_integer(std::string_view text);

// Less than zero, zero, or more than zero.
int compare_numbers(std::string_view left, std::string_view right);

// Whether the value is whole: "1.0" and "1e400" are (JSON Schema 2020-12 Core §4.2.3).
bool is_integer_number(std::string_view text);

// Whether the text has no fraction and no exponent: an integer by JSON Schema draft 4 §3.5.
bool is_written_as_integer(std::string_view text);

// Maximum number of significant digits of a divisor.
inline constexpr std::size_t kDivisorDigits = 18;
bool is_divisor(std::string_view text);  // positive, and within kDivisorDigits

// Whether value / divisor is whole. Precondition: is_divisor(divisor).
bool is_multiple(std::string_view value, std::string_view divisor);

// Equal values have equal hashes.
std::uint64_t hash_number(std::string_view text);

}  // namespace avouch

// SPDX-License-Identifier: MIT
// JSON numbers (RFC 8259 §6) by value and exactly: they stay the text that was sent, of any length and
// exponent.
//
// Questions about a number as it was written, whatever its length. Numbers are added and made in
// json/decimal.h.
//
//   compare_numbers("1.0", "1") == 0;   is_integer_number("1e3");   is_multiple("0.3", "0.1")
//
// Everything here is pure; any thread may call it. Precondition of all but is_json_number(): the text is one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace avouch {

// RFC 8259 §6, the grammar of a number; an integer is one without fraction and exponent.
bool is_json_number(std::string_view text, bool is_integer);

// A number that is whole and not negative, "2.0" too; one beyond 64 bits is as good as the largest of them.
std::optional<std::uint64_t> whole_number(std::string_view text);

// The value of a plain integer text ("-12", not "12.0") that fits; nullopt otherwise.
std::optional<std::int64_t> small_integer(std::string_view text);

// Less than zero, zero, or more than zero.
int compare_numbers(std::string_view left, std::string_view right);

// Whether the value is whole: "1.0" and "1e400" are (JSON Schema 2020-12 Core §4.2.3).
bool is_integer_number(std::string_view text);

// Whether no fraction and no exponent is written: what JSON Schema draft 4 §3.5 calls an integer.
bool is_written_as_integer(std::string_view text);

// A divisor may have this many significant digits.
inline constexpr std::size_t kDivisorDigits = 18;
bool is_divisor(std::string_view text);  // positive, and not longer than that

// Whether value / divisor is whole. Precondition: is_divisor(divisor).
bool is_multiple(std::string_view value, std::string_view divisor);

// Equal values have equal hashes.
std::uint64_t hash_number(std::string_view text);

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include <cstdlib>

#include "oracle/oracle.h"

namespace avouch {

bool fits_double(std::string_view number) {
  constexpr int kDigits = 15;
  constexpr int kLeast = -290;
  if (number.starts_with('-')) number.remove_prefix(1);
  const std::size_t exponent_at = number.find_first_of("eE");
  long exponent = 0;
  if (exponent_at != number.npos) {
    std::string_view written = number.substr(exponent_at + 1);
    const bool is_negative = written.starts_with('-');
    if (is_negative || written.starts_with('+')) written.remove_prefix(1);
    while (written.starts_with('0')) written.remove_prefix(1);
    constexpr std::size_t kLongest = 4;
    if (written.size() > kLongest) return false;
    for (const char digit : written) exponent = exponent * 10 + (digit - '0');
    if (is_negative) exponent = -exponent;
    number = number.substr(0, exponent_at);
  }
  // 0.0012 is 12 · 10^-4: `exponent` belongs to the last digit read.
  std::size_t digits = 0;  // significant ones
  std::size_t zeros = 0;   // zeros after those digits
  bool is_fraction = false;
  for (const char c : number) {
    if (c == '.') {
      is_fraction = true;
      continue;
    }
    if (is_fraction) --exponent;
    if (c == '0') {
      if (digits > 0) ++zeros;
      continue;
    }
    digits += zeros + 1;
    zeros = 0;
  }
  if (digits == 0) return true;
  exponent += static_cast<long>(zeros);
  const long magnitude = exponent + static_cast<long>(digits);  // the number is below 10^magnitude
  return digits <= kDigits && magnitude <= kDigits && exponent >= kLeast;
}

}  // namespace avouch

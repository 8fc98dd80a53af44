// SPDX-License-Identifier: MIT
#include "contract/document/document_number.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace avouch {
namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("0123456789", at), text.size()) - std::min(at, text.size());
}

// How many characters of the text are a number (RFC 8259 §6); 0 where it begins with none.
std::size_t number_at(std::string_view text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = digits_at(text, sign);
  if (whole == 0) return 0;
  if (text[sign] == '0' && whole > 1) return sign + 1;
  std::size_t end = sign + whole;
  if (end < text.size() && text[end] == '.') {
    const std::size_t fraction = digits_at(text, end + 1);
    if (fraction == 0) return end;
    end += 1 + fraction;
  }
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    const std::size_t first = text.find_first_not_of("+-", end + 1);
    if (first == text.npos || first > end + 2 || digits_at(text, first) == 0) return end;
    end = first + digits_at(text, first);
  }
  return end;
}

bool is_beyond_double(const std::string& number) {
  constexpr std::size_t kSafeDigits = 300;
  if (number.size() < kSafeDigits && number.find_first_of("eE") == number.npos) return false;
  return std::isinf(std::strtod(number.c_str(), nullptr));
}

std::size_t after_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at + 1;
}

}  // namespace

BoundedNumbers bound_numbers(std::string_view text) {
  BoundedNumbers bounded;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      at = after_string(text, at);
    } else if (text[at] == '-' || (text[at] >= '0' && text[at] <= '9')) {
      const std::size_t size = std::max<std::size_t>(number_at(text.substr(at)), 1);
      const std::string number(text.substr(at, size));
      if (is_beyond_double(number)) {
        if (bounded.text.empty()) bounded.text = text;
        // With an exponent, so that it stays a mistake if another follows.
        bounded.text.replace(at, size, "0e" + std::string(size - 2, '0'));
        bounded.written.emplace(count, number);
      }
      ++count;
      at += size;
    } else {
      ++at;
    }
  }
  return bounded;
}

double nearest_double(std::string_view written) {
  return written.starts_with('-') ? std::numeric_limits<double>::lowest()
                                  : std::numeric_limits<double>::max();
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "difference/parts.h"

#include <algorithm>

#include "http/media_type.h"

namespace avouch {

std::string key_of(const Operation& operation) {
  std::string key = operation.method + " ";
  bool is_name = false;
  for (const char letter : operation.path) {
    if (letter == '}') is_name = false;
    if (!is_name) key += letter;
    if (letter == '{') is_name = true;
  }
  return key;
}

bool is_same_range(const std::string& left, const std::string& right) {
  const auto one = http::parse_media_type(left);
  const auto other = http::parse_media_type(right);
  return left == right || (one && other && http::within(*one, *other) && http::within(*other, *one));
}

bool is_within(const std::string& type, const std::string& range) {
  const auto one = http::parse_media_type(type);
  const auto other = http::parse_media_type(range);
  return type == range || (one && other && http::within(*one, *other));
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "base/utf8.h"

namespace avouch {

void append_utf8(char32_t point, std::string& out) {
  const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
  const auto tail = [&](unsigned shift) { byte(0x80U | ((point >> shift) & 0x3FU)); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xC0U | (point >> 6U));
    return tail(0);
  }
  if (point < 0x10000) {
    byte(0xE0U | (point >> 12U));
  } else {
    byte(0xF0U | (point >> 18U));
    tail(12);
  }
  tail(6);
  tail(0);
}

}  // namespace avouch

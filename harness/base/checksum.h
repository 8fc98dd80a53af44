// SPDX-License-Identifier: MIT
// Tells texts apart: FNV-1a with 64 bits. No protection against texts that are made to collide.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace avouch {

class Checksum {
 public:
  void add(std::string_view text) {
    for (const char one : text) {
      value_ ^= static_cast<unsigned char>(one);
      value_ *= 0x100000001b3U;
    }
  }

  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325U;
};

// 16 hexadecimal digits.
inline std::string in_hexadecimal(std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t i = text.size(); i-- > 0; value >>= 4U) text[i] = kDigits[value & 15U];
  return text;
}

}  // namespace avouch

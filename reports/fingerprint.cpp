// SPDX-License-Identifier: MIT
#include "reports/fingerprint.h"

#include <cstdint>

namespace avouch {
namespace {

std::string hash_of(std::string_view text, std::uint64_t hash) {
  constexpr std::uint64_t kPrime = 1'099'511'628'211U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4)
    digits += "0123456789abcdef"[(hash >> static_cast<unsigned>(shift)) & 15U];
  return digits;
}

}  // namespace

std::string fingerprint(std::string_view coordinate) {
  constexpr std::uint64_t kOffset = 14'695'981'039'346'656'037U;
  constexpr std::uint64_t kOtherOffset = 7'809'847'782'465'536'322U;
  return hash_of(coordinate, kOffset) + hash_of(coordinate, kOtherOffset);
}

}  // namespace avouch

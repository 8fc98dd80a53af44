// SPDX-License-Identifier: MIT
// A fixed map from words to indices, for member names and documented values.
//
//   WordMap words({"GET", "POST"});
//   words.find("POST") == 1
//
// Optimized for body texts, most of which are one of the words: a look-up hashes eight bytes at a time, and
// compares once. Immutable; thread-safe.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

class WordMap {
 public:
  WordMap() = default;
  // Among equal words the first counts.
  explicit WordMap(std::vector<std::string> words)
      : words_(std::move(words)), slots_(std::bit_ceil(2 * words_.size() + 1), kEmpty) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      std::size_t slot = hash(words_[i]);
      while (slots_[slot & mask()] != kEmpty) ++slot;
      slots_[slot & mask()] = static_cast<std::uint32_t>(i);
    }
  }

  std::size_t size() const { return words_.size(); }

  // Returns the index of the word.
  std::optional<std::size_t> find(std::string_view text) const {
    if (words_.empty()) return std::nullopt;
    for (std::size_t slot = hash(text); slots_[slot & mask()] != kEmpty; ++slot) {
      const std::uint32_t word = slots_[slot & mask()];
      if (words_[word] == text) return word;
    }
    return std::nullopt;
  }

 private:
  static constexpr std::uint32_t kEmpty = 0xFFFFFFFFU;

  static std::uint64_t load(const char* from, std::size_t size) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, from, size);
    return bytes;
  }
  static std::size_t hash(std::string_view text) {
    constexpr std::size_t kPart = sizeof(std::uint64_t);
    std::uint64_t mixed = text.size();
    if (text.size() >= kPart) {
      mixed ^= load(text.data(), kPart) * 0x9E3779B97F4A7C15U;
      // Many texts differ in the middle alone: the numbers of items, for example.
      for (std::size_t at = kPart; at + kPart < text.size(); at += kPart)
        mixed = (std::rotl(mixed, 29) ^ load(text.data() + at, kPart)) * 0x9E3779B97F4A7C15U;
      mixed = std::rotl(mixed, 29) ^ load(text.data() + text.size() - kPart, kPart);
    } else if (!text.empty()) {
      mixed ^= load(text.data(), text.size()) << 8U;
    }
    mixed *= 0xFF51AFD7ED558CCDU;
    return static_cast<std::size_t>(mixed ^ (mixed >> 32U));
  }
  std::size_t mask() const { return slots_.size() - 1; }

  std::vector<std::string> words_;
  std::vector<std::uint32_t> slots_;  // indices of words_, or kEmpty; at most half full
};

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Finds in a message what a finding is about, to mark it.
//
//   json_value_at(R"({"filters": [1, 22]})", "/filters/1") == TextSpan{16, 18}
//
// Pure and thread-safe. Linear in the text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace avouch {

struct TextSpan {
  std::size_t begin = 0;
  std::size_t end = 0;  // one past the last byte

  bool operator==(const TextSpan&) const = default;
};

// The bytes of the value that a JSON Pointer (RFC 6901) names in a JSON text. nullopt: there is none, or the
// text is cut or malformed before its end.
std::optional<TextSpan> json_value_at(std::string_view text, std::string_view pointer);

}  // namespace avouch

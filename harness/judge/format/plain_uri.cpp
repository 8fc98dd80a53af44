// SPDX-License-Identifier: MIT
// Most URIs in bodies are plain: a scheme, a registered name, perhaps a port, and a path of plain characters.
// A table recognizes these, because uriparser allocates memory for each path segment. All others are left to
// uriparser.
#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "judge/format/parts.h"

namespace avouch {
namespace {

constexpr std::uint8_t kScheme = 1;  // RFC 3986 §3.1, after the first letter
constexpr std::uint8_t kName = 2;    // §3.2.2, unreserved: of a registered name
constexpr std::uint8_t kPath = 4;    // §3.3, pchar without percent-encoding, and the slash
constexpr std::uint8_t kQuery = 8;   // §3.4 and §3.5, without percent-encoding

constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  const auto add = [&](std::string_view characters, unsigned of) {
    for (const char c : characters) {
      std::uint8_t& entry = classes[static_cast<unsigned char>(c)];
      entry = static_cast<std::uint8_t>(entry | of);
    }
  };
  add("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.", kScheme | kName | kPath | kQuery);
  add("+", kScheme | kPath | kQuery);
  add("_~", kName | kPath | kQuery);
  add("!$&'()*,;=:@/", kPath | kQuery);
  add("?", kQuery);
  return classes;
}();

// Returns the position after all leading characters of the class.
const char* skip(const char* at, const char* end, std::uint8_t of) {
  return std::find_if(at, end, [&](char c) { return (kClasses[static_cast<unsigned char>(c)] & of) == 0; });
}

}  // namespace

bool is_plain_uri(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (at == end || !is_alpha(*at)) return false;
  at = skip(at, end, kScheme);
  if (!std::string_view(at, static_cast<std::size_t>(end - at)).starts_with("://")) return false;
  at += 3;
  const char* const name = at;
  at = skip(at, end, kName);
  if (at == name) return false;
  if (at != end && *at == ':') {
    at = std::find_if(at + 1, end, [](char c) { return c < '0' || c > '9'; });
  }
  if (at != end && *at == '/') at = skip(at, end, kPath);
  if (at != end && *at == '?') at = skip(at, end, kQuery);
  if (at != end && *at == '#') at = skip(at + 1, end, kQuery);
  return at == end;
}

}  // namespace avouch

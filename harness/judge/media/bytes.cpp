// SPDX-License-Identifier: MIT
// Content of any other type: its bytes as one string, a character per byte, so that minLength and maxLength
// count bytes ("for unencoded binary data, the length is the number of octets": OpenAPI 3.1.1 §4.8.14.2).
// Content of a type that may be a text is that text first, if it is UTF-8.
#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "judge/media/media.h"
#include "judge/media/scalar.h"

namespace avouch {
namespace {

// A JSON string whose code points are the bytes.
std::string json_string_of_bytes(std::string_view bytes) {
  constexpr std::size_t kPiece = 4096;
  std::string made = "\"";
  made.reserve(2 * bytes.size() + 2);
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kPiece, bytes.size()))) {
    std::string characters;
    for (const char c : bytes.substr(0, kPiece)) append_utf8(static_cast<unsigned char>(c), characters);
    const std::string quoted = json_string(characters);
    made.append(quoted, 1, quoted.size() - 2);
  }
  return made + '"';
}

}  // namespace

MediaReading read_bytes(const DocumentedMedia& media, const MediaContent& content) {
  MediaReading reading;
  if (!media.is_binary() && !first_invalid_utf8(content.bytes)) {
    if (!content.spend(1, content.bytes.size() + content.bytes.size() / 2)) return {};
    reading.texts.push_back(json_string(content.bytes));
  }
  if (!content.spend(1, 4 * content.bytes.size())) return {};  // and its escapes are decoded again
  std::string bytes = json_string_of_bytes(content.bytes);
  if (reading.texts.empty() || bytes != reading.texts.front()) reading.texts.push_back(std::move(bytes));
  return reading;
}

}  // namespace avouch

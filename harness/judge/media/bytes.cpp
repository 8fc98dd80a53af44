// SPDX-License-Identifier: MIT
// Content of any other type: its bytes as one string, a character per byte, so that minLength and maxLength
// count bytes ("for unencoded binary data, the length is the number of octets": OpenAPI 3.1.1 §4.8.14.2).
// Content of a type that may be a text is that text first, if it is UTF-8.
#include "base/text.h"
#include "base/utf8.h"
#include "judge/media/media.h"
#include "judge/media/scalar.h"

namespace avouch {
namespace {

// The code points are the bytes.
std::string characters_of(std::string_view bytes) {
  std::string made;
  made.reserve(bytes.size());
  for (const char c : bytes) append_utf8(static_cast<unsigned char>(c), made);
  return made;
}

}  // namespace

MediaReading read_bytes(const DocumentedMedia& media, const MediaContent& content) {
  if (!content.spend(2, 8 * content.bytes.size())) return {};
  MediaReading reading;
  if (!media.is_binary() && !first_invalid_utf8(content.bytes))
    reading.texts.push_back(json_string(content.bytes));
  std::string bytes = json_string(characters_of(content.bytes));
  if (reading.texts.empty() || bytes != reading.texts.front()) reading.texts.push_back(std::move(bytes));
  return reading;
}

}  // namespace avouch

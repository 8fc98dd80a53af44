// SPDX-License-Identifier: MIT
// text/*: the whole content is one text, or JSON where the schema allows no text.
#include "base/text.h"
#include "judge/media/media.h"
#include "judge/media/scalar.h"

namespace avouch {
namespace {

// RFC 6657: without a charset, it is UTF-8 or a part of it.
bool is_utf8(const std::optional<http::MediaType>& type) {
  const std::string charset = ascii_lower(type ? type->parameter("charset").value_or("") : "");
  return charset.empty() || charset == "utf-8" || charset == "utf8" || charset == "us-ascii" ||
         charset == "ascii";
}

bool is_latin(const std::optional<http::MediaType>& type) {
  const std::string charset = ascii_lower(type ? type->parameter("charset").value_or("") : "");
  return charset == "iso-8859-1" || charset == "latin1";
}

}  // namespace

MediaReading read_text(const DocumentedMedia& media, const MediaContent& content) {
  if (!is_utf8(content.type) && !is_latin(content.type))
    return unread("the charset " + in_quotes(content.type->parameter("charset").value_or("")) +
                  " is not read");
  if (is_utf8(content.type) && first_invalid_utf8(content.bytes)) {
    const std::optional<std::string> charset =
        content.type ? content.type->parameter("charset") : std::nullopt;
    if (charset)
      return unread("the text is not in the charset that its media type names: " + in_quotes(*charset));
    return unread("the text is not UTF-8, and its media type names no other charset");
  }
  const DescribedPart root = DescribedPart::root(*media.schema);
  const KindMask kinds = root.kinds().meant();
  // A text file ends in a line break, which belongs to no number.
  const bool has_string = (kinds & mask_of(ValueKind::string)) != 0;
  std::string_view text = content.bytes;
  while (!has_string && (text.ends_with('\n') || text.ends_with('\r'))) text.remove_suffix(1);
  MediaReading reading;
  // OpenAPI does not say how objects and arrays are written as text. Servers that have them write JSON.
  constexpr KindMask kStructured = mask_of(ValueKind::object) | mask_of(ValueKind::array);
  if ((kinds & ~(kStructured | mask_of(ValueKind::null))) == 0) {
    if (!content.spend(1, content.bytes.size())) return {};
    if (parse_body_in_place(content.bytes, {.memory = content.memory, .work = content.budget}).instance !=
        nullptr) {
      reading.texts.emplace_back(content.bytes);
      return reading;
    }
  }
  for (const Typing typing : kTypings) {
    if (!content.spend(1, text.size() + text.size() / 2)) return {};
    reading.texts.push_back(typed_text(root, text, typing));
    if (kinds == mask_of(ValueKind::string) || !has_string) break;  // the other reading is the same
  }
  return reading;
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "judge/media/scalar.h"

#include "base/text.h"
#include "base/utf8.h"
#include "contract/header_value.h"
#include "json/instance.h"
#include "json/json_value.h"

namespace avouch {

std::string typed_text(const DescribedPart& part, std::string_view text, Typing typing) {
  const Kinds kinds = part.kinds();
  const std::string recoded = first_invalid_utf8(text) ? utf8_of(text) : std::string();
  const std::string_view given = recoded.empty() ? text : recoded;
  const bool may_be_string = (kinds.meant() & mask_of(ValueKind::string)) != 0;
  if (typing == Typing::texts && may_be_string) return json_string(given);
  return scalar_reading(kinds, given);
}

std::string typed_values(const DescribedPart& part, const std::vector<std::string>& texts, Typing typing) {
  if (part.is_only(ValueKind::array) || texts.size() != 1) {
    std::vector<std::string> items;
    for (const std::string& text : texts)
      items.push_back(typed_values(part.item(items.size()), {text}, typing));
    return array_of(items);
  }
  if (part.is_only(ValueKind::object) && parse_body(texts.front()).instance != nullptr) return texts.front();
  return typed_text(part, texts.front(), typing);
}

std::string utf8_of(std::string_view text) {
  if (!first_invalid_utf8(text)) return std::string(text);
  std::string made;
  for (const char c : text) append_utf8(static_cast<unsigned char>(c), made);
  return made;
}

std::string object_of(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string made = "{";
  for (const auto& [name, value] : members) {
    if (made.size() > 1) made += ',';
    made += json_string(utf8_of(name)) + ":" + value;
  }
  return made + "}";
}

std::string array_of(const std::vector<std::string>& items) {
  return "[" + join(items, ",") + "]";
}

}  // namespace avouch

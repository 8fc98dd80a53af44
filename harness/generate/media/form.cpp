// SPDX-License-Identifier: MIT
#include "generate/media/form.h"

#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "contract/serialization.h"
#include "json/json_value.h"

namespace avouch {
namespace {

bool is_plain_list(const JsonValue& value) {
  return value.is_array() &&
         std::none_of(value.items.begin(), value.items.end(),
                      [](const JsonValue& element) { return element.is_structured() || element.is_null(); });
}

void append_part(std::string& text, const std::string& boundary, const std::string& name,
                 const JsonValue& value, const std::string& content_type) {
  std::string quoted;
  for (const char c : name) {
    // HTML, "escape a multipart form data name": characters that would end the quoted name are
    // percent-encoded.
    if (c == '"' || c == '\r' || c == '\n') {
      quoted += c == '"' ? "%22" : c == '\r' ? "%0D" : "%0A";
    } else {
      quoted += c;
    }
  }
  text += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted + "\"";
  const std::string type = !content_type.empty()   ? content_type.substr(0, content_type.find(','))
                           : value.is_structured() ? "application/json"
                                                   : "";
  if (!type.empty() && !value.is_structured()) text += "; filename=\"" + quoted + "\"";
  if (!type.empty()) text += "\r\nContent-Type: " + type;
  text += "\r\n\r\n" + plain_text(value) + "\r\n";
}

}  // namespace

std::optional<std::string> form_text(const JsonValue& object, const Encodings& encodings) {
  NamedTexts all;
  for (const auto& [name, value] : object.members) {
    if (value.is_null()) continue;  // a form has no null; the member is left out
    const auto encoding = encodings.find(name);
    std::optional<NamedTexts> pairs;
    if (encoding != encodings.end() && !encoding->second.style.empty()) {
      pairs = pairs_of({encoding->second.style, encoding->second.explode, encoding->second.allow_reserved},
                       name, value);
    } else if (value.is_structured() && !is_plain_list(value)) {
      pairs = NamedTexts{{percent_encoded(name), percent_encoded(to_text(value))}};
    } else {
      pairs = pairs_of({"form", true}, name, value);
    }
    if (!pairs) return std::nullopt;
    all.insert(all.end(), pairs->begin(), pairs->end());
  }
  return joined_pairs(all, "&");
}

std::string multipart_text(const JsonValue& object, const Encodings& encodings, const std::string& boundary) {
  std::string text;
  for (const auto& [name, value] : object.members) {
    if (value.is_null()) continue;
    const auto encoding = encodings.find(name);
    const std::string type = encoding == encodings.end() ? "" : encoding->second.content_type;
    const std::string_view separator =
        encoding == encodings.end() ? "" : separator_of(encoding->second.style);
    if (is_plain_list(value) && !separator.empty()) {
      std::vector<std::string> texts;
      for (const JsonValue& element : value.items) texts.push_back(plain_text(element));
      append_part(text, boundary, name, JsonValue::string(join(texts, std::string(separator))), type);
    } else if (is_plain_list(value)) {  // OpenAPI 3.1 §4.8.14.5: an array is one part an element
      for (const JsonValue& element : value.items) append_part(text, boundary, name, element, type);
    } else {
      append_part(text, boundary, name, value, type);
    }
  }
  return text + "--" + boundary + "--\r\n";
}

}  // namespace avouch

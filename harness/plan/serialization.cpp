// SPDX-License-Identifier: MIT
#include "plan/serialization.h"

#include "base/percent.h"
#include "base/text.h"
#include "json/json_value.h"

namespace avouch {
namespace {

using Texts = std::vector<std::string>;

bool is_plain(const JsonValue& value) {
  return !value.is_structured() && !value.is_null();
}

// The elements of an array, or a value by itself.
std::optional<Texts> elements_of(const JsonValue& value) {
  if (is_plain(value)) return Texts{plain_text(value)};
  if (!value.is_array()) return std::nullopt;
  Texts texts;
  for (const JsonValue& element : value.items) {
    if (!is_plain(element)) return std::nullopt;
    texts.push_back(plain_text(element));
  }
  return texts;
}

std::optional<NamedTexts> members_of(const JsonValue& value) {
  NamedTexts members;
  for (const auto& [name, member] : value.members) {
    if (!is_plain(member)) return std::nullopt;
    members.emplace_back(name, plain_text(member));
  }
  return members;
}

Texts encoded(Texts texts) {
  for (std::string& text : texts) text = percent_encoded(text);
  return texts;
}

// Returns "a,1,b,2"; exploded, "a=1,b=2".
std::string listed(const NamedTexts& members, bool explode, std::string_view separator) {
  Texts parts;
  for (const auto& [name, text] : members) {
    const std::string left = percent_encoded(name);
    const std::string right = percent_encoded(text);
    if (explode) {
      parts.push_back(join({left, right}, "="));
    } else {
      parts.push_back(left);
      parts.push_back(right);
    }
  }
  return join(parts, std::string(separator));
}

}  // namespace

std::optional<std::string> path_text(const Style& style, const std::string& name, const JsonValue& value) {
  const bool is_label = style.style == "label";
  const bool is_matrix = style.style == "matrix";
  const std::string key = ";" + percent_encoded(name);
  // RFC 6570 §3.2.7: an empty value has no "=".
  const auto with_key = [&](const std::string& text) { return text.empty() ? key : key + "=" + text; };
  if (value.is_object()) {
    const std::optional<NamedTexts> members = members_of(value);
    if (!members) return std::nullopt;
    if (is_label) return "." + listed(*members, style.explode, style.explode ? "." : ",");
    if (!is_matrix) return listed(*members, style.explode, ",");
    return style.explode ? ";" + listed(*members, true, ";") : with_key(listed(*members, false, ","));
  }
  std::optional<Texts> elements = elements_of(value);
  if (!elements) return std::nullopt;
  const Texts texts = encoded(*std::move(elements));
  if (is_label) return "." + join(texts, style.explode ? "." : ",");
  if (!is_matrix) return join(texts, ",");
  if (!style.explode) return with_key(join(texts, ","));
  std::string all = texts.empty() ? key : "";
  for (const std::string& text : texts) all += with_key(text);
  return all;
}

std::optional<NamedTexts> pairs_of(const Style& style, const std::string& name, const JsonValue& value) {
  const std::string key = percent_encoded(name);
  NamedTexts pairs;
  if (value.is_object()) {
    const std::optional<NamedTexts> members = members_of(value);
    if (!members) return std::nullopt;
    if (style.style == "deepObject") {
      for (const auto& [member, text] : *members)
        pairs.emplace_back(key + "%5B" + percent_encoded(member) + "%5D", percent_encoded(text));
      return pairs;
    }
    if (style.style != "form" || !style.explode) {
      const std::string_view separator = style.style == "spaceDelimited"  ? "%20"
                                         : style.style == "pipeDelimited" ? "%7C"
                                                                          : ",";
      return NamedTexts{{key, listed(*members, false, separator)}};
    }
    for (const auto& [member, text] : *members)
      pairs.emplace_back(percent_encoded(member), percent_encoded(text));
    return pairs;
  }
  std::optional<Texts> elements = elements_of(value);
  // deepObject is not defined for arrays. A single value looks the same in every style.
  if (!elements || (style.style == "deepObject" && value.is_array())) return std::nullopt;
  const Texts texts = encoded(*std::move(elements));
  if (!style.explode || !value.is_array()) {
    const char* separator = style.style == "spaceDelimited"  ? "%20"
                            : style.style == "pipeDelimited" ? "%7C"
                                                             : ",";
    return NamedTexts{{key, join(texts, separator)}};
  }
  for (const std::string& text : texts) pairs.emplace_back(key, text);
  return pairs;
}

std::string joined_pairs(const NamedTexts& pairs, std::string_view separator) {
  Texts parts;
  for (const auto& [name, text] : pairs) parts.push_back(join({name, text}, "="));
  return join(parts, std::string(separator));
}

}  // namespace avouch

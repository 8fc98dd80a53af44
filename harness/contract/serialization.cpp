// SPDX-License-Identifier: MIT
#include "contract/serialization.h"

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

// The reserved characters that a value may contain there without another meaning (RFC 3986 §3.3, §3.4).
constexpr std::string_view kReservedInPath = "!$&'()*+,;=:@";
constexpr std::string_view kReservedInQuery = "!$'()*,;:@/?";

bool is_triplet(std::string_view text) {
  return text.size() >= 3 && text.front() == '%' && is_percent_encoded(text.substr(0, 3));
}

// `reserved`: those characters, and what is percent-encoded, stay as they are.
std::string encoded(const std::string& text, std::string_view reserved) {
  if (reserved.empty()) return percent_encoded(text);
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = std::string_view(text).substr(at);
    const std::size_t size = is_triplet(rest) ? 3 : 1;
    made += size == 3 ? std::string(rest.substr(0, size)) : percent_encoded(rest.substr(0, size), reserved);
    at += size;
  }
  return made;
}

// How the texts of a parameter are encoded.
class Encoder {
 public:
  Encoder(const Style& style, std::string_view reserved)
      : reserved_(style.allow_reserved ? reserved : std::string_view()), is_plain_(style.style == "cookie") {}

  std::string operator()(const std::string& text) const {
    return is_plain_ ? text : encoded(text, reserved_);
  }
  Texts operator()(Texts texts) const {
    for (std::string& text : texts) text = (*this)(text);
    return texts;
  }

 private:
  std::string_view reserved_;
  bool is_plain_;
};

// Returns "a,1,b,2"; exploded, "a=1,b=2".
std::string listed(const Encoder& encode, const NamedTexts& members, bool explode,
                   std::string_view separator) {
  Texts parts;
  for (const auto& [name, text] : members) {
    const std::string left = encode(name);
    const std::string right = encode(text);
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

std::string style_of_collection(std::string_view format) {
  return format == "tsv" ? "joinedByTab" : format == "ssv" ? "joinedBySpace" : "joinedByPipe";
}

std::string_view separator_of(std::string_view style) {
  if (style == "joinedByTab") return "\t";
  if (style == "joinedBySpace") return " ";
  return style == "joinedByPipe" ? "|" : "";
}

std::optional<std::string> path_text(const Style& style, const std::string& name, const JsonValue& value) {
  const bool is_label = style.style == "label";
  const bool is_matrix = style.style == "matrix";
  const Encoder encode(style, kReservedInPath);
  const std::string key = ";" + percent_encoded(name);
  // RFC 6570 §3.2.7: an empty value has no "=".
  const auto with_key = [&](const std::string& text) { return text.empty() ? key : key + "=" + text; };
  if (value.is_object()) {
    const std::optional<NamedTexts> members = members_of(value);
    if (!members) return std::nullopt;
    if (is_label) return "." + listed(encode, *members, style.explode, style.explode ? "." : ",");
    if (!is_matrix) return listed(encode, *members, style.explode, ",");
    if (!style.explode) return with_key(listed(encode, *members, false, ","));
    std::string all;
    for (const auto& [member, text] : *members)
      all += ";" + encode(member) + (text.empty() ? "" : "=" + encode(text));
    return all.empty() ? ";" : all;
  }
  std::optional<Texts> elements = elements_of(value);
  if (!elements) return std::nullopt;
  const Texts texts = encode(*std::move(elements));
  if (is_label) return "." + join(texts, style.explode ? "." : ",");
  const std::string_view own = separator_of(style.style);
  if (!own.empty()) return join(texts, percent_encoded(own));
  if (!is_matrix) return join(texts, ",");
  if (!style.explode) return with_key(join(texts, ","));
  std::string all = texts.empty() ? key : "";
  for (const std::string& text : texts) all += with_key(text);
  return all;
}

std::optional<NamedTexts> pairs_of(const Style& style, const std::string& name, const JsonValue& value) {
  const Encoder encode(style, kReservedInQuery);
  const bool is_form = style.style == "form" || style.style == "cookie";
  const std::string key = style.style == "cookie" ? name : percent_encoded(name);
  NamedTexts pairs;
  if (value.is_object()) {
    const std::optional<NamedTexts> members = members_of(value);
    if (!members) return std::nullopt;
    if (style.style == "deepObject") {
      for (const auto& [member, text] : *members)
        pairs.emplace_back(key + "%5B" + percent_encoded(member) + "%5D", encode(text));
      return pairs;
    }
    if (!is_form || !style.explode) {
      const std::string_view separator = style.style == "spaceDelimited"  ? "%20"
                                         : style.style == "pipeDelimited" ? "%7C"
                                                                          : ",";
      return NamedTexts{{key, listed(encode, *members, false, separator)}};
    }
    for (const auto& [member, text] : *members) pairs.emplace_back(encode(member), encode(text));
    return pairs;
  }
  std::optional<Texts> elements = elements_of(value);
  // deepObject is not defined for arrays. A single value looks the same in every style.
  if (!elements || (style.style == "deepObject" && value.is_array())) return std::nullopt;
  const Texts texts = encode(*std::move(elements));
  if (!style.explode || !value.is_array()) {
    const std::string_view own = separator_of(style.style);
    const std::string separator = !own.empty()                      ? percent_encoded(own)
                                  : style.style == "spaceDelimited" ? "%20"
                                  : style.style == "pipeDelimited"  ? "%7C"
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

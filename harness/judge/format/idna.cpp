// SPDX-License-Identifier: MIT
// libidn2 has the tables and most rules. This file adds the missing contextual rules of RFC 5892 appendix A.
#include "judge/format/idna.h"

#include <idn2.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "base/text.h"

namespace avouch {
namespace {

struct IdnFreer {
  void operator()(void* text) const { idn2_free(text); }
};

std::vector<char32_t> points_of(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      point = (point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    points.push_back(point);
    i += length;
  }
  return points;
}

bool is_greek(char32_t c) {
  return (c >= 0x370 && c <= 0x3FF) || (c >= 0x1F00 && c <= 0x1FFF);
}
bool is_hebrew(char32_t c) {
  return c >= 0x591 && c <= 0x5F4;
}
bool is_hiragana_katakana_or_han(char32_t c) {
  return (c >= 0x3041 && c <= 0x309F) || (c >= 0x30A1 && c <= 0x30FF && c != 0x30FB) || c == 0x3005 ||
         c == 0x3007 || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x31F0 && c <= 0x31FF);
}
bool is_arabic_indic(char32_t c) {
  return c >= 0x660 && c <= 0x669;
}
bool is_extended_arabic_indic(char32_t c) {
  return c >= 0x6F0 && c <= 0x6F9;
}

// RFC 5892 appendix A.3 to A.9.
std::optional<std::string> check_context(const std::vector<char32_t>& points) {
  const auto any = [&](auto test) { return std::any_of(points.begin(), points.end(), test); };
  for (std::size_t i = 0; i < points.size(); ++i) {
    const char32_t before = i > 0 ? points[i - 1] : 0;
    const char32_t after = i + 1 < points.size() ? points[i + 1] : 0;
    switch (points[i]) {
      case 0xB7:
        if (before != 'l' || after != 'l') return "a middle dot is not between two l";
        break;
      case 0x375:
        if (!is_greek(after)) return "a Greek numeral sign has no Greek letter after it";
        break;
      case 0x5F3:
      case 0x5F4:
        if (!is_hebrew(before)) return "a Hebrew punctuation mark has no Hebrew letter before it";
        break;
      case 0x30FB:
        if (!any(is_hiragana_katakana_or_han))
          return "a Katakana middle dot is in a label without Japanese letters";
        break;
      default:
        break;
    }
  }
  if (any(is_arabic_indic) && any(is_extended_arabic_indic)) return "two kinds of Arabic digits are mixed";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> unicode_label(std::string_view ascii) {
  char* text = nullptr;
  const std::string label = ascii_lower(ascii);
  if (idn2_to_unicode_8z8z(label.c_str(), &text, IDN2_NONTRANSITIONAL) != IDN2_OK) return std::nullopt;
  const std::unique_ptr<char, IdnFreer> owner(text);
  std::string unicode(text);
  if (unicode == label) return std::nullopt;
  const std::optional<std::string> again = ascii_label(unicode);
  if (!again || *again != label) return std::nullopt;
  return unicode;
}

std::optional<std::string> ascii_label(std::string_view unicode, Normalization normalization) {
  std::uint8_t* text = nullptr;
  const std::string label(unicode);
  if (idn2_lookup_u8(reinterpret_cast<const std::uint8_t*>(label.c_str()), &text,
                     IDN2_NO_TR46 | (normalization == Normalization::applied ? IDN2_NFC_INPUT : 0)) !=
      IDN2_OK)
    return std::nullopt;
  const std::unique_ptr<std::uint8_t, IdnFreer> owner(text);
  return std::string(reinterpret_cast<const char*>(text));
}

std::optional<std::string> check_unicode_label(std::string_view label, Normalization normalization) {
  if (label.empty()) return "a label is empty";
  if (label.find('\0') != label.npos) return "a label holds a NUL";
  if (label.front() == '-' || label.back() == '-') return "a label begins or ends with a hyphen";
  const std::vector<char32_t> points = points_of(label);
  if (points.size() >= 4 && points[2] == '-' && points[3] == '-')
    return "a label has hyphens in the third and fourth place";
  if (auto fault = check_context(points)) return fault;
  if (!ascii_label(label, normalization)) return "a label holds a character that IDNA 2008 disallows there";
  return std::nullopt;
}

std::optional<std::string> ascii_domain(const std::string& domain) {
  char* text = nullptr;
  if (idn2_to_ascii_8z(domain.c_str(), &text, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
    return std::nullopt;
  const std::unique_ptr<char, IdnFreer> owner(text);
  return std::string(text);
}

}  // namespace avouch

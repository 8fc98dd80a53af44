// SPDX-License-Identifier: MIT
// URIs (with uriparser), IRIs (through the URIs that they map to), URI templates and JSON Pointers.
#include <uriparser/Uri.h>

#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/ascii.h"
#include "base/text.h"
#include "judge/format/parts.h"

namespace avouch {
namespace {

class ParsedUri {
 public:
  explicit ParsedUri(std::string_view text) {
    is_good_ = uriParseSingleUriExA(&uri_, text.data(), text.data() + text.size(), &error_) == URI_SUCCESS;
  }
  ParsedUri(const ParsedUri&) = delete;
  ParsedUri& operator=(const ParsedUri&) = delete;
  ~ParsedUri() {
    if (is_good_) uriFreeUriMembersA(&uri_);
  }

  bool is_good() const { return is_good_; }
  const char* error() const { return error_; }
  bool has_scheme() const { return uri_.scheme.first != nullptr; }
  std::string_view port() const { return view(uri_.portText); }

 private:
  static std::string_view view(const UriTextRangeA& range) {
    if (range.first == nullptr) return {};
    return {range.first, static_cast<std::size_t>(range.afterLast - range.first)};
  }

  UriUriA uri_{};
  const char* error_ = nullptr;
  bool is_good_ = false;
};

// uriparser allocates memory per segment of a path. A long path is checked as a few segments: behind its
// first slashes a hyphen, which is allowed wherever a slash is, takes the place of each (RFC 3986 §3.3 to
// §3.5; it is no hexadecimal digit either).
std::string with_few_segments(std::string_view text) {
  constexpr std::ptrdiff_t kSegments = 1'000;
  std::string shortened;
  if (std::count(text.begin(), text.end(), '/') <= kSegments) return shortened;
  std::ptrdiff_t slashes = 0;
  shortened = text;
  for (char& c : shortened) {
    if (c == '/' && ++slashes > kSegments) c = '-';
  }
  return shortened;
}

Fault check_parsed(std::string_view text, bool wants_scheme) {
  if (text.data() == nullptr) text = "";
  if (const std::string shortened = with_few_segments(text); !shortened.empty())
    return check_parsed(shortened, wants_scheme);
  const ParsedUri uri(text);
  if (!uri.is_good()) {
    const std::size_t at = uri.error() == nullptr ? 0 : static_cast<std::size_t>(uri.error() - text.data());
    if (at >= text.size()) return "it ends too early";
    return "the character " + in_quotes(text.substr(at, 1)) + " is not allowed there";
  }
  if (wants_scheme && !uri.has_scheme()) return "it has no scheme, so it is a relative reference";
  return std::nullopt;
}

bool is_unreserved_beyond_ascii(std::uint32_t point) {
  // RFC 3987 §2.2, ucschar.
  if (point < 0xA0 || (point & 0xFFFEU) == 0xFFFE) return false;
  return (point <= 0xD7FF) || (point >= 0xF900 && point <= 0xFDCF) || (point >= 0xFDF0 && point <= 0xFFEF) ||
         (point >= 0x10000 && point <= 0xDFFFD) || (point >= 0xE1000 && point <= 0xEFFFD);
}

// iprivate: allowed in a query only.
bool is_private(std::uint32_t point) {
  return (point >= 0xE000 && point <= 0xF8FF) || (point >= 0xF0000 && point <= 0xFFFFD) ||
         (point >= 0x100000 && point <= 0x10FFFD);
}

// RFC 3987 §3.1: percent-encodes each non-ASCII octet. nullopt if an IRI must not contain a character.
std::optional<std::string> mapped_to_uri(std::string_view iri) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri;
  bool in_query = false;
  for (std::size_t i = 0; i < iri.size();) {
    const auto first = static_cast<unsigned char>(iri[i]);
    if (first < 0x80) {
      if (first == '?') in_query = true;
      if (first == '#') in_query = false;
      uri += iri[i++];
      continue;
    }
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t point = first & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k)
      point = (point << 6U) | (static_cast<unsigned char>(iri[i + k]) & 0x3FU);
    if (!is_unreserved_beyond_ascii(point) && !(in_query && is_private(point))) return std::nullopt;
    for (std::size_t k = 0; k < length; ++k) {
      const auto byte = static_cast<unsigned char>(iri[i + k]);
      uri += '%';
      uri += kDigits[byte >> 4U];
      uri += kDigits[byte & 0xFU];
    }
    i += length;
  }
  return uri;
}

Fault check_mapped(std::string_view iri, bool wants_scheme) {
  if (first_invalid_utf8(iri)) return "it holds a lone surrogate";
  const std::optional<std::string> uri = mapped_to_uri(iri);
  if (!uri) return "it holds a character that an IRI does not allow";
  return check_parsed(*uri, wants_scheme);
}

bool is_escape(std::string_view text) {
  return text.size() >= 3 && text[0] == '%' && is_hex_digit(text[1]) && is_hex_digit(text[2]);
}

// RFC 6570 §2.3: one variable, with its modifier.
bool is_variable(std::string_view text) {
  if (text.ends_with('*')) {
    text.remove_suffix(1);
  } else if (const std::size_t colon = text.find(':'); colon != text.npos) {
    const std::string_view length = text.substr(colon + 1);
    const bool is_number = !length.empty() && length.size() <= 4 && length[0] != '0' &&
                           length.find_first_not_of("0123456789") == length.npos;
    if (!is_number) return false;
    text = text.substr(0, colon);
  }
  if (text.empty() || text.front() == '.' || text.back() == '.') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_escape(text.substr(i))) {
      i += 2;
    } else if (c == '.') {
      if (text[i + 1] == '.') return false;
    } else if (!((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_')) {
      return false;
    }
  }
  return true;
}

// A list of them, separated by commas.
bool are_variables(std::string_view list) {
  for (;;) {
    const std::size_t comma = list.find(',');
    if (!is_variable(list.substr(0, comma))) return false;
    if (comma == list.npos) return true;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace

Fault check_uri(std::string_view text) {
  return is_plain_uri(text) ? std::nullopt : check_parsed(text, true);
}
Fault check_uri_reference(std::string_view text) {
  return check_parsed(text, false);
}
Fault check_iri(std::string_view text) {
  return check_mapped(text, true);
}
Fault check_iri_reference(std::string_view text) {
  return check_mapped(text, false);
}

// RFC 6570 §2.1, with erratum 6937: an apostrophe is a literal.
Fault check_uri_template(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '{') {
      const std::size_t end = text.find('}', i);
      if (end == text.npos) return "a { is never closed";
      std::string_view expression = text.substr(i + 1, end - i - 1);
      constexpr std::string_view kOperators = "+#./;?&=,!@|";  // the last five are reserved, and well-formed
      if (!expression.empty() && kOperators.find(expression[0]) != kOperators.npos)
        expression.remove_prefix(1);
      if (!are_variables(expression)) return "an expression in braces is not well-formed";
      i = end;
    } else if (byte == '%') {
      if (!is_escape(text.substr(i))) return "a % is not followed by two hexadecimal digits";
    } else if (byte <= 0x20 || byte == 0x7F ||
               std::string_view("\"<>\\^`|}").find(text[i]) != std::string_view::npos) {
      return "the character " + in_quotes(text.substr(i, 1)) + " is not allowed there";
    }
  }
  return std::nullopt;
}

Fault check_json_pointer(std::string_view text) {
  if (!text.empty() && text[0] != '/') return "it does not begin with /";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '~' && (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')))
      return "a ~ is not followed by 0 or 1";
  }
  return std::nullopt;
}

Fault check_relative_json_pointer(std::string_view text) {
  std::size_t digits = text.find_first_not_of("0123456789");
  if (digits == text.npos) digits = text.size();
  if (digits == 0) return "it does not begin with a number";
  if (digits > 1 && text[0] == '0') return "its number begins with a zero";
  const std::string_view rest = text.substr(digits);
  if (rest == "#") return std::nullopt;
  return check_json_pointer(rest);
}

}  // namespace avouch

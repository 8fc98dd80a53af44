// SPDX-License-Identifier: MIT
#include "contract/document/yaml_quoted.h"

#include <charconv>
#include <cstddef>
#include <cstdint>

#include "base/utf8.h"

namespace avouch {
namespace {

bool is_yaml_blank(char c) {
  return c == ' ' || c == '\t';
}

class QuotedScalar {
 public:
  QuotedScalar(std::string_view text, YamlQuote quote) : text_(text), quote_(quote) {}

  std::optional<std::string> decode() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n' || c == '\r') {
        fold();
      } else if (quote_ == YamlQuote::single_quote && c == '\'') {
        keep('\'', 2);
      } else if (quote_ == YamlQuote::double_quote && c == '\\') {
        if (!escape()) return std::nullopt;
      } else {
        out_ += c;
        at_ += 1;
        if (!is_yaml_blank(c)) kept_ = out_.size();
      }
    }
    return std::move(out_);
  }

 private:
  void keep(char c, std::size_t length) {
    out_ += c;
    at_ += length;
    kept_ = out_.size();
  }

  // Takes the break at at_ and what follows it up to the next content; returns the number of empty lines.
  std::size_t take_breaks() {
    std::size_t breaks = 0;
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) {
      at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
      breaks += 1;
      while (at_ < text_.size() && is_yaml_blank(text_[at_])) ++at_;
    }
    return breaks - 1;
  }

  // Blanks around a break are no content. A break is a space, unless empty lines follow it.
  void fold() {
    out_.resize(kept_);
    const std::size_t empty = take_breaks();
    out_.append(empty == 0 ? 1 : empty, empty == 0 ? ' ' : '\n');
    kept_ = out_.size();
  }

  bool escape() {
    constexpr std::string_view kNames = "0abt\tnvfre \"/\\";
    constexpr std::string_view kMeant("\0\a\b\t\t\n\v\f\r\x1B \"/\\", 14);
    const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (c == '\n' || c == '\r') {  // the break is no content, and the blanks before it are
      at_ += 1;
      out_.append(take_breaks(), '\n');
      kept_ = out_.size();
      return true;
    }
    if (const std::size_t known = kNames.find(c); c != '\0' && known != kNames.npos) {
      keep(kMeant[known], 2);
      return true;
    }
    std::uint32_t point = 0;
    switch (c) {
      case 'N':
        point = 0x85;
        break;
      case '_':
        point = 0xA0;
        break;
      case 'L':
        point = 0x2028;
        break;
      case 'P':
        point = 0x2029;
        break;
      case 'x':
        return number(2);
      case 'u':
        return number(4);
      case 'U':
        return number(8);
      default:
        return false;
    }
    at_ += 2;
    append_utf8(point, out_);
    kept_ = out_.size();
    return true;
  }

  std::optional<std::uint32_t> digits(std::size_t at, std::size_t count) const {
    if (at + count > text_.size()) return std::nullopt;
    std::uint32_t value = 0;
    const char* first = text_.data() + at;
    const auto [end, error] = std::from_chars(first, first + count, value, 16);
    if (error != std::errc() || end != first + count) return std::nullopt;
    return value;
  }

  // Two halves of a surrogate pair are one character, as in JSON, of which YAML is a superset.
  bool number(std::size_t count) {
    std::optional<std::uint32_t> point = digits(at_ + 2, count);
    if (!point) return false;
    at_ += 2 + count;
    if (*point >= 0xD800 && *point < 0xDC00 && text_.substr(at_).starts_with("\\u")) {
      const std::optional<std::uint32_t> second = digits(at_ + 2, 4);
      if (!second || *second < 0xDC00 || *second > 0xDFFF) return false;
      point = 0x10000U + ((*point & 0x3FFU) << 10U) + (*second & 0x3FFU);
      at_ += 6;
    }
    if (*point > 0x10FFFF || (*point >= 0xD800 && *point <= 0xDFFF)) return false;
    append_utf8(*point, out_);
    kept_ = out_.size();
    return true;
  }

  std::string_view text_;
  YamlQuote quote_;
  std::size_t at_ = 0;
  std::string out_;
  std::size_t kept_ = 0;  // the length of out_ without blanks at its end that a break would remove
};

}  // namespace

std::optional<std::string> decoded_yaml_quotes(std::string_view between, YamlQuote quote) {
  return QuotedScalar(between, quote).decode();
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Encodings of binary content in texts: RFC 4648, and quoted-printable of RFC 2045 §6.7.
#include <algorithm>
#include <cstdint>

#include "base/ascii.h"
#include "base/text.h"
#include "json/instance.h"
#include "judge/format/format.h"
#include "judge/format/parts.h"

namespace avouch {
namespace {

struct Alphabet {
  std::string_view name;
  std::string_view digits;
  unsigned bits = 0;         // per digit
  std::size_t group = 0;     // digits that hold whole bytes
  bool has_padding = false;  // it must fill the last group
  bool is_any_case = false;
};

constexpr Alphabet kAlphabets[] = {
    {"base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, 4, true, false},
    // §5: the padding may be left out.
    {"base64url", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6, 4, false, false},
    {"base32", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5, 8, true, true},
    {"base16", "0123456789ABCDEF", 4, 2, false, true},
};
constexpr std::string_view kQuotedPrintable = "quoted-printable";
constexpr std::size_t kLongestLine = 76;  // RFC 2045 §6.7 (5)

const Alphabet* alphabet_of(std::string_view encoding) {
  const auto found = std::find_if(std::begin(kAlphabets), std::end(kAlphabets),
                                  [&](const Alphabet& known) { return known.name == encoding; });
  return found == std::end(kAlphabets) ? nullptr : found;
}

std::size_t digit_of(const Alphabet& alphabet, char c) {
  return alphabet.digits.find(alphabet.is_any_case && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A')
                                                                           : c);
}

// Whether so many digits are whole bytes, with less than one digit of rest.
bool is_whole(const Alphabet& alphabet, std::size_t digits) {
  return digits * alphabet.bits % 8 < alphabet.bits;
}

Fault check_digits(const Alphabet& alphabet, std::string_view text) {
  std::string_view digits = text;
  while (alphabet.bits != 4 && digits.ends_with('=') && text.size() - digits.size() < alphabet.group)
    digits.remove_suffix(1);
  const bool is_padded = alphabet.has_padding || digits.size() < text.size();
  if (is_padded && text.size() % alphabet.group != 0)
    return "its length is not a multiple of " + std::to_string(alphabet.group);
  const bool is_known = std::all_of(digits.begin(), digits.end(),
                                    [&](char c) { return digit_of(alphabet, c) != std::string_view::npos; });
  if (!is_known) return "it holds a character that is not in " + std::string(alphabet.name);
  const bool is_short = text.size() - digits.size() < alphabet.group;
  if (!is_whole(alphabet, digits.size()) || !is_short)
    return "its " + counted(digits.size(), "digit is", "digits are") + " no whole bytes";
  return std::nullopt;
}

std::string digits_decoded(const Alphabet& alphabet, std::string_view text) {
  std::string out;
  unsigned bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    if (c == '=') break;
    bits = (bits << alphabet.bits | static_cast<unsigned>(digit_of(alphabet, c))) & 0xFFFFU;
    count += alphabet.bits;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFFU);
  }
  return out;
}

std::string digits_of(const Alphabet& alphabet, std::string_view bytes) {
  std::string out;
  unsigned bits = 0;
  unsigned count = 0;
  const auto put = [&](unsigned value) { out += alphabet.digits[value & ((1U << alphabet.bits) - 1)]; };
  for (const char c : bytes) {
    bits = (bits << 8U | static_cast<unsigned char>(c)) & 0xFFFFU;
    for (count += 8; count >= alphabet.bits; count -= alphabet.bits) put(bits >> (count - alphabet.bits));
  }
  if (count > 0) put(bits << (alphabet.bits - count));
  while (alphabet.has_padding && out.size() % alphabet.group != 0) out += '=';
  return out;
}

// RFC 2045 §6.7. Line breaks may be LF alone: the text may have passed through JSON or a text file.
Fault check_quoted_printable(std::string_view text) {
  for (std::string_view line : split(text, '\n')) {
    const bool is_last = line.data() + line.size() == text.data() + text.size();
    if (line.ends_with('\r') && !is_last) line.remove_suffix(1);
    if (line.size() > kLongestLine) return "a line has more than 76 characters";
    if (line.ends_with(' ') || line.ends_with('\t')) return "a line ends in a blank that is not encoded";
    for (std::size_t at = 0; at < line.size(); ++at) {
      const char c = line[at];
      if (c == '=' && at + 1 == line.size()) continue;  // a soft line break
      if (c == '=') {
        if (at + 2 >= line.size() || !is_hex_digit(line[at + 1]) || !is_hex_digit(line[at + 2]))
          return "it has a = without two hexadecimal digits";
        at += 2;
      } else if (c != '\t' && (c < ' ' || c > '~')) {
        return "it holds a character that is not encoded";
      }
    }
  }
  if (text.ends_with('=')) return "it ends in a soft line break without a line";
  return std::nullopt;
}

// Precondition: check_quoted_printable() accepts the text.
std::string quoted_printable_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '=') {
      out += text[at];
      continue;
    }
    const std::string_view rest = text.substr(at + 1);
    if (rest.starts_with("\r\n")) {
      at += 2;
    } else if (rest.starts_with('\n')) {
      at += 1;
    } else {
      const auto value = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
      out += static_cast<char>(value(rest[0]) << 4 | value(rest[1]));
      at += 2;
    }
  }
  return out;
}

std::string quoted_printable_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  std::size_t column = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    const bool is_plain = c > ' ' && c <= '~' && c != '=';
    const bool is_blank = c == ' ' && at + 1 < bytes.size() && bytes[at + 1] > ' ';
    const std::size_t size = is_plain || is_blank ? 1 : 3;
    if (column + size >= kLongestLine) {
      out += "=\r\n";
      column = 0;
    }
    column += size;
    if (size == 1) {
      out += c;
    } else {
      const auto code = static_cast<unsigned char>(c);
      out += {'=', kDigits[code >> 4U], kDigits[code & 15U]};
    }
  }
  return out;
}

Fault check_encoding(std::string_view encoding, std::string_view text) {
  if (encoding == kQuotedPrintable) return check_quoted_printable(text);
  const Alphabet* alphabet = alphabet_of(encoding);
  return alphabet == nullptr ? std::nullopt : check_digits(*alphabet, text);
}

}  // namespace

Fault check_base64(std::string_view text) {
  return check_digits(kAlphabets[0], text);
}

std::string decoded_content(std::string_view encoding, std::string_view text) {
  if (check_encoding(encoding, text)) return std::string(text);
  if (encoding == kQuotedPrintable) return quoted_printable_decoded(text);
  const Alphabet* alphabet = alphabet_of(encoding);
  return alphabet == nullptr ? std::string(text) : digits_decoded(*alphabet, text);
}

std::string encoded_content(std::string_view encoding, std::string_view bytes) {
  if (encoding == kQuotedPrintable) return quoted_printable_of(bytes);
  const Alphabet* alphabet = alphabet_of(encoding);
  return alphabet == nullptr ? std::string(bytes) : digits_of(*alphabet, bytes);
}

std::optional<std::string> check_content(std::string_view media_type, std::string_view encoding,
                                         std::string_view text) {
  if (Fault fault = check_encoding(encoding, text)) return fault;
  if (media_type != "application/json") return std::nullopt;
  const ParsedBody body = parse_body(decoded_content(encoding, text));
  if (body.fault) return body.fault->reason;
  return std::nullopt;
}

}  // namespace avouch

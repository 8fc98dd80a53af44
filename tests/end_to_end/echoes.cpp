// SPDX-License-Identifier: MIT
#include "echoes.h"

#include <algorithm>
#include <cstdio>
#include <functional>

#include "http/syntax.h"

namespace avouch {
namespace {

std::string formatted(const char* format, unsigned value) {
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

// Each byte by itself, written by `write`.
std::string by_byte(const std::string& text, const std::function<std::string(unsigned char)>& write) {
  std::string out;
  for (const char c : text) out += write(static_cast<unsigned char>(c));
  return out;
}

// Each code point of UTF-8 of at most two bytes.
std::string by_point(const std::string& text, const std::function<std::string(unsigned)>& write) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      out += write(byte);
    } else {
      const auto next = static_cast<unsigned char>(text[++i]);
      out += write(((byte & 0x1FU) << 6U) | (next & 0x3FU));
    }
  }
  return out;
}

bool is_letter_or_digit(unsigned c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string percent(const std::string& text, const std::string& kept, const char* format = "%%%02X") {
  return by_byte(text, [&](unsigned char c) {
    const bool is_kept = is_letter_or_digit(c) || kept.find(static_cast<char>(c)) != kept.npos;
    return is_kept ? std::string(1, static_cast<char>(c)) : formatted(format, c);
  });
}

std::string json(const std::string& text) {
  return by_byte(text, [](unsigned char c) {
    const std::string plain(1, static_cast<char>(c));
    return c == '"' || c == '\\' ? "\\" + plain : plain;
  });
}

std::string replaced(const std::string& text, const std::string& what, const std::string& by) {
  return by_byte(text, [&](unsigned char c) {
    const std::string plain(1, static_cast<char>(c));
    return plain == what ? by : plain;
  });
}

std::string html(const std::string& text) {
  return by_byte(text, [](unsigned char c) -> std::string {
    switch (c) {
      case '&':
        return "&amp;";
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      case '"':
        return "&quot;";
      case '\'':
        return "&apos;";
      case '=':
        return "&equals;";
      case '/':
        return "&sol;";
      case '+':
        return "&plus;";
      default:
        return std::string(1, static_cast<char>(c));
    }
  });
}

std::string url_alphabet(std::string text) {
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

std::string without_padding(std::string text) {
  while (text.ends_with('=')) text.pop_back();
  return text;
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return text;
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

// The base64 of a longer text, and the digits of it that the secret alone decides.
Echo within(const char* name, const std::string& before, const std::string& secret,
            const std::string& after) {
  const std::string text = http::base64(before + secret + after);
  const std::size_t first = (before.size() * 8 + 5) / 6;
  const std::size_t last = (before.size() + secret.size()) * 8 / 6;
  return {name, text, text.substr(first, last - first)};
}

Echo whole(const char* name, const std::string& text) {
  return {name, text, text};
}

}  // namespace

std::vector<Echo> echoes_of(const std::string& secret) {
  const std::string everything_escaped = by_point(secret, [](unsigned c) { return formatted("\\u%04x", c); });
  const std::string encoded = http::base64("AC1:" + secret);
  std::vector<Echo> echoes = {
      whole("plain", secret),
      whole("upper case", upper(secret)),
      whole("lower case", lower(secret)),
      whole("percent", percent(secret, "-._~")),
      whole("percent, lower-case digits", percent(secret, "-._~", "%%%02x")),
      whole("percent, reserved characters kept", percent(secret, "-._~!$&'()*+,;=:@/?")),
      whole("percent, every byte", by_byte(secret, [](unsigned char c) { return formatted("%%%02X", c); })),
      whole("percent, twice", percent(percent(secret, "-._~"), "-._~")),
      whole("form", replaced(percent(secret, "*-._ "), " ", "+")),
      whole("JSON", json(secret)),
      whole("JSON, solidus escaped", replaced(json(secret), "/", "\\/")),
      whole("JSON, ASCII only", by_point(json(secret),
                                         [](unsigned c) {
                                           return c < 0x80 ? std::string(1, static_cast<char>(c))
                                                           : formatted("\\u%04X", c);
                                         })),
      whole("JSON, safe in HTML", by_byte(json(secret),
                                          [](unsigned char c) {
                                            return std::string("<>&='+").find(static_cast<char>(c)) !=
                                                           std::string::npos
                                                       ? formatted("\\u%04x", c)
                                                       : std::string(1, static_cast<char>(c));
                                          })),
      whole("JSON, every character", everything_escaped),
      whole("JSON, twice", json(json(secret))),
      whole("HTML, named", html(secret)),
      whole("HTML, decimal", by_point(secret, [](unsigned c) { return formatted("&#%u;", c); })),
      whole("HTML, hexadecimal", by_point(secret, [](unsigned c) { return formatted("&#x%X;", c); })),
      whole("HTML, twice", html(html(secret))),
      whole("JSON Pointer", replaced(replaced(secret, "~", "~0"), "/", "~1")),
      whole("base64", http::base64(secret)),
      whole("base64 without padding", without_padding(http::base64(secret))),
      whole("base64url", url_alphabet(http::base64(secret))),
      whole("hexadecimal", by_byte(secret, [](unsigned char c) { return formatted("%02x", c); })),
      whole("hexadecimal, upper case", by_byte(secret, [](unsigned char c) { return formatted("%02X", c); })),
      within("base64 of user and password", "AC1:", secret, ""),
      within("base64 within, first place", "{\"k\":\"", secret, "\",\"more\":1}"),
      within("base64 within, second place", "a", secret, "zz"),
      within("base64 within, third place", "ab", secret, "z"),
      {"base64url within", url_alphabet(encoded), url_alphabet(encoded).substr(6, secret.size())},
      whole("JSON, then percent", percent(json(secret), "-._~")),
      whole("percent, then HTML", html(percent(secret, "-._~"))),
      {"behind a scheme", "Bearer " + secret, secret},
      {"in a sentence", "no such key: " + secret + ", sorry", secret},
      {"cut off", std::string(105, '-') + secret + secret, secret},
      {"in lines", secret.substr(0, 7) + "\n    " + secret.substr(7), secret, true},
      {"base64 in lines", encoded.substr(0, 8) + "\r\n" + encoded.substr(8), encoded.substr(8, 8), true},
  };
  return echoes;
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "http/secrets.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/percent.h"
#include "base/pointer.h"
#include "base/text.h"
#include "http/syntax.h"

namespace avouch::http {
namespace {

constexpr std::size_t kShortest = 4;  // bytes; see secrets.h
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

// application/x-www-form-urlencoded (URL standard): a blank is "+".
std::string form_encoded(std::string_view text) {
  std::string encoded = percent_encoded(text, " *");
  std::replace(encoded.begin(), encoded.end(), ' ', '+');
  return encoded;
}

std::string base64url(std::string encoded) {  // RFC 4648 §5, without padding
  while (!encoded.empty() && encoded.back() == '=') encoded.pop_back();
  std::replace(encoded.begin(), encoded.end(), '+', '-');
  std::replace(encoded.begin(), encoded.end(), '/', '_');
  return encoded;
}

void append_unit(std::string& out, std::uint32_t unit) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(unit >> static_cast<unsigned>(shift)) & 15U];
}

// The code point at `at` of well-formed UTF-8, and how many bytes it has.
std::pair<std::uint32_t, std::size_t> code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  const std::uint32_t first = byte(at);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  std::uint32_t point = first & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) point = (point << 6U) | (byte(at + i) & 0x3FU);
  return {point, size};
}

struct JsonStyle {
  bool solidus;  // "/" as "\/", as PHP writes it
  bool ascii;    // everything else as \uNNNN, as Python writes it
};

// RFC 8259 §7, without the quotes around it.
std::string json_escaped(std::string_view text, JsonStyle style) {
  style.ascii = style.ascii && !first_invalid_utf8(text);
  std::string escaped;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (style.ascii && static_cast<unsigned char>(c) >= 0x80) {
      const auto [point, size] = code_point_at(text, at);
      if (point >= 0x10000) {
        append_unit(escaped, 0xD800U + ((point - 0x10000U) >> 10U));
        append_unit(escaped, 0xDC00U + ((point - 0x10000U) & 0x3FFU));
      } else {
        append_unit(escaped, point);
      }
      at += size;
      continue;
    }
    ++at;
    switch (c) {
      case '"':
        escaped += "\\\"";
        break;
      case '\\':
        escaped += "\\\\";
        break;
      case '\b':
        escaped += "\\b";
        break;
      case '\f':
        escaped += "\\f";
        break;
      case '\n':
        escaped += "\\n";
        break;
      case '\r':
        escaped += "\\r";
        break;
      case '\t':
        escaped += "\\t";
        break;
      case '/':
        escaped += style.solidus ? "\\/" : "/";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          append_unit(escaped, static_cast<unsigned char>(c));
        } else {
          escaped += c;
        }
    }
  }
  return escaped;
}

// As an error page shows it. `apostrophe` is what stands for one: frameworks differ.
std::string html_escaped(std::string_view text, std::string_view apostrophe) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += apostrophe;
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    digits += {kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return digits;
}

std::string without_quotes(const std::string& quoted) {
  return quoted.substr(1, quoted.size() - 2);
}

// Every way in which a text may carry `value`.
std::vector<std::string> forms_of(std::string_view value) {
  std::vector<std::string> forms = {
      std::string(value),
      base64(value),
      base64url(base64(value)),
      percent_encoded(value),
      percent_encoded(value, "!$&'()*+,;=:@/?"),  // RFC 3986 leaves these as they are in a query
      form_encoded(value),
      html_escaped(value, "&#39;"),
      html_escaped(value, "&#x27;"),
      html_escaped(value, "&apos;"),
      html_escaped(value, "'"),
      hexadecimal(value),
      pointer_token(value),
      json_escaped(value, {.solidus = false, .ascii = false}),
      json_escaped(value, {.solidus = true, .ascii = false}),
      json_escaped(value, {.solidus = false, .ascii = true}),
      json_escaped(value, {.solidus = true, .ascii = true}),
  };
  // A message shows what it saw through printable() or in_quotes(), which escape once more.
  const std::size_t plain = forms.size();
  for (std::size_t i = 0; i < plain; ++i) {
    const std::string form = forms[i];
    forms.push_back(printable(form));
    forms.push_back(without_quotes(in_quotes(form, std::string::npos)));
  }
  // A text may have been lower-cased on its way (a content coding's name), so case does not protect a secret.
  for (std::string& form : forms) form = ascii_lower(form);
  return forms;
}

struct Stretch {
  std::size_t begin;
  std::size_t end;
  std::size_t form;  // index of the longest form in it
};

}  // namespace

void Secrets::add(const std::string& variable, const std::string& value) {
  entries_.push_back({variable, value});
  std::vector<std::string> values = {value};
  if (const std::size_t colon = value.find(':'); colon != std::string::npos)
    values.push_back(value.substr(colon + 1));
  for (const std::string& each : values) {
    if (each.size() < kShortest) continue;
    for (std::string& form : forms_of(each)) {
      const bool known =
          std::any_of(forms_.begin(), forms_.end(), [&](const Form& f) { return f.text == form; });
      if (form.size() >= kShortest && !known) forms_.push_back({std::move(form), variable});
    }
  }
  std::stable_sort(forms_.begin(), forms_.end(),
                   [](const Form& left, const Form& right) { return left.text.size() > right.text.size(); });
}

std::string Secrets::redact(std::string text) const {
  if (forms_.empty() || text.size() < kShortest) return text;

  const std::string lower = ascii_lower(text);
  // All occurrences first, then one replacement of each stretch that they cover: where two secrets overlap,
  // replacing one of them would leave the other's rest to be read.
  std::vector<Stretch> found;
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    const std::string& form = forms_[i].text;
    for (std::size_t at = lower.find(form); at != std::string::npos; at = lower.find(form, at + 1)) {
      found.push_back({at, at + form.size(), i});
    }
  }
  for (std::size_t cut = text.find(kEllipsis); cut != std::string::npos;
       cut = text.find(kEllipsis, cut + 1)) {
    const std::string_view before = std::string_view(lower).substr(0, cut);
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      const std::string_view form = forms_[i].text;
      for (std::size_t length = std::min(form.size() - 1, cut); length >= kShortest; --length) {
        if (before.ends_with(form.substr(0, length))) {
          found.push_back({cut - length, cut, i});
          break;
        }
      }
    }
  }
  if (found.empty()) return text;

  std::sort(found.begin(), found.end(), [](const Stretch& left, const Stretch& right) {
    return left.begin != right.begin ? left.begin < right.begin : left.form < right.form;
  });
  std::string redacted;
  std::size_t done = 0;
  for (std::size_t i = 0; i < found.size();) {
    Stretch stretch = found[i];
    for (++i; i < found.size() && found[i].begin < stretch.end; ++i) {
      stretch.end = std::max(stretch.end, found[i].end);
      stretch.form = std::min(stretch.form, found[i].form);
    }
    redacted.append(text, done, stretch.begin - done);
    redacted += "$" + forms_[stretch.form].variable;
    done = stretch.end;
  }
  return redacted.append(text, done);
}

bool names_a_secret(std::string_view field_name) {
  const std::string name = ascii_lower(field_name);
  constexpr std::array<std::string_view, 9> kWithin = {
      "authorization", "cookie", "token", "secret", "password", "passwd", "apikey", "credential", "session"};
  // Access-Control-Allow-Credentials speaks of credentials and carries none.
  if (name.starts_with("access-control-")) return false;
  if (std::any_of(kWithin.begin(), kWithin.end(),
                  [&](std::string_view part) { return name.find(part) != std::string::npos; }))
    return true;
  return name == "key" || name.ends_with("-key") || name.ends_with("_key") || name.ends_with("-auth");
}

}  // namespace avouch::http

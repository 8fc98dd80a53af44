// SPDX-License-Identifier: MIT
#include "judge/header_syntax.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

#include "base/percent.h"
#include "base/text.h"
#include "http/media_type.h"
#include "http/origin.h"
#include "http/syntax.h"

namespace avouch {
namespace {

using Check = bool (*)(std::string_view value);

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// Fetch §3.3.4: origin-or-null / "*".
bool is_allowed_origin(std::string_view value) {
  return value == "*" || value == "null" || http::parse_origin(value).has_value();
}

// Fetch §3.3.4 knows `true` only. `false` is what a documented boolean may say; it grants nothing.
bool is_allowed_credentials(std::string_view value) {
  return value == "true" || value == "false";
}

bool is_token_list(std::string_view value) {
  return http::parse_token_list(value).has_value();
}

bool is_media_type(std::string_view value) {
  return http::parse_media_type(value).has_value();
}

// RFC 9110 §8.8.3: [ "W/" ] DQUOTE *etagc DQUOTE.
bool is_entity_tag(std::string_view value) {
  if (value.starts_with("W/")) value.remove_prefix(2);
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return false;
  const std::string_view opaque = value.substr(1, value.size() - 2);
  return std::none_of(opaque.begin(), opaque.end(), [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return code <= 0x20 || c == '"' || code == 0x7F;
  });
}

template <std::size_t Size>
std::size_t index_of(const std::array<std::string_view, Size>& words, std::string_view word) {
  return static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin());
}

int number_at(std::string_view text, std::size_t begin, std::size_t length) {
  int number = 0;
  for (const char c : text.substr(begin, length)) {
    if (!is_digit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

// RFC 9110 §5.6.7, IMF-fixdate: the only form that a sender may generate.
bool is_http_date(std::string_view value) {
  static constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::string_view kShape = "ddd, 00 mmm 0000 00:00:00 GMT";
  if (value.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool is_placeholder = kShape[i] == '0' || kShape[i] == 'd' || kShape[i] == 'm';
    if (!is_placeholder && value[i] != kShape[i]) return false;
  }
  const std::size_t weekday = index_of(kDays, value.substr(0, 3));
  const std::size_t month = index_of(kMonths, value.substr(8, 3)) + 1;
  const int day = number_at(value, 5, 2);
  const int year = number_at(value, 12, 4);
  const int hour = number_at(value, 17, 2);
  const int minute = number_at(value, 20, 2);
  const int second = number_at(value, 23, 2);
  if (day < 1 || year < 0 || month > 12 || hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
  if (second < 0 || second > 60) return false;  // 60 is a leap second
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() && std::chrono::weekday(std::chrono::sys_days(date)).c_encoding() == weekday;
}

bool is_date_or_seconds(std::string_view value) {
  return is_digits(value) || is_http_date(value);
}

// RFC 3986 §4.1, URI-reference, as far as its characters go.
bool is_uri_reference(std::string_view value) {
  return is_percent_encoded(value) && std::all_of(value.begin(), value.end(), [](char c) {
           return is_alpha(c) || is_digit(c) ||
                  std::string_view("-._~:/?#[]@!$&'()*+,;=%").find(c) != std::string_view::npos;
         });
}

// Takes a token or a quoted-string (RFC 9110 §5.6.4) off the front of `text`.
bool take_word(std::string_view& text) {
  if (text.starts_with('"')) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (text[i] == '\\') {
        ++i;
      } else if (text[i] == '"') {
        text.remove_prefix(i + 1);
        return true;
      }
    }
    return false;
  }
  std::size_t length = 0;
  while (length < text.size() && http::is_token(text.substr(length, 1))) ++length;
  text.remove_prefix(length);
  return length > 0;
}

void skip_blanks(std::string_view& text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
}

// *( OWS ";" OWS [ token [ BWS "=" BWS ( token / quoted-string ) ] ] )
bool take_parameters(std::string_view& text) {
  for (;;) {
    skip_blanks(text);
    if (!text.starts_with(';')) return true;
    text.remove_prefix(1);
    skip_blanks(text);
    if (text.empty() || text.front() == ';' || text.front() == ',') continue;
    if (text.front() == '"' || !take_word(text)) return false;
    skip_blanks(text);
    if (!text.starts_with('=')) continue;
    text.remove_prefix(1);
    skip_blanks(text);
    if (!take_word(text)) return false;
  }
}

// A list whose elements `take` takes off the front; empty elements are allowed (RFC 9110 §5.6.1).
template <class Take>
bool is_list_of(std::string_view text, const Take& take) {
  for (;;) {
    skip_blanks(text);
    if (text.empty()) return true;
    if (!text.starts_with(',') && !take(text)) return false;
    skip_blanks(text);
    if (text.empty()) return true;
    if (!text.starts_with(',')) return false;
    text.remove_prefix(1);
  }
}

// RFC 8288 §3: #( "<" URI-Reference ">" *( ";" link-param ) ).
bool is_link(std::string_view value) {
  return is_list_of(value, [](std::string_view& text) {
    const std::size_t end = text.find('>');
    if (!text.starts_with('<') || end == std::string_view::npos) return false;
    if (!is_uri_reference(text.substr(1, end - 1))) return false;
    text.remove_prefix(end + 1);
    return take_parameters(text);
  });
}

// RFC 9111 §5.2: #( token [ "=" ( token / quoted-string ) ] ).
bool is_cache_control(std::string_view value) {
  return is_list_of(value, [](std::string_view& text) {
    if (text.front() == '"' || !take_word(text)) return false;
    if (!text.starts_with('=')) return true;
    text.remove_prefix(1);
    return take_word(text);
  });
}

struct FieldSyntax {
  std::string_view name;  // lower case
  bool is_list;
  Check check;
  std::string_view what;  // "X is not …"
  std::string_view standard;
};

constexpr std::array kSyntaxes = {
    FieldSyntax{"accept-ranges", true, is_token_list, "a list of range units", "RFC 9110 §14.3"},
    FieldSyntax{"access-control-allow-credentials", false, is_allowed_credentials, "exactly true",
                "Fetch §3.3.4"},
    FieldSyntax{"access-control-allow-headers", true, is_token_list, "a list of header names",
                "Fetch §3.3.4"},
    FieldSyntax{"access-control-allow-methods", true, is_token_list, "a list of methods", "Fetch §3.3.4"},
    FieldSyntax{"access-control-allow-origin", false, is_allowed_origin, "one origin, null or *",
                "Fetch §3.3.4"},
    FieldSyntax{"access-control-expose-headers", true, is_token_list, "a list of header names",
                "Fetch §3.3.4"},
    FieldSyntax{"access-control-max-age", false, is_digits, "a number of seconds", "Fetch §3.3.4"},
    FieldSyntax{"age", false, is_digits, "a number of seconds", "RFC 9111 §5.1"},
    FieldSyntax{"allow", true, is_token_list, "a list of methods", "RFC 9110 §10.2.1"},
    FieldSyntax{"cache-control", true, is_cache_control, "a list of cache directives", "RFC 9111 §5.2"},
    FieldSyntax{"content-encoding", true, is_token_list, "a list of content codings", "RFC 9110 §8.4"},
    FieldSyntax{"content-language", true, is_token_list, "a list of language tags", "RFC 9110 §8.5"},
    FieldSyntax{"content-length", false, is_digits, "a number of bytes", "RFC 9110 §8.6"},
    FieldSyntax{"content-location", false, is_uri_reference, "a URI reference", "RFC 9110 §8.7"},
    FieldSyntax{"content-type", false, is_media_type, "a media type", "RFC 9110 §8.3"},
    FieldSyntax{"date", false, is_http_date, "an HTTP date", "RFC 9110 §5.6.7"},
    FieldSyntax{"etag", false, is_entity_tag, "an entity tag", "RFC 9110 §8.8.3"},
    FieldSyntax{"expires", false, is_http_date, "an HTTP date", "RFC 9110 §5.6.7"},
    FieldSyntax{"last-modified", false, is_http_date, "an HTTP date", "RFC 9110 §5.6.7"},
    FieldSyntax{"link", true, is_link, "a list of links", "RFC 8288 §3"},
    FieldSyntax{"location", false, is_uri_reference, "a URI reference", "RFC 9110 §10.2.2"},
    FieldSyntax{"retry-after", false, is_date_or_seconds, "an HTTP date or a number of seconds",
                "RFC 9110 §10.2.3"},
    FieldSyntax{"vary", true, is_token_list, "a list of field names or *", "RFC 9110 §12.5.5"},
};

const FieldSyntax* syntax_of(std::string_view name) {
  const std::string lower = ascii_lower(name);
  const auto* found = std::find_if(kSyntaxes.begin(), kSyntaxes.end(),
                                   [&](const FieldSyntax& syntax) { return syntax.name == lower; });
  return found == kSyntaxes.end() ? nullptr : found;
}

}  // namespace

bool has_standard_syntax(std::string_view name) {
  return syntax_of(name) != nullptr;
}

bool may_repeat(std::string_view name) {
  // Lists whose elements are not judged here, and Set-Cookie (RFC 6265 §3).
  static constexpr std::array<std::string_view, 9> kOthers = {"content-security-policy",
                                                              "permissions-policy",
                                                              "proxy-authenticate",
                                                              "server-timing",
                                                              "set-cookie",
                                                              "via",
                                                              "warning",
                                                              "www-authenticate",
                                                              "x-forwarded-for"};
  const FieldSyntax* syntax = syntax_of(name);
  if (syntax != nullptr) return syntax->is_list;
  return std::find(kOthers.begin(), kOthers.end(), ascii_lower(name)) != kOthers.end();
}

std::optional<FieldFault> field_fault(std::string_view name, const std::vector<std::string>& lines) {
  const FieldSyntax* syntax = syntax_of(name);
  if (syntax == nullptr) return std::nullopt;
  const std::string expected = std::string(syntax->what) + " (" + std::string(syntax->standard) + ")";
  if (!syntax->is_list && lines.size() > 1) {
    return FieldFault{"the header is there " + std::to_string(lines.size()) + " times, and may be there once",
                      expected};
  }
  for (const std::string& value : lines) {
    if (syntax->check(trim_ows(value))) continue;
    const std::string bad = syntax->check == is_token_list ? *http::first_bad_token(value) : value;
    return FieldFault{in_quotes(bad) + (bad == value ? " is not " + std::string(syntax->what)
                                                     : " is no token, and spoils the whole list"),
                      expected};
  }
  return std::nullopt;
}

}  // namespace avouch

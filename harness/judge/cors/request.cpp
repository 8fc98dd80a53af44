// SPDX-License-Identifier: MIT
#include "judge/cors/request.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>

#include "base/ascii.h"
#include "base/text.h"
#include "http/syntax.h"

namespace avouch::cors {
namespace {

constexpr std::size_t kLongestSafeValue = 128;  // Fetch §2.2.2, CORS-safelisted request-header, step 1
constexpr std::size_t kMostSafeBytes = 1024;    // Fetch §2.2.2, CORS-unsafe request-header names, step 5

constexpr std::array<std::string_view, 21> kForbiddenNames = {"accept-charset",
                                                              "accept-encoding",
                                                              "access-control-request-headers",
                                                              "access-control-request-method",
                                                              "connection",
                                                              "content-length",
                                                              "cookie",
                                                              "cookie2",
                                                              "date",
                                                              "dnt",
                                                              "expect",
                                                              "host",
                                                              "keep-alive",
                                                              "origin",
                                                              "referer",
                                                              "set-cookie",
                                                              "te",
                                                              "trailer",
                                                              "transfer-encoding",
                                                              "upgrade",
                                                              "via"};

constexpr std::array<std::string_view, 3> kMethodOverrides = {"x-http-method", "x-http-method-override",
                                                              "x-method-override"};

template <class Words>
bool holds_word(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Fetch §2.2.2, CORS-unsafe request-header byte.
bool is_unsafe_byte(char c) {
  const auto code = static_cast<unsigned char>(c);
  if (code < 0x20) return code != '\t';
  return code == 0x7F || std::string_view("\"():<>?@[\\]{}").find(c) != std::string_view::npos;
}

bool has_unsafe_byte(std::string_view value) {
  return std::any_of(value.begin(), value.end(), is_unsafe_byte);
}

bool is_language_byte(char c) {
  return is_alphanumeric(c) || std::string_view(" *,-.;=").find(c) != std::string_view::npos;
}

// MIME Sniffing §4.4, parse a MIME type, up to the essence: parameters cannot make it fail.
std::optional<std::string> mime_essence(std::string_view text) {
  const auto is_whitespace = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_whitespace(text.front())) text.remove_prefix(1);
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view type = text.substr(0, slash);
  std::string_view subtype = text.substr(slash + 1);
  subtype = subtype.substr(0, subtype.find(';'));
  while (!subtype.empty() && is_whitespace(subtype.back())) subtype.remove_suffix(1);
  if (!http::is_token(type) || !http::is_token(subtype)) return std::nullopt;
  return ascii_lower(type) + "/" + ascii_lower(subtype);
}

std::string_view without_leading_zeros(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? std::string_view("0") : digits.substr(first);
}

bool is_greater(std::string_view left, std::string_view right) {
  left = without_leading_zeros(left);
  right = without_leading_zeros(right);
  return left.size() != right.size() ? left.size() > right.size() : left > right;
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

// Fetch §2.2.2, parse a single range header value, without whitespace, if the range has a start.
bool is_range_with_a_start(std::string_view value) {
  constexpr std::string_view kUnit = "bytes=";
  if (!value.starts_with(kUnit)) return false;
  value.remove_prefix(kUnit.size());
  const std::string_view start = take_digits(value);
  if (!value.starts_with('-')) return false;
  value.remove_prefix(1);
  const std::string_view end = take_digits(value);
  if (!value.empty() || start.empty()) return false;
  return end.empty() || !is_greater(start, end);
}

// Fetch §2.2, collect an HTTP quoted string, without unquoting it.
std::size_t quoted_string_end(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return text.size();
}

// Fetch §2.2.2, get, decode, and split.
std::vector<std::string> split_values(std::string_view value) {
  std::vector<std::string> values;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= value.size();) {
    if (i < value.size() && value[i] == '"') {
      i = quoted_string_end(value, i);
      continue;
    }
    if (i == value.size() || value[i] == ',') {
      values.emplace_back(trim_ows(value.substr(begin, i - begin)));
      begin = i + 1;
    }
    ++i;
  }
  return values;
}

}  // namespace

std::string_view to_string(Credentials credentials) {
  switch (credentials) {
    case Credentials::omit:
      return "omit";
    case Credentials::same_origin:
      return "same-origin";
    case Credentials::include:
      return "include";
  }
  return {};
}

std::string normalized_method(std::string_view method) {
  for (const std::string_view known : {"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"}) {
    if (equals_ignoring_ascii_case(method, known)) return std::string(known);
  }
  return std::string(method);
}

bool is_forbidden_method(std::string_view method) {
  const std::string lower = ascii_lower(method);
  return lower == "connect" || lower == "trace" || lower == "track";
}

bool is_safelisted_method(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "POST";
}

bool is_forbidden_request_header(const http::Field& header) {
  const std::string name = ascii_lower(header.name);
  if (holds_word(kForbiddenNames, name) || name.starts_with("proxy-") || name.starts_with("sec-"))
    return true;
  if (!holds_word(kMethodOverrides, name)) return false;
  const std::vector<std::string> methods = split_values(header.value);
  return std::any_of(methods.begin(), methods.end(), is_forbidden_method);
}

bool is_safelisted_request_header(const http::Field& header) {
  const std::string_view value = header.value;
  if (value.size() > kLongestSafeValue) return false;
  const std::string name = ascii_lower(header.name);
  if (name == "accept") return !has_unsafe_byte(value);
  if (name == "accept-language" || name == "content-language") {
    return std::all_of(value.begin(), value.end(), is_language_byte);
  }
  if (name == "content-type") {
    if (has_unsafe_byte(value)) return false;
    const auto essence = mime_essence(value);
    return essence == "application/x-www-form-urlencoded" || essence == "multipart/form-data" ||
           essence == "text/plain";
  }
  return name == "range" && is_range_with_a_start(value);
}

std::vector<std::string> unsafe_request_header_names(const http::Fields& headers) {
  std::set<std::string> unsafe;
  std::set<std::string> safe;
  std::size_t safe_bytes = 0;
  for (const http::Field& header : headers) {
    if (is_safelisted_request_header(header)) {
      safe.insert(ascii_lower(header.name));
      safe_bytes += header.value.size();
    } else {
      unsafe.insert(ascii_lower(header.name));
    }
  }
  if (safe_bytes > kMostSafeBytes) unsafe.merge(safe);
  return {unsafe.begin(), unsafe.end()};
}

bool is_non_wildcard_request_header_name(std::string_view name) {
  return equals_ignoring_ascii_case(name, "Authorization");
}

bool is_request_body_header_name(std::string_view name) {
  const std::string lower = ascii_lower(name);
  return lower == "content-encoding" || lower == "content-language" || lower == "content-location" ||
         lower == "content-type";
}

}  // namespace avouch::cors

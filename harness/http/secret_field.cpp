// SPDX-License-Identifier: MIT
#include "http/secret_field.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/text.h"
#include "http/syntax.h"

namespace avouch::http {
namespace {

constexpr std::size_t kShortestPart = 8;   // bytes
constexpr std::size_t kShortestValue = 8;  // for a field that only its value identifies

// Matches "word", "Word", "WORD" or "2024": letters of one case, except the first, or digits, up to a maximum
// length.
bool is_plain_word(std::string_view word) {
  constexpr std::size_t kLongestWord = 20;
  constexpr std::size_t kLongestNumber = 8;
  if (std::all_of(word.begin(), word.end(), is_digit)) return word.size() <= kLongestNumber;
  if (word.size() > kLongestWord) return false;
  const bool is_first_upper = is_upper(word.front());
  const std::string_view rest = word.substr(1);
  return (is_first_upper || is_lower(word.front())) &&
         (std::all_of(rest.begin(), rest.end(), is_lower) ||
          (is_first_upper && std::all_of(rest.begin(), rest.end(), is_upper)));
}

// Matches words and numbers separated by marks: "application/json", "2024-01-01", "en-US",
// "https://a.example/b".
bool is_plain(std::string_view value) {
  constexpr std::string_view kMarks = " \t-_./:,;=*?&()\"'";
  while (!value.empty()) {
    const std::size_t end = std::min(value.find_first_of(kMarks), value.size());
    std::string_view word = value.substr(0, end);
    // A version, such as "v2".
    if (word.size() > 1 && (word.front() == 'v' || word.front() == 'V') && is_digit(word[1]))
      word.remove_prefix(1);
    if (!word.empty() && !is_plain_word(word)) return false;
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return true;
}

// Fields with values that are not secrets, unless they contain a web token.
bool is_common(std::string_view name) {
  constexpr std::array<std::string_view, 8> kBeginnings = {
      "accept", "content-", "if-", "sec-", "access-control-", "x-forwarded-", "cache-", "upgrade"};
  constexpr std::array<std::string_view, 24> kNames = {"user-agent",
                                                       "pragma",
                                                       "range",
                                                       "origin",
                                                       "referer",
                                                       "prefer",
                                                       "host",
                                                       "dnt",
                                                       "expect",
                                                       "from",
                                                       "max-forwards",
                                                       "te",
                                                       "trailer",
                                                       "via",
                                                       "date",
                                                       "connection",
                                                       "forwarded",
                                                       "priority",
                                                       "traceparent",
                                                       "tracestate",
                                                       "x-request-id",
                                                       "x-correlation-id",
                                                       "x-requested-with",
                                                       "keep-alive"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() ||
         std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return name.starts_with(beginning); });
}

bool is_web_token_character(char c) {
  return is_upper(c) || is_lower(c) || is_digit(c) || c == '-' || c == '_';
}

// Schemes followed by a single text (RFC 9110 §11.4, token68), which is a secret however short it is.
bool is_token_scheme(std::string_view scheme) {
  constexpr std::array<std::string_view, 7> kSchemes = {"bearer", "basic", "token", "apikey",
                                                        "key",    "dpop",  "oauth"};
  const std::string name = ascii_lower(scheme);
  return std::find(kSchemes.begin(), kSchemes.end(), name) != kSchemes.end();
}

// RFC 7616 §3.4 and §3.3: parameters of Digest that are public.
bool is_public_parameter(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames = {
      "realm", "algorithm", "uri", "qop", "nc", "username", "charset", "userhash", "signedheaders"};
  const std::string lower = ascii_lower(name);
  return std::find(kNames.begin(), kNames.end(), lower) != kNames.end();
}

std::string_view trimmed(std::string_view text, std::string_view marks) {
  const std::size_t first = text.find_first_not_of(marks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(marks) - first + 1);
}

class Parts {
 public:
  void add(std::string_view text, std::size_t shortest = kShortestPart, bool is_pair = false) {
    if (text.size() < shortest) return;
    SecretPart part{std::string(text), is_pair};
    if (std::find(parts_.begin(), parts_.end(), part) == parts_.end()) parts_.push_back(std::move(part));
  }

  // "name=value", "value", "value==".
  void add_element(std::string_view element) {
    const std::size_t equals = element.find('=');
    const bool has_name = equals != element.npos && element.find_first_not_of('=', equals) != element.npos &&
                          is_token(element.substr(0, equals));
    if (has_name && is_public_parameter(element.substr(0, equals))) return;
    const std::string_view value = has_name ? trimmed(element.substr(equals + 1), "\"' ") : element;
    add(value);
    add(trimmed(value, "="));
    const std::string decoded = percent_decoded(value);
    add(decoded);
    for (const std::string_view each : {std::string_view(value), std::string_view(decoded)}) {
      std::string_view rest = each;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" \t;,:=\"'"), rest.size());
        add(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
    if (holds_a_web_token(value)) {
      for (const std::string_view each : split(value, '.')) add(each);
    }
  }

  std::vector<SecretPart> result() && { return std::move(parts_); }

 private:
  std::vector<SecretPart> parts_;
};

constexpr std::string_view kSeparators = " \t;,";

// Returns whether a quoted string (RFC 9110 §5.6.4) at `at` is a whole element or its whole value.
bool opens_quotes(std::string_view value, std::size_t begin, std::size_t at) {
  if (value[at] != '"' || (at != begin && value[at - 1] != '=')) return false;
  const std::size_t end = value.find('"', at + 1);
  return end != value.npos && (end + 1 == value.size() || kSeparators.find(value[end + 1]) != value.npos);
}

// Splits at ";", "," and blanks outside quotes.
std::vector<std::string_view> elements_of(std::string_view value) {
  std::vector<std::string_view> elements;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= value.size(); ++at) {
    if (at < value.size() && opens_quotes(value, begin, at)) at = value.find('"', at + 1);
    if (at < value.size() && kSeparators.find(value[at]) == value.npos) continue;
    if (at > begin) elements.push_back(value.substr(begin, at - begin));
    begin = at + 1;
  }
  return elements;
}

}  // namespace

bool names_a_secret(std::string_view field_name) {
  const std::string name = ascii_lower(field_name);
  constexpr std::array<std::string_view, 13> kWithin = {
      "authorization", "cookie",  "token", "secret",    "password", "passwd",   "apikey",
      "credential",    "session", "jwt",   "signature", "hmac",     "assertion"};
  // Access-Control-Allow-Credentials is about credentials but carries none.
  if (name.starts_with("access-control-")) return false;
  if (std::any_of(kWithin.begin(), kWithin.end(),
                  [&](std::string_view part) { return name.find(part) != std::string::npos; }))
    return true;
  return name == "key" || name == "sig" || name.ends_with("-key") || name.ends_with("_key") ||
         name.ends_with("-auth");
}

bool holds_a_web_token(std::string_view text) {
  for (std::size_t at = text.find("eyJ"); at != text.npos; at = text.find("eyJ", at + 1)) {
    std::size_t end = at;
    std::size_t dots = 0;
    while (end < text.size() && (is_web_token_character(text[end]) || text[end] == '.')) {
      if (text[end] == '.') ++dots;
      ++end;
    }
    if (dots >= 2) return true;
    at = end;
  }
  return false;
}

bool carries_a_secret(const Field& field) {
  if (names_a_secret(field.name) || holds_a_web_token(field.value)) return true;
  return !is_common(ascii_lower(field.name)) && field.value.size() >= kShortestValue &&
         !is_plain(field.value);
}

std::vector<SecretPart> secret_parts(std::string_view value) {
  Parts parts;
  value = trim_ows(value);
  const std::size_t blank = value.find(' ');
  const std::string_view scheme = value.substr(0, std::min(blank, value.size()));
  std::string_view rest = value;
  // A scheme's name is a token, followed by a blank and its credentials (RFC 9110 §11.4); a cookie is not.
  if (blank != value.npos && is_token(scheme)) {
    constexpr std::size_t kShortestToken = 4;
    rest = trim_ows(value.substr(blank));
    parts.add(rest, is_token_scheme(scheme) ? kShortestToken : kShortestPart);
    if (equals_ignoring_ascii_case(scheme, "Basic")) {
      if (const auto pair = unbase64(rest)) parts.add(*pair, kShortestToken, true);
    }
  }
  for (const std::string_view element : elements_of(rest)) parts.add_element(element);
  return std::move(parts).result();
}

}  // namespace avouch::http

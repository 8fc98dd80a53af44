// SPDX-License-Identifier: MIT
#include "judge/cors/browser_url.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/text.h"
#include "judge/cors/browser_host.h"

namespace avouch::cors {
namespace {

constexpr std::string_view kSlashes = "/\\";
// What RFC 3986 allows in a path or a query, beside unreserved characters.
constexpr std::string_view kKept = "!$%&()*+,/:;=?@[]";
constexpr std::string_view kKeptInPaths = "!$%&'()*+,/:;=@[]";

bool is_slash(char c) {
  return kSlashes.find(c) != kSlashes.npos;
}

// Without C0 controls and blanks at its ends, and without tabs and line breaks.
std::string stripped(std::string_view text) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  std::string plain(text);
  std::erase_if(plain, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return plain;
}

// The scheme at the beginning, in lower case; nullopt if there is none.
std::optional<std::string> scheme_of(std::string_view text) {
  const auto is_of_scheme = [](char c) { return is_alphanumeric(c) || c == '+' || c == '-' || c == '.'; };
  const auto end = std::find_if_not(text.begin(), text.end(), is_of_scheme);
  if (text.empty() || !is_alpha(text.front()) || end == text.end() || *end != ':') return std::nullopt;
  return ascii_lower(text.substr(0, static_cast<std::size_t>(end - text.begin())));
}

// Removes what is before the first of these characters, and returns it.
std::string_view take_until(std::string_view& text, std::string_view ends) {
  const std::string_view taken = text.substr(0, text.find_first_of(ends));
  text.remove_prefix(taken.size());
  return taken;
}

bool is_dot(std::string_view segment) {
  return segment == "." || equals_ignoring_ascii_case(segment, "%2e");
}

bool is_two_dots(std::string_view segment) {
  for (const std::string_view known : {"..", ".%2e", "%2e.", "%2e%2e"}) {
    if (equals_ignoring_ascii_case(segment, known)) return true;
  }
  return false;
}

class Parser {
 public:
  Parser(std::string text, const http::Url& base) : text_(std::move(text)), rest_(text_), base_(base) {}

  BrowserUrl run() && {
    rest_ = rest_.substr(0, rest_.find('#'));
    const bool is_read = take_beginning() && take_query();
    if (!is_read) return {{}, unknown_};
    return {url_, {}};
  }

 private:
  bool take_beginning() {
    const std::optional<std::string> scheme = scheme_of(rest_);
    url_.scheme = scheme.value_or(base_.scheme);
    if (url_.scheme != "http" && url_.scheme != "https") return false;
    if (scheme) rest_.remove_prefix(scheme->size() + 1);
    const bool is_absolute = scheme && *scheme != base_.scheme;
    const bool has_authority = rest_.size() >= 2 && is_slash(rest_[0]) && is_slash(rest_[1]);
    return is_absolute || has_authority ? take_authority() && take_path({}) : take_reference();
  }

  // Any number of slashes leads to an authority, also none.
  bool take_authority() {
    while (!rest_.empty() && is_slash(rest_.front())) rest_.remove_prefix(1);
    std::string_view authority = take_until(rest_, "/\\?");
    if (const std::size_t at = authority.rfind('@'); at != authority.npos) {
      url_.user_information = authority.substr(0, at);
      authority.remove_prefix(at + 1);
    }
    const std::size_t bracket =
        authority.starts_with('[') ? std::min(authority.find(']'), authority.size()) : 0;
    const std::string_view host = authority.substr(0, authority.find(':', bracket));
    if (host.empty() || !take_port(authority.substr(host.size()))) return false;
    BrowserHost read = browser_host(host);
    unknown_ = std::move(read.unknown);
    if (!read.host) return false;
    url_.host = *std::move(read.host);
    return true;
  }

  // `text`: nothing, or ":" and the port.
  bool take_port(std::string_view text) {
    url_.port = url_.scheme == "https" ? 443 : 80;
    if (text.size() <= 1) return true;
    int port = 0;
    for (const char c : text.substr(1)) {
      if (!is_digit(c)) return false;
      port = port * 10 + (c - '0');
      if (port > 65535) return false;
    }
    url_.port = port;
    return port != 0;  // nobody can listen there
  }

  bool take_reference() {
    url_ = base_;
    if (rest_.empty()) return true;
    if (rest_.front() == '?') {
      url_.has_query = false;
      return true;
    }
    std::vector<std::string> segments;
    if (!is_slash(rest_.front())) {
      for (const std::string_view each : split(base_.path.substr(1), '/')) segments.emplace_back(each);
      segments.pop_back();
    }
    return take_path(std::move(segments));
  }

  // URL standard §4.4, path state: `segments` are those of the folder.
  bool take_path(std::vector<std::string> segments) {
    url_.has_query = false;
    url_.query.clear();
    std::string_view path = take_until(rest_, "?");
    if (!path.empty() && is_slash(path.front())) path.remove_prefix(1);
    for (bool is_last = false; !is_last;) {
      const std::string_view segment = take_until(path, kSlashes);
      is_last = path.empty();
      if (!is_last) path.remove_prefix(1);
      if (is_two_dots(segment)) {
        if (!segments.empty()) segments.pop_back();
      } else if (!is_dot(segment)) {
        segments.push_back(percent_encoded(segment, kKeptInPaths));
        continue;
      }
      if (is_last) segments.emplace_back();
    }
    url_.path = "/" + join(segments, "/");
    return true;
  }

  bool take_query() {
    if (rest_.empty()) return true;
    url_.has_query = true;
    url_.query = percent_encoded(rest_.substr(1), kKept);
    return true;
  }

  std::string text_;
  std::string_view rest_;  // of `text_`
  const http::Url& base_;
  http::Url url_;
  std::string unknown_;
};

}  // namespace

BrowserUrl browser_url(std::string_view text, const http::Url& base) {
  return Parser(stripped(text), base).run();
}

}  // namespace avouch::cors

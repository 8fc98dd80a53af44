// SPDX-License-Identifier: MIT
#include "judge/cors/page.h"

#include <string_view>
#include <utility>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch::cors {
namespace {

// Fetch §2.2.2, header value: no NUL and no line break.
bool is_header_value(std::string_view value) {
  return value.find_first_of(std::string_view("\0\r\n", 3)) == std::string_view::npos;
}

// Fetch §2.2.2, normalize.
std::string normalized_value(std::string_view value) {
  const auto is_whitespace = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!value.empty() && is_whitespace(value.front())) value.remove_prefix(1);
  while (!value.empty() && is_whitespace(value.back())) value.remove_suffix(1);
  return std::string(value);
}

std::string upper_case(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

class Preparation {
 public:
  Preparation(const PageCall& call, std::vector<CallStep>& steps) : call_(call), steps_(steps) {}

  std::optional<PreparedCall> run() && {
    if (!take_url() || !take_method() || !take_headers() || !take_body()) return std::nullopt;
    return std::move(prepared_);
  }

 private:
  bool take_url() {
    const auto url = http::parse_url(call_.url);
    if (!url) return stop(shown(call_.url) + " is not an absolute http or https URL", "Fetch §5.4");
    if (url->includes_credentials())
      return stop("fetch() refuses a URL with credentials in it", "Fetch §5.4");
    prepared_.url = *url;
    return true;
  }

  bool take_method() {
    if (!http::is_token(call_.method))
      return stop(in_quotes(call_.method) + " is not a method", "Fetch §5.4");
    if (is_forbidden_method(call_.method))
      return stop("pages may not use " + shown(call_.method), "Fetch §2.2.1");
    prepared_.method = normalized_method(call_.method);
    const std::string upper = upper_case(prepared_.method);
    if (prepared_.method != call_.method) {
      note(shown(call_.method) + " is sent as " + prepared_.method, "Fetch §2.2.1");
    } else if (upper != prepared_.method) {
      note(shown(call_.method) + " is sent as it is written: methods are case-sensitive, and " +
               shown(upper) + " is another",
           "Fetch §2.2.1");
    }
    return true;
  }

  bool take_headers() {
    for (const http::Field& given : call_.headers) {
      const http::Field header{given.name, normalized_value(given.value)};
      if (!http::is_token(header.name))
        return stop(in_quotes(header.name) + " is not a header name", "Fetch §5.1");
      if (!is_header_value(header.value)) {
        return stop("the value of " + shown(header.name) + " has a line break or a NUL in it", "Fetch §5.1");
      }
      if (is_forbidden_request_header(header)) {
        note("the browser leaves " + shown(header.name) + " out: pages may not set it", "Fetch §2.2.2");
      } else {
        prepared_.headers.push_back(header);
      }
    }
    return true;
  }

  bool take_body() {
    if (!call_.body_type) return true;
    if (prepared_.method == "GET" || prepared_.method == "HEAD") {
      return stop("a " + prepared_.method + " request cannot have a body", "Fetch §5.4");
    }
    if (!call_.body_type->empty() && !http::contains(prepared_.headers, "Content-Type")) {
      prepared_.headers.push_back({"Content-Type", *call_.body_type});
    }
    return true;
  }

  void note(std::string sentence, std::string rule) {
    steps_.push_back({.sentence = std::move(sentence), .rule = std::move(rule)});
  }

  bool stop(std::string sentence, std::string rule) {
    note(std::move(sentence), std::move(rule));
    steps_.back().refuses = true;
    return false;
  }

  const PageCall& call_;
  std::vector<CallStep>& steps_;
  PreparedCall prepared_;
};

}  // namespace

std::optional<PreparedCall> prepare(const PageCall& call, std::vector<CallStep>& steps) {
  return Preparation(call, steps).run();
}

}  // namespace avouch::cors

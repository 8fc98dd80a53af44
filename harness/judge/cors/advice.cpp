// SPDX-License-Identifier: MIT
#include "judge/cors/advice.h"

#include <cassert>
#include <vector>

#include "base/text.h"
#include "contract/role.h"
#include "http/origin.h"

namespace avouch::cors {
namespace {

std::string line(std::string_view name, std::string_view value) {
  return std::string(name) + ": " + shown(value);
}

// Whether `value` names the same host and port as `origin` under another scheme.
bool is_other_scheme(std::string_view value, std::string_view origin) {
  const auto seen = http::parse_origin(value);
  const auto asked = http::parse_origin(origin);
  return seen && asked && seen->host == asked->host && seen->scheme != asked->scheme;
}

bool is_other_port(std::string_view value, std::string_view origin) {
  const auto seen = http::parse_origin(value);
  const auto asked = http::parse_origin(origin);
  return seen && asked && seen->host == asked->host && seen->scheme == asked->scheme &&
         seen->port != asked->port;
}

// Returns whether `value` is `origin` with a redundant default port.
bool names_default_port(std::string_view value, std::string_view origin) {
  if (!value.starts_with(origin)) return false;
  const std::string_view rest = value.substr(origin.size());
  return (rest == ":443" && origin.starts_with("https:")) || (rest == ":80" && origin.starts_with("http:"));
}

bool is_quoted(std::string_view value) {
  return value.size() > 1 && (value.front() == '"' || value.front() == '\'' || value.front() == '<');
}

// Returns why one line's value is not the origin of the page.
std::string mismatch(std::string_view value, std::string_view origin) {
  if (value.empty()) return "the header is empty";
  if (value.find(',') != std::string_view::npos)
    return "the header names several origins, but only one is allowed";
  if (value.find(' ') != std::string_view::npos || value.find(';') != std::string_view::npos) {
    return "the header holds more than one origin";
  }
  if (is_quoted(value)) return "the origin is quoted, and the quotes are part of the value";
  if (value.find('*') != std::string_view::npos) {
    return "a * inside an origin is not a wildcard: only * alone is one";
  }
  if (equals_ignoring_ascii_case(value, "null")) {
    return origin == "null" ? "null is case-sensitive" : "null allows only pages with an opaque origin";
  }
  if (value == std::string(origin) + "/") return "the origin ends in a slash, but an origin has no path";
  if (value.starts_with(std::string(origin) + "/"))
    return "the header names a URL with a path, not an origin";
  if (equals_ignoring_ascii_case(value, origin)) return "origins are compared byte for byte, in lower case";
  if (names_default_port(value, origin))
    return "the header names the scheme's default port, which an origin omits";
  if (is_other_scheme(value, origin)) return "the header names another scheme";
  if (is_other_port(value, origin)) return "the header names another port";
  if (origin.ends_with("://" + std::string(value))) return "the scheme is missing";
  if (http::parse_origin(value)) return "the header names another origin than the page's";
  return "the value is not an origin";
}

// Returns the header lines that admit `origin`.
std::string admitting(std::string_view origin, Credentials credentials) {
  std::string wanted = line(kAllowOrigin, origin);
  if (credentials != Credentials::include) return wanted + ", or " + kAllowOrigin + ": *";
  return wanted + " and " + kAllowCredentials + ": true";
}

std::string times(std::size_t count) {
  return count == 2 ? "twice" : std::to_string(count) + " times";
}

// Advice for a list with one bad element, which invalidates all its lines.
Advice spoilt_list(std::string_view name, const TokenList& list, const http::Fields& response,
                   std::string expected) {
  return {.reason = in_quotes(list.bad) +
                    " is not a token, and one bad element invalidates the whole list (Fetch §2.2.2)",
          .seen = lines_of(response, name),
          .expected = std::move(expected)};
}

std::string method_case_note(const TokenList& methods, std::string_view method) {
  return methods.has_ignoring_case(method) ? ": methods are case-sensitive" : std::string();
}

}  // namespace

std::string lines_of(const http::Fields& fields, std::string_view name) {
  std::vector<std::string> lines;
  for (const std::string& value : http::values(fields, name)) {
    const std::string_view trimmed = trim_ows(value);
    lines.push_back(trimmed.empty() ? std::string(name) + ": (empty)" : line(name, trimmed));
  }
  return lines.empty() ? "no " + std::string(name) : shown(join(lines, " and "), 3 * kShownLimit);
}

bool is_plain_refusal(std::string_view origin, const http::Fields& response) {
  const std::vector<std::string> lines = http::values(response, kAllowOrigin);
  switch (cors_check(origin, Credentials::omit, response)) {
    case CorsCheck::no_origin:
      return true;
    case CorsCheck::other_origin:
      return lines.size() == 1 &&
             (trim_ows(lines.front()) == "null" || http::parse_origin(trim_ows(lines.front())));
    case CorsCheck::passes:
    case CorsCheck::wildcard_with_credentials:
    case CorsCheck::no_credentials:
    case CorsCheck::credentials_not_true:
      break;
  }
  return false;
}

Advice origin_advice(CorsCheck check, std::string_view origin, Credentials credentials,
                     const http::Fields& response) {
  Advice advice{.seen = lines_of(response, kAllowOrigin), .expected = admitting(origin, credentials)};
  const std::vector<std::string> origins = http::values(response, kAllowOrigin);
  switch (check) {
    case CorsCheck::passes:
      assert(false);
      break;
    case CorsCheck::no_origin:
      advice.reason = std::string("missing ") + kAllowOrigin;
      break;
    case CorsCheck::other_origin:
      advice.reason = origins.size() > 1
                          ? "the header occurs " + times(origins.size()) + " and is read as one value, " +
                                in_quotes(join(origins, ", ")) +
                                ": only one of proxy and application should add it"
                          : mismatch(trim_ows(origins.front()), origin);
      break;
    case CorsCheck::wildcard_with_credentials:
      advice.reason = "* does not allow a request with credentials mode include";
      break;
    case CorsCheck::no_credentials:
      advice.reason =
          std::string("missing ") + kAllowCredentials + ", and the request's credentials mode is include";
      advice.seen = lines_of(response, kAllowCredentials);
      advice.expected = std::string(kAllowCredentials) + ": true";
      break;
    case CorsCheck::credentials_not_true:
      return credentials_advice(response);
  }
  if (origin == kPageOrigin && is_plain_refusal(origin, response))
    advice.reason += "; Avouch made that page up: give one of yours with --origin";
  return advice;
}

Advice status_advice(const http::Response& preflight) {
  const int status = preflight.status;
  Advice advice{.seen = "status " + std::to_string(status), .expected = "status 204 (any from 200 to 299)"};
  if (status == 401 || status == 407) {
    advice.reason =
        "the preflight is refused for missing credentials, but a browser never sends any with it: answer "
        "OPTIONS before authentication";
  } else if (status >= 300 && status <= 399) {
    advice.reason = "the preflight is redirected, but a browser does not follow redirects of preflights";
    if (http::contains(preflight.fields, "Location"))
      advice.seen += ", " + lines_of(preflight.fields, "Location");
  } else if (status == 403) {
    advice.reason = "the preflight is forbidden: accept OPTIONS from allowed origins";
  } else if (status == 404 || status == 405 || status == 501) {
    advice.reason = "the path does not support OPTIONS";
  } else {
    advice.reason = "the preflight's status is " + std::to_string(status);
  }
  return advice;
}

Advice method_advice(const TokenList& methods, std::string_view method, Credentials credentials,
                     const http::Fields& response) {
  const std::string expected = line(kAllowMethods, method);
  if (methods.state == TokenList::State::spoilt)
    return spoilt_list(kAllowMethods, methods, response, expected);
  Advice advice{.seen = lines_of(response, kAllowMethods), .expected = expected};
  if (methods.state == TokenList::State::absent) {
    advice.reason = std::string("missing ") + kAllowMethods + ", and " + shown(method) +
                    " is not one of GET, HEAD and POST, which need none";
  } else if (methods.has("*") && credentials == Credentials::include) {
    advice.reason = "* does not cover a request with credentials mode include";
  } else {
    advice.reason = shown(method) + " is not listed" + method_case_note(methods, method);
  }
  return advice;
}

Advice header_advice(const TokenList& headers, std::string_view name, const http::Fields& response) {
  std::string expected = line(kAllowHeaders, name);
  if (headers.state == TokenList::State::spoilt)
    return spoilt_list(kAllowHeaders, headers, response, expected);
  Advice advice{.seen = lines_of(response, kAllowHeaders), .expected = std::move(expected)};
  if (headers.state == TokenList::State::absent) {
    advice.reason = std::string("missing ") + kAllowHeaders;
  } else if (!headers.has("*")) {
    advice.reason = shown(name) + " is not listed";
  } else if (is_non_wildcard_request_header_name(name)) {
    return wildcard_authorization_advice(response);
  } else {
    advice.reason = "* does not cover a request with credentials mode include";
  }
  return advice;
}

Advice wildcard_authorization_advice(const http::Fields& response) {
  return {.reason =
              "* does not cover Authorization (Fetch §4.8 step 7.6); Chromium and Firefox allow it, without "
              "credentials, but need not",
          .seen = lines_of(response, kAllowHeaders),
          .expected = line(kAllowHeaders, "authorization, *")};
}

Advice credentials_advice(const http::Fields& response) {
  const std::vector<std::string> lines = http::values(response, kAllowCredentials);
  const std::string note = lines.size() > 1 ? "the header occurs " + times(lines.size()) +
                                                  ": only one of proxy and application should add it"
                                            : "the only value that allows credentials is true, in lower case";
  return {.reason = note,
          .seen = lines_of(response, kAllowCredentials),
          .expected = std::string(kAllowCredentials) + ": true, or no such header"};
}

}  // namespace avouch::cors

// SPDX-License-Identifier: MIT
#include "http/curl.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "http/syntax.h"
#include "http/url.h"

namespace avouch::http {
namespace {

// A text cut where secrets stand in it. Secrets of fewer than 4 bytes are not looked for, as in redact().
struct Piece {
  std::string text;      // as it is; empty where it is a secret
  std::string variable;  // empty where it is none
};

std::vector<Piece> pieces_of(std::string_view text, const Secrets& secrets) {
  std::vector<Piece> pieces;
  std::string plain;
  while (!text.empty()) {
    const Secrets::Entry* longest = nullptr;
    for (const Secrets::Entry& entry : secrets.entries()) {
      if (entry.value.size() < 4 || !text.starts_with(entry.value)) continue;
      if (longest == nullptr || entry.value.size() > longest->value.size()) longest = &entry;
    }
    if (longest == nullptr) {
      plain += text.front();
      text.remove_prefix(1);
      continue;
    }
    if (!plain.empty()) pieces.push_back({std::exchange(plain, {}), {}});
    pieces.push_back({{}, longest->variable});
    text.remove_prefix(longest->value.size());
  }
  if (!plain.empty() || pieces.empty()) pieces.push_back({plain, {}});
  return pieces;
}

bool holds_secret(const std::vector<Piece>& pieces) {
  return std::any_of(pieces.begin(), pieces.end(),
                     [](const Piece& piece) { return !piece.variable.empty(); });
}

// POSIX XCU 2.2.2: nothing within single quotes is special but the single quote.
std::string single_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

// POSIX XCU 2.2.3. A "!" leaves the double quotes for a moment: an interactive shell would look it up in its
// history, and the backslash that stops it there would stay in the text elsewhere.
std::string double_quoted(const std::vector<Piece>& pieces) {
  std::string quoted = "\"";
  for (const Piece& piece : pieces) {
    if (!piece.variable.empty()) {
      quoted += "${" + piece.variable + "}";
      continue;
    }
    for (const char c : piece.text) {
      if (c == '!') {
        quoted += "\"'!'\"";
      } else {
        if (c == '"' || c == '\\' || c == '$' || c == '`') quoted += '\\';
        quoted += c;
      }
    }
  }
  quoted += '"';
  // "$NAME" reads better than "${NAME}", where nothing follows that could belong to the name.
  for (std::size_t at = quoted.find("${"); at != std::string::npos; at = quoted.find("${", at + 2)) {
    if (at > 0 && quoted[at - 1] == '\\') continue;
    const std::size_t end = quoted.find('}', at);
    if (end == std::string::npos || quoted[end + 1] != '"') continue;
    quoted.erase(end, 1);
    quoted.erase(at + 1, 1);
  }
  return quoted;
}

std::string argument(std::string_view text, const Secrets& secrets) {
  const std::vector<Piece> pieces = pieces_of(text, secrets);
  return holds_secret(pieces) ? double_quoted(pieces) : single_quoted(text);
}

// What --user takes, for Basic credentials; nullopt for an Authorization that curl would write otherwise.
std::optional<std::string> user_argument(std::string_view authorization, const Secrets& secrets) {
  const std::size_t blank = authorization.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  if (!equals_ignoring_ascii_case(authorization.substr(0, blank), "Basic")) return std::nullopt;
  const std::optional<std::string> pair = unbase64(trim_ows(authorization.substr(blank)));
  if (!pair || pair->find(':') == std::string::npos) return std::nullopt;
  for (const Secrets::Entry& entry : secrets.entries()) {
    if (entry.value == *pair) return "\"$" + entry.variable + "\"";
  }
  if (!is_field_value(*pair) || "Basic " + base64(*pair) != authorization) return std::nullopt;
  return argument(*pair, secrets);
}

bool has_dot_segments(std::string_view path) {
  for (const std::string_view segment : split(path, '/')) {
    std::string plain;
    for (std::size_t at = 0; at < segment.size(); ++at) {
      if (equals_ignoring_ascii_case(segment.substr(at, 3), "%2e")) {
        plain += '.';
        at += 2;
      } else {
        plain += segment[at];
      }
    }
    if (plain == "." || plain == "..") return true;
  }
  return false;
}

// Fields that curl writes itself, or that belong to one connection only.
bool is_left_out(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {"Content-Length",    "Connection",
                                                      "User-Agent",        "Accept-Encoding",
                                                      "Transfer-Encoding", "Proxy-Authorization"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view each) { return equals_ignoring_ascii_case(each, name); });
}

bool is_host_of(const Field& field, const std::optional<Url>& url) {
  if (!url) return true;
  const std::string with_port = url->origin().host + ":" + std::to_string(url->port);
  return serialize(url->origin()) == url->scheme + "://" + ascii_lower(field.value) ||
         ascii_lower(field.value) == with_port;
}

// Whether a Content-Length goes out, be it 0: RFC 9110 §8.6 wants one of a POST without content, and servers
// answer 411 where it is missing.
bool has_length(const Request& request) {
  const bool measured =
      request.method != "GET" && request.method != "HEAD" && contains(request.fields, "Content-Length");
  return measured || !request.body.empty();
}

std::string header_options(const Request& request, const std::optional<Url>& url, const Secrets& secrets) {
  std::string options;
  for (const Field& field : request.fields) {
    if (is_left_out(field.name)) continue;
    if (equals_ignoring_ascii_case(field.name, "Host") && is_host_of(field, url)) continue;
    if (equals_ignoring_ascii_case(field.name, "Accept") && field.value == "*/*") continue;  // curl's own
    if (equals_ignoring_ascii_case(field.name, "Authorization")) {
      if (const std::optional<std::string> user = user_argument(field.value, secrets)) {
        options += " --user " + *user;
        continue;
      }
    }
    // "Name;" sends a field without a value; "Name:" would send none.
    options +=
        " -H " + argument(field.value.empty() ? field.name + ";" : field.name + ": " + field.value, secrets);
  }
  if (has_length(request) && !contains(request.fields, "Content-Type")) options += " -H 'Content-Type:'";
  return options;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// A body with control characters comes through printf, so that the command stays one line and a NUL can be in
// it.
std::string printf_of(std::string_view body, const Secrets& secrets) {
  std::string format;
  std::string arguments;
  for (const Piece& piece : pieces_of(body, secrets)) {
    if (!piece.variable.empty()) {
      format += "%s";
      arguments += " \"$" + piece.variable + "\"";
    }
    for (const char c : piece.text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x20 || byte == 0x7F) {
        format += {'\\', static_cast<char>('0' + (byte >> 6U)), static_cast<char>('0' + ((byte >> 3U) & 7U)),
                   static_cast<char>('0' + (byte & 7U))};
      } else if (c == '%' || c == '\\') {
        format += {c, c};
      } else {
        format += c;
      }
    }
  }
  // A format that begins with "-" would be taken for an option.
  const std::string guard = format.starts_with('-') ? "-- " : "";
  return "printf " + guard + single_quoted(format) + arguments + " | ";
}

}  // namespace

std::string shell_word(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./:=@%+,").find(c) != std::string_view::npos;
  };
  const bool is_word = !text.empty() && std::all_of(text.begin(), text.end(), is_plain);
  return is_word ? std::string(text) : single_quoted(text);
}

std::string to_curl(const Request& request, std::string_view url, const Secrets& secrets) {
  const std::optional<Url> parsed = parse_url(url);
  const bool piped = has_control(request.body);
  std::string command = piped ? printf_of(request.body, secrets) + "curl" : "curl";

  if (request.method == "HEAD" && request.body.empty()) {
    command += " -I";
  } else if (request.method != "GET" || !request.body.empty()) {
    command +=
        " -X " + (is_token(request.method) && request.method.find_first_of("'`$*!#&|~") == std::string::npos
                      ? request.method
                      : single_quoted(request.method));
  }
  // Without these curl would change the path, or read brackets and braces as a set of URLs.
  if (parsed && has_dot_segments(parsed->path)) command += " --path-as-is";
  if (url.find_first_of("[]{}") != std::string_view::npos) command += " --globoff";
  if (contains(request.fields, "Accept-Encoding")) command += " --compressed";
  command += header_options(request, parsed, secrets);
  if (piped) {
    command += " --data-binary @-";
  } else if (has_length(request)) {
    // Not --data-binary: that reads files named by "@".
    command += " --data-raw " + argument(request.body, secrets);
  }
  return command + " " + argument(url, secrets);
}

}  // namespace avouch::http

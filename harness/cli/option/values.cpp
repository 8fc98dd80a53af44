// SPDX-License-Identifier: MIT
#include "cli/option/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "cli/option/options.h"
#include "contract/server.h"
#include "http/origin.h"
#include "http/syntax.h"

namespace avouch {
namespace {

Error unfit(const std::string& option, const std::string& text, const std::string& what,
            const std::string& hint) {
  return {.title = option + ": " + in_quotes(text) + " " + what, .place = {}, .hint = hint};
}

template <class Number>
bool read(std::string_view text, Number& number) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc() && end == text.data() + text.size();
}

bool is_of_connection(const std::string& field_name) {
  constexpr std::array kNames = {
      "Content-Length", "Transfer-Encoding", "Connection", "Expect", "TE", "Trailer", "Upgrade"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](const char* name) { return equals_ignoring_ascii_case(field_name, name); });
}

}  // namespace

Result<std::chrono::milliseconds> parse_seconds(const std::string& option, const std::string& text) {
  constexpr double kDay = 86'400;
  double seconds = 0;
  if (!read(text, seconds) || !(seconds >= 0.001) || !(seconds <= kDay)) {
    return unfit(option, text, "is not a time", "Give seconds between 0.001 and 86400, such as 2.5.");
  }
  return std::chrono::milliseconds(static_cast<long>(seconds * 1000));
}

Result<std::chrono::milliseconds> parse_duration(const std::string& option, const std::string& text) {
  constexpr double kWeek = 7.0 * 86'400;
  std::string_view number = text;
  double unit = 1;
  if (!number.empty() && number.find_last_of("smh") == number.size() - 1) {
    unit = number.back() == 'h' ? 3600 : number.back() == 'm' ? 60 : 1;
    number.remove_suffix(1);
  }
  double seconds = 0;
  const bool is_number = read(number, seconds);
  seconds *= unit;
  if (!is_number || !(seconds >= 0.001) || !(seconds <= kWeek)) {
    return unfit(option, text, "is not a duration",
                 "Give seconds, minutes or hours up to a week, such as 30s, 5m or 2h.");
  }
  return std::chrono::milliseconds(static_cast<long>(seconds * 1000));
}

Result<std::size_t> parse_size(const std::string& option, const std::string& text) {
  const Error error =
      unfit(option, text, "is not a size", "Give bytes, with k, M or G if you like, such as 64M.");
  std::string_view digits = text;
  unsigned shift = 0;
  if (!digits.empty()) {
    constexpr std::string_view kUnits = "kmg";
    if (const std::size_t unit = kUnits.find(ascii_lower(digits.substr(digits.size() - 1)));
        unit != kUnits.npos) {
      shift = 10 * (static_cast<unsigned>(unit) + 1);
      digits.remove_suffix(1);
    }
  }
  std::size_t number = 0;
  if (!read(digits, number) || number == 0 || number > (std::size_t{1} << 40U) >> shift) return error;
  return number << shift;
}

Result<long> parse_number(const std::string& option, const std::string& text, long least, long most) {
  long number = 0;
  const bool is_number = read(text, number);
  if (!is_number || number < least || number > most) {
    return unfit(option, text, is_number ? "is out of range" : "is not a whole number",
                 "Give a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  }
  return number;
}

Result<http::Field> parse_header(const std::string& option, const std::string& text) {
  const std::size_t end = text.find_first_of(":;");
  const std::string name = text.substr(0, end);
  const bool is_empty = end != text.npos && text[end] == ';' && end + 1 == text.size();
  if (end == text.npos || !http::is_token(name) || (text[end] == ';' && !is_empty)) {
    return Error{.title = option + ": this is not a header",
                 .place = {},
                 .hint = "Give NAME:VALUE (or NAME; for an empty value); a name has letters, digits and -."};
  }
  if (is_of_connection(name)) {
    return Error{.title = option + ": " + name + " belongs to the connection, not to the request",
                 .place = {},
                 .hint = "Leave it out: Avouch sets it for each request (RFC 9110 §7.6.1, RFC 9112 §6)."};
  }
  const std::string value(trim_ows(std::string_view(text).substr(end + 1)));
  if (!http::is_field_value(value)) {
    return Error{.title = option + ": the value of " + name + " contains a control character",
                 .place = {},
                 .hint = "Remove it; a line break would start a second header."};
  }
  return http::Field{name, value};
}

Result<std::set<std::string>> parse_strict(const std::string& option, const std::string& text) {
  std::set<std::string> words;
  for (const std::string_view part : split(text, ',')) {
    const std::string word(trim_ows(part));
    if (std::find(std::begin(kStrict), std::end(kStrict), word) == std::end(kStrict)) {
      return unfit(
          option, word, "is not known",
          "Give one or more of fields, headers, duplicates, statuses, state, contract, waivers, with commas "
          "between them.");
    }
    words.insert(word);
  }
  return words;
}

Result<std::string> parse_user(const std::string& option, const std::string& text) {
  if (text.find(':') == text.npos) {
    return Error{.title = option + ": the password is missing", .place = {}, .hint = "Give NAME:PASSWORD."};
  }
  if (!http::is_field_value(text)) {
    return Error{.title = option + ": it contains a control character",
                 .place = {},
                 .hint = "RFC 7617 allows none in a name or a password; is there a line break at its end?"};
  }
  return text;
}

Result<std::string> parse_token(const std::string& option, const std::string& text) {
  if (!text.empty() && http::is_field_value(text) && trim_ows(text) == text) return text;
  return Error{.title = option + ": this cannot be sent in a header",
               .place = {},
               .hint = "It is empty, or has a control character or a blank at an end; is a variable unset?"};
}

Result<std::pair<std::string, std::string>> parse_login(const std::string& option, const std::string& text) {
  const std::size_t blank = text.find(' ');
  const std::string path = blank == text.npos ? "" : text.substr(blank + 1);
  const bool is_path =
      path.starts_with('/') && http::is_field_value(path) && path.find_first_of(" {}#\t") == path.npos;
  if (!is_path || !http::is_token(text.substr(0, blank))) {
    return unfit(option, text, "is not METHOD PATH",
                 "Give a method, a blank and a path below the target, such as 'POST /auth/login'.");
  }
  return std::pair(text.substr(0, blank), path);
}

Result<std::pair<std::string, std::string>> parse_api_key(const std::string& option,
                                                          const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos || equals == 0) {
    return Error{.title = option + ": this is not SCHEME=KEY",
                 .place = {},
                 .hint = "Give the name of a security scheme of the contract, an equals sign, and the key."};
  }
  Result<std::string> key = parse_token(option, text.substr(equals + 1));
  if (!key) return key.errors();
  return std::pair(text.substr(0, equals), *std::move(key));
}

Result<std::string> parse_page_origin(const std::string& option, const std::string& text) {
  if (text == "null" || http::parse_origin(text)) return text;
  return unfit(option, text, "is not an origin",
               "Give a scheme and a host in lower case, no path and no trailing slash: https://example.com.");
}

Result<std::string> parse_method(const std::string& option, const std::string& text) {
  if (http::is_token(text)) return text;
  return unfit(option, text, "is not a method", "Give a token such as GET or PATCH (RFC 9110 §9.1).");
}

Result<GivenValue> parse_variable(const std::string& option, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos || equals == 0) {
    return Error{.title = option + ": this is not NAME=VALUE",
                 .place = {},
                 .hint = "Give the name of a parameter, an equals sign, and its value."};
  }
  return GivenValue{
      .operation = {}, .name = text.substr(0, equals), .value = JsonValue::string(text.substr(equals + 1))};
}

Result<http::Url> parse_target(const std::string& option, const std::string& text) {
  std::optional<http::Url> url = http::parse_url(text);
  if (!url) {
    // User information may be in it: what looks like some is not shown.
    const bool may_have_password = text.find('@') != text.npos;
    return Error{
        .title =
            option + ": " + (may_have_password ? "this" : in_quotes(text)) + " is not an http or https URL",
        .place = {},
        .hint = "Give scheme and host, such as http://127.0.0.1:8080 or https://api.example.com/prefix."};
  }
  if (url->has_query) {
    return Error{.title = option + ": a target has no query",
                 .place = {},
                 .hint = "Remove the query; the contract defines paths and parameters."};
  }
  return *std::move(url);
}

Result<ServerTarget> parse_server(const std::string& option, const std::string& text) {
  for (std::size_t equals = text.rfind('='); equals != text.npos && equals > 0;
       equals = text.rfind('=', equals - 1)) {
    const std::string url = text.substr(equals + 1);
    if (!http::parse_url(url)) continue;
    Result<http::Url> target = parse_target(option, url);
    if (!target) return target.errors();
    ServerTarget server{.server = normal_server(text.substr(0, equals)), .url = *std::move(target)};
    if (!server.url.user_information.empty())
      server.user = percent_decoded(std::exchange(server.url.user_information, {}));
    return server;
  }
  return Error{.title = option + ": this is not DOCUMENTED=URL",
               .place = {},
               .hint =
                   "Give a server of the contract and the URL to use instead, such as "
                   "https://files.example.com=http://127.0.0.1:8081."};
}

Result<double> parse_rate(const std::string& option, const std::string& text) {
  const std::size_t slash = text.find('/');
  const std::string unit = slash == text.npos ? "s" : text.substr(slash + 1);
  double number = 0;
  if (!read(std::string_view(text).substr(0, slash), number) || !(number > 0) || !(number <= 1e6) ||
      (unit != "s" && unit != "m" && unit != "h")) {
    return unfit(option, text, "is not a rate",
                 "Give requests per second, minute or hour, such as 50/s, 30/m or 100/h.");
  }
  return unit == "s" ? number : number / (unit == "m" ? 60 : 3600);
}

Result<bool> parse_formats(const std::string& option, const std::string& text) {
  if (text == "assert") return true;
  if (text == "annotate") return false;
  return unfit(option, text, "is not known", "Give assert or annotate.");
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "mock/connection/head.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch {
namespace {

BadFraming bad_request(std::string why) {
  return {.status = 400, .why = std::move(why)};
}

// Returns the next line without its end, and removes it from `text`.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c != '\x7F'; });
}

// RFC 9112 §3.2.2: a server accepts the absolute form. The mock serves every authority, so only the path and
// the query are kept.
std::string in_origin_form(std::string_view target) {
  const std::size_t scheme = target.find("://");
  if (target.starts_with('/') || scheme == target.npos || target.find_first_of("/?#") < scheme)
    return std::string(target);
  const std::size_t path = std::min(target.find_first_of("/?", scheme + 3), target.size());
  const std::string_view rest = target.substr(path);
  return (rest.starts_with('/') ? "" : "/") + std::string(rest);
}

// RFC 9112 §3: method SP request-target SP HTTP-version.
std::optional<BadFraming> read_request_line(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == line.npos || first == last) return bad_request("The request line has not three parts.");
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!http::is_token(method)) return bad_request("The method is not a token.");
  head.request.method = method;
  if (target.empty() || !is_visible(target))
    return bad_request("The request target contains blanks or controls.");
  head.request.target = in_origin_form(target);
  const bool has_known_form = head.request.target.starts_with('/') || target == "*" || method == "CONNECT";
  if (!has_known_form) return bad_request("The request target does not begin with a slash.");
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool is_version = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                          version[6] == '.' && is_digit(version[7]);
  if (!is_version) return bad_request("The request line does not end in a version of HTTP.");
  if (version[5] != '1') return BadFraming{.status = 505, .why = "The only supported versions are HTTP/1.x."};
  head.is_version_1_0 = version[7] == '0';
  return std::nullopt;
}

// RFC 9112 §3.2
std::optional<BadFraming> check_host(const RequestHead& head) {
  const std::vector<std::string> hosts = http::values(head.request.fields, "Host");
  if (hosts.empty() && head.is_version_1_0) return std::nullopt;
  if (hosts.empty()) return bad_request("An HTTP/1.1 request needs a Host field.");
  if (hosts.size() > 1) return bad_request("The request has more than one Host field.");
  const bool is_authority =
      is_visible(hosts.front()) && hosts.front().find_first_of("/?#@\\") == std::string::npos;
  return is_authority ? std::nullopt
                      : std::optional(bad_request("The Host field is not a host with a port."));
}

bool has_connection_option(const http::Fields& fields, std::string_view option) {
  const std::vector<std::string> options =
      http::parse_token_list(http::combined(fields, "Connection").value_or(""))
          .value_or(std::vector<std::string>());
  return std::any_of(options.begin(), options.end(),
                     [&](const std::string& one) { return equals_ignoring_ascii_case(one, option); });
}

}  // namespace

std::variant<http::Field, BadFraming> read_field(std::string_view line) {
  if (line.starts_with(' ') || line.starts_with('\t'))
    return bad_request("A field line begins with a blank, as in the obsolete line folding.");
  const std::size_t colon = line.find(':');
  if (colon == line.npos) return bad_request("A field line has no colon.");
  const std::string_view name = line.substr(0, colon);
  if (!http::is_token(name)) return bad_request("A field name is not a token directly before its colon.");
  const std::string_view value = trim_ows(line.substr(colon + 1));
  const bool hides_a_line = value.find('\r') != value.npos || value.find('\0') != value.npos;
  if (hides_a_line) return bad_request("A field value contains CR or NUL.");
  return http::Field{std::string(name), std::string(value)};
}

RequestHead read_head(std::string_view text) {
  RequestHead head{.request = {.method = "", .target = ""}};
  head.fault = read_request_line(take_line(text), head);
  http::Fields& fields = head.request.fields;
  while (!head.fault && !text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    std::variant<http::Field, BadFraming> field = read_field(line);
    if (auto* bad = std::get_if<BadFraming>(&field))
      head.fault = std::move(*bad);
    else
      fields.push_back(std::get<http::Field>(std::move(field)));
  }
  if (!head.fault) head.fault = check_host(head);
  head.closes = head.fault || has_connection_option(fields, "close") ||
                (head.is_version_1_0 && !has_connection_option(fields, "keep-alive"));
  const std::optional<std::string> expectation = http::combined(fields, "Expect");
  head.expects_continue = expectation && equals_ignoring_ascii_case(*expectation, "100-continue");
  return head;
}

}  // namespace avouch

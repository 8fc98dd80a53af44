// SPDX-License-Identifier: MIT
#include "exchange/message/head.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"

namespace avouch::wire {
namespace {

constexpr std::string_view kVersion = "HTTP/1.";

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
// Removes and returns the first line of `rest`, without its CRLF or LF.
std::string_view take_line(std::string_view& rest) {
  const std::size_t feed = rest.find('\n');
  std::string_view line = rest.substr(0, feed);
  rest.remove_prefix(feed == std::string_view::npos ? rest.size() : feed + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// HTTP-version SP status-code SP [ reason-phrase ], RFC 9112 §4. The second SP may be missing if the reason
// is.
bool parse_status_line(std::string_view line, http::Response& response) {
  if (!line.starts_with(kVersion) || line.size() < 12) return false;
  if (!is_digit(line[7]) || line[8] != ' ') return false;
  const std::string_view code = line.substr(9, 3);
  if (!std::all_of(code.begin(), code.end(), is_digit) || code.front() == '0') return false;
  if (line.size() > 12 && line[12] != ' ') return false;
  response.version = line.substr(0, 8);
  response.status = (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0');
  response.reason = line.size() > 13 ? line.substr(13) : std::string_view();
  return true;
}

}  // namespace

std::size_t head_size(std::string_view bytes, std::size_t from) {
  // The LF of the empty line follows the LF of the previous line, with at most a CR in between.
  std::size_t feed = bytes.find('\n', from < 2 ? 0 : from - 2);
  while (feed != std::string_view::npos) {
    std::size_t next = feed + 1;
    if (next < bytes.size() && bytes[next] == '\r') ++next;
    if (next < bytes.size() && bytes[next] == '\n') return next + 1;
    feed = bytes.find('\n', feed + 1);
  }
  return std::string_view::npos;
}

bool may_be_response(std::string_view bytes) {
  return bytes.substr(0, kVersion.size()) == kVersion.substr(0, bytes.size());
}

http::Fields parse_field_lines(std::string_view rest) {
  http::Fields fields;
  bool first = true;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.empty()) continue;
    if (is_blank(line.front())) {
      if (!first) {
        std::string& value = fields.back().value;
        const std::string_view more = trim_ows(line);
        if (!value.empty() && !more.empty()) value += "  ";
        value += more;
      }
      continue;
    }
    first = false;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      fields.push_back({std::string(line), ""});
    } else {
      fields.push_back({std::string(line.substr(0, colon)), std::string(trim_ows(line.substr(colon + 1)))});
    }
  }
  return fields;
}

std::variant<http::Response, std::string> parse_head(std::string_view head) {
  const std::string_view status_line = take_line(head);
  http::Response response;
  if (!parse_status_line(status_line, response)) {
    return "the response begins with " + in_quotes(status_line) +
           ", which is not an HTTP/1.x status line (RFC 9112 §4): check that the target's port speaks HTTP";
  }
  response.fields = parse_field_lines(head);
  return response;
}

}  // namespace avouch::wire

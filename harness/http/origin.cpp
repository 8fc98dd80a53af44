// SPDX-License-Identifier: MIT
#include "http/origin.h"

#include <arpa/inet.h>

#include <algorithm>

#include "base/ascii.h"

namespace avouch::http {
namespace {

constexpr std::size_t kLongestHost = 253;  // RFC 1035 §2.3.4, without the final dot

// Default ports of the URL standard's special schemes; 0 for any other scheme.
int default_port(std::string_view scheme) {
  if (scheme == "http" || scheme == "ws") return 80;
  if (scheme == "https" || scheme == "wss") return 443;
  if (scheme == "ftp") return 21;
  return 0;
}

// RFC 3986 §3.1, in lower case as a URL parser writes it.
bool is_scheme(std::string_view text) {
  return !text.empty() && is_lower(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_lower(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
  });
}

// A domain or IPv4 address as a URL parser writes it: lower-case ASCII (IDNA in its xn-- form).
bool is_name(std::string_view host) {
  return !host.empty() && host.size() <= kLongestHost + 1 && host.front() != '.' &&
         host.find("..") == std::string_view::npos && std::all_of(host.begin(), host.end(), [](char c) {
           return is_lower(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
         });
}

bool is_bracketed_ipv6(std::string_view host) {
  if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
  const std::string address(host.substr(1, host.size() - 2));
  if (std::any_of(address.begin(), address.end(), [](char c) { return c >= 'A' && c <= 'F'; })) return false;
  in6_addr parsed{};
  return inet_pton(AF_INET6, address.c_str(), &parsed) == 1 && address.find('\0') == std::string::npos;
}

// Returns 1 to 65535, without leading zeros; 0 if `text` is not such a number.
int parse_port(std::string_view text) {
  if (text.empty() || text.size() > 5 || text.front() == '0' ||
      !std::all_of(text.begin(), text.end(), is_digit)) {
    return 0;
  }
  int port = 0;
  for (const char c : text) port = port * 10 + (c - '0');
  return port <= 65535 ? port : 0;
}

}  // namespace

std::optional<Origin> parse_origin(std::string_view text) {
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos || !is_scheme(text.substr(0, colon))) return std::nullopt;
  const std::string_view scheme = text.substr(0, colon);
  const std::string_view authority = text.substr(colon + 3);

  const bool is_ipv6 = authority.starts_with('[');
  const std::size_t host_end = is_ipv6 ? std::min(authority.find(']'), authority.size() - 1) + 1
                                       : std::min(authority.find(':'), authority.size());
  const std::string_view host = authority.substr(0, host_end);
  if (is_ipv6 ? !is_bracketed_ipv6(host) : !is_name(host)) return std::nullopt;

  Origin origin{std::string(scheme), std::string(host), default_port(scheme)};
  const std::string_view rest = authority.substr(host_end);
  if (rest.empty()) return origin;
  if (rest.front() != ':') return std::nullopt;
  const int port = parse_port(rest.substr(1));
  // A serialization never contains the default port.
  if (port == 0 || port == origin.port) return std::nullopt;
  origin.port = port;
  return origin;
}

std::string serialize(const Origin& origin) {
  std::string text = origin.scheme + "://" + origin.host;
  if (origin.port != 0 && origin.port != default_port(origin.scheme))
    text += ":" + std::to_string(origin.port);
  return text;
}

}  // namespace avouch::http

// SPDX-License-Identifier: MIT
#include "judge/cors/browser_host.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/text.h"
#include "judge/format/idna.h"

namespace avouch::cors {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// §3.1, forbidden domain code points.
bool is_forbidden(char c) {
  const auto code = static_cast<unsigned char>(c);
  return code <= ' ' || code == 0x7F || std::string_view("#/:<>?@[\\]^|%").find(c) != std::string_view::npos;
}

bool has_punycode(const std::string& domain) {
  return domain.starts_with("xn--") || domain.find(".xn--") != domain.npos;
}

std::optional<std::string> ipv6(std::string_view brackets) {
  if (brackets.size() < 2 || brackets.back() != ']') return std::nullopt;
  const std::string address(brackets.substr(1, brackets.size() - 2));
  in6_addr parsed{};
  if (address.find('\0') != address.npos || ::inet_pton(AF_INET6, address.c_str(), &parsed) != 1)
    return std::nullopt;
  char text[INET6_ADDRSTRLEN];
  if (::inet_ntop(AF_INET6, &parsed, text, sizeof text) == nullptr) return std::nullopt;
  return text;
}

// §3.5, IPv4 number: decimal, octal or hexadecimal. Values beyond 32 bits are the largest one.
std::optional<std::uint64_t> ipv4_number(std::string_view text) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 32U;
  if (text.empty()) return std::nullopt;
  std::uint64_t base = 10;
  if (text.size() >= 2 && text[0] == '0') {
    const bool is_hexadecimal = text[1] == 'x' || text[1] == 'X';
    base = is_hexadecimal ? 16 : 8;
    text.remove_prefix(is_hexadecimal ? 2 : 1);
  }
  std::uint64_t number = 0;
  for (const char c : ascii_lower(text)) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(c);
    if (digit >= base) return std::nullopt;
    number = std::min(number * base + digit, kMost);
  }
  return number;
}

std::vector<std::string_view> labels_of(std::string_view domain) {
  std::vector<std::string_view> labels = split(domain, '.');
  if (labels.size() > 1 && labels.back().empty()) labels.pop_back();
  return labels;
}

// §3.5, ends in a number.
bool ends_in_a_number(const std::vector<std::string_view>& labels) {
  const std::string_view last = labels.back();
  return !last.empty() && (std::all_of(last.begin(), last.end(), is_digit) || ipv4_number(last));
}

// §3.5, IPv4 parser.
std::optional<std::string> ipv4(const std::vector<std::string_view>& labels) {
  if (labels.size() > 4) return std::nullopt;
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::optional<std::uint64_t> number = ipv4_number(labels[i]);
    const std::size_t bytes = i + 1 < labels.size() ? 1 : 4 - i;
    if (!number || *number >= std::uint64_t{1} << (8 * bytes)) return std::nullopt;
    address = (address << (8 * bytes)) | *number;
  }
  std::string text;
  for (std::size_t byte = 4; byte-- > 0;) {
    text += std::to_string((address >> (8 * byte)) & 0xFFU);
    if (byte > 0) text += '.';
  }
  return text;
}

}  // namespace

BrowserHost browser_host(std::string_view text) {
  if (text.starts_with('[')) return {ipv6(text), {}};
  if (first_invalid_utf8(text)) return {{}, "its host is not UTF-8"};
  std::string domain = percent_decoded(text);
  if (first_invalid_utf8(domain)) return {};  // U+FFFD is in no domain
  if (is_ascii(domain)) domain = ascii_lower(domain);
  if (!is_ascii(domain) || has_punycode(domain)) {
    if (domain.find('\0') != domain.npos) return {};
    const std::optional<std::string> mapped = ascii_domain(domain);
    if (!mapped) return {{}, "browsers differ in the host " + in_quotes(domain)};
    domain = *mapped;
  }
  if (domain.empty() || std::any_of(domain.begin(), domain.end(), is_forbidden)) return {};
  const std::vector<std::string_view> labels = labels_of(domain);
  if (ends_in_a_number(labels)) return {ipv4(labels), {}};
  return {domain, {}};
}

}  // namespace avouch::cors

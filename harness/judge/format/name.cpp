// SPDX-License-Identifier: MIT
// Host names, mailbox names and addresses.
#include <arpa/inet.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "judge/format/idna.h"
#include "judge/format/parts.h"
#include "pattern/bidi.h"

namespace avouch {
namespace {

constexpr std::size_t kLongestName = 253;
constexpr std::size_t kLongestLabel = 63;
constexpr std::size_t kLongestLocal = 64;

bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

// RFC 1123 §2.1 and RFC 952: letters, digits and inner hyphens.
Fault check_ldh_label(std::string_view label) {
  if (label.empty()) return "a label is empty";
  if (label.size() > kLongestLabel) return "a label is longer than 63 characters";
  if (label.front() == '-' || label.back() == '-') return "a label begins or ends with a hyphen";
  if (!std::all_of(label.begin(), label.end(), [](char c) { return is_alphanumeric(c) || c == '-'; })) {
    return "a label holds a character that is not a letter, digit or hyphen";
  }
  return std::nullopt;
}

// RFC 5891 §4.2.3.1: two hyphens in positions 3 and 4 are reserved for A-labels, and an A-label must decode
// to a U-label.
Fault check_label(std::string_view label) {
  if (Fault fault = check_ldh_label(label)) return fault;
  if (label.size() < 4 || label.substr(2, 2) != "--") return std::nullopt;
  if (ascii_lower(label.substr(0, 4)) != "xn--") return "a label has hyphens in the third and fourth place";
  const std::optional<std::string> unicode = unicode_label(label);
  if (!unicode) return "a label begins with xn-- and does not decode";
  return check_unicode_label(*unicode);
}

Fault check_name_length(std::string_view text) {
  if (text.empty()) return "it is empty";
  if (text.size() > kLongestName) return "it is longer than 253 characters";
  return std::nullopt;
}

Fault check_idn_name(std::string_view text, Normalization normalization) {
  if (text.empty()) return "it is empty";
  // The ASCII form has at least one octet per character, and a character has at most four octets in UTF-8.
  // Checking labels is quadratic in their length, so this comes first.
  if (text.size() > 4 * (kLongestName + 1)) return "it is longer than 253 characters";
  // RFC 3490 §3.1: these characters are dots, too.
  std::string dotted(text);
  for (const std::string_view dot : {"\u3002", "\uFF0E", "\uFF61"}) {
    for (std::size_t at = dotted.find(dot); at != dotted.npos; at = dotted.find(dot))
      dotted.replace(at, dot.size(), ".");
  }
  std::size_t length = 0;
  const std::vector<std::string_view> labels = split(dotted, '.');
  for (const std::string_view label : labels) {
    if (is_ascii(label)) {
      if (Fault fault = check_label(label)) return fault;
      length += label.size() + 1;
      continue;
    }
    if (Fault fault = check_unicode_label(label, normalization)) return fault;
    const std::optional<std::string> ascii = ascii_label(label, normalization);
    if (!ascii) return "a label has no ASCII form";
    if (ascii->size() > kLongestLabel) return "a label is longer than 63 characters";
    length += ascii->size() + 1;
  }
  if (length > kLongestName + 1) return "it is longer than 253 characters";
  if (!satisfies_bidi_rule(labels)) return "its labels mix writing directions (RFC 5893 §2)";
  return std::nullopt;
}

// RFC 5321 §4.1.2, RFC 6531 §3.3.
bool is_atext(char c, bool may_be_unicode) {
  return is_alphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos ||
         (may_be_unicode && (static_cast<unsigned char>(c) & 0x80U) != 0);
}

Fault check_quoted_local(std::string_view local, bool may_be_unicode) {
  for (std::size_t i = 1; i + 1 < local.size(); ++i) {
    if (local[i] == '\\' && i + 2 < local.size()) {
      ++i;
      if (local[i] < 32 || local[i] > 126)
        return "the part before @ escapes a character that it must not escape";
      continue;
    }
    const auto byte = static_cast<unsigned char>(local[i]);
    if (byte == '"' || byte == '\\' || byte < 32 || byte == 127 || (byte >= 0x80 && !may_be_unicode)) {
      return "the quoted part before @ holds a character that is not allowed";
    }
  }
  return std::nullopt;
}

Fault check_local(std::string_view local, bool may_be_unicode) {
  if (local.empty()) return "the part before @ is empty";
  if (local.size() > kLongestLocal && !may_be_unicode)
    return "the part before @ is longer than 64 characters";
  if (local.size() >= 2 && local.front() == '"' && local.back() == '"')
    return check_quoted_local(local, may_be_unicode);
  for (const std::string_view atom : split(local, '.')) {
    if (atom.empty()) return "the part before @ begins or ends with a dot, or has two together";
    if (!std::all_of(atom.begin(), atom.end(), [&](char c) { return is_atext(c, may_be_unicode); })) {
      return "the part before @ holds a character that is not allowed";
    }
  }
  return std::nullopt;
}

// RFC 5321 §4.1.3.
Fault check_address_literal(std::string_view literal) {
  literal = literal.substr(1, literal.size() - 2);
  constexpr std::string_view kTag = "IPv6:";
  if (equals_ignoring_ascii_case(literal.substr(0, kTag.size()), kTag))
    return check_ipv6(literal.substr(kTag.size()));
  return check_ipv4(literal);
}

Fault check_mailbox(std::string_view text, bool may_be_unicode) {
  // RFC 5321 §4.5.3.1.1 allows 64 octets before the @. Characters of a domain take up to four in UTF-8.
  if (text.size() > 4 * (kLongestLocal + 1 + kLongestName)) return "it is longer than an address may be";
  const std::size_t at = text.rfind('@');
  if (at == text.npos) return "the @ is missing";
  if (Fault fault = check_local(text.substr(0, at), may_be_unicode)) return fault;
  const std::string_view domain = text.substr(at + 1);
  if (domain.size() > 2 && domain.front() == '[' && domain.back() == ']')
    return check_address_literal(domain);
  return may_be_unicode ? check_idn_name(domain, Normalization::applied) : check_hostname(domain);
}

}  // namespace

Fault check_plain_hostname(std::string_view text) {
  if (Fault fault = check_name_length(text)) return fault;
  for (const std::string_view label : split(text, '.')) {
    if (Fault fault = check_ldh_label(label)) return fault;
  }
  return std::nullopt;
}

Fault check_hostname(std::string_view text) {
  if (Fault fault = check_name_length(text)) return fault;
  if (!is_ascii(text)) return "it holds a character that is not ASCII";
  for (const std::string_view label : split(text, '.')) {
    if (Fault fault = check_label(label)) return fault;
  }
  return std::nullopt;
}

Fault check_idn_hostname(std::string_view text) {
  return check_idn_name(text, Normalization::required);
}

Fault check_email(std::string_view text) {
  return check_mailbox(text, false);
}
Fault check_idn_email(std::string_view text) {
  return check_mailbox(text, true);
}

Fault check_ipv4(std::string_view text) {
  in_addr address{};
  const std::string ended(text);
  if (ended.size() != text.find('\0') && text.find('\0') != text.npos) return "it holds a NUL";
  if (inet_pton(AF_INET, ended.c_str(), &address) == 1) return std::nullopt;
  return "it is not four numbers up to 255 with dots between";
}

Fault check_ipv6(std::string_view text) {
  in6_addr address{};
  if (text.find('\0') != text.npos) return "it holds a NUL";
  if (inet_pton(AF_INET6, std::string(text).c_str(), &address) == 1) return std::nullopt;
  return "it is not an IPv6 address (RFC 4291 §2.2)";
}

}  // namespace avouch

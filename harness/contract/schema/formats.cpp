// SPDX-License-Identifier: MIT
#include "contract/schema/formats.h"

#include <algorithm>

namespace avouch {
namespace {

constexpr std::string_view kFormats[] = {
    // JSON Schema 2020-12 Validation §7.3
    "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6",
    "uri", "uri-reference", "iri", "iri-reference", "uuid", "uri-template", "json-pointer",
    "relative-json-pointer", "regex",
    // OpenAPI 3.0.3 §4.4
    "int32", "int64", "float", "double", "byte", "binary", "password",
    // not registered, but named after the standard that defines it
    "date-time-rfc-2822"};

// RFC 4648, RFC 2045 §6.7
constexpr std::string_view kEncodings[] = {"base64", "base64url", "base32", "base16", "quoted-printable"};

}  // namespace

std::span<const std::string_view> known_formats() {
  return kFormats;
}

bool is_known_format(std::string_view name) {
  return std::find(std::begin(kFormats), std::end(kFormats), name) != std::end(kFormats);
}

bool is_content_encoding(std::string_view name) {
  return std::find(std::begin(kEncodings), std::end(kEncodings), name) != std::end(kEncodings);
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "judge/format/format.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "json/number.h"
#include "judge/format/parts.h"

namespace avouch {
namespace {

// OpenAPI 3.0.3 §4.4: signed 32-bit integers.
Fault check_int32(std::string_view text) {
  if (!is_integer_number(text)) return "it is not a whole number";
  if (compare_numbers(text, "-2147483648") < 0 || compare_numbers(text, "2147483647") > 0)
    return "it does not fit 32 bits";
  return std::nullopt;
}

// The registry of formats (spec.openapis.org/registry/format/int64): a number, or a string of one.
Fault check_int64(std::string_view text) {
  if (!is_json_number(text) || !is_integer_number(text)) return "it is not a whole number";
  if (compare_numbers(text, "-9223372036854775808") < 0 || compare_numbers(text, "9223372036854775807") > 0) {
    return "it does not fit 64 bits";
  }
  return std::nullopt;
}

Fault check_float(std::string_view text) {
  if (std::isinf(std::strtof(std::string(text).c_str(), nullptr))) return "it is beyond single precision";
  return std::nullopt;
}

Fault check_double(std::string_view text) {
  if (std::isinf(std::strtod(std::string(text).c_str(), nullptr))) return "it is beyond double precision";
  return std::nullopt;
}

Fault accept(std::string_view) {
  return std::nullopt;
}

struct Format {
  std::string_view name;
  KindMask kinds;
  FormatCheck check;
  std::size_t cost = 1;  // per 32 bytes
};

// A pattern is parsed into a tree with a node for each character or so, and the engine is asked for each
// script that it names.
constexpr std::size_t kParsed = 1'024;

constexpr KindMask kStrings = mask_of(ValueKind::string);
constexpr KindMask kNumbers = mask_of(ValueKind::number);

constexpr Format kFormats[] = {
    {"date-time", kStrings, check_date_time},
    {"date", kStrings, check_date},
    {"time", kStrings, check_time},
    {"duration", kStrings, check_duration},
    {"email", kStrings, check_email},
    {"idn-email", kStrings, check_idn_email},
    {"hostname", kStrings, check_hostname},
    {"hostname-rfc-1123", kStrings, check_plain_hostname},
    {"idn-hostname", kStrings, check_idn_hostname},
    {"ipv4", kStrings, check_ipv4},
    {"ipv6", kStrings, check_ipv6},
    {"uri", kStrings, check_uri},
    {"uri-reference", kStrings, check_uri_reference},
    {"iri", kStrings, check_iri},
    {"iri-reference", kStrings, check_iri_reference},
    {"uri-template", kStrings, check_uri_template},
    {"uuid", kStrings, check_uuid},
    {"json-pointer", kStrings, check_json_pointer},
    {"relative-json-pointer", kStrings, check_relative_json_pointer},
    {"regex", kStrings, check_regex, kParsed},
    {"int32", kNumbers, check_int32},
    {"int64", kNumbers | kStrings, check_int64},
    {"float", kNumbers, check_float},
    {"double", kNumbers, check_double},
    {"byte", kStrings, check_base64},
    {"binary", kStrings, accept},    // any octets
    {"password", kStrings, accept},  // a hint for user interfaces
    {"date-time-rfc-2822", kStrings, check_rfc_2822_date},
};

const Format* find(std::string_view name) {
  const auto* found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                   [&](const Format& format) { return format.name == name; });
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace

std::optional<KindMask> format_kinds(std::string_view name) {
  const Format* format = find(name);
  if (format == nullptr) return std::nullopt;
  return format->kinds;
}

FormatCheck format_check(std::string_view name) {
  const Format* format = find(name);
  return format == nullptr ? nullptr : format->check;
}

std::size_t format_cost(std::string_view name) {
  const Format* format = find(name);
  return format == nullptr ? 0 : format->cost;
}

std::optional<std::string> check_format(std::string_view name, std::string_view text) {
  const FormatCheck check = format_check(name);
  return check == nullptr ? std::nullopt : check(text);
}

}  // namespace avouch

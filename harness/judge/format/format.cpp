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

Fault check_int64(std::string_view text) {
  if (!is_integer_number(text)) return "it is not a whole number";
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
  FormatOf kind;
  FormatCheck check;
  std::size_t cost = 1;  // per 32 bytes
};

// A pattern is parsed into a tree with a node for each character or so, and the engine is asked for each
// script that it names.
constexpr std::size_t kParsed = 1'024;

constexpr Format kFormats[] = {
    {"date-time", FormatOf::strings, check_date_time},
    {"date", FormatOf::strings, check_date},
    {"time", FormatOf::strings, check_time},
    {"duration", FormatOf::strings, check_duration},
    {"email", FormatOf::strings, check_email},
    {"idn-email", FormatOf::strings, check_idn_email},
    {"hostname", FormatOf::strings, check_hostname},
    {"hostname-rfc-1123", FormatOf::strings, check_plain_hostname},
    {"idn-hostname", FormatOf::strings, check_idn_hostname},
    {"ipv4", FormatOf::strings, check_ipv4},
    {"ipv6", FormatOf::strings, check_ipv6},
    {"uri", FormatOf::strings, check_uri},
    {"uri-reference", FormatOf::strings, check_uri_reference},
    {"iri", FormatOf::strings, check_iri},
    {"iri-reference", FormatOf::strings, check_iri_reference},
    {"uri-template", FormatOf::strings, check_uri_template},
    {"uuid", FormatOf::strings, check_uuid},
    {"json-pointer", FormatOf::strings, check_json_pointer},
    {"relative-json-pointer", FormatOf::strings, check_relative_json_pointer},
    {"regex", FormatOf::strings, check_regex, kParsed},
    {"int32", FormatOf::numbers, check_int32},
    {"int64", FormatOf::numbers, check_int64},
    {"float", FormatOf::numbers, check_float},
    {"double", FormatOf::numbers, check_double},
    {"byte", FormatOf::strings, check_base64},
    {"binary", FormatOf::strings, accept},    // any octets
    {"password", FormatOf::strings, accept},  // a hint for user interfaces
    {"date-time-rfc-2822", FormatOf::strings, check_rfc_2822_date},
};

const Format* find(std::string_view name) {
  const auto* found = std::find_if(std::begin(kFormats), std::end(kFormats),
                                   [&](const Format& format) { return format.name == name; });
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace

std::optional<FormatOf> format_kind(std::string_view name) {
  const Format* format = find(name);
  if (format == nullptr) return std::nullopt;
  return format->kind;
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

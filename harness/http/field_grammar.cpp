// SPDX-License-Identifier: MIT
#include "http/field_grammar.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/text.h"
#include "http/field_reader.h"
#include "http/language_tag.h"
#include "http/media_type.h"
#include "http/origin.h"
#include "http/syntax.h"
#include "http/text_run.h"
#include "http/url.h"

namespace avouch::http {
namespace {

template <class Check>
bool is_list_of(const std::vector<std::string_view>& elements, const Check& check) {
  return std::all_of(elements.begin(), elements.end(), check);
}

// -1 where a character is no digit.
int number_at(std::string_view text, std::size_t begin, std::size_t length) {
  int number = 0;
  for (const char c : text.substr(begin, length)) {
    if (!is_digit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

// Compares two numbers of any length.
bool is_less(std::string_view left, std::string_view right) {
  const auto significant = [](std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
  };
  const std::string_view a = significant(left);
  const std::string_view b = significant(right);
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

// Removes the leading digits from the text and returns them.
std::string_view take_digits(std::string_view& text) {
  const std::string_view found = text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
  text.remove_prefix(found.size());
  return found;
}

bool take(std::string_view& text, std::string_view wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(wanted.size());
  return true;
}

// RFC 8187 §3.2.1, ext-value: charset "'" [ language ] "'" value-chars.
bool is_extended_value(std::string_view value) {
  const std::size_t first = value.find('\'');
  const std::size_t second = first == value.npos ? value.npos : value.find('\'', first + 1);
  if (second == value.npos || first == 0) return false;
  const std::string_view text = value.substr(second + 1);
  return is_percent_encoded(text) && std::all_of(text.begin(), text.end(), [](char c) {
           return is_alphanumeric(c) || std::string_view("!#$&+-.^_`|~%").find(c) != std::string_view::npos;
         });
}

bool is_link_value(std::string_view element) {
  const std::size_t end = element.find('>');
  if (!element.starts_with('<') || end == element.npos) return false;
  if (!is_uri_reference(element.substr(1, end - 1))) return false;
  FieldReader reader(element.substr(end + 1));
  std::size_t relations = 0;
  for (;;) {
    reader.skip_blanks();
    if (reader.at_end()) return relations == 1;  // §3.3: exactly one rel is required
    if (!reader.take(';')) return false;
    reader.skip_blanks();
    if (reader.at_end() || reader.starts_with(';')) continue;  // as the parser of its appendix B.3 takes it
    const std::optional<FieldParameter> parameter = reader.parameter(false);
    if (!parameter) return false;
    if (parameter->name == "rel") ++relations;
    if (parameter->name == "rel" && trim_ows(parameter->value).empty()) return false;
  }
}

// sane-cookie-date is IMF-fixdate. Servers also send the older forms, with hyphens, with a weekday's whole
// name, with two digits for the year (§5.1.1 reads them), and with other names of UTC.
bool is_cookie_date(std::string_view value) {
  static constexpr std::array<std::string_view, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                            "Thursday", "Friday", "Saturday"};
  static constexpr std::array<std::string_view, 4> kZones = {" GMT", " UTC", " -0000", " +0000"};
  const auto* zone =
      std::find_if(kZones.begin(), kZones.end(), [&](std::string_view one) { return value.ends_with(one); });
  if (zone == kZones.end()) return false;
  std::string date(value.substr(0, value.size() - zone->size()));
  if (const std::size_t day = index_of(kDays, value.substr(0, value.find(','))); day < kDays.size())
    date.erase(3, kDays[day].size() - 3);
  constexpr std::string_view kShape = "ddd, 00-mmm-0000 00:00:00";
  constexpr std::size_t kYear = kShape.find("0000");
  if (date.size() + 2 == kShape.size()) date.insert(kYear, date.substr(kYear, 2) < "70" ? "20" : "19");
  if (date.size() != kShape.size()) return false;
  for (const std::size_t place : {kShape.find('-'), kShape.rfind('-')}) {
    if (date[place] == '-') date[place] = ' ';
  }
  return is_http_date(date + " GMT");
}

bool is_cookie_attribute(std::string_view attribute) {
  const std::size_t sign = attribute.find('=');
  const std::string_view name = trim_ows(attribute.substr(0, sign));
  std::string_view value = sign == attribute.npos ? "" : trim_ows(attribute.substr(sign + 1));
  if (equals_ignoring_ascii_case(name, "Expires")) return is_cookie_date(value);
  if (!equals_ignoring_ascii_case(name, "Max-Age")) return true;
  if (value.starts_with('-')) value.remove_prefix(1);  // commonly sent to delete a cookie
  return is_digits(value);
}

// Directives of responses with the argument delta-seconds, which senders do not quote: RFC 9111 §5.2.2.1,
// §5.2.2.10; RFC 5861 §3, §4.
bool takes_seconds(std::string_view directive) {
  constexpr std::array<std::string_view, 4> kDirectives = {"max-age", "s-maxage", "stale-while-revalidate",
                                                           "stale-if-error"};
  return index_of(kDirectives, ascii_lower(directive)) < kDirectives.size();
}

}  // namespace

bool is_digits(std::string_view value) {
  return is_run_of(value, is_digit);
}

bool is_http_date(std::string_view value) {
  static constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  constexpr std::string_view kShape = "ddd, 00 mmm 0000 00:00:00 GMT";
  if (value.size() != kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool is_placeholder = kShape[i] == '0' || kShape[i] == 'd' || kShape[i] == 'm';
    if (!is_placeholder && value[i] != kShape[i]) return false;
  }
  const std::size_t weekday = index_of(kDays, value.substr(0, 3));
  const std::size_t month = index_of(kMonths, value.substr(8, 3)) + 1;
  const int day = number_at(value, 5, 2);
  const int year = number_at(value, 12, 4);
  const int hour = number_at(value, 17, 2);
  const int minute = number_at(value, 20, 2);
  const int second = number_at(value, 23, 2);
  if (day < 1 || year < 0 || month > 12 || hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
  if (second < 0 || second > 60) return false;  // 60 is a leap second
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() && std::chrono::weekday(std::chrono::sys_days(date)).c_encoding() == weekday;
}

bool is_date_or_seconds(std::string_view value) {
  return is_digits(value) || is_http_date(value);
}

// sf-item = bare-item parameters; a Date is "@" and an Integer of at most 15 digits.
bool is_structured_date(std::string_view value) {
  if (!take(value, "@")) return false;
  take(value, "-");
  const std::string_view digits = take_digits(value);
  if (digits.empty() || digits.size() > 15) return false;
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_key_character = [&](char c) {
    return is_lower(c) || is_digit(c) || c == '_' || c == '-' || c == '.' || c == '*';
  };
  // parameters = *( ";" *SP key [ "=" bare-item ] ): only the bare items that are words of other fields are
  // read.
  while (take(value, ";")) {
    while (take(value, " ")) {
    }
    if (value.empty() || (!is_lower(value.front()) && value.front() != '*')) return false;
    while (!value.empty() && is_key_character(value.front())) value.remove_prefix(1);
    if (!take(value, "=")) continue;
    if (value.starts_with('?') || value.starts_with('@')) value.remove_prefix(1);
    FieldReader reader(value);
    if (!reader.word()) return false;
    value = reader.rest();
  }
  return value.empty();
}

bool is_entity_tag(std::string_view value) {
  take(value, "W/");
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return false;
  const std::string_view opaque = value.substr(1, value.size() - 2);
  return std::none_of(opaque.begin(), opaque.end(), [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return code <= 0x20 || c == '"' || code == 0x7F;
  });
}

bool is_plain_reference(std::string_view value) {
  return is_uri_reference(value) && value.find('#') == value.npos;
}

bool is_token_list(std::string_view value) {
  return parse_token_list(value).has_value();
}

bool is_some_token_list(std::string_view value) {
  const auto tokens = parse_token_list(value);
  return tokens && !tokens->empty();
}

bool is_language_list(std::string_view value) {
  return is_list_of(list_elements(value), [](std::string_view tag) { return is_language_tag(tag); });
}

bool is_media_type_value(std::string_view value) {
  return parse_media_type(value).has_value();
}

bool is_media_type_list(std::string_view value) {
  const std::vector<std::string_view> elements = list_elements(value);
  return !elements.empty() && is_list_of(elements, is_media_type_value);
}

bool is_cache_control(std::string_view value) {
  return is_list_of(list_elements(value), [](std::string_view element) {
    FieldReader reader(element);
    const std::optional<std::string_view> name = reader.token();
    if (!name) return false;
    if (takes_seconds(*name)) return reader.take('=') && is_digits(reader.rest());
    return (!reader.take('=') || reader.word()) && reader.at_end();
  });
}

bool is_link(std::string_view value) {
  return is_list_of(list_elements(value, true), is_link_value);
}

// disposition-type *( ";" disposition-parm ). Parameter names must be unique.
bool is_content_disposition(std::string_view value) {
  FieldReader reader(value);
  if (!reader.token()) return false;
  std::vector<std::string> names;
  for (;;) {
    reader.skip_blanks();
    if (reader.at_end()) return true;
    if (!reader.take(';')) return false;
    reader.skip_blanks();
    const std::optional<FieldParameter> parameter = reader.parameter(true);
    if (!parameter) return false;
    if (parameter->name.ends_with('*') && !is_extended_value(parameter->value)) return false;
    if (std::find(names.begin(), names.end(), parameter->name) != names.end()) return false;
    names.push_back(parameter->name);
  }
}

// range-unit SP ( incl-range "/" ( complete-length / "*" ) / "*/" complete-length )
bool is_content_range(std::string_view value) {
  value.remove_prefix(token_length(value));
  if (!take(value, " ")) return false;
  if (take(value, "*/")) return is_digits(value);
  const std::string_view first = take_digits(value);
  if (first.empty() || !take(value, "-")) return false;
  const std::string_view last = take_digits(value);
  if (last.empty() || is_less(last, first) || !take(value, "/")) return false;
  return value == "*" || (is_digits(value) && is_less(last, value));
}

// [ directive ] *( ";" [ directive ] ), each at most once, with a max-age.
bool is_transport_security(std::string_view value) {
  FieldReader reader(value);
  std::vector<std::string> names;
  bool has_max_age = false;
  for (;;) {
    reader.skip_blanks();
    if (!reader.at_end() && !reader.starts_with(';')) {
      const std::optional<FieldParameter> directive = reader.parameter(false);
      if (!directive) return false;
      const std::string& name = directive->name;
      if (std::find(names.begin(), names.end(), name) != names.end()) return false;
      names.push_back(name);
      if (name == "max-age" && !is_digits(directive->value)) return false;
      if (name == "includesubdomains" && directive->has_value) return false;
      has_max_age = has_max_age || name == "max-age";
      reader.skip_blanks();
    }
    if (reader.at_end()) return has_max_age;
    if (!reader.take(';')) return false;
  }
}

// cookie-pair *( ";" SP cookie-av ). Browsers accept more than cookie-octets as a value, so only characters
// that end the value are rejected.
bool is_cookie(std::string_view value) {
  if (!is_field_value(value)) return false;
  const std::vector<std::string_view> parts = split(value, ';');
  const std::string_view pair = parts.front();
  const std::size_t sign = pair.find('=');
  if (sign == pair.npos || !is_token(trim_ows(pair.substr(0, sign)))) return false;
  return std::all_of(parts.begin() + 1, parts.end(), is_cookie_attribute);
}

bool is_allowed_origin(std::string_view value) {
  return value == "*" || value == "null" || parse_origin(value).has_value();
}

bool is_allowed_credentials(std::string_view value) {
  return value == "true" || value == "false";
}

}  // namespace avouch::http

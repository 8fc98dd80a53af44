// SPDX-License-Identifier: MIT
#include "http/media_type.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/field_reader.h"

namespace avouch::http {
namespace {

std::optional<MediaType::Parameter> parse_parameter(FieldReader& reader) {
  const std::optional<std::string_view> name = reader.token();
  if (!name || !reader.take('=')) return std::nullopt;
  std::optional<std::string> value = reader.word();
  if (!value) return std::nullopt;
  return MediaType::Parameter{ascii_lower(*name), std::move(*value)};
}

// RFC 8259 §11 and RFC 6839 §3.1: these types have no charset. Their text is UTF-8 whatever a charset says.
bool has_no_charset(const MediaType& type) {
  return type.essence() == "application/json" || type.subtype.ends_with("+json");
}

// Returns whether `type` is within `range`, without regard to parameters.
bool is_essence_within(const MediaType& type, const MediaType& range) {
  if (range.type == "*" && range.subtype == "*") return true;
  if (type.type != range.type) return false;
  if (range.subtype.starts_with("*+"))
    return type.subtype.ends_with(std::string_view(range.subtype).substr(1));
  return range.subtype == "*" || type.subtype == range.subtype;
}

bool has_parameter(const MediaType& type, const MediaType::Parameter& wanted) {
  const std::optional<std::string> value = type.parameter(wanted.name);
  if (!value) return false;
  // RFC 9110 §8.3.2: charset names are case-insensitive. For other parameters it depends on the type.
  return wanted.name == "charset" ? equals_ignoring_ascii_case(*value, wanted.value) : *value == wanted.value;
}

// As within(), but also compares a charset of JSON, which JSON does not define.
bool is_literally_within(const MediaType& type, const MediaType& range) {
  return is_essence_within(type, range) &&
         std::all_of(range.parameters.begin(), range.parameters.end(),
                     [&](const MediaType::Parameter& wanted) { return has_parameter(type, wanted); });
}

}  // namespace

std::optional<std::string> MediaType::parameter(std::string_view name) const {
  for (const Parameter& each : parameters) {
    if (equals_ignoring_ascii_case(each.name, name)) return each.value;
  }
  return std::nullopt;
}

std::optional<MediaType> parse_media_type(std::string_view text) {
  FieldReader reader(text);
  const std::optional<std::string_view> type = reader.token();
  if (!type || !reader.take('/')) return std::nullopt;
  const std::optional<std::string_view> subtype = reader.token();
  if (!subtype) return std::nullopt;

  MediaType found{.type = ascii_lower(*type), .subtype = ascii_lower(*subtype), .parameters = {}};
  // parameters = *( OWS ";" OWS [ parameter ] ), RFC 9110 §5.6.6: blanks are allowed only beside ";".
  while (!reader.at_end()) {
    reader.skip_blanks();
    if (!reader.take(';')) return std::nullopt;
    reader.skip_blanks();
    if (reader.at_end() || reader.starts_with(';')) continue;
    std::optional<MediaType::Parameter> parameter = parse_parameter(reader);
    if (!parameter) return std::nullopt;
    found.parameters.push_back(std::move(*parameter));
  }
  return found;
}

bool is_json(const MediaType& type) {
  return type.subtype == "json" || type.subtype.ends_with("+json");
}

bool within(const MediaType& type, const MediaType& range) {
  return is_essence_within(type, range) &&
         std::all_of(
             range.parameters.begin(), range.parameters.end(), [&](const MediaType::Parameter& wanted) {
               return has_parameter(type, wanted) || (wanted.name == "charset" && has_no_charset(type));
             });
}

bool applies(const MediaType& type, const std::string& range, const std::vector<std::string>& ranges) {
  // A documented charset of JSON distinguishes ranges only if the response has it.
  const bool is_literal = std::any_of(ranges.begin(), ranges.end(), [&](const std::string& each) {
    const auto parsed = parse_media_type(each);
    return parsed && is_literally_within(type, *parsed);
  });
  const auto covers = [&](const MediaType& each) {
    return is_literal ? is_literally_within(type, each) : within(type, each);
  };
  const auto wanted = parse_media_type(range);
  if (!wanted || !covers(*wanted)) return false;
  return std::none_of(ranges.begin(), ranges.end(), [&](const std::string& other) {
    const auto narrower = parse_media_type(other);
    return other != range && narrower && covers(*narrower) && is_literally_within(*narrower, *wanted);
  });
}

std::string type_within(std::string_view range) {
  const std::size_t slash = range.find('/');
  const std::size_t star = range.find('*');
  if (star == range.npos || slash == range.npos) return std::string(range);
  const std::string type = ascii_lower(range.substr(0, slash));
  if (range.substr(slash + 1).starts_with("*+")) return type + "/x" + std::string(range.substr(slash + 2));
  static constexpr std::pair<std::string_view, std::string_view> kUsual[] = {
      {"*", "text/plain"},     {"application", "application/octet-stream"},
      {"audio", "audio/mpeg"}, {"font", "font/woff2"},
      {"image", "image/png"},  {"text", "text/plain"},
      {"video", "video/mp4"}};
  for (const auto& [top, usual] : kUsual) {
    if (type == top) return std::string(usual);
  }
  return type + "/x-any";
}

}  // namespace avouch::http

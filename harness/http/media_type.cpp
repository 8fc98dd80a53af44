// SPDX-License-Identifier: MIT
#include "http/media_type.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch::http {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// qdtext and what may follow a backslash: RFC 9110 §5.6.4.
bool is_quotable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return c == '\t' || (byte >= 0x20 && byte != 0x7F);
}

// Reads from the front of `rest`.
class Reader {
 public:
  explicit Reader(std::string_view rest) : rest_(rest) {}

  bool at_end() const { return rest_.empty(); }

  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_blanks() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
  }

  // The longest run before one of `ends`, where it is a token.
  std::optional<std::string_view> token(std::string_view ends) {
    const std::string_view run = rest_.substr(0, rest_.find_first_of(ends));
    if (!is_token(run)) return std::nullopt;
    rest_.remove_prefix(run.size());
    return run;
  }

  std::optional<std::string> quoted_string() {
    if (!take('"')) return std::nullopt;
    std::string value;
    while (!rest_.empty()) {
      char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"') return value;
      if (c == '\\') {
        if (rest_.empty()) return std::nullopt;
        c = rest_.front();
        rest_.remove_prefix(1);
      }
      if (!is_quotable(c)) return std::nullopt;
      value += c;
    }
    return std::nullopt;
  }

  bool starts_with(char c) const { return !rest_.empty() && rest_.front() == c; }

 private:
  std::string_view rest_;
};

std::optional<MediaType::Parameter> parse_parameter(Reader& reader) {
  const std::optional<std::string_view> name = reader.token("=; \t");
  if (!name || !reader.take('=')) return std::nullopt;
  if (reader.starts_with('"')) {
    std::optional<std::string> value = reader.quoted_string();
    if (!value) return std::nullopt;
    return MediaType::Parameter{ascii_lower(*name), std::move(*value)};
  }
  const std::optional<std::string_view> value = reader.token("; \t");
  if (!value) return std::nullopt;
  return MediaType::Parameter{ascii_lower(*name), std::string(*value)};
}

}  // namespace

std::optional<std::string> MediaType::parameter(std::string_view name) const {
  for (const Parameter& each : parameters) {
    if (equals_ignoring_ascii_case(each.name, name)) return each.value;
  }
  return std::nullopt;
}

std::optional<MediaType> parse_media_type(std::string_view text) {
  Reader reader(text);
  const std::optional<std::string_view> type = reader.token("/");
  if (!type || !reader.take('/')) return std::nullopt;
  const std::optional<std::string_view> subtype = reader.token("; \t");
  if (!subtype) return std::nullopt;

  MediaType found{.type = ascii_lower(*type), .subtype = ascii_lower(*subtype), .parameters = {}};
  // parameters = *( OWS ";" OWS [ parameter ] ), RFC 9110 §5.6.6: blanks stand beside a ";" and nowhere else.
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

bool within(const MediaType& type, const MediaType& range) {
  const bool any_type = range.type == "*" && range.subtype == "*";
  if (!any_type) {
    if (type.type != range.type) return false;
    const bool is_suffix = range.subtype.starts_with("*+");
    if (is_suffix && !type.subtype.ends_with(std::string_view(range.subtype).substr(1))) return false;
    if (!is_suffix && range.subtype != "*" && type.subtype != range.subtype) return false;
  }
  for (const MediaType::Parameter& wanted : range.parameters) {
    const std::optional<std::string> value = type.parameter(wanted.name);
    if (!value) return false;
    // RFC 9110 §8.3.2: charset names compare without regard to case; of other parameters it depends on the
    // type.
    const bool equal =
        wanted.name == "charset" ? equals_ignoring_ascii_case(*value, wanted.value) : *value == wanted.value;
    if (!equal) return false;
  }
  return true;
}

bool applies(const MediaType& type, const std::string& range, const std::vector<std::string>& ranges) {
  const auto wanted = parse_media_type(range);
  if (!wanted || !within(type, *wanted)) return false;
  return std::none_of(ranges.begin(), ranges.end(), [&](const std::string& other) {
    const auto narrower = parse_media_type(other);
    return other != range && narrower && within(type, *narrower) && within(*narrower, *wanted);
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

// SPDX-License-Identifier: MIT
#include "mock/answer/prefer.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "http/syntax.h"

namespace avouch {
namespace {

// preference = token [ BWS "=" BWS word ] *( OWS ";" [ OWS parameter ] ): RFC 7240 §2, erratum 4439.
struct Preference {
  std::string name;  // lower case
  std::string value;
  bool is_well_formed = true;
};

// Returns the text up to a separator outside quoted strings (RFC 9110 §5.6.4), and removes it from `text`.
std::string_view take(std::string_view& text, char separator) {
  bool is_quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (is_quoted && text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      is_quoted = !is_quoted;
    } else if (!is_quoted && text[at] == separator) {
      break;
    }
  }
  const std::string_view taken = text.substr(0, std::min(at, text.size()));
  text.remove_prefix(std::min(at + 1, text.size()));
  return taken;
}

// word = token / quoted-string
std::optional<std::string> word(std::string_view text) {
  if (http::is_token(text)) return std::string(text);
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  std::string unquoted;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '"') return std::nullopt;
    if (text[i] == '\\' && ++i + 1 >= text.size()) return std::nullopt;
    unquoted += text[i];
  }
  return unquoted;
}

Preference read(std::string_view element) {
  const std::string_view whole = trim_ows(take(element, ';'));  // the rest is parameters; none is known
  const std::size_t equals = whole.find('=');
  const std::string_view name = trim_ows(whole.substr(0, equals));
  Preference preference{.name = ascii_lower(name), .value = {}, .is_well_formed = http::is_token(name)};
  if (equals == whole.npos) return preference;
  const std::string_view text = trim_ows(whole.substr(equals + 1));
  const std::optional<std::string> value = text.empty() ? std::string() : word(text);
  preference.is_well_formed = preference.is_well_formed && value.has_value();
  preference.value = value.value_or("");
  return preference;
}

constexpr std::size_t kInstanceDigits = 4;

Error refused_preference(const std::string& why) {
  return {.title = "Prefer: " + why, .place = {}, .hint = {}};
}

Result<void> put(MockPreference& to, const Preference& preference) {
  const std::string& value = preference.value;
  if (preference.name == "code") {
    const bool is_status = value.size() == 3 && value.find_first_not_of("0123456789") == value.npos &&
                           value[0] >= '1' && value[0] <= '5';
    if (!preference.is_well_formed || !is_status)
      return refused_preference("code is not a status of three digits");
    if (!to.code) to.code = std::stoi(value);
  } else if (preference.name == "example") {
    if (!preference.is_well_formed || value.empty()) return refused_preference("example has no name");
    if (!to.example) to.example = value;
  } else if (preference.name == "dynamic") {
    if (!preference.is_well_formed || (value != "true" && value != "false"))
      return refused_preference("dynamic is neither true nor false");
    if (!to.dynamic) to.dynamic = value == "true";
  } else if (preference.name == "instance") {
    const bool is_number = !value.empty() && value.size() <= kInstanceDigits &&
                           value.find_first_not_of("0123456789") == value.npos;
    if (!preference.is_well_formed || !is_number)
      return refused_preference("instance is not a number of at most 4 digits");
    if (!to.instance) to.instance = static_cast<std::size_t>(std::stoi(value));
  }
  return {};
}

std::string as_word(const std::string& text) {
  if (http::is_token(text)) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

std::string MockPreference::applied() const {
  std::vector<std::string> all;
  if (code) all.push_back("code=" + std::to_string(*code));
  if (example) all.push_back("example=" + as_word(*example));
  if (dynamic) all.push_back(std::string("dynamic=") + (*dynamic ? "true" : "false"));
  if (instance) all.push_back("instance=" + std::to_string(*instance));
  return join(all, ", ");
}

Result<MockPreference> read_preference(const http::Fields& fields) {
  MockPreference preference;
  for (const std::string& line : http::values(fields, "Prefer")) {
    std::string_view rest = line;
    while (!rest.empty()) {
      if (Result<void> done = put(preference, read(take(rest, ','))); !done) return done.errors();
    }
  }
  if (preference.example && preference.dynamic == true)
    return refused_preference("example and dynamic=true contradict each other");
  if (preference.instance && (preference.example || preference.dynamic == false))
    return refused_preference("instance is about generated bodies");
  return preference;
}

}  // namespace avouch

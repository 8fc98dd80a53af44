// SPDX-License-Identifier: MIT
#include "plan/parameters.h"

#include <optional>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace avouch {
namespace {

using nlohmann::json;

// RFC 3986 §2.3: all but unreserved characters.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool is_unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                               c == '-' || c == '.' || c == '_' || c == '~';
    if (is_unreserved) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
    }
  }
  return encoded;
}

std::optional<json> value_of(const Parameter& parameter) {
  if (!parameter.examples.empty()) return parameter.examples.front().value;
  if (parameter.default_value) return parameter.default_value;
  if (!parameter.values.empty()) return parameter.values.front();
  return std::nullopt;
}

std::string plain(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// The value's parts: itself, or an array's elements. nullopt for objects, arrays in arrays and null.
std::optional<std::vector<std::string>> parts_of(const json& value) {
  if (value.is_object() || value.is_null()) return std::nullopt;
  if (!value.is_array()) return std::vector<std::string>{plain(value)};
  std::vector<std::string> parts;
  for (const json& element : value) {
    if (element.is_structured() || element.is_null()) return std::nullopt;
    parts.push_back(plain(element));
  }
  return parts;
}

std::string encoded_list(const std::vector<std::string>& parts) {
  std::vector<std::string> encoded;
  for (const std::string& part : parts) encoded.push_back(percent_encoded(part));
  return join(encoded, ",");
}

class Filling {
 public:
  explicit Filling(const Operation& operation) { filled_.target = operation.path; }

  void fill(const Parameter& parameter) {
    const std::optional<json> value = value_of(parameter);
    if (!value) {
      return refuse("the documentation gives no value for its " + where(parameter));
    }
    const bool is_default_style =
        parameter.style.empty() || parameter.style == "simple" || parameter.style == "form";
    const auto parts = parameter.as_content ? std::vector<std::string>{value->dump()} : parts_of(*value);
    if (!is_default_style || !parts) {
      return refuse("values of its " + where(parameter) + " cannot be written in style " +
                    (parameter.style.empty() ? "simple" : parameter.style) + " yet");
    }
    put(parameter, *parts);
  }

  FilledParameters result() && {
    filled_.target += query_;
    if (!cookie_.empty()) filled_.fields.push_back({"Cookie", cookie_});
    return std::move(filled_);
  }

 private:
  static std::string where(const Parameter& parameter) {
    const char* in = parameter.in == Parameter::In::path     ? "path"
                     : parameter.in == Parameter::In::query  ? "query"
                     : parameter.in == Parameter::In::header ? "header"
                                                             : "cookie";
    return std::string(in) + " parameter " + in_quotes(parameter.name);
  }

  void refuse(std::string why) {
    if (filled_.missing.empty()) filled_.missing = std::move(why);
  }

  void put(const Parameter& parameter, const std::vector<std::string>& parts) {
    switch (parameter.in) {
      case Parameter::In::path:
        return replace("{" + parameter.name + "}", encoded_list(parts));
      case Parameter::In::header:
        filled_.fields.push_back({parameter.name, join(parts, ",")});
        return;
      case Parameter::In::cookie:
        add(cookie_, "", "; ", parameter, encoded_list(parts));
        return;
      case Parameter::In::query:
        if (!parameter.explode) return add(query_, "?", "&", parameter, encoded_list(parts));
        for (const std::string& part : parts) add(query_, "?", "&", parameter, percent_encoded(part));
        return;
    }
  }

  void replace(const std::string& placeholder, const std::string& value) {
    const std::size_t at = filled_.target.find(placeholder);
    if (at != std::string::npos) filled_.target.replace(at, placeholder.size(), value);
  }

  static void add(std::string& text, const char* first, const char* next, const Parameter& parameter,
                  const std::string& value) {
    text += (text.empty() ? first : next) + percent_encoded(parameter.name) + "=" + value;
  }

  FilledParameters filled_;
  std::string query_;
  std::string cookie_;
};

}  // namespace

FilledParameters fill_parameters(const Operation& operation) {
  Filling filling(operation);
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.required) filling.fill(parameter);
  }
  return std::move(filling).result();
}

}  // namespace avouch

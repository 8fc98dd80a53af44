// SPDX-License-Identifier: MIT
#include "generate/scalar_value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.h"
#include "generate/pattern_text.h"

namespace avouch {
namespace {

using nlohmann::json;

struct FormatText {
  std::string_view format;
  std::string_view text;
};

constexpr std::array<FormatText, 24> kFormats = {{
    {"date-time", "2024-02-29T12:30:00Z"},
    {"date", "2024-02-29"},
    {"time", "12:30:00Z"},
    {"duration", "P3DT4H"},
    {"email", "person@example.com"},
    {"idn-email", "person@example.com"},
    {"hostname", "www.example.com"},
    {"idn-hostname", "www.example.com"},
    {"ipv4", "192.0.2.1"},
    {"ipv6", "2001:db8::1"},
    {"uri", "https://example.com/resource"},
    {"uri-reference", "/resource"},
    {"iri", "https://example.com/resource"},
    {"iri-reference", "/resource"},
    {"uri-template", "/resource/{id}"},
    {"uuid", "3f2a8c1e-5b7d-4e90-a1c2-0d9e8f7a6b5c"},
    {"json-pointer", "/a/0"},
    {"relative-json-pointer", "0"},
    {"regex", "^a$"},
    {"byte", "YQ=="},
    {"date-time-rfc-2822", "Thu, 29 Feb 2024 12:30:00 +0000"},
    {"http-method", "GET"},
    {"phone-number", "+15005550006"},
    {"currency", "USD"},
}};

std::string formatted(const Spots& spots) {
  const json* format = find(spots, "format");
  if (format == nullptr || !format->is_string()) return "text";
  const std::string& name = format->get_ref<const std::string&>();
  const auto known = std::find_if(kFormats.begin(), kFormats.end(),
                                  [&](const FormatText& entry) { return entry.format == name; });
  return known == kFormats.end() ? "text" : std::string(known->text);
}

// A boolean beside the bound, in draft 4 and OpenAPI 3.0.
bool is_exclusive(const Spots& spots, const char* keyword) {
  const json* value = find(spots, keyword);
  return value != nullptr && *value == true;
}

}  // namespace

std::size_t length_bound(const Spots& spots, const std::string& keyword, std::size_t otherwise) {
  const std::optional<double> bound =
      keyword.starts_with("min") ? greatest(spots, keyword) : least(spots, keyword);
  return bound && *bound >= 0 ? static_cast<std::size_t>(std::min(*bound, 1e9)) : otherwise;
}

Result<json> string_value(const Spots& spots) {
  const std::size_t shortest = length_bound(spots, "minLength", 0);
  const std::size_t longest = length_bound(spots, "maxLength", kLongestMade);
  if (shortest > kLongestMade) {
    return impossible(with(spots, "minLength")->below("minLength"),
                      "a string of " + std::to_string(shortest) + " characters");
  }
  if (const Spot* spot = with(spots, "pattern")) {
    const std::string pattern = spot->schema->at("pattern").get<std::string>();
    const std::optional<std::string> text = pattern_text(pattern, shortest, longest);
    if (!text) return impossible(spot->below("pattern"), "the pattern " + in_quotes(pattern));
    return json(*text);
  }
  std::string text = formatted(spots);
  if (text.size() < shortest) text.append(shortest - text.size(), 'x');
  if (text.size() > longest) text.resize(longest);
  return json(std::move(text));
}

json number_value(const Spots& spots, bool is_integer) {
  const std::optional<double> step = greatest(spots, "multipleOf");
  const double unit = step.value_or(is_integer ? 1 : 0.5);
  double value = 1;
  if (const auto minimum = greatest(spots, "minimum")) {
    value = *minimum + (is_exclusive(spots, "exclusiveMinimum") ? unit : 0);
  }
  if (const auto above = greatest(spots, "exclusiveMinimum"); above && value <= *above) value = *above + unit;
  if (const auto maximum = least(spots, "maximum")) {
    const double most = *maximum - (is_exclusive(spots, "exclusiveMaximum") ? unit : 0);
    value = std::min(value, most);
  }
  if (const auto under = least(spots, "exclusiveMaximum"); under && value >= *under) value = *under - unit;
  if (step && *step > 0) {
    const double above = std::ceil(value / *step) * *step;
    const std::optional<double> maximum = least(spots, "maximum");
    value = maximum && above > *maximum ? std::floor(value / *step) * *step : above;
  }
  if (is_integer) value = std::ceil(value);
  if (std::abs(value) < 9e15 && value == std::floor(value)) return json(static_cast<std::int64_t>(value));
  return json(value);
}

}  // namespace avouch

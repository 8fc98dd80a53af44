// SPDX-License-Identifier: MIT
// Texts of a wrong length, texts that break a pattern, and texts without the format.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "generate/generator.h"
#include "generate/text/format_text.h"
#include "generate/text/near_text.h"
#include "generate/ways/ways.h"
#include "json/json_value.h"
#include "pattern/code_points.h"
#include "pattern/extent.h"
#include "pattern/pattern.h"
#include "pattern/shelf.h"
#include "pattern/text.h"

namespace avouch {
namespace {

void of_length(WayList& ways, std::optional<JsonValue> value) {
  if (!value || value->kind != ValueKind::string) return;
  const std::string how = "is " + counted(code_points(value->text), "character", "characters") + " long";
  ways.say(*std::move(value), how);
}

std::string repeated(std::string_view character, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += character;
  return text;
}

// The site's own text, extended to `size` by its last character, or cut.
std::optional<JsonValue> resized(const WayList& ways, std::size_t size) {
  if (ways.site.value->kind != ValueKind::string) return std::nullopt;
  std::vector<char32_t> points = code_points_of(ways.site.value->text);
  points.resize(size, points.empty() ? U'x' : points.back());
  return JsonValue::string(utf8(points));
}

void longer(WayList& ways) {
  if (ways.asked.bound >= kLongestMade) return;
  const auto bound = static_cast<std::size_t>(ways.asked.bound);
  of_length(ways, ways.maker.make(ways.site.demand, {.members = Taste::Members::required}, ways.index));
  of_length(ways, resized(ways, bound + 1));
  for (const char* character : {"\u00e9", "\U0001F600", "x", " ", "\u0301"})
    of_length(ways, JsonValue::string(repeated(character, bound + 1)));
  for (const std::size_t size : {bound + 2, 2 * bound + 1, 2 * bound + 2, bound + 1'000}) {
    if (size > kLongestMade) continue;
    of_length(ways, resized(ways, size));
    of_length(ways, JsonValue::string(repeated("x", size)));
  }
}

void shorter(WayList& ways) {
  of_length(ways,
            ways.maker.make(ways.site.demand,
                            {.members = Taste::Members::required, .size = Taste::Size::most}, ways.index));
  const auto bound = static_cast<std::size_t>(ways.asked.bound);
  if (bound == 0 || bound > kLongestMade) return;
  // One character of two bytes, or of two units of UTF-16, makes the length correct in those units and wrong
  // in characters.
  if (bound > 1) {
    of_length(ways, JsonValue::string("\u00e9" + repeated("x", bound - 2)));
    of_length(ways, JsonValue::string("\U0001F600" + repeated("x", bound - 2)));
  }
  of_length(ways, resized(ways, bound - 1));
  of_length(ways, JsonValue::string(repeated("x", bound - 1)));
  of_length(ways, JsonValue::string(""));
  of_length(ways, JsonValue::string(repeated(" ", bound - 1)));
  of_length(ways, resized(ways, bound / 2));
  of_length(ways, resized(ways, 1));
  if (bound > 2) of_length(ways, resized(ways, bound - 2));
}

// Puts the fault at the place of the format's text: the value itself, or a member of an object.
void faulty(WayList& ways, const std::string& text, const std::string& what) {
  const JsonValue& value = *ways.site.value;
  if (value.kind == ValueKind::number) {
    ways.add(JsonValue::number(text), ways.label + ": " + what);
  } else if (value.kind == ValueKind::object) {
    JsonValue other = value;
    other.set(other.members.empty() ? "link" : other.members.front().first, JsonValue::string(text));
    ways.add(std::move(other), ways.label + ": " + what);
  } else {
    ways.say(JsonValue::string(text), "is of no format " + shown(ways.asked.names.front()) + ": " + what);
  }
}

// A text that the pattern matches: the site's own, or a longer one if that is empty. nullopt if none was
// made.
std::optional<std::string> matching_text(WayList& ways) {
  if (ways.site.value->kind != ValueKind::string) return std::nullopt;
  if (!ways.site.value->text.empty()) return ways.site.value->text;
  const PatternTexts* texts = ways.maker.patterns().texts(ways.asked.names.front());
  const Pattern* pattern = ways.maker.patterns().engine(ways.asked.names.front());
  if (texts == nullptr || pattern == nullptr) return std::nullopt;
  std::string text = texts->text(1, kOpen, 0, ways.maker.random());
  const bool matches = !text.empty() && pattern->matches(text) == Matched::yes;
  return matches ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace

void length_ways(WayList& ways) {
  if (ways.asked.kind == KeywordKind::max_length) {
    longer(ways);
  } else {
    shorter(ways);
  }
}

void pattern_ways(WayList& ways) {
  if (const std::optional<std::string> text = matching_text(ways)) {
    std::vector<NearText> near = near_texts(*text);
    // Ranks variants: first one per position and the ones that an anchor misses, then those of the same
    // length, because the length may be documented too.
    const auto rank = [&](const NearText& one) {
      if (one.how.starts_with("broken") || one.how.find("line feed") != std::string::npos) return 0;
      return code_points(one.text) == code_points(*text) ? 1 : 2;
    };
    std::stable_sort(near.begin(), near.end(),
                     [&](const NearText& a, const NearText& b) { return rank(a) < rank(b); });
    for (const NearText& one : near) ways.say(JsonValue::string(one.text), "is a matching text " + one.how);
  }
  ways.say(JsonValue::string(""), "is empty");
  ways.show_made({.members = Taste::Members::required});
}

void format_ways(WayList& ways) {
  for (const FormatFault& fault : format_faults(ways.asked.names.back()))
    faulty(ways, std::string(fault.text), std::string(fault.what));
  const auto samples = format_texts(ways.asked.names.back());
  if (samples.empty() || ways.site.value->kind == ValueKind::number) return;
  const std::string text(samples.front());
  for (const NearText& near : near_texts(text)) faulty(ways, near.text, in_quotes(text) + " " + near.how);
}

void content_ways(WayList& ways) {
  for (const auto& [text, what] : {std::pair{"{", "an open brace"},
                                   {"%", "no base64"},
                                   {"e30", "base64 without its padding"},
                                   {"ew==", "an open brace, encoded"},
                                   {"{'a': 1}", "an object in single quotes"},
                                   {"{\"a\":}", "a member without a value"},
                                   {"e3@9", "base64 with a stranger in it"}})
    ways.say(JsonValue::string(text), std::string("is ") + what);
}

}  // namespace avouch

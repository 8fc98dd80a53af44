// SPDX-License-Identifier: MIT
#include "judge/body/excerpt.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "http/secret_field.h"

namespace avouch {
namespace {

constexpr std::size_t kRoom = 60;        // code points of an excerpt, about
constexpr std::size_t kMarkedRoom = 32;  // of the marked value
constexpr std::size_t kBesideRoom = 24;  // of another value, and of a name
constexpr std::size_t kScanned = 256;    // members or items before the place that are looked at
constexpr const char* kCut = "…";

// A text that has no room is folded and not cut: the beginning of a secret, or of one that a target encodes,
// would not be recognized when secrets are replaced.
std::string brief(std::string text, std::size_t limit, const char* folded) {
  return code_points(text) <= limit ? std::move(text) : folded;
}

std::string brief_string(std::string_view text, std::size_t limit) {
  constexpr std::size_t kBytesPerCodePoint = 4;
  constexpr const char* kFolded = "\"…\"";
  if (text.size() > limit * kBytesPerCodePoint) return kFolded;
  return brief(in_quotes(text, text.size() + 1), limit, kFolded);
}

// An object or array without what is in it.
std::string brief_value(const Value& value, std::size_t limit) {
  constexpr std::size_t kBytesPerCodePoint = 4;
  switch (value.kind()) {
    case ValueKind::object:
      return value.size() == 0 ? "{}" : "{…}";
    case ValueKind::array:
      return value.size() == 0 ? "[]" : "[…]";
    case ValueKind::string:
      return brief_string(value.text(), limit);
    case ValueKind::null:
    case ValueKind::boolean:
    case ValueKind::number:
      break;
  }
  return brief(printable(to_text(value, limit * kBytesPerCodePoint)), limit, kCut);
}

std::string name_text(std::string_view name) {
  return brief_string(name, kBesideRoom) + ": ";
}

// A value beside the place.
std::string beside(const Value& value) {
  if (value.kind() == ValueKind::string && http::holds_a_web_token(value.text())) return kCut;
  return brief_value(value, kBesideRoom);
}

std::string beside(const Member& member) {
  const bool is_scalar = member.value.kind() < ValueKind::array;
  const bool is_secret = is_scalar && http::names_a_secret(member.name);
  return name_text(member.name) + (is_secret ? std::string(kCut) : beside(member.value));
}

std::string hidden(std::size_t count) {
  return std::string(kCut) + " " + std::to_string(count) + " more";
}

// What stands around the place: the part before it, those after it in their order as far as they were read,
// and how many there are on each side.
struct Around {
  std::string place = {};  // the name before the value, if it has one
  std::string before = {};
  std::vector<std::string> after = {};
  std::size_t ahead = 0;
  std::size_t behind = 0;
};

Excerpt laid_out(const Around& around, std::string marked, std::string open, std::string_view close) {
  std::size_t used = code_points(open) + code_points(around.place) + code_points(marked);
  const auto fits = [&](const std::string& part) {
    const std::size_t more = code_points(part) + 2;
    if (used + more > kRoom) return false;
    used += more;
    return true;
  };
  const bool has_before = !around.before.empty() && fits(around.before);
  Excerpt excerpt{.before = std::move(open), .marked = std::move(marked), .after = {}};
  if (const std::size_t ahead = around.ahead - (has_before ? 1U : 0U); ahead > 0)
    excerpt.before += hidden(ahead) + ", ";
  if (has_before) excerpt.before += around.before + ", ";
  excerpt.before += around.place;
  std::size_t behind = around.behind;
  for (const std::string& part : around.after) {
    if (!fits(part)) break;
    excerpt.after += ", " + part;
    --behind;
  }
  if (behind > 0) excerpt.after += ", " + hidden(behind);
  excerpt.after += close;
  return excerpt;
}

constexpr std::size_t kMostAfter = 8;  // no more have room

Excerpt in_object(const Value& object, const Value& value, std::string open) {
  Around around;
  bool is_found = false;
  bool is_name = false;  // the name itself is the place: propertyNames
  std::size_t scanned = 0;
  std::string_view name;
  std::optional<Member> previous;
  for (const Member& member : object.members()) {
    if (is_found) {
      if (around.after.size() == kMostAfter) break;
      around.after.push_back(beside(member));
      continue;
    }
    is_name = member.name_value.cell() == value.cell();
    is_found = is_name || member.value.cell() == value.cell();
    if (!is_found) {
      if (++scanned == kScanned) return {};
      previous = member;
      continue;
    }
    name = member.name;
    if (previous) around.before = beside(*previous);
    around.ahead = scanned;
    around.behind = object.size() - scanned - 1;
  }
  if (!is_found) return {};
  if (is_name) {
    around.after.clear();
    Excerpt excerpt = laid_out(around, brief_string(name, kMarkedRoom), std::move(open) + "{", "}");
    excerpt.after.insert(0, ": …");
    return excerpt;
  }
  around.place = name_text(name);
  return laid_out(around, brief_value(value, kMarkedRoom), std::move(open) + "{", "}");
}

Excerpt in_array(const Value& array, const Value& value, std::size_t index, std::string open) {
  Around around{.ahead = index, .behind = array.size() - index - 1};
  if (index < kScanned) {
    std::size_t at = 0;
    for (const Value item : array.items()) {
      if (at > index + kMostAfter) break;
      if (at + 1 == index) around.before = beside(item);
      if (at == index && item.cell() != value.cell()) return {};
      if (at > index) around.after.push_back(beside(item));
      ++at;
    }
  }
  return laid_out(around, brief_value(value, kMarkedRoom), std::move(open) + "[", "]");
}

}  // namespace

Excerpt excerpt_around(const BodyPath* path, const Value& value) {
  if (path == nullptr || path->in == nullptr) return {};
  if (!path->is_item) return in_object(*path->in, value, {});
  // The name of an array says more than its brackets.
  const bool is_named = path->up != nullptr && !path->up->is_item;
  return in_array(*path->in, value, path->index, is_named ? name_text(path->up->name) : std::string());
}

Excerpt excerpt_of(const Value& object) {
  Excerpt excerpt{.before = {}, .marked = "{", .after = {}};
  std::size_t used = 2;
  std::size_t written = 0;
  for (const Member& member : object.members()) {
    const std::string part = beside(member);
    used += code_points(part) + 2;
    if (used > kRoom) break;
    excerpt.marked += (written++ == 0 ? "" : ", ") + part;
  }
  if (written < object.size()) excerpt.marked += (written == 0 ? "" : ", ") + hidden(object.size() - written);
  excerpt.marked += "}";
  return excerpt;
}

}  // namespace avouch

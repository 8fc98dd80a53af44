// SPDX-License-Identifier: MIT
#include "contract/connections.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/text.h"

namespace avouch {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  for (const std::string_view segment : split(path, '/')) {
    if (!segment.empty()) segments.push_back(segment);
  }
  return segments;
}

// The ends of an identifier's name. A capital or a mark begins the last word of a name: "bookId", "book_id";
// "paid" and "valid" are no identifiers.
constexpr std::array kIdentifierWords = {"id",  "uuid", "guid",   "uid", "slug",
                                         "key", "code", "number", "name"};
// Of those, the ones that an item has by themselves.
constexpr std::array kIdentityMembers = {"id", "uuid", "guid", "uid"};
// Members that hold the items of a list, or the one item of an answer.
constexpr std::array kWrappers = {"data",      "items",   "results", "result",  "content", "records",
                                  "values",    "entries", "value",   "list",    "rows",    "objects",
                                  "_embedded", "item",    "payload", "response"};

// Where the last word of a name begins: 4 in "bookId" and "bookID", 5 in "book_id".
std::size_t last_word(std::string_view name) {
  std::size_t at = name.size();
  while (at > 0 && is_alphanumeric(name[at - 1]) && !is_upper(name[at - 1])) --at;
  if (at == name.size()) {  // capitals at the end: "bookID"
    while (at > 0 && is_upper(name[at - 1])) --at;
  } else if (at > 0 && is_upper(name[at - 1])) {
    --at;
  }
  return at;
}

bool is_strict_identifier_word(std::string_view word) {
  return std::any_of(kIdentifierWords.begin(), kIdentifierWords.begin() + 4,
                     [&](std::string_view known) { return known == word; });
}

}  // namespace

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.find('}') == segment.size() - 1;
}

PathShape shape_of_path(std::string_view path) {
  PathShape shape;
  for (const std::string_view segment : segments_of(path))
    shape.emplace_back(is_parameter(segment) ? std::string_view("{}") : segment);
  return shape;
}

std::string parent_path(std::string path) {
  while (path.ends_with('/')) path.pop_back();
  path.resize(std::min(path.rfind('/'), path.size()));
  return path;
}

std::string last_literal(const PathShape& shape) {
  for (auto segment = shape.rbegin(); segment != shape.rend(); ++segment) {
    if (*segment != "{}") return *segment;
  }
  return {};
}

std::optional<std::string> parameter_at(std::string_view path, std::size_t segment) {
  const std::vector<std::string_view> segments = segments_of(path);
  if (segment >= segments.size() || !is_parameter(segments[segment])) return std::nullopt;
  return std::string(segments[segment].substr(1, segments[segment].size() - 2));
}

std::optional<std::size_t> segment_of(std::string_view path, std::string_view parameter) {
  const std::vector<std::string_view> segments = segments_of(path);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (is_parameter(segments[i]) && segments[i].substr(1, segments[i].size() - 2) == parameter) return i;
  }
  return std::nullopt;
}

std::string singular_of(std::string_view word) {
  const auto cut = [&](std::size_t count) { return std::string(word.substr(0, word.size() - count)); };
  if (word.size() > 3 && word.ends_with("ies")) return cut(3) + "y";
  for (const char* end : {"sses", "xes", "ches", "shes", "zes"}) {
    if (word.ends_with(end)) return cut(2);
  }
  const bool is_no_plural = word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
  return word.size() > 2 && word.ends_with('s') && !is_no_plural ? cut(1) : std::string(word);
}

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : ascii_lower(name)) {
    if (c != '_' && c != '-' && c != '.' && c != ' ') plain += c;
  }
  return plain;
}

bool may_identify(std::string_view name) {
  const std::string plain = plain_name(name);
  return plain.ends_with("id") || plain.ends_with("ids");
}

std::optional<std::string> thing_named_by(std::string_view name) {
  const std::size_t at = last_word(name);
  const std::string plain = plain_name(name.substr(0, at));
  if (plain.empty() || !is_strict_identifier_word(ascii_lower(name.substr(at)))) return std::nullopt;
  return plain;
}

bool is_identifier(std::string_view name) {
  return is_strict_identifier_word(ascii_lower(name.substr(last_word(name))));
}

std::vector<MemberName> member_names(std::string_view parameter, std::string_view collection) {
  const std::string own = plain_name(parameter);
  const std::string thing = plain_name(singular_of(collection));
  const std::optional<std::string> named = thing_named_by(parameter);
  // {bookId} of /books and {id} of /books mean the thing's own identifier. {ownerId} of /books may not.
  const bool is_of_the_thing =
      own == "id" || own == thing || (named && *named == thing) || (!named && is_identifier(parameter));
  std::vector<MemberName> names;
  names.push_back({.path = {own}});
  if (thing + "id" != own) names.push_back({.path = {thing + "id"}, .is_certain = is_of_the_thing});
  for (const char* member : kIdentityMembers)
    names.push_back({.path = {member}, .is_certain = is_of_the_thing});
  names.push_back({.path = {named ? *named : thing, "id"}, .is_certain = is_of_the_thing});
  // {bookSlug} of /books: the last word alone.
  const std::string word = ascii_lower(parameter.substr(last_word(parameter)));
  const bool is_word =
      std::find(kIdentifierWords.begin(), kIdentifierWords.end(), word) != kIdentifierWords.end();
  if (is_word && word != own && !is_identifier(parameter))
    names.push_back({.path = {word}, .is_certain = own == thing + word});
  // {book} of /books: what people read as its name.
  for (const char* member : {"slug", "key", "name", "code"})
    names.push_back({.path = {member}, .is_certain = false});
  return names;
}

std::optional<std::size_t> wrapper_rank(std::string_view name, std::string_view collection) {
  const std::string plain = plain_name(name);
  if (plain == plain_name(collection) || plain == plain_name(singular_of(collection))) return 0;
  const auto found = std::find(kWrappers.begin(), kWrappers.end(), ascii_lower(name));
  if (found == kWrappers.end()) return std::nullopt;
  return 1 + static_cast<std::size_t>(found - kWrappers.begin());
}

}  // namespace avouch

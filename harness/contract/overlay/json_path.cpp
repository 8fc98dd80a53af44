// SPDX-License-Identifier: MIT
#include "contract/overlay/json_path.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "base/text.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {
namespace {

// Thrown by nobody: a parser that stops at the first mistake and remembers it.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<JsonPath> parse() {
    if (!take("$")) fail("a JSONPath must begin with $");
    JsonPath path;
    while (!failed() && !at_end()) path.push_back(segment());
    if (failed()) {
      return Error{.title = "the JSONPath " + in_quotes(text_) + " cannot be used: " + problem_,
                   .place = {},
                   .hint = "Use names, indexes, *, .. and filters such as [?@.name == 'x'] (RFC 9535)."};
    }
    return path;
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  bool failed() const { return !problem_.empty(); }
  void fail(std::string why) {
    if (problem_.empty()) problem_ = std::move(why);
  }
  bool sees(std::string_view word) const { return text_.substr(at_).starts_with(word); }
  bool take(std::string_view word) {
    if (!sees(word)) return false;
    at_ += word.size();
    return true;
  }
  void blanks() {
    while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  PathSegment segment() {
    PathSegment made;
    made.descends = take("..");
    const bool has_dot = !made.descends && take(".");
    if (!has_dot && take("[")) {
      bracketed(made);
    } else if (!has_dot && !made.descends) {
      fail("at " + std::to_string(at_) + " a segment must begin with . or [");
    } else if (take("*")) {
      made.selectors.emplace_back(WildcardSelector{});
    } else {
      made.selectors.emplace_back(NameSelector{name()});
    }
    return made;
  }

  void bracketed(PathSegment& segment) {
    do {
      blanks();
      segment.selectors.push_back(selector());
      blanks();
    } while (!failed() && take(","));
    if (!failed() && !take("]")) fail("at " + std::to_string(at_) + " a ] is missing, or a slice is used");
  }

  PathSelector selector() {
    if (take("*")) return WildcardSelector{};
    if (take("?")) return filter();
    if (sees("'") || sees("\"")) return NameSelector{quoted()};
    IndexSelector index;
    const char* first = text_.data() + at_;
    const auto [end, code] = std::from_chars(first, text_.data() + text_.size(), index.index);
    if (code != std::errc()) {
      fail(sees(":") ? "slices are not supported" : "at " + std::to_string(at_) + " a selector is missing");
      return index;
    }
    at_ += static_cast<std::size_t>(end - first);
    return index;
  }

  PathSelector filter() {
    blanks();
    const bool is_wrapped = take("(");
    blanks();
    FilterSelector made;
    if (!take("@")) {
      fail("a filter that does not begin with @ is not supported");
      return made;
    }
    while (!failed() && (sees(".") || sees("["))) {
      if (take(".")) {
        made.members.push_back(name());
      } else {
        at_ += 1;
        made.members.push_back(quoted());
        if (!take("]")) fail("a filter's path has names only");
      }
    }
    if (made.members.empty()) fail("a filter without a member is not supported");
    blanks();
    if (sees("==") || sees("!=")) {
      made.is_equal = text_[at_] == '=';
      at_ += 2;
      blanks();
      made.value = literal();
      blanks();
    }
    if (is_wrapped && !take(")")) fail("filters with && or || or functions are not supported");
    if (sees("&&") || sees("||")) fail("filters with && or || are not supported");
    if (sees("<") || sees(">") || sees("(")) fail("filters with order or functions are not supported");
    return made;
  }

  JsonValue literal() {
    if (sees("'") || sees("\"")) return JsonValue::string(quoted());
    const std::size_t end = std::min(text_.find_first_of(" \t])&|", at_), text_.size());
    std::optional<JsonValue> value = read_json(text_.substr(at_, end - at_));
    if (!value || value->is_structured()) {
      fail("a filter compares with a text, a number, true, false or null");
      return {};
    }
    at_ = end;
    return *std::move(value);
  }

  std::string name() {
    const std::size_t end = std::min(text_.find_first_of(".[]()'\"*?=!,:@& |<>\t", at_), text_.size());
    std::string found(text_.substr(at_, end - at_));
    if (found.empty()) fail("at " + std::to_string(at_) + " a name is missing");
    at_ = end;
    return found;
  }

  std::string quoted() {
    if (at_end() || (text_[at_] != '\'' && text_[at_] != '"')) {
      fail("at " + std::to_string(at_) + " a quoted name is missing");
      return {};
    }
    const char quote = text_[at_++];
    std::string found;
    while (!at_end() && text_[at_] != quote) {
      if (text_[at_] == '\\') {
        ++at_;
        if (at_end() || (text_[at_] != quote && text_[at_] != '\\' && text_[at_] != '/')) {
          fail("escapes but those of quotes, \\ and / are not supported");
          return found;
        }
      }
      found += text_[at_++];
    }
    if (!take(std::string(1, quote))) fail("a quote is not closed");
    return found;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string problem_;
};

struct Spot {
  std::string pointer;
  const JsonValue* value;
};

void children(const Spot& spot, std::vector<Spot>& out) {
  for (const auto& [name, member] : spot.value->members)
    out.push_back({pointer_append(spot.pointer, name), &member});
  for (std::size_t i = 0; i < spot.value->items.size(); ++i)
    out.push_back({pointer_append(spot.pointer, i), &spot.value->items[i]});
}

bool holds(const FilterSelector& filter, const JsonValue& value) {
  const JsonValue* at = &value;
  for (const std::string& name : filter.members) {
    at = at->find(name);
    if (at == nullptr) return filter.value && !filter.is_equal;
  }
  return !filter.value || (*at == *filter.value) == filter.is_equal;
}

void apply(const PathSelector& selector, const Spot& spot, std::vector<Spot>& out) {
  if (const auto* name = std::get_if<NameSelector>(&selector)) {
    if (const JsonValue* member = spot.value->find(name->name))
      out.push_back({pointer_append(spot.pointer, name->name), member});
  } else if (const auto* index = std::get_if<IndexSelector>(&selector)) {
    if (!spot.value->is_array()) return;
    const auto size = static_cast<std::int64_t>(spot.value->size());
    const std::int64_t at = index->index < 0 ? size + index->index : index->index;
    if (at < 0 || at >= size) return;
    const auto element = static_cast<std::size_t>(at);
    out.push_back({pointer_append(spot.pointer, element), &spot.value->items[element]});
  } else {
    std::vector<Spot> all;
    children(spot, all);
    const auto* filter = std::get_if<FilterSelector>(&selector);
    for (Spot& child : all) {
      if (filter == nullptr || holds(*filter, *child.value)) out.push_back(std::move(child));
    }
  }
}

// Returns the spot and all its descendants, outer ones first.
std::vector<Spot> descendants(const Spot& spot) {
  std::vector<Spot> all = {spot};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Spot at = all[i];
    children(at, all);
  }
  return all;
}

}  // namespace

Result<JsonPath> parse_json_path(std::string_view text) {
  return Parser(text).parse();
}

std::vector<std::string> select(const JsonPath& path, const JsonValue& root) {
  std::vector<Spot> spots = {{"", &root}};
  for (const PathSegment& segment : path) {
    std::vector<Spot> next;
    for (const Spot& spot : spots) {
      for (const Spot& at : segment.descends ? descendants(spot) : std::vector<Spot>{spot}) {
        for (const PathSelector& selector : segment.selectors) apply(selector, at, next);
      }
    }
    spots = std::move(next);
  }
  std::vector<std::string> pointers;
  std::set<std::string> seen;
  for (Spot& spot : spots) {
    if (seen.insert(spot.pointer).second) pointers.push_back(std::move(spot.pointer));
  }
  return pointers;
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "contract/document/document.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <vector>

#include "base/text.h"
#include "contract/document/document_number.h"
#include "json/pointer.h"

namespace avouch {
namespace {

using nlohmann::json;

constexpr std::size_t kDeepestJson = 512;

// Hands the parser one byte at a time and counts the lines that it has taken.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::uint32_t* line) : at_(at), line_(line) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    if (*at_ == '\n') ++*line_;
    ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  std::uint32_t* line_;
};

// Builds the document and notes the line at which each value's token (or member name) ended.
class Builder : public json::json_sax_t {
 public:
  Builder(const std::uint32_t* line, const BoundedNumbers& bounded) : line_(line), bounded_(bounded) {}

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override {
    ++number_count_;
    return put(value);
  }
  bool number_unsigned(number_unsigned_t value) override {
    ++number_count_;
    return put(value);
  }
  bool number_float(number_float_t value, const string_t& text) override {
    const auto written = bounded_.written.find(number_count_++);
    const bool is_beyond = written != bounded_.written.end();
    std::string pointer;
    place(is_beyond ? nearest_double(written->second) : value, pointer);
    numbers.emplace(std::move(pointer), is_beyond ? written->second : text);
    return true;
  }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Level& level = levels_.back();
    level.child = pointer_append(level.pointer, name);
    level.key = std::move(name);
    mark(level.child);
    if (level.value->contains(level.key)) {
      problem = Problem{"the member " + in_quotes(level.key) + " stands twice", level.child,
                        "Keep one of the two."};
      return false;
    }
    return true;
  }

  bool parse_error(std::size_t, const std::string&, const json::exception& what) override {
    // The library's text: "[json.exception.parse_error.101] parse error at line 3, column 5: syntax error …".
    const std::string_view text = what.what();
    const std::size_t colon = text.find(": ");
    problem = Problem{"this is not JSON: " + std::string(colon == text.npos ? text : text.substr(colon + 2)),
                      "", "Mend the syntax (RFC 8259)."};
    return false;
  }

  struct Problem {
    std::string title;
    std::string pointer;
    std::string mend;
  };
  std::optional<Problem> problem;
  json root;
  Document::Lines lines;
  Document::Numbers numbers;

 private:
  struct Level {
    json* value;
    std::string pointer;
    std::string key;
    std::string child;
  };

  void mark(const std::string& pointer) {
    lines.try_emplace(pointer, Document::Spot{*line_, static_cast<std::uint32_t>(lines.size())});
  }

  json* place(json value, std::string& pointer) {
    if (levels_.empty()) {
      mark("");
      root = std::move(value);
      return &root;
    }
    Level& parent = levels_.back();
    if (parent.value->is_object()) {
      pointer = parent.child;
      return &(*parent.value)[parent.key].operator=(std::move(value));
    }
    pointer = pointer_append(parent.pointer, parent.value->size());
    mark(pointer);
    parent.value->push_back(std::move(value));
    return &parent.value->back();
  }

  bool put(json value) {
    std::string pointer;
    place(std::move(value), pointer);
    return true;
  }

  bool open(json value) {
    std::string pointer;
    json* placed = place(std::move(value), pointer);
    if (levels_.size() == kDeepestJson) {
      problem = Problem{"this is nested deeper than " + std::to_string(kDeepestJson) + " levels", pointer,
                        "Flatten it."};
      return false;
    }
    levels_.push_back({placed, std::move(pointer), {}, {}});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  const std::uint32_t* line_;
  const BoundedNumbers& bounded_;
  std::size_t number_count_ = 0;
  std::vector<Level> levels_;
};

bool is_schema_name(std::string_view member) {
  constexpr std::array<std::string_view, 5> kNames = {"$id", "$schema", "$anchor", "$dynamicAnchor",
                                                      "$recursiveAnchor"};
  return member.starts_with('$') && std::find(kNames.begin(), kNames.end(), member) != kNames.end();
}

}  // namespace

Document::Document(std::string file, json root, Lines lines, Numbers numbers)
    : file_(std::move(file)), root_(std::move(root)), lines_(std::move(lines)), numbers_(std::move(numbers)) {
  // Loading asks for the same places again and again; a walk from the root each time is most of its cost.
  values_.reserve(lines_.size());
  std::vector<std::pair<const json*, std::string>> open = {{&root_, ""}};
  const auto enter = [&](const json& value, std::string pointer) {
    if (const auto known = lines_.find(pointer); known != lines_.end()) values_.emplace(known->first, &value);
    if (value.is_structured()) open.emplace_back(&value, std::move(pointer));
  };
  while (!open.empty()) {
    const auto [value, pointer] = std::move(open.back());
    open.pop_back();
    if (value->is_object()) {
      for (const auto& [name, member] : value->items()) {
        names_schemas_ = names_schemas_ || is_schema_name(name);
        enter(member, pointer_append(pointer, name));
      }
    } else if (value->is_array()) {
      for (std::size_t i = 0; i < value->size(); ++i) enter((*value)[i], pointer_append(pointer, i));
    }
  }
}

const json* Document::at(std::string_view pointer) const {
  if (pointer.empty()) return &root_;
  if (const auto known = values_.find(pointer); known != values_.end()) return known->second;
  const std::optional<std::vector<std::string>> tokens = pointer_tokens(pointer);
  if (!tokens) return nullptr;
  const json* value = &root_;
  for (const std::string& token : *tokens) {
    if (value->is_object()) {
      const auto member = value->find(token);
      if (member == value->end()) return nullptr;
      value = &*member;
    } else if (value->is_array() && !token.empty() && token.size() < 10 &&
               token.find_first_not_of("0123456789") == token.npos && (token == "0" || token[0] != '0') &&
               std::stoul(token) < value->size()) {
      value = &(*value)[std::stoul(token)];
    } else {
      return nullptr;
    }
  }
  return value;
}

Document::Spot Document::spot(std::string_view pointer) const {
  const auto found = lines_.find(std::string(pointer));
  return found == lines_.end() ? Spot{} : found->second;
}

int Document::line(std::string_view pointer) const {
  return static_cast<int>(spot(pointer).line);
}

Place Document::place(std::string_view pointer) const {
  return {.file = file_, .pointer = std::string(pointer), .line = line(pointer)};
}

std::vector<std::string> Document::members(std::string_view pointer) const {
  std::vector<std::string> names;
  const json* value = at(pointer);
  if (value == nullptr || !value->is_object()) return names;
  for (const auto& [name, member] : value->items()) names.push_back(name);
  std::stable_sort(names.begin(), names.end(), [&](const std::string& left, const std::string& right) {
    // Not by line: what an alias or a merge key of YAML brings is written elsewhere.
    return spot(pointer_append(pointer, left)).order < spot(pointer_append(pointer, right)).order;
  });
  return names;
}

namespace {

void append_text(std::string& out, const json& value, const std::string& pointer,
                 const Document::Numbers& numbers) {
  if (value.is_object()) {
    out += '{';
    for (const auto& [name, member] : value.items()) {
      if (out.back() != '{') out += ',';
      out += json(name).dump() + ":";
      append_text(out, member, pointer_append(pointer, name), numbers);
    }
    out += '}';
  } else if (value.is_array()) {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i > 0) out += ',';
      append_text(out, value[i], pointer_append(pointer, i), numbers);
    }
    out += ']';
  } else {
    const auto number = value.is_number_float() ? numbers.find(pointer) : numbers.end();
    out += number == numbers.end() ? value.dump() : number->second;
  }
}

}  // namespace

std::string Document::text(std::string_view pointer) const {
  std::string out;
  append_text(out, *at(pointer), std::string(pointer), numbers_);
  return out;
}

Result<Document> parse_json_document(std::string file, std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    return Error{.title = "this begins with a byte order mark",
                 .place = {.file = std::move(file), .line = 1},
                 .mend = "Save it as UTF-8 without one (RFC 8259 §8.1)."};
  }
  if (const std::size_t nul = text.find('\0'); nul != text.npos) {  // nlohmann's reader would end there
    const auto lines = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    return Error{.title = "this holds the control character \\x00",
                 .place = {.file = std::move(file), .line = 1 + static_cast<int>(lines)},
                 .mend = "Write it as \\u0000 in a string; JSON has no control characters (RFC 8259 §7)."};
  }
  const BoundedNumbers bounded = bound_numbers(text);
  if (!bounded.text.empty()) text = bounded.text;
  std::uint32_t line = 1;
  Builder builder(&line, bounded);
  const bool whole = json::sax_parse(CountingIterator(text.data(), &line),
                                     CountingIterator(text.data() + text.size(), &line), &builder);
  if (whole)
    return Document(std::move(file), std::move(builder.root), std::move(builder.lines),
                    std::move(builder.numbers));
  return Error{
      .title = builder.problem->title,
      .place = {.file = std::move(file), .pointer = builder.problem->pointer, .line = static_cast<int>(line)},
      .mend = builder.problem->mend};
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
#include "contract/document/document.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "json/json_reader.h"
#include "json/pointer.h"

namespace avouch {
namespace {

bool is_schema_name(std::string_view member) {
  constexpr std::array<std::string_view, 5> kNames = {"$id", "$schema", "$anchor", "$dynamicAnchor",
                                                      "$recursiveAnchor"};
  return member.starts_with('$') && std::find(kNames.begin(), kNames.end(), member) != kNames.end();
}

// The place of the last occurrence of a duplicate.
struct Repeated {
  std::string pointer;
  std::uint32_t line = 0;
};

std::optional<Repeated> first_repeated(const JsonValue& root, const std::vector<std::string>& duplicates) {
  std::optional<Repeated> first;
  for (const std::string& pointer : duplicates) {
    const JsonValue* value = root.at(pointer);
    if (value != nullptr && (!first || value->line < first->line)) first = {pointer, value->line};
  }
  return first;
}

// The title of a syntax error from parse_body(), for a document.
std::string title_of(const SyntaxFault& fault) {
  constexpr std::string_view kBody = "the body ";
  const bool is_of_body = fault.reason.starts_with(kBody);
  if (!fault.is_limit)
    return "this is not JSON: " +
           (is_of_body ? "the text " + fault.reason.substr(kBody.size()) : fault.reason);
  return "this " + fault.reason.substr(is_of_body ? kBody.size() : 0);
}

// The line of the first string that is not valid Unicode; 0 if none.
std::uint32_t line_of_lone_surrogate(const Value& root, const std::vector<std::uint32_t>& lines) {
  std::vector<Value> open = {root};
  std::uint32_t first = 0;
  const auto look = [&](const Value& value) {
    if (!value.has_lone_surrogate()) return;
    const std::uint32_t line = lines[value.cell()];
    if (first == 0 || line < first) first = line;
  };
  while (!open.empty()) {
    const Value value = open.back();
    open.pop_back();
    if (value.kind() == ValueKind::string) look(value);
    if (value.kind() == ValueKind::array) {
      for (const Value item : value.items()) open.push_back(item);
    } else if (value.kind() == ValueKind::object) {
      for (const Member& member : value.members()) {
        look(member.name_value);
        open.push_back(member.value);
      }
    }
  }
  return first;
}

}  // namespace

Document::Document(std::string file, JsonValue root) : file_(std::move(file)), root_(std::move(root)) {
  // Loading requests the same places repeatedly. A walk from the root each time would be most of its cost.
  std::vector<std::pair<const JsonValue*, std::string>> open = {{&root_, ""}};
  const auto enter = [&](const JsonValue& value, std::string pointer) {
    if (value.is_structured()) open.emplace_back(&value, pointer);
    values_.emplace(std::move(pointer), &value);
  };
  while (!open.empty()) {
    const auto [value, pointer] = std::move(open.back());
    open.pop_back();
    for (const auto& [name, member] : value->members) {
      names_schemas_ = names_schemas_ || is_schema_name(name);
      enter(member, pointer_append(pointer, name));
    }
    for (std::size_t i = 0; i < value->items.size(); ++i) enter(value->items[i], pointer_append(pointer, i));
  }
}

const JsonValue* Document::at(std::string_view pointer) const {
  if (pointer.empty()) return &root_;
  if (const auto known = values_.find(pointer); known != values_.end()) return known->second;
  if (pointer.find('~') == pointer.npos) return nullptr;
  // The same place can be written differently: "~01". A walk from the root would be one over all members.
  const std::optional<std::vector<std::string>> tokens = pointer_tokens(pointer);
  std::string usual;
  for (const std::string& token : tokens.value_or(std::vector<std::string>()))
    usual = pointer_append(usual, token);
  const auto known = tokens ? values_.find(std::string_view(usual)) : values_.end();
  return known == values_.end() ? nullptr : known->second;
}

int Document::line(std::string_view pointer) const {
  const JsonValue* value = at(pointer);
  return value == nullptr ? 0 : static_cast<int>(value->line);
}

Place Document::place(std::string_view pointer) const {
  return {.file = file_, .pointer = std::string(pointer), .line = line(pointer)};
}

std::vector<std::string> Document::members(std::string_view pointer) const {
  std::vector<std::string> names;
  const JsonValue* value = at(pointer);
  if (value == nullptr) return names;
  for (const auto& [name, member] : value->members) names.push_back(name);
  return names;
}

std::string Document::text(std::string_view pointer) const {
  return to_text(*at(pointer));
}

Result<Document> parse_json_document(std::string file, std::string_view text) {
  const auto fail = [&](std::string title, std::size_t line, std::string pointer, std::string hint) {
    return Error{.title = std::move(title),
                 .place = {.file = file, .pointer = std::move(pointer), .line = static_cast<int>(line)},
                 .hint = std::move(hint)};
  };
  if (text.starts_with("\xEF\xBB\xBF")) {
    return fail("this begins with a byte order mark", 1, "", "Save it as UTF-8 without one (RFC 8259 §8.1).");
  }
  if (const std::size_t nul = text.find('\0'); nul != text.npos) {
    const auto lines = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    return fail("this holds the control character \\x00", 1 + static_cast<std::size_t>(lines), "",
                "Write it as \\u0000 in a string; JSON has no control characters (RFC 8259 §7).");
  }
  const ParsedBody parsed = parse_body(text, {.depth = kJsonDepth, .keeps_lines = true});
  if (parsed.fault) {
    return fail(title_of(*parsed.fault), parsed.fault->line, "",
                parsed.fault->is_limit ? "Flatten it, or split it up." : "Fix the syntax (RFC 8259).");
  }
  if (const std::uint32_t line = line_of_lone_surrogate(parsed.instance->root(), parsed.lines); line != 0) {
    return fail("this is not JSON: a string holds half of a surrogate pair", line, "",
                "Write both halves (RFC 8259 §8.2).");
  }
  JsonValue root = json_of(parsed.instance->root(), parsed.lines);
  if (const std::optional<Repeated> repeated = first_repeated(root, parsed.duplicates)) {
    return fail("the member " + in_quotes(pointer_tokens(repeated->pointer)->back()) + " occurs twice",
                repeated->line, repeated->pointer, "Keep one of the two.");
  }
  return Document(std::move(file), std::move(root));
}

}  // namespace avouch

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

// Recurses to kJsonDepth at most.
bool has_schema_name(const JsonValue& value) {
  return std::any_of(value.members.begin(), value.members.end(),
                     [](const auto& member) {
                       return is_schema_name(member.first) || has_schema_name(member.second);
                     }) ||
         std::any_of(value.items.begin(), value.items.end(), has_schema_name);
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

const char* hint_for(const SyntaxFault& fault) {
  if (!fault.is_limit) return "Fix the syntax (RFC 8259).";
  return fault.reason.find(" levels") == fault.reason.npos ? kSplitUp : "Flatten it, or split it up.";
}

// Whether the reader of such a member looks for half of a surrogate pair itself.
bool is_judged(std::string_view member) {
  constexpr std::array<std::string_view, 6> kJudged = {
      "enum", "const", "pattern", "required", "dependentRequired", "name"};
  return std::find(kJudged.begin(), kJudged.end(), member) != kJudged.end();
}

bool has_judged_names(std::string_view member) {
  constexpr std::array<std::string_view, 5> kJudged = {"paths", "properties", "patternProperties",
                                                       "dependentRequired", "dependentSchemas"};
  return std::find(kJudged.begin(), kJudged.end(), member) != kJudged.end();
}

// Whether JSON has the escape of a surrogate: \uD800 to \uDFFF.
bool escapes_a_surrogate(std::string_view text) {
  for (std::size_t at = text.find("\\u"); at < text.size(); at = text.find("\\u", at + 2)) {
    const std::string_view digits = text.substr(at + 2, 2);
    if (digits.size() == 2 && (digits[0] == 'd' || digits[0] == 'D') &&
        std::string_view("89ABCDEFabcdef").find(digits[1]) != std::string_view::npos)
      return true;
  }
  return false;
}

// Looks at all texts of a document whose JSON has escapes of surrogates. Recurses to kJsonDepth at most.
class Surrogates {
 public:
  explicit Surrogates(std::string file) : file_(std::move(file)) {}

  Errors faults;

  // `member` is the nearest name of a member above; `stays` if what is there is judged.
  void clean(JsonValue& value, const std::string& pointer, std::string_view member, bool stays) {
    if (value.is_string()) clean(value.text, pointer, value.line, stays);
    for (std::size_t i = 0; i < value.items.size(); ++i)
      clean(value.items[i], pointer_append(pointer, i), member, stays);
    for (auto& [name, child] : value.members) {
      const bool is_kept = stays || has_judged_names(member);
      const std::string shown_name = without_lone_surrogates(name);
      clean(name, pointer_append(pointer, is_kept ? name : shown_name), child.line, is_kept);
      clean(child, pointer_append(pointer, name), name, stays || is_judged(name));
    }
  }

 private:
  void clean(std::string& text, const std::string& pointer, std::uint32_t line, bool stays) {
    if (!has_lone_surrogate(text)) return;
    faults.push_back({.title = kLoneSurrogate,
                      .place = {.file = file_, .pointer = pointer, .line = static_cast<int>(line)},
                      .hint = kLoneSurrogateHint});
    if (!stays) text = without_lone_surrogates(std::move(text));
  }

  std::string file_;
};

}  // namespace

Document::Document(std::string file, JsonValue root)
    : file_(std::move(file)),
      root_(std::move(root)),
      names_schemas_(has_schema_name(root_)),
      values_(root_) {}

const JsonValue* Document::at(std::string_view pointer) const {
  return pointer.empty() ? &root_ : values_.find(pointer);
}

int Document::line(std::string_view pointer) const {
  const JsonValue* value = at(pointer);
  return value == nullptr ? 0 : static_cast<int>(value->line);
}

Place Document::place(std::string_view pointer) const {
  return place(std::string(pointer), at(pointer));
}

Place Document::place(std::string pointer, const JsonValue* value) const {
  return {.file = file_,
          .pointer = std::move(pointer),
          .line = value == nullptr ? 0 : static_cast<int>(value->line)};
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

Result<Document> parse_json_document(std::string file, std::string_view text, std::size_t most_values) {
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
  const ParsedBody parsed =
      parse_body(text, {.values = most_values, .depth = kJsonDepth, .keeps_lines = true});
  if (parsed.fault) return fail(title_of(*parsed.fault), parsed.fault->line, "", hint_for(*parsed.fault));
  JsonValue root = json_of(parsed.instance->root(), parsed.lines);
  Surrogates surrogates(file);
  if (escapes_a_surrogate(text)) surrogates.clean(root, "", "", false);
  Document document(file, std::move(root));
  for (const std::string& pointer : parsed.duplicates) {
    if (document.at(pointer) == nullptr) continue;  // in a member that another one of its name replaces
    const std::string name = pointer_tokens(pointer)->back();
    document.add_fault(fail("the member " + in_quotes(name) + " occurs twice: the last one counts",
                            static_cast<std::size_t>(document.line(pointer)), pointer,
                            "Keep one of the two."));
  }
  for (Error& fault : surrogates.faults) document.add_fault(std::move(fault));
  return document;
}

bool has_too_many_values(const Errors& errors) {
  return std::any_of(errors.begin(), errors.end(), [](const Error& error) { return error.hint == kSplitUp; });
}

bool has_lone_surrogate(std::string_view text) {
  return first_invalid_utf8(text).has_value();
}

std::string without_lone_surrogates(std::string text) {
  // In generalized UTF-8, a surrogate is three bytes, ED A0..BF xx, as U+FFFD is.
  for (std::size_t at = text.find('\xED'); at != text.npos; at = text.find('\xED', at + 3)) {
    if (at + 2 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0)
      text.replace(at, 3, "\uFFFD");
  }
  return text;
}

std::optional<std::string> lone_surrogate_in(const JsonValue& value) {
  if (value.is_string() && has_lone_surrogate(value.text)) return "";
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (const auto found = lone_surrogate_in(value.items[i])) return pointer_append("", i) + *found;
  }
  for (const auto& [name, member] : value.members) {
    if (has_lone_surrogate(name)) return pointer_append("", name);
    if (const auto found = lone_surrogate_in(member)) return pointer_append("", name) + *found;
  }
  return std::nullopt;
}

DocumentSize size_of(const JsonValue& value) {
  DocumentSize size{.values = 1, .text = value.text.size()};
  const auto add = [&](const JsonValue& part) {
    const DocumentSize more = size_of(part);
    size.values += more.values;
    size.text += more.text;
    size.levels = std::max(size.levels, more.levels);
  };
  for (const JsonValue& item : value.items) add(item);
  for (const auto& [name, member] : value.members) {
    add(member);
    size.values += 1;
    size.text += name.size();
  }
  if (value.is_structured()) ++size.levels;
  return size;
}

}  // namespace avouch

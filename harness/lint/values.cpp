// SPDX-License-Identifier: MIT
// enum and const against the keywords beside them: impossible values, and duplicate values.
#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "json/instance.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "lint/listed.h"
#include "lint/rules.h"

namespace avouch {
namespace {

// Compares only values with equal hashes: an enum may have a million values.
void check_twice(LintSubject& subject, const SchemaPart& part, const JsonValue& values) {
  const ParsedBody parsed = parse_body(to_text(values));
  if (parsed.instance == nullptr) return;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_hash;
  std::size_t i = 0;
  for (const Value value : parsed.instance->root().items()) {
    const std::size_t at = i++;
    std::vector<std::size_t>& alike = by_hash[hash_value(value)];
    const bool is_twice = std::any_of(alike.begin(), alike.end(), [&](std::size_t before) {
      return values.items[before] == values.items[at];
    });
    if (is_twice) {
      subject.report({.rule = "enum-value-twice",
                      .severity = LintFinding::Severity::warning,
                      .place = part.document->place(pointer_append(pointer_append(part.pointer, "enum"), at)),
                      .message = shown(to_text(values.items[at])) + " occurs twice in the enum",
                      .hint = "Keep one of the two."});
    }
    alike.push_back(at);
  }
}

// "1, 2 and 4".
std::string in_words(const JsonValue& values, const std::vector<std::size_t>& some) {
  constexpr std::size_t kNamed = 5;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(some.size(), kNamed); ++i)
    texts.push_back(shown(to_text(values.items[some[i]])));
  return listed(std::move(texts), some.size(), "more value", "more values");
}

void check_enum(LintSubject& subject, const SchemaPart& part, const JsonValue& values) {
  const std::string pointer = pointer_append(part.pointer, "enum");
  std::vector<std::size_t> refused;
  for (std::size_t i = 0; i < values.size(); ++i) {
    // The enum accepts its own value. If the schema rejects it, a keyword beside the enum does.
    if (!subject.accepts(part, part.document->text(pointer_append(pointer, i))).value_or(true))
      refused.push_back(i);
  }
  if (refused.size() == values.size()) {
    subject.report({.rule = "impossible-enum",
                    .severity = LintFinding::Severity::error,
                    .place = part.document->place(pointer),
                    .message = values.empty() ? "the enum lists no value, so none is allowed"
                                              : "no value of the enum satisfies the keywords beside it",
                    .hint = values.empty() ? "List the values, or leave it out."
                                           : "Correct the values, or the keywords."});
    return;
  }
  if (refused.empty()) return;
  const bool is_one = refused.size() == 1;
  subject.report({.rule = "dead-enum-value",
                  .severity = LintFinding::Severity::warning,
                  .place = part.document->place(pointer_append(pointer, refused.front())),
                  .message = in_words(values, refused) +
                             " can never occur: the keywords beside the enum refuse " +
                             (is_one ? "it" : "them"),
                  .hint = is_one ? "Leave it out, or correct the keywords."
                                 : "Leave them out, or correct the keywords."});
}

void check_const(LintSubject& subject, const SchemaPart& part) {
  const std::string pointer = pointer_append(part.pointer, "const");
  if (subject.accepts(part, part.document->text(pointer)).value_or(true)) return;
  subject.report({.rule = "impossible-const",
                  .severity = LintFinding::Severity::error,
                  .place = part.document->place(pointer),
                  .message = "the const does not satisfy the keywords beside it",
                  .hint = "Correct it, or the keywords."});
}

}  // namespace

void check_values(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) {
    if (const JsonValue* values = part.value->find("enum"); values != nullptr && values->is_array()) {
      check_twice(subject, part, *values);
      if (part.value->size() > 1 || values->empty()) check_enum(subject, part, *values);
    }
    if (part.value->contains("const") && part.value->size() > 1) check_const(subject, part);
  }
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// Patterns against the lengths beside them, and patterns whose matching can take very long.
#include <optional>
#include <string>

#include "base/text.h"
#include "json/number.h"
#include "lint/rules.h"
#include "pattern/extent.h"

namespace avouch {
namespace {

std::optional<std::size_t> length(const SchemaPart& part, const char* name) {
  const JsonValue* value = part.value->find(name);
  return value == nullptr || !value->is_number() ? std::nullopt : whole_number(value->text);
}

void check_lengths(LintSubject& subject, const SchemaPart& part, const PatternExtent& extent) {
  const std::optional<std::size_t> least = length(part, "minLength");
  const std::optional<std::size_t> most = length(part, "maxLength");
  const auto contradict = [&](const std::string& why) {
    subject.report({.rule = "impossible-pattern",
                    .severity = LintFinding::Severity::error,
                    .place = part.place("pattern"),
                    .message = "no string can meet both the pattern and " + why,
                    .hint = "Correct the pattern, or the length."});
  };
  if (least && extent.most && *extent.most < *least) {
    contradict("minLength " + std::to_string(*least) + ": its matches have at most " +
               counted(*extent.most, "character", "characters"));
  }
  if (most && extent.least > *most) {
    contradict("maxLength " + std::to_string(*most) + ": its matches have at least " +
               counted(extent.least, "character", "characters"));
  }
}

}  // namespace

void check_patterns(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) {
    const JsonValue* pattern = part.value->find("pattern");
    if (pattern == nullptr || !pattern->is_string()) continue;
    const std::optional<PatternExtent> extent = pattern_extent(pattern->text);
    if (!extent) continue;
    check_lengths(subject, part, *extent);
    if (!extent->nests_repetition) continue;
    subject.report({.rule = "costly-pattern",
                    .severity = LintFinding::Severity::warning,
                    .place = part.place("pattern"),
                    .message = "the pattern " + in_quotes(pattern->text) +
                               " repeats a repetition: a string that does not match can take very long",
                    .hint = "Repeat once: (a+)+ matches what a+ does."});
  }
}

}  // namespace avouch

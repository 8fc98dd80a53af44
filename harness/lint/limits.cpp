// SPDX-License-Identifier: MIT
// Limits that no value can meet, and keywords that speak of values that the type beside them rules out.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "judge/format.h"
#include "judge/number.h"
#include "lint/rules.h"

namespace avouch {
namespace {

const SchemaKeyword* keyword_of(const SchemaPart& part, KeywordKind kind) {
  for (const std::size_t index : part.schema->nodes()[part.node].keywords) {
    const SchemaKeyword& keyword = part.schema->keywords()[index];
    if (keyword.kind == kind) return &keyword;
  }
  return nullptr;
}

void impossible(LintSubject& subject, const SchemaPart& part, const SchemaKeyword& least,
                const SchemaKeyword& most, std::string_view subject_of) {
  subject.report({.rule = "impossible-limits",
                  .severity = LintFinding::Severity::error,
                  .place = least.place,
                  .message = "no " + std::string(subject_of) + " can meet both " + least.name + " " +
                             shown(part.value->at(least.name).dump()) + " and " + most.name + " " +
                             shown(part.value->at(most.name).dump()),
                  .mend = "Correct one of the two."});
}

struct Bounds {
  KeywordKind least;
  KeywordKind most;
  std::string_view of;
};

void check_bounds(LintSubject& subject, const SchemaPart& part) {
  constexpr std::array kBounds = {
      Bounds{KeywordKind::min_length, KeywordKind::max_length, "string"},
      Bounds{KeywordKind::min_items, KeywordKind::max_items, "array"},
      Bounds{KeywordKind::min_properties, KeywordKind::max_properties, "object"},
      Bounds{KeywordKind::contains, KeywordKind::max_contains, "array"},
  };
  for (const Bounds& bounds : kBounds) {
    const SchemaKeyword* least = keyword_of(part, bounds.least);
    const SchemaKeyword* most = keyword_of(part, bounds.most);
    if (least == nullptr || most == nullptr || least->bound <= most->bound) continue;
    if (!part.value->contains(least->name) || !part.value->contains(most->name)) continue;
    // `contains` says "at least one" by itself.
    if (!part.value->at(least->name).is_number()) continue;
    impossible(subject, part, *least, *most, bounds.of);
  }
}

void check_range(LintSubject& subject, const SchemaPart& part) {
  for (const KeywordKind low : {KeywordKind::minimum, KeywordKind::exclusive_minimum}) {
    for (const KeywordKind high : {KeywordKind::maximum, KeywordKind::exclusive_maximum}) {
      const SchemaKeyword* least = keyword_of(part, low);
      const SchemaKeyword* most = keyword_of(part, high);
      if (least == nullptr || most == nullptr) continue;
      const int order = compare_numbers(least->texts.at(0), most->texts.at(0));
      const bool is_open = low == KeywordKind::exclusive_minimum || high == KeywordKind::exclusive_maximum;
      if (order > 0 || (order == 0 && is_open)) impossible(subject, part, *least, *most, "number");
    }
  }
}

// The types that a keyword speaks of; empty for one that speaks of all.
std::vector<std::string> types_of(const SchemaKeyword& keyword) {
  switch (keyword.kind) {
    case KeywordKind::content:
    case KeywordKind::max_length:
    case KeywordKind::min_length:
    case KeywordKind::pattern:
      return {"string"};
    case KeywordKind::format: {
      const std::optional<FormatOf> of = format_speaks_of(keyword.names.at(0));
      if (!of) return {};
      return *of == FormatOf::strings ? std::vector<std::string>{"string"}
                                      : std::vector<std::string>{"number", "integer", "written-integer"};
    }
    case KeywordKind::multiple_of:
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
      return {"number", "integer", "written-integer"};
    case KeywordKind::max_items:
    case KeywordKind::min_items:
    case KeywordKind::unique_items:
    case KeywordKind::prefix_items:
    case KeywordKind::items:
    case KeywordKind::contains:
    case KeywordKind::max_contains:
    case KeywordKind::unevaluated_items:
      return {"array"};
    case KeywordKind::max_properties:
    case KeywordKind::min_properties:
    case KeywordKind::required:
    case KeywordKind::dependent_required:
    case KeywordKind::dependent_schemas:
    case KeywordKind::properties:
    case KeywordKind::pattern_properties:
    case KeywordKind::additional_properties:
    case KeywordKind::property_names:
    case KeywordKind::unevaluated_properties:
      return {"object"};
    case KeywordKind::never:
    case KeywordKind::type:
    case KeywordKind::enumeration:
    case KeywordKind::constant:
    case KeywordKind::reference:
    case KeywordKind::all_of:
    case KeywordKind::any_of:
    case KeywordKind::one_of:
    case KeywordKind::negation:
    case KeywordKind::condition:
      return {};
  }
  return {};
}

void check_dead(LintSubject& subject, const SchemaPart& part) {
  const SchemaKeyword* type = keyword_of(part, KeywordKind::type);
  if (type == nullptr) return;
  for (const std::size_t index : part.schema->nodes()[part.node].keywords) {
    const SchemaKeyword& keyword = part.schema->keywords()[index];
    const std::vector<std::string> spoken_of = types_of(keyword);
    if (spoken_of.empty()) continue;
    const bool has_one = std::any_of(type->names.begin(), type->names.end(), [&](const std::string& name) {
      return std::find(spoken_of.begin(), spoken_of.end(), name) != spoken_of.end();
    });
    if (has_one) continue;
    subject.report({.rule = "dead-keyword",
                    .severity = LintFinding::Severity::warning,
                    .place = keyword.place,
                    .message = keyword.name + " has no effect: it speaks of a value of type " +
                               spoken_of.front() + ", and the type is " +
                               shown(part.value->at("type").dump()),
                    .mend = "Leave it out, or correct the type."});
  }
}

}  // namespace

void check_limits(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) {
    check_bounds(subject, part);
    check_range(subject, part);
    check_dead(subject, part);
  }
}

}  // namespace avouch

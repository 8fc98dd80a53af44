// SPDX-License-Identifier: MIT
// Limits that no value can meet, and keywords that speak of values that the type beside them rules out.
#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "judge/format.h"
#include "judge/kinds.h"
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

// The first type that is of one of those kinds. Precondition: a keyword speaks of them alone.
std::string type_among(KindMask kinds) {
  for (const char* type : {"string", "number", "array", "object"}) {
    if ((kinds & kinds_of_types({type})) != 0) return type;
  }
  assert(false);
  return {};
}

void check_dead(LintSubject& subject, const SchemaPart& part) {
  const SchemaKeyword* type = keyword_of(part, KeywordKind::type);
  if (type == nullptr) return;
  for (const std::size_t index : part.schema->nodes()[part.node].keywords) {
    const SchemaKeyword& keyword = part.schema->keywords()[index];
    if (keyword.kind == KeywordKind::format && !format_speaks_of(keyword.names.front())) continue;  // unknown
    const KindMask spoken_of = kinds_of(keyword);
    if ((spoken_of & kinds_of_types(type->names)) != 0) continue;
    subject.report({.rule = "dead-keyword",
                    .severity = LintFinding::Severity::warning,
                    .place = keyword.place,
                    .message = keyword.name + " has no effect: it speaks of a value of type " +
                               type_among(spoken_of) + ", and the type is " +
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

// SPDX-License-Identifier: MIT
// Keywords for values that the type beside them excludes.
#include <string>
#include <vector>

#include "base/text.h"
#include "judge/body/kinds.h"
#include "judge/format/format.h"
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

// "number or string", for a keyword that applies to values of those kinds only.
std::string types_among(KindMask kinds) {
  std::vector<std::string> types;
  for (const char* type : {"number", "string", "array", "object"}) {
    if ((kinds & kinds_of_types({type})) != 0) types.emplace_back(type);
  }
  return join(types, " or ");
}

void check_keywords(LintSubject& subject, const SchemaPart& part) {
  const SchemaKeyword* type = keyword_of(part, KeywordKind::type);
  if (type == nullptr) return;
  for (const std::size_t index : part.schema->nodes()[part.node].keywords) {
    const SchemaKeyword& keyword = part.schema->keywords()[index];
    if (keyword.fault != nullptr) continue;  // that is told already
    if (keyword.kind == KeywordKind::format && !format_kinds(keyword.names.front())) continue;  // unknown
    const KindMask spoken_of = kinds_of(keyword);
    if ((spoken_of & kinds_of_types(type->names)) != 0) continue;
    subject.report({.rule = "dead-keyword",
                    .severity = LintFinding::Severity::warning,
                    .place = keyword.place,
                    .message = keyword.name + " has no effect: it applies to values of type " +
                               types_among(spoken_of) + ", but the type is " +
                               shown(to_text(*part.value->find("type"))),
                    .hint = "Leave it out, or correct the type."});
  }
}

}  // namespace

void check_dead(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) check_keywords(subject, part);
}

}  // namespace avouch

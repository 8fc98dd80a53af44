// SPDX-License-Identifier: MIT
// Keywords that no value can satisfy together, in one schema or in schemas joined by allOf and references.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "contract/schema/words.h"
#include "json/pointer.h"
#include "lint/clash.h"
#include "lint/integer_range.h"
#include "lint/rules.h"

namespace avouch {
namespace {

// The index of each name in the schema's `required`.
std::map<std::string_view, std::size_t> required_names(const SchemaPart& part) {
  std::map<std::string_view, std::size_t> names;
  const JsonValue* required = part.value->find("required");
  for (std::size_t i = 0; required != nullptr && i < required->items.size(); ++i) {
    if (required->items[i].is_string()) names.emplace(required->items[i].text, i);
  }
  return names;
}

// Returns the place of the required name that the clash is about, else of its first keyword.
Place place_of(const SchemaPart& part, const std::map<std::string_view, std::size_t>& required,
               const Clash& clash) {
  const auto at = clash.required.empty() ? required.end() : required.find(clash.required);
  if (at == required.end()) return clash.first->place;
  return part.document->place(pointer_append(pointer_append(part.pointer, "required"), at->second));
}

// Reports clashes of joined schemas, unless a referenced schema has the clash on its own.
void check_clashes(LintSubject& subject, const SchemaPart& part) {
  const Schema& schema = *part.schema;
  const Conjunction all(schema, part.node);
  const Clashes clashes = clashes_of(schema, all);
  if (clashes.empty()) return;
  std::vector<Conjunction> below;
  for (const std::size_t index : schema.nodes()[part.node].keywords) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    if (!is_joined(keyword.kind)) continue;
    for (const SchemaBranch& branch : keyword.branches) below.emplace_back(schema, branch.node);
  }
  const std::map<std::string_view, std::size_t> required = required_names(part);
  // Names that a schema requires and another one is closed to: one mistake.
  struct Closed {
    LintFinding finding;
    std::vector<std::string> names;
  };
  std::map<std::tuple<std::string, const SchemaKeyword*, const SchemaKeyword*>, Closed> closed;
  for (const Clash& clash : clashes) {
    const bool is_below = std::any_of(below.begin(), below.end(), [&](const Conjunction& one) {
      return one.has(clash.first->node) && one.has(clash.second->node) &&
             (!clash.of_integers ||
              std::any_of(one.keywords().begin(), one.keywords().end(), takes_integers));
    });
    if (is_below) continue;
    const bool is_here =
        clash.first->node == clash.second->node &&
        (!clash.of_integers ||
         std::any_of(all.keywords().begin(), all.keywords().end(), [&](const SchemaKeyword* keyword) {
           return keyword->node == clash.first->node && takes_integers(keyword);
         }));
    LintFinding finding = {.rule = is_here ? clash.rule : "impossible-composition",
                           .severity = LintFinding::Severity::error,
                           .place = is_here ? place_of(part, required, clash) : part.place(),
                           .message = clash.message,
                           .hint = is_here ? clash.hint
                                           : "Correct one of the two; they are at " +
                                                 to_string(subject.source_of(clash.first->place)) + " and " +
                                                 to_string(subject.source_of(clash.second->place)) + "."};
    if (!clash.is_closed) {
      subject.report(std::move(finding));
      continue;
    }
    Closed& one = closed[{finding.rule, clash.first, clash.second}];
    if (one.names.empty()) {
      one.finding = std::move(finding);
    } else if (finding.place != one.finding.place) {
      one.finding.others.push_back(std::move(finding.place));
    }
    one.names.push_back(clash.required);
  }
  for (auto& [cause, one] : closed) {
    if (one.names.size() > 1) {
      one.finding.message =
          name_words(one.names) + " are required, and no properties of those names are allowed";
      if (one.finding.rule == "impossible-required") one.finding.hint = "Define them in properties.";
    }
    if (one.finding.rule == "impossible-composition")
      one.finding.habit =
          "schemas require names that they forbid: additionalProperties does not look into allOf";
    subject.report(std::move(one.finding));
  }
}

void check_negation(LintSubject& subject, const SchemaPart& part, const SchemaKeyword& keyword) {
  if (!Conjunction::allows_anything(*part.schema, keyword.branches.front().node)) return;
  subject.report({.rule = "impossible-not",
                  .severity = LintFinding::Severity::error,
                  .place = keyword.place,
                  .message = "this `not` forbids every value: its schema allows any value",
                  .hint = "Say what is forbidden, or leave it out."});
}

}  // namespace

void check_impossible(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) {
    check_clashes(subject, part);
    for (const std::size_t index : part.schema->nodes()[part.node].keywords) {
      const SchemaKeyword& keyword = part.schema->keywords()[index];
      if (keyword.kind == KeywordKind::negation) check_negation(subject, part, keyword);
    }
  }
}

}  // namespace avouch

// SPDX-License-Identifier: MIT
// anyOf and oneOf without a branch that can be satisfied together with the keywords beside them.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "lint/clash.h"
#include "lint/conjunction.h"
#include "lint/rules.h"

namespace avouch {
namespace {

constexpr int kDeepestChoice = 3;  // nested choices
// Branches of one choice, including nested ones. One together with many required members counts as several.
constexpr std::size_t kMostTried = 1'000;
constexpr std::size_t kMembersOfOne = 64;

// What stands in the way of the schema at one node.
class Obstacles {
 public:
  Obstacles(LintSubject& subject, const SchemaPart& part)
      : subject_(subject), part_(part), schema_(*part.schema), beside_(schema_, part.node) {}

  const Conjunction& beside() const { return beside_; }

  // Returns why no value satisfies the keywords beside its choices, if so.
  std::optional<std::string> of_itself() const {
    if (Conjunction::allows_nothing(schema_, part_.node)) return "it allows nothing";
    for (const SchemaKeyword* keyword : beside_.keywords()) {
      if (keyword->node == part_.node && all_are_refused(*keyword)) return "no listed value is allowed";
    }
    return of_kinds(beside_);
  }

  // Returns why no branch of that choice can be satisfied: the obstacle of the first branch. nullopt if one
  // can be.
  std::optional<std::string> of_choice(const SchemaKeyword& choice) {
    tried_ = 0;
    return of_choice(choice, {part_.node}, 0);
  }

 private:
  std::optional<std::string> of_choice(const SchemaKeyword& choice, const std::vector<std::size_t>& around,
                                       int depth) {
    std::optional<std::string> first;
    for (const SchemaBranch& branch : choice.branches) {
      std::vector<std::size_t> nodes = around;
      nodes.push_back(branch.node);
      const std::optional<std::string> why = of_branch(nodes, depth);
      if (!why) return std::nullopt;
      if (!first) first = why;
    }
    return first;
  }

  std::optional<std::string> of_branch(const std::vector<std::size_t>& nodes, int depth) {
    if (depth == kDeepestChoice || ++tried_ > kMostTried) return std::nullopt;
    if (Conjunction::allows_nothing(schema_, nodes.back())) return "it allows nothing";
    const Conjunction all(schema_, nodes);
    for (const SchemaKeyword* keyword : all.keywords()) {
      if (keyword->kind == KeywordKind::required) tried_ += keyword->names.size() / kMembersOfOne;
    }
    if (std::optional<std::string> why = of_kinds(all)) return why;
    for (const SchemaKeyword* keyword : all.keywords()) {
      if (beside_.has(keyword->node)) continue;
      if (all_are_refused(*keyword)) return "a keyword beside it refuses each value of its " + keyword->name;
      if (!is_choice(keyword->kind)) continue;
      if (std::optional<std::string> why = of_choice(*keyword, nodes, depth + 1)) return why;
    }
    return std::nullopt;
  }

  std::optional<std::string> of_kinds(const Conjunction& all) const {
    if (all.kinds() == 0) return "their types have nothing in common";
    KindMask kinds = all.kinds();
    std::optional<std::string> first;
    for (const Clash& clash : clashes_of(schema_, all)) {
      if ((kinds & clash.rules_out) != 0 && !first) first = clash.message;
      kinds &= static_cast<KindMask>(~clash.rules_out);
    }
    return kinds == 0 ? first : std::nullopt;
  }

  // Returns whether the keyword lists values and the whole schema accepts none of them.
  bool all_are_refused(const SchemaKeyword& keyword) const {
    if (keyword.kind != KeywordKind::enumeration && keyword.kind != KeywordKind::constant) return false;
    return std::none_of(keyword.texts.begin(), keyword.texts.end(), [&](const std::string& text) {
      return subject_.accepts(part_, text).value_or(true);
    });
  }

  LintSubject& subject_;
  SchemaPart part_;
  const Schema& schema_;
  Conjunction beside_;
  std::size_t tried_ = 0;
};

void check_branches(LintSubject& subject, const SchemaPart& part) {
  const Schema& schema = *part.schema;
  Obstacles here(subject, part);
  const auto& keywords = here.beside().keywords();
  if (std::none_of(keywords.begin(), keywords.end(), [](const auto* one) { return is_choice(one->kind); }))
    return;
  if (here.of_itself()) return;  // other rules say so
  for (const SchemaKeyword* choice : keywords) {
    if (!is_choice(choice->kind)) continue;
    const std::optional<std::string> why = here.of_choice(*choice);
    if (!why) continue;
    // A schema that this one refers to may have reported it already.
    bool is_said = false;
    for (const std::size_t index : schema.nodes()[part.node].keywords) {
      const SchemaKeyword& composing = schema.keywords()[index];
      if (!is_joined(composing.kind)) continue;
      for (const SchemaBranch& branch : composing.branches) {
        SchemaPart below = part;
        below.node = branch.node;
        Obstacles there(subject, below);
        is_said = is_said || (there.beside().has(choice->node) && there.of_choice(*choice));
      }
    }
    if (is_said) continue;
    const bool is_here = choice->node == part.node;
    subject.report({.rule = "impossible-branches",
                    .severity = LintFinding::Severity::error,
                    .place = is_here ? *choice->place : part.place(),
                    .message = "no value meets any branch of " + choice->name +
                               " together with the keywords beside it; the first branch: " + *why,
                    .hint = is_here ? "Correct the branches, or the keywords beside them."
                                    : "Correct the branches at " + to_string(choice->place) +
                                          ", or the keywords beside them."});
  }
}

}  // namespace

void check_branches(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) check_branches(subject, part);
}

}  // namespace avouch

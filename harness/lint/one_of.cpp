// SPDX-License-Identifier: MIT
// oneOf with equal branches: a value that matches one matches the other, so never exactly one matches.
#include <string>
#include <utility>
#include <vector>

#include "json/pointer.h"
#include "lint/rules.h"

namespace avouch {
namespace {

// Whether two nodes are equal, and thus accept the same values.
class Sameness {
 public:
  explicit Sameness(const Schema& schema) : schema_(schema) {}

  bool of(std::size_t left, std::size_t right, int depth = 0) const {
    if (left == right) return true;
    if (depth > kDeepest) return false;
    const std::vector<std::size_t>& ours = schema_.nodes()[left].keywords;
    const std::vector<std::size_t>& theirs = schema_.nodes()[right].keywords;
    if (ours.size() != theirs.size()) return false;
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (!are_same(schema_.keywords()[ours[i]], schema_.keywords()[theirs[i]], depth)) return false;
    }
    return true;
  }

 private:
  static constexpr int kDeepest = 32;

  bool are_same(const SchemaKeyword& left, const SchemaKeyword& right, int depth) const {
    if (left.kind != right.kind || left.names != right.names || left.texts != right.texts ||
        left.bound != right.bound || left.dependents != right.dependents ||
        left.branches.size() != right.branches.size())
      return false;
    for (std::size_t i = 0; i < left.branches.size(); ++i) {
      if (left.branches[i].name != right.branches[i].name ||
          !of(left.branches[i].node, right.branches[i].node, depth + 1))
        return false;
    }
    return true;
  }

  const Schema& schema_;
};

// Returns an equal branch for each branch; its own index if it has none.
std::vector<std::size_t> twins_of(const Schema& schema, const std::vector<SchemaBranch>& branches) {
  const Sameness same(schema);
  std::vector<std::size_t> twins(branches.size());
  for (std::size_t i = 0; i < branches.size(); ++i) twins[i] = i;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    for (std::size_t j = i + 1; j < branches.size(); ++j) {
      if (!same.of(branches[i].node, branches[j].node)) continue;
      if (twins[i] == i) twins[i] = j;
      twins[j] = i;
    }
  }
  return twins;
}

void check_one_of(LintSubject& subject, const SchemaPart& part, const SchemaKeyword& keyword) {
  const std::vector<std::size_t> twins = twins_of(*part.schema, keyword.branches);
  std::vector<std::size_t> dead;
  for (std::size_t i = 0; i < twins.size(); ++i) {
    if (twins[i] != i) dead.push_back(i);
  }
  if (dead.empty()) return;
  if (dead.size() == twins.size()) {
    subject.report({.rule = "impossible-one-of",
                    .severity = LintFinding::Severity::error,
                    .place = keyword.place,
                    .message = "no value matches exactly one branch: each is the same as another",
                    .hint = "Write anyOf, or tell the branches apart."});
    return;
  }
  for (const std::size_t i : dead) {
    if (twins[i] > i) continue;  // report the later of the two
    subject.report({.rule = "dead-branch",
                    .severity = LintFinding::Severity::warning,
                    .place = part.document->place(pointer_append(keyword.place.pointer, i)),
                    .message = "this branch is the same as branch " + std::to_string(twins[i]) +
                               ", so no value matches exactly one of the two",
                    .hint = "Leave one out, or tell them apart."});
  }
}

}  // namespace

void check_one_of(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) {
    for (const std::size_t index : part.schema->nodes()[part.node].keywords) {
      const SchemaKeyword& keyword = part.schema->keywords()[index];
      // A discriminator chooses the branch by name.
      if (keyword.kind == KeywordKind::one_of && !keyword.discriminator) check_one_of(subject, part, keyword);
    }
  }
}

}  // namespace avouch

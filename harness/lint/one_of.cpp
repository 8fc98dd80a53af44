// SPDX-License-Identifier: MIT
// oneOf with equal branches: a value that matches one matches the other, so never exactly one matches.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/steps.h"
#include "json/pointer.h"
#include "lint/rules.h"

namespace avouch {
namespace {

// Whether two nodes are equal, and thus accept the same values.
class Sameness {
 public:
  explicit Sameness(const Schema& schema) : schema_(schema) {}

  bool of(std::size_t left, std::size_t right) const {
    Pairs compared;
    return are_same(left, right, 0, compared);
  }

 private:
  static constexpr int kDeepest = 32;

  using Pairs = std::set<std::pair<std::size_t, std::size_t>>;

  // `compared`: those that were the same so far. The first difference ends it, so each is compared once.
  bool are_same(std::size_t left, std::size_t right, int depth, Pairs& compared) const {
    if (left == right) return true;
    if (depth > kDeepest) return false;
    count_steps(1);
    if (!compared.insert({left, right}).second) return true;
    const std::vector<std::size_t>& ours = schema_.nodes()[left].keywords;
    const std::vector<std::size_t>& theirs = schema_.nodes()[right].keywords;
    if (ours.size() != theirs.size()) return false;
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (!are_same(schema_.keywords()[ours[i]], schema_.keywords()[theirs[i]], depth, compared))
        return false;
    }
    return true;
  }

  bool are_same(const SchemaKeyword& left, const SchemaKeyword& right, int depth, Pairs& compared) const {
    if (left.kind != right.kind || left.names != right.names || left.texts != right.texts ||
        left.bound != right.bound || left.dependents != right.dependents ||
        left.branches.size() != right.branches.size())
      return false;
    for (std::size_t i = 0; i < left.branches.size(); ++i) {
      if (left.branches[i].name != right.branches[i].name ||
          !are_same(left.branches[i].node, right.branches[i].node, depth + 1, compared))
        return false;
    }
    return true;
  }

  const Schema& schema_;
};

// A number that equal nodes have in common: of their keywords and of what is two levels below.
std::uint64_t shape_of(const Schema& schema, std::size_t node, int levels = 2) {
  const std::hash<std::string> hash;
  std::uint64_t shape = 7;
  const auto mix = [&](std::uint64_t part) { shape = shape * 0x9E3779B97F4A7C15U + part; };
  for (const std::size_t index : schema.nodes()[node].keywords) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    mix(static_cast<std::uint64_t>(keyword.kind));
    mix(keyword.bound);
    for (const std::string& name : keyword.names) mix(hash(name));
    for (const std::string& text : keyword.texts) mix(hash(text));
    for (const SchemaBranch& branch : keyword.branches) {
      mix(hash(branch.name));
      if (levels > 0) mix(shape_of(schema, branch.node, levels - 1));
    }
  }
  return shape;
}

// Returns an equal branch for each branch; its own index if it has none. Compares only branches of one shape.
std::vector<std::size_t> twins_of(const Schema& schema, const std::vector<SchemaBranch>& branches) {
  const Sameness same(schema);
  std::vector<std::size_t> twins(branches.size());
  struct Class {
    std::size_t first = 0;
    std::size_t last = 0;  // so far
  };
  std::unordered_map<std::uint64_t, std::vector<Class>> known;  // by shape
  for (std::size_t i = 0; i < branches.size(); ++i) {
    twins[i] = i;
    std::vector<Class>& classes = known[shape_of(schema, branches[i].node)];
    const auto alike = std::find_if(classes.begin(), classes.end(), [&](const Class& one) {
      count_steps(1);
      return same.of(branches[one.first].node, branches[i].node);
    });
    if (alike == classes.end()) {
      classes.push_back({i, i});
      continue;
    }
    if (twins[alike->last] == alike->last) twins[alike->last] = i;
    twins[i] = alike->last;
    alike->last = i;
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

// SPDX-License-Identifier: MIT
// oneOf with a branch that another branch covers: a value that matches the one matches the other, so never
// exactly one matches. And oneOf of which no value that stands beside it matches exactly one branch.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/steps.h"
#include "base/text.h"
#include "contract/schema/cover.h"
#include "json/pointer.h"
#include "lint/clash.h"
#include "lint/conjunction.h"
#include "lint/listed.h"
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
    if (left.kind == KeywordKind::broken) return false;  // what it says is not known
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

// Returns the branches that are equal to each branch, with itself. Compares only branches of one shape.
std::vector<std::shared_ptr<std::vector<std::size_t>>> twins_of(const Schema& schema,
                                                                const std::vector<SchemaBranch>& branches) {
  const Sameness same(schema);
  using Class = std::shared_ptr<std::vector<std::size_t>>;
  std::vector<Class> twins;
  std::unordered_map<std::uint64_t, std::vector<Class>> known;  // by shape
  for (std::size_t i = 0; i < branches.size(); ++i) {
    std::vector<Class>& classes = known[shape_of(schema, branches[i].node)];
    auto alike = std::find_if(classes.begin(), classes.end(), [&](const Class& one) {
      count_steps(1);
      return same.of(branches[one->front()].node, branches[i].node);
    });
    if (alike == classes.end())
      alike = classes.insert(classes.end(), std::make_shared<std::vector<std::size_t>>());
    (*alike)->push_back(i);
    twins.push_back(*alike);
  }
  return twins;
}

// "4, 5 and 6".
std::string in_words(const std::vector<std::size_t>& branches) {
  constexpr std::size_t kNamed = 10;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < std::min(branches.size(), kNamed); ++i)
    texts.push_back(std::to_string(branches[i]));
  return listed(std::move(texts), branches.size(), "other", "others");
}

// Which branch accepts whatever another one accepts.
struct Covered {
  std::shared_ptr<std::vector<std::size_t>> twins;  // the branches that are equal to it, with itself
  std::size_t by = 0;                               // a branch; its own index if none is found

  bool is_twin() const { return twins->size() > 1; }
};

// Steps for the comparisons of one oneOf. What is not compared then counts as not covered.
constexpr std::size_t kMostCompared = 20'000;

std::vector<Covered> covered_of(const Schema& schema, const std::vector<SchemaBranch>& branches) {
  const std::vector<std::shared_ptr<std::vector<std::size_t>>> twins = twins_of(schema, branches);
  std::vector<Covered> covered(branches.size());
  std::size_t steps_left = kMostCompared;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    const std::vector<std::size_t>& equal = *twins[i];
    covered[i] = {.twins = twins[i], .by = equal.size() > 1 && equal[0] == i ? equal[1] : equal[0]};
    for (std::size_t j = 0; j < branches.size() && covered[i].by == i && steps_left > 0; ++j) {
      if (i != j && covers(schema, {.wide = branches[j].node, .narrow = branches[i].node}, steps_left))
        covered[i].by = j;
    }
  }
  return covered;
}

// How to make branches match alone. A discriminator does not choose the branch: exactly one must match all
// the same (OpenAPI 3.0.3 §4.7.25).
std::string hint_to_separate(const SchemaKeyword& keyword) {
  if (!keyword.discriminator) return "Write anyOf, or tell the branches apart.";
  return "The discriminator does not choose the branch: write anyOf, or give " +
         in_quotes(keyword.discriminator->property) + " values of its own in each branch.";
}

void check_covered(LintSubject& subject, const SchemaPart& part, const SchemaKeyword& keyword) {
  const std::vector<Covered> covered = covered_of(*part.schema, keyword.branches);
  std::size_t dead = 0;
  std::size_t twins = 0;
  for (std::size_t i = 0; i < covered.size(); ++i) {
    if (covered[i].by != i) ++dead;
    if (covered[i].is_twin()) ++twins;
  }
  if (dead == covered.size()) {
    subject.report(
        {.rule = "impossible-one-of",
         .severity = LintFinding::Severity::error,
         .place = keyword.place,
         .message = twins == dead ? "no value matches exactly one branch: each is the same as another"
                                  : "no value matches exactly one branch: whatever a branch accepts, another "
                                    "one accepts too",
         .hint = hint_to_separate(keyword)});
    return;
  }
  const auto report_at = [&](std::size_t i, std::string message, std::string hint) {
    subject.report({.rule = "dead-branch",
                    .severity = LintFinding::Severity::warning,
                    .place = part.document->place(pointer_append(keyword.place->pointer, i)),
                    .message = std::move(message),
                    .hint = std::move(hint)});
  };
  for (std::size_t i = 0; i < covered.size(); ++i) {
    const std::vector<std::size_t>& equal = *covered[i].twins;
    if (equal.size() > 1 && equal[1] == i) {  // one finding for all of them, at the second
      if (equal.size() == 2) {
        report_at(i,
                  "this branch is the same as branch " + std::to_string(equal[0]) +
                      ", so no value matches exactly one of the two",
                  "Leave one out, or tell them apart.");
      } else {
        report_at(i, "branches " + in_words(equal) + " are the same, so no value matches exactly one of them",
                  "Leave all but one out, or tell them apart.");
      }
    }
    if (equal.size() < 2 && covered[i].by != i) {
      report_at(i,
                "no value matches this branch alone: branch " + std::to_string(covered[i].by) +
                    " accepts whatever it accepts",
                hint_to_separate(keyword));
    }
  }
}

// Returns the values that the keywords beside the choices allow, if they are as few as {} and null; nullopt
// if there are more, or if a keyword lists values.
std::optional<std::vector<std::string>> few_values(const Conjunction& all) {
  std::vector<std::string> values;
  KindMask rest = all.kinds();
  const auto add = [&](ValueKind kind, const std::vector<std::string>& texts) {
    if ((rest & mask_of(kind)) != 0) values.insert(values.end(), texts.begin(), texts.end());
    rest &= static_cast<KindMask>(~mask_of(kind));
  };
  add(ValueKind::null, {"null"});
  add(ValueKind::boolean, {"true", "false"});
  const bool is_empty =
      std::any_of(all.keywords().begin(), all.keywords().end(), [&](const SchemaKeyword* keyword) {
        return keyword->kind == KeywordKind::additional_properties && all.most_members(*keyword) == 0;
      });
  if (is_empty) add(ValueKind::object, {"{}"});
  const bool lists =
      all.first(KeywordKind::enumeration) != nullptr || all.first(KeywordKind::constant) != nullptr;
  return rest == 0 && !lists ? std::optional(std::move(values)) : std::nullopt;
}

// The keywords beside oneOf leave a few values, and none of them matches exactly one branch.
void check_beside(LintSubject& subject, const SchemaPart& part, const SchemaKeyword& keyword) {
  const Conjunction all(*part.schema, part.node);
  if ((all.kinds() & mask_of(ValueKind::object)) == 0 || !clashes_of(*part.schema, all).empty()) return;
  const std::optional<std::vector<std::string>> values = few_values(all);
  if (!values) return;
  const bool is_refused = std::all_of(values->begin(), values->end(), [&](const std::string& value) {
    return subject.accepts(part, value) == false;
  });
  if (!is_refused) return;
  subject.report({.rule = "impossible-one-of",
                  .severity = LintFinding::Severity::error,
                  .place = keyword.place,
                  .message = "no value is allowed: the keywords beside oneOf leave only " +
                             join(*values, " and ") + ", which this schema refuses",
                  .hint = "Say additionalProperties in the branches, or define the members beside it."});
}

}  // namespace

void check_one_of(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) {
    for (const std::size_t index : part.schema->nodes()[part.node].keywords) {
      const SchemaKeyword& keyword = part.schema->keywords()[index];
      if (keyword.kind != KeywordKind::one_of) continue;
      check_covered(subject, part, keyword);
      check_beside(subject, part, keyword);
    }
  }
}

}  // namespace avouch

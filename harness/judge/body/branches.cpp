// SPDX-License-Identifier: MIT
// The part of BodyEvaluation that applies schemas to the value itself: allOf, anyOf, oneOf, not, if, and
// references.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "contract/schema/kinds.h"
#include "judge/body/evaluation.h"
#include "judge/body/report.h"
#include "judge/body/trial.h"

namespace avouch {

bool BodyEvaluation::apply_in_place(std::size_t index, const Value& value, const BodyPath* path,
                                    Marks* marks) {
  const SchemaKeyword& keyword = program_.keyword(index);
  switch (traits_of(keyword.kind).group) {
    case KeywordGroup::joined:
      return apply_every(keyword, value, path, marks);
    case KeywordGroup::choice:
      return on_own_steps(index, [&] { return apply_any(index, value, path, marks); });
    case KeywordGroup::negation:
      return on_own_steps(index, [&] { return apply_not(index, value, path); });
    case KeywordGroup::conditional:
      if (keyword.kind != KeywordKind::condition) return apply_dependents(keyword, value, path, marks);
      return on_own_steps(index, [&] { return apply_condition(index, value, path, marks); });
    case KeywordGroup::value:
    case KeywordGroup::members:
    case KeywordGroup::items:
      break;
  }
  return true;  // BodyNode::in_place holds no other kinds
}

bool BodyEvaluation::apply_every(const SchemaKeyword& keyword, const Value& value, const BodyPath* path,
                                 Marks* marks) {
  bool is_good = true;
  for (const SchemaBranch& branch : keyword.branches) {
    is_good = apply(branch.node, value, path, marks) && is_good;
    if (!is_good && is_trial()) return false;
  }
  return is_good;
}

// Within a trial, marks count only if the branch matches (2020-12 Core §7.7.1.2).
bool BodyEvaluation::try_branch(std::size_t node, const Value& value, const BodyPath* path, Marks* marks) {
  if (marks == nullptr) return apply(node, value, path, nullptr);
  if (!spend(marks->size() / kMarksPerStep)) return true;
  Marks own(marks->size());
  if (!apply(node, value, path, &own)) return false;
  add_marks(own, *marks);
  return true;
}

bool BodyEvaluation::apply_any(std::size_t index, const Value& value, const BodyPath* path, Marks* marks) {
  const SchemaKeyword& keyword = program_.keyword(index);
  const bool is_any = keyword.kind == KeywordKind::any_of;
  const bool wants_all = is_counting_ || marks != nullptr;  // to record which branches were exercised
  std::size_t matched = 0;
  bool is_unknown = false;
  std::array<std::size_t, 2> matching{};  // the first two alternatives that do
  // Returns whether the others need not be tried.
  const auto try_one = [&](const SchemaBranch& branch) {
    Trial trial(*this);
    if (!try_branch(branch.node, value, path, marks)) return false;
    if (trial.is_unknown()) {  // the result depends on a budget
      is_unknown = true;
      return false;
    }
    if (matched < 2) matching[matched] = static_cast<std::size_t>(&branch - keyword.branches.data());
    ++matched;
    if (is_any || matched == 1) trial.keep();
    return is_any ? !wants_all : matched == 2;
  };
  const Choice* choice = program_.choices[index].get();
  std::vector<std::uint32_t> found;
  if (choice != nullptr && choice->find(value, found)) {
    if (!spend(1 + (value.kind() < ValueKind::array ? value.text().size() / WorkBudget::kBytesPerStep : 0)))
      return true;
    for (const std::uint32_t branch : found) {
      if (try_one(keyword.branches[branch])) break;
    }
  } else {
    for (const SchemaBranch& branch : keyword.branches) {
      if (try_one(branch)) break;
    }
  }
  if (is_unknown && (is_any ? matched == 0 : matched < 2)) {
    is_unknown_ = true;
    if (!is_trial()) ++counts_[index].unknown;
    return true;
  }
  note(index);
  if (is_any ? matched > 0 : matched == 1) return true;
  if (is_trial()) return false;
  return matched > 1 ? fail_ambiguous(index, matching, value, path) : fail_branches(index, value, path);
}

std::optional<std::size_t> chosen_branch(const SchemaKeyword& keyword, const Value& value) {
  if (!keyword.discriminator || value.kind() != ValueKind::object) return std::nullopt;
  const std::optional<Value> says = value.find(keyword.discriminator->property);
  const std::optional<std::size_t> otherwise = keyword.discriminator->otherwise;
  if (!says || says->kind() != ValueKind::string) return otherwise;
  const auto branch = keyword.discriminator->branches.find(std::string(says->text()));
  if (branch == keyword.discriminator->branches.end()) return otherwise;
  return branch->second;
}

bool BodyEvaluation::fail_ambiguous(std::size_t index, const std::array<std::size_t, 2>& matching,
                                    const Value& value, const BodyPath* path) {
  std::array<std::size_t, 2> both = matching;
  std::sort(both.begin(), both.end());
  std::string reason = "more than one alternative matches: " + std::to_string(both[0] + 1) + " and " +
                       std::to_string(both[1] + 1);
  if (const std::optional<std::size_t> chosen = chosen_branch(program_.keyword(index), value))
    reason +=
        "; the discriminator names " + std::to_string(*chosen + 1) + ", but oneOf counts all that match";
  return fail(index, value, path, reason);
}

bool BodyEvaluation::fail_branches(std::size_t index, const Value& value, const BodyPath* path) {
  const SchemaKeyword& keyword = program_.keyword(index);
  // The object names its alternative, or no other alternative may match a value of this kind. So violations
  // are reported for the keywords of that alternative.
  std::optional<std::size_t> meant = chosen_branch(keyword, value);
  if (!meant) meant = branch_for_kind(*program_.schema, keyword, value.kind());
  if (meant) return apply(keyword.branches[*meant].node, value, path, nullptr);
  if (detail_ != Detail::verdicts || !limit_.empty() || (*verdicts_)[index].findings.size() >= kFindingLimit)
    return fail(index, value, path);
  const std::optional<NearestBranch> nearest = nearest_branch(program_, keyword, value, path, *budget_);
  if (!nearest) return fail(index, value, path);
  return fail(index, value, path,
              "nearest is alternative " + std::to_string(nearest->branch + 1) + ": " + nearest->reason);
}

bool BodyEvaluation::apply_not(std::size_t index, const Value& value, const BodyPath* path) {
  bool is_good = false;
  bool is_unknown = false;
  {
    Trial trial(*this);
    is_good = !apply(program_.keyword(index).branches.front().node, value, path, nullptr);
    is_unknown = !is_good && trial.is_unknown();
  }
  if (is_unknown) {
    is_unknown_ = true;
    if (!is_trial()) ++counts_[index].unknown;
    return true;
  }
  note(index);
  return is_good || fail(index, value, path);
}

bool BodyEvaluation::apply_condition(std::size_t index, const Value& value, const BodyPath* path,
                                     Marks* marks) {
  const SchemaKeyword& keyword = program_.keyword(index);
  bool is_met = false;
  bool is_faulty = false;  // it depends on a fault of the contract whether it is met
  {
    Trial trial(*this);
    is_met = try_branch(keyword.branches.front().node, value, path, marks);
    is_faulty = trial.is_unknown() && program_.fault_at(keyword.branches.front().node) != nullptr;
    if (trial.is_unknown() && !is_faulty && limit_.empty()) {
      limit_ = "a pattern of `if` used up its budget of " + std::to_string(kMatchSteps) + " steps";
    }
  }
  if (is_met && is_faulty) {
    for (const SchemaBranch& branch : keyword.branches) {  // what each describes may be evaluated
      Trial trial(*this);
      if (branch.name != "if") try_branch(branch.node, value, path, marks);
    }
    is_unknown_ = true;
    return true;
  }
  for (const SchemaBranch& branch : keyword.branches) {
    if (branch.name == (is_met ? "then" : "else")) return apply(branch.node, value, path, marks);
  }
  return true;
}

bool BodyEvaluation::apply_dependents(const SchemaKeyword& keyword, const Value& value, const BodyPath* path,
                                      Marks* marks) {
  bool is_good = true;
  if (value.kind() != ValueKind::object) return is_good;
  for (const SchemaBranch& branch : keyword.branches) {
    if (!value.find(branch.name)) continue;
    is_good = apply(branch.node, value, path, marks) && is_good;
    if (!is_good && is_trial()) return false;
  }
  return is_good;
}

}  // namespace avouch

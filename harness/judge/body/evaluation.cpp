// SPDX-License-Identifier: MIT
#include "judge/body/evaluation.h"

#include <algorithm>
#include <climits>
#include <functional>
#include <limits>
#include <utility>

#include "base/text.h"
#include "json/pointer.h"
#include "judge/body/excerpt.h"
#include "judge/body/keyword.h"
#include "judge/body/report.h"
#include "judge/body/trial.h"
#include "judge/format/format.h"

namespace avouch {
namespace {

// In a trial, results are remembered after this many arrays and objects: small bodies do not need it.
constexpr std::size_t kFewTrials = 1'000;
// Everything is remembered after this many applications, and this many more per value: a schema may refer to
// one part on exponentially many ways. In trials soon, because the generator makes thousands of them; what is
// remembered outside of trials does not count again.
constexpr std::size_t kFewApplications = 10'000;
constexpr std::size_t kFewInTrials = 200;
constexpr std::size_t kApplicationsPerValue = 16;
constexpr std::size_t kMostKeptMarks = 1U << 20U;

// What an object lacks is not at a place of its own.
bool is_about_members(const SchemaKeyword& keyword) {
  return keyword.kind == KeywordKind::required || keyword.kind == KeywordKind::dependent_required;
}

std::uint32_t added(std::uint32_t count, std::uint64_t more) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::min(kMost, count + std::min(kMost, more)));
}

}  // namespace

std::string pointer_of(const BodyPath* path) {
  std::vector<const BodyPath*> steps;
  for (; path != nullptr; path = path->up) steps.push_back(path);
  std::string pointer;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    if ((*step)->is_item)
      append_shown(pointer, (*step)->index);
    else
      append_shown(pointer, (*step)->name);
  }
  return pointer;
}

std::string spent_reason(const WorkBudget& budget) {
  switch (budget.end()) {
    case WorkBudget::End::none:
      break;
    case WorkBudget::End::steps:
      return "the body needs more steps than a judgement may take (--max-judge-time)";
    case WorkBudget::End::time:
      return "judging the response takes longer than it may (--max-judge-time)";
    case WorkBudget::End::memory:
      return "judging the response takes more memory than the others leave of --max-memory";
    case WorkBudget::End::interruption:
      return "not judged: the run was interrupted";
  }
  return {};
}

BodyEvaluation::BodyEvaluation(const BodyJudge::Program& program, WorkBudget& budget, Detail detail,
                               std::map<std::size_t, Verdict>* verdicts)
    : program_(program),
      budget_(&budget),
      detail_(detail),
      verdicts_(verdicts),
      is_counting_(detail != Detail::whether),
      counts_(is_counting_ ? program.schema->keywords().size() : 0),
      seen_(is_counting_ ? program.nodes.size() : 0),
      trail_(dense_notes()),
      // If nothing is counted, the whole walk is a trial.
      trials_(is_counting_ ? 0 : 1) {}

bool BodyEvaluation::run(std::size_t node, const Value& value, const BodyPath* path) {
  const std::size_t of_values = kApplicationsPerValue * value.extent();
  usual_applications_ = applications_ + kFewApplications + of_values;
  usual_in_trials_ = applications_ + kFewInTrials + of_values;
  const bool is_good = apply(node, value, path, nullptr);
  count_records();
  return is_good;
}

bool BodyEvaluation::end_of_budget() {
  if (limit_.empty()) limit_ = spent_reason(*budget_);
  return false;
}

void BodyEvaluation::forget_failures() {
  for (const auto& [keyword, verdict] : *verdicts_) counts_[keyword] = {};
  verdicts_->clear();
  limit_.clear();
  is_unknown_ = false;
}

bool BodyEvaluation::on_steps_of(std::size_t keyword, const std::function<bool()>& work) {
  if (used_up_.contains(keyword)) {
    ++omissions_;
    return true;
  }
  std::size_t& left = left_.try_emplace(keyword, own_steps_).first->second;
  WorkBudget own({.steps = left});
  WorkBudget* const all = std::exchange(budget_, &own);
  has_own_steps_ = true;
  const bool is_good = work();
  has_own_steps_ = false;
  budget_ = all;
  const std::size_t spent = own.spent().steps;
  left -= std::min(left, spent);
  const bool was_interrupted = own.end() == WorkBudget::End::interruption;
  if (!limit_.empty() && !was_interrupted) {
    limit_.clear();
    is_unknown_ = false;
    use_up(keyword);
  }
  spend(spent);
  return is_good || used_up_.contains(keyword);
}

void BodyEvaluation::use_up(std::size_t keyword) {
  ++omissions_;
  used_up_.insert(keyword);
  for (const SchemaBranch& branch : program_.keyword(keyword).branches) hide(branch.node);
}

void BodyEvaluation::hide(std::size_t node) {
  std::vector<std::size_t> open = {node};
  while (!open.empty()) {
    const std::size_t next = open.back();
    open.pop_back();
    if (!hidden_.insert(next).second) continue;
    for (const std::size_t index : program_.schema->nodes()[next].keywords) {
      for (const SchemaBranch& branch : program_.keyword(index).branches) open.push_back(branch.node);
    }
  }
}

void BodyEvaluation::note(std::size_t keyword) {
  if (!is_counting_) return;
  if (is_trial())
    trail_.add(keyword, 1);
  else
    ++counts_[keyword].instances;
}

void BodyEvaluation::note_node(std::size_t node, ValueKind kind) {
  if (!is_counting_) return;
  if (is_trial())
    trail_.add(node_note(node, kind), 1);
  else
    seen_[node] |= mask_of(kind);
}

void BodyEvaluation::count(const TrailNote& note, std::uint64_t times) {
  const std::size_t keywords = program_.schema->keywords().size();
  times *= note.times;
  if (note.id < keywords) {
    counts_[note.id].instances = added(counts_[note.id].instances, times);
  } else if (note.id < dense_notes()) {
    const std::size_t at = note.id - keywords;
    seen_[at / kKinds] |= mask_of(static_cast<ValueKind>(at % kKinds));
  } else {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
    record_times_.resize(memo_.records());
    std::uint64_t& sum = record_times_[note.id - dense_notes()];
    sum = std::min(kMost, sum + std::min(kMost, times));
  }
}

// A record refers to earlier records only, so going backwards each is counted once, with its full number.
void BodyEvaluation::count_records() {
  for (std::size_t record = record_times_.size(); record-- > 0;) {
    const std::uint64_t times = record_times_[record];
    for (std::size_t i = memo_.first(record); times > 0 && i < memo_.last(record); ++i)
      count(memo_.note(i), times);
  }
  record_times_.clear();
}

bool BodyEvaluation::fail(std::size_t keyword, const Value& value, const BodyPath* path,
                          const std::string& detail) {
  // After a limit was reached, a failure may be a consequence of it.
  if (is_trial() || !limit_.empty()) return false;
  ++counts_[keyword].failures;
  if (verdicts_ == nullptr) return false;
  Verdict& verdict = (*verdicts_)[keyword];
  const std::size_t most = detail_ == Detail::verdicts ? kFindingLimit : 1;
  if (verdict.findings.size() < most) {
    KeywordFailure failure =
        describe_failure(program_.keyword(keyword), value, program_.schema->nodes().front().label,
                         pointer_of(path), detail, *budget_);
    // Of the parts of a header, the value of the header is enough.
    if (detail_ == Detail::verdicts && program_.schema->nodes().front().label == kTheBody) {
      failure.finding.excerpt =
          is_about_members(program_.keyword(keyword)) ? excerpt_of(value) : excerpt_around(path, value);
    }
    if (verdict.findings.empty()) verdict.reason = std::move(failure.reason);
    verdict.findings.push_back(std::move(failure.finding));
  }
  return false;
}

bool BodyEvaluation::apply(std::size_t node, const Value& value, const BodyPath* path, Marks* marks) {
  if (!limit_.empty()) return true;
  if (depth_ == kWalkDepth) {
    limit_ = "the body is nested deeper than the " + std::to_string(kWalkDepth) +
             " levels that a schema is applied to";
    return true;
  }
  if (!spend(1)) return true;
  ++applications_;
  if (is_foreign_) return apply_node(node, value, path, marks);
  if (!is_trial()) {
    return applications_ > usual_applications_ ? apply_again(node, value, path, marks)
                                               : apply_node(node, value, path, marks);
  }
  const bool is_remembered =
      applications_ > usual_in_trials_ || (value.kind() >= ValueKind::array && ++large_trials_ > kFewTrials);
  return is_remembered ? apply_once(node, value, path, marks) : apply_node(node, value, path, marks);
}

const Memo::Result* BodyEvaluation::remembered(const Memo& memo, std::size_t node, const Value& value,
                                               Marks* marks) {
  const Memo::Result* known = memo.find(node, value.cell());
  if (known == nullptr || marks == nullptr) return known;
  if (!known->is_good && is_trial()) return known;  // its marks do not count
  if (known->marks == Memo::kNoMarks) return nullptr;
  if (!spend(marks->size() / kMarksPerStep)) return known;
  const Marks& kept = kept_marks_[known->marks];
  add_marks(kept, *marks);
  return known;
}

void BodyEvaluation::add_marks(const Marks& from, Marks& to) {
  std::transform(from.begin(), from.end(), to.begin(), to.begin(), std::logical_or<>());
}

void BodyEvaluation::keep_marks(Marks own, Marks& marks, Memo::Result& result) {
  add_marks(own, marks);
  if (kept_marks_.size() == kMostKeptMarks || !budget_->try_hold(sizeof(Marks) + own.size() / CHAR_BIT))
    return;
  result.marks = static_cast<std::uint32_t>(kept_marks_.size());
  kept_marks_.push_back(std::move(own));
}

// Where no trial is open, a second application would report the same failures once more.
bool BodyEvaluation::apply_again(std::size_t node, const Value& value, const BodyPath* path, Marks* marks) {
  if (const Memo::Result* known = remembered(applied_, node, value, marks)) return known->is_good;
  Marks own(marks == nullptr ? 0 : marks->size());
  Memo::Result result{.is_good = apply_node(node, value, path, marks == nullptr ? nullptr : &own)};
  if (marks != nullptr) keep_marks(std::move(own), *marks, result);
  if (limit_.empty()) applied_.keep(node, value.cell(), result, *budget_);
  return result.is_good;
}

// In a trial, the result depends on the node and the value alone: no failure is reported.
bool BodyEvaluation::apply_once(std::size_t node, const Value& value, const BodyPath* path, Marks* marks) {
  if (const Memo::Result* known = remembered(memo_, node, value, marks)) {
    is_unknown_ = is_unknown_ || known->is_unknown;
    if (known->record != Memo::kNoRecord) trail_.add(dense_notes() + known->record, 1);
    return known->is_good;
  }
  const bool was_unknown = std::exchange(is_unknown_, false);
  const std::size_t begin = trail_.size();
  const std::size_t outer = trail_.begin_section();
  Marks own(marks == nullptr ? 0 : marks->size());
  const bool is_good = apply_node(node, value, path, marks == nullptr ? nullptr : &own);
  trail_.end_section(outer);
  Memo::Result result{.is_good = is_good, .is_unknown = is_unknown_};
  is_unknown_ = is_unknown_ || was_unknown;
  if (is_good && marks != nullptr) keep_marks(std::move(own), *marks, result);
  if (!limit_.empty()) return is_good;
  if (!is_good) {
    trail_.cut(begin);  // what failed in a trial does not count
  } else if (trail_.size() > begin) {
    const std::optional<std::uint32_t> record = memo_.record(trail_, begin, *budget_);
    if (!record) return is_good;  // its notes stay in the trail
    result.record = *record;
    trail_.cut(begin);
    trail_.add(dense_notes() + *record, 1);
  }
  memo_.keep(node, value.cell(), result, *budget_);
  return is_good;
}

bool BodyEvaluation::apply_node(std::size_t node, const Value& value, const BodyPath* path, Marks* marks) {
  note_node(node, value.kind());
  ++depth_;
  const bool is_good = apply_rules(program_.nodes[node], value, path, marks);
  --depth_;
  return is_good;
}

bool BodyEvaluation::apply_rules(const BodyNode& node, const Value& value, const BodyPath* path,
                                 Marks* marks) {
  // If the type is wrong, no other keyword is checked.
  if (!assert_all(node.types, value, path)) return false;
  bool is_good = assert_all(node.assertions, value, path);
  if (!is_good && is_trial()) return false;
  const bool is_object = value.kind() == ValueKind::object;
  const bool is_array = value.kind() == ValueKind::array;
  if (is_object) {
    for (const std::size_t keyword : node.absent_members) note(keyword);
  }
  if (is_array) {
    for (const std::size_t keyword : node.absent_items) note(keyword);
  }
  // The marks of enclosing schemas are not visible here (2020-12 Core §11.2, §11.3).
  Marks own;
  const bool has_own = node.needs_marks() && (is_object || is_array);
  if (has_own) {
    if (!spend(value.size() / kMarksPerStep)) return true;
    own.resize(value.size());
  }
  Marks* used = has_own ? &own : marks;
  const auto ask = [&](bool result) {
    is_good = result && is_good;
    return is_good || !is_trial();
  };
  const std::size_t omissions = omissions_;
  if (is_object && node.members && !ask(apply_members(*node.members, value, path, used))) return false;
  if (is_object && node.names && !ask(apply_names(*node.names, value, path))) return false;
  if (is_array && node.items && !ask(apply_items(*node.items, value, path, used))) return false;
  if (is_array) {
    for (const std::size_t keyword : node.contains) {
      if (!ask(on_own_steps(keyword, [&] { return apply_contains(keyword, value, path, used); })))
        return false;
    }
  }
  if (value.kind() == ValueKind::string) {
    for (const std::size_t keyword : node.contents) {
      if (!ask(on_own_steps(keyword, [&] { return apply_content(program_.keyword(keyword), value, path); })))
        return false;
    }
  }
  for (const std::size_t keyword : node.in_place) {
    if (!ask(apply_in_place(keyword, value, path, used))) return false;
  }
  if (!has_own) return is_good;
  if (omissions_ > omissions) {  // it is not known what was evaluated
    if (node.unevaluated_properties) use_up(*node.unevaluated_properties);
    if (node.unevaluated_items) use_up(*node.unevaluated_items);
    return is_good;
  }
  if (is_object && node.unevaluated_properties &&
      !ask(apply_unevaluated(*node.unevaluated_properties, value, path, own)))
    return false;
  if (is_array && node.unevaluated_items &&
      !ask(apply_unevaluated(*node.unevaluated_items, value, path, own)))
    return false;
  if (marks != nullptr) add_marks(own, *marks);
  return is_good;
}

// Applies a contentSchema to the JSON text in the string (2020-12 Validation §8.5). A string without JSON
// violates contentMediaType, and nothing else.
bool BodyEvaluation::apply_content(const SchemaKeyword& keyword, const Value& value, const BodyPath* path) {
  const ParsedBody content = parse_body(decoded_content(keyword.names[1], value.text()));
  if (content.instance == nullptr) return true;
  const bool was_foreign = std::exchange(is_foreign_, true);
  const bool is_good = apply(keyword.branches.front().node, content.instance->root(), path, nullptr);
  is_foreign_ = was_foreign;
  return is_good;
}

Judged BodyEvaluation::judged(std::size_t keyword, const Value& value) {
  const BodyKeyword& assertion = program_.assertions[keyword];
  if (own_steps_ == 0 || !is_costly(program_.keyword(keyword).kind)) return assertion.judge(value, *budget_);
  Judged judged = Judged::unknown;
  on_own_steps(keyword, [&] {
    judged = assertion.judge(value, *budget_);
    return !budget_->is_spent() || end_of_budget();
  });
  return used_up_.contains(keyword) ? Judged::unknown : judged;
}

bool BodyEvaluation::assert_all(const std::vector<std::size_t>& keywords, const Value& value,
                                const BodyPath* path) {
  bool is_good = true;
  for (const std::size_t keyword : keywords) {
    if ((program_.assertions[keyword].kinds() & mask_of(value.kind())) == 0) continue;
    const Judged result = judged(keyword, value);
    if (budget_->is_spent()) {
      end_of_budget();
      return is_good;
    }
    switch (result) {
      case Judged::holds:
        note(keyword);
        break;
      case Judged::fails:
        note(keyword);
        is_good = fail(keyword, value, path);
        if (is_trial()) return false;
        break;
      case Judged::unknown:
        is_unknown_ = true;
        if (!is_trial()) ++counts_[keyword].unknown;
        break;
    }
  }
  return is_good;
}

bool BodyEvaluation::matches(const Pattern& pattern, const Member& member) {
  const Matched matched = member.name_value.has_lone_surrogate()
                              ? pattern.matches(without_surrogates(member.name), *budget_)
                              : pattern.matches(member.name, *budget_);
  if (budget_->is_spent()) end_of_budget();
  if (matched == Matched::budget && limit_.empty()) {
    limit_ = "a pattern of patternProperties used up its budget of " + std::to_string(kMatchSteps) + " steps";
  }
  return matched == Matched::yes;
}

// Sets `is_described` if the name of the member matches a pattern, or may match one.
bool BodyEvaluation::apply_patterns(const MemberRules& rules, const Member& member, const BodyPath& here,
                                    bool& is_described) {
  bool is_good = true;
  if (own_steps_ == 0 || is_trial() || has_own_steps_) {
    rules.patterns.each_for(member.name, [&](const Pattern& pattern, std::size_t node) {
      if (!matches(pattern, member)) return;
      is_described = true;
      is_good = apply(node, member.value, &here, nullptr) && is_good;
    });
    return is_good;
  }
  std::vector<std::size_t> matched;
  on_own_steps(rules.patterns_keyword, [&] {
    rules.patterns.each_for(member.name, [&](const Pattern& pattern, std::size_t node) {
      if (matches(pattern, member)) matched.push_back(node);
    });
    return true;
  });
  if (used_up_.contains(rules.patterns_keyword)) {
    is_described = true;
    if (rules.additional) hide(*rules.additional);
    return true;
  }
  for (const std::size_t node : matched) {
    is_described = true;
    is_good = apply(node, member.value, &here, nullptr) && is_good;
  }
  return is_good;
}

bool BodyEvaluation::apply_members(const MemberRules& rules, const Value& object, const BodyPath* path,
                                   Marks* marks) {
  bool is_good = true;
  std::size_t ordinal = 0;
  std::size_t expected = 0;  // members mostly come in documented order
  const auto ask_of = [&](const Member& member) {
    const BodyPath here{.up = path, .name = member.name, .in = &object};
    bool is_known = false;
    if (!spend(1 + member.name.size() / WorkBudget::kBytesPerStep)) return false;
    const auto ask = [&](std::size_t node) {
      is_known = true;
      is_good = apply(node, member.value, &here, nullptr) && is_good;
    };
    if (expected < rules.properties.size() && rules.properties[expected].first == member.name) {
      ask(rules.properties[expected++].second);
    } else if (const std::optional<std::size_t> found = rules.by_name.find(member.name)) {
      expected = *found + 1;
      ask(rules.properties[*found].second);
    }
    if (!rules.patterns.empty()) is_good = apply_patterns(rules, member, here, is_known) && is_good;
    if (!is_known && rules.additional) ask(*rules.additional);
    if (is_known && marks != nullptr) (*marks)[ordinal] = true;
    ++ordinal;
    return is_good || !is_trial();
  };
  if (is_counting_ || marks != nullptr) {
    for (const Member& member : object.members()) {
      if (!ask_of(member)) return false;
    }
    return is_good;
  }
  // Only yes or no is needed, so cheap checks come first.
  std::optional<Member> large;
  for (const Member& member : object.members()) {
    const bool is_large = member.value.kind() >= ValueKind::array && !large;
    if (is_large)
      large = member;
    else if (!ask_of(member))
      return false;
  }
  return !large || ask_of(*large);
}

bool BodyEvaluation::apply_names(std::size_t index, const Value& object, const BodyPath* path) {
  bool is_good = true;
  for (const Member& member : object.members()) {
    const BodyPath here{.up = path, .name = member.name, .in = &object};
    is_good =
        apply(program_.keyword(index).branches.front().node, member.name_value, &here, nullptr) && is_good;
    if (!is_good && is_trial()) return false;
  }
  return is_good;
}

bool BodyEvaluation::apply_items(const ItemRules& rules, const Value& array, const BodyPath* path,
                                 Marks* marks) {
  bool is_good = true;
  std::size_t index = 0;
  for (const Value item : array.items()) {
    const std::size_t at = index++;
    const std::optional<std::size_t> node = rules.node_of(at);
    if (!node) break;
    const BodyPath here{.up = path, .index = at, .is_item = true, .in = &array};
    is_good = apply(*node, item, &here, nullptr) && is_good;
    if (!is_good && is_trial()) return false;
    if (marks != nullptr) (*marks)[at] = true;
  }
  return is_good;
}

bool BodyEvaluation::apply_contains(std::size_t index, const Value& array, const BodyPath* path,
                                    Marks* marks) {
  const SchemaKeyword& keyword = program_.keyword(index);
  const std::size_t node = keyword.branches.front().node;
  const bool is_least = keyword.kind == KeywordKind::contains;
  std::size_t matched = 0;
  std::size_t at = 0;
  bool is_unknown = false;
  for (const Value item : array.items()) {
    const BodyPath here{.up = path, .index = at, .is_item = true};
    Trial trial(*this);
    if (apply(node, item, &here, nullptr)) {
      if (trial.is_unknown())
        is_unknown = true;
      else
        ++matched;
      if (keyword.marks_items && marks != nullptr) (*marks)[at] = true;
    }
    ++at;
  }
  if (is_unknown && (is_least ? matched < keyword.bound : matched <= keyword.bound)) {
    is_unknown_ = true;
    if (!is_trial()) ++counts_[index].unknown;
    return true;
  }
  note(index);
  if (is_least ? matched >= keyword.bound : matched <= keyword.bound) return true;
  return fail(index, array, path, counted(matched, "item matches", "items match"));
}

bool BodyEvaluation::apply_unevaluated(std::size_t index, const Value& value, const BodyPath* path,
                                       Marks& marks) {
  const std::size_t node = program_.keyword(index).branches.front().node;
  bool is_good = true;
  std::size_t at = 0;
  const auto ask = [&](const Value& part, const BodyPath& here) {
    if (!marks[at] && limit_.empty()) is_good = apply(node, part, &here, nullptr) && is_good;
    marks[at++] = true;
  };
  if (value.kind() == ValueKind::object) {
    for (const Member& member : value.members())
      ask(member.value, {.up = path, .name = member.name, .in = &value});
  } else {
    for (const Value item : value.items())
      ask(item, {.up = path, .index = at, .is_item = true, .in = &value});
  }
  return is_good;
}

}  // namespace avouch

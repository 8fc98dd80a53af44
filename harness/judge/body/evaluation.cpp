// SPDX-License-Identifier: MIT
#include "judge/body/evaluation.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.h"
#include "json/pointer.h"
#include "judge/body/keyword.h"
#include "judge/body/report.h"
#include "judge/body/trial.h"
#include "judge/format/format.h"

namespace avouch {
std::string pointer_of(const BodyPath* path) {
  std::vector<const BodyPath*> steps;
  for (; path != nullptr; path = path->up) steps.push_back(path);
  std::string pointer;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    pointer += '/';
    pointer += (*step)->is_item ? std::to_string((*step)->index) : pointer_token((*step)->name);
  }
  return pointer;
}

BodyEvaluation::BodyEvaluation(const BodyJudge::Program& program, std::vector<Verdict>* verdicts,
                               bool names_nearest)
    : program_(program),
      verdicts_(verdicts),
      names_nearest_(names_nearest),
      is_counting_(verdicts != nullptr),
      counts_(verdicts == nullptr ? 0 : program.schema->keywords().size()),
      seen_(verdicts == nullptr ? 0 : program.nodes.size()),
      // Without verdicts, nothing is counted: the whole walk is a trial.
      trials_(verdicts == nullptr ? 1 : 0) {}

BodyEvaluation::BodyEvaluation(const BodyJudge::Program& program)
    : program_(program),
      verdicts_(nullptr),
      names_nearest_(false),
      is_counting_(true),
      counts_(program.schema->keywords().size()),
      seen_(program.nodes.size()) {}

bool BodyEvaluation::run(std::size_t node, const Value& value) {
  return apply(node, value, nullptr, nullptr);
}

void BodyEvaluation::note(std::size_t keyword) {
  if (!is_counting_) return;
  if (is_trial())
    trail_.push_back(keyword);
  else
    ++counts_[keyword].instances;
}

bool BodyEvaluation::fail(std::size_t keyword, const Value& value, const BodyPath* path,
                          const std::string& detail) {
  if (is_trial()) return false;
  ++counts_[keyword].failures;
  if (verdicts_ == nullptr) return false;
  Verdict& verdict = (*verdicts_)[keyword];
  if (verdict.findings.size() < kFindingLimit) {
    KeywordFailure failure = describe_failure(
        program_.keyword(keyword), value, program_.schema->nodes().front().label, pointer_of(path), detail);
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
  if (++steps_ > kWalkSteps) {
    limit_ =
        "the body needs more than the " + std::to_string(kWalkSteps) + " steps that a judgement may take";
    return true;
  }
  if (is_counting_) {
    if (is_trial())
      trail_.push_back(kNodeFlag | (node << kKindBits) | static_cast<std::size_t>(value.kind()));
    else
      seen_[node] |= mask_of(value.kind());
  }
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
  // The marks of enclosing schemas are not visible here (2020-12 Core §11.2, §11.3).
  Marks own;
  const bool has_own = node.needs_marks() && (is_object || is_array);
  if (has_own) own.resize(value.size());
  Marks* used = has_own ? &own : marks;
  const auto ask = [&](bool result) {
    is_good = result && is_good;
    return is_good || !is_trial();
  };
  if (is_object && node.members && !ask(apply_members(*node.members, value, path, used))) return false;
  if (is_object && node.names && !ask(apply_names(*node.names, value, path))) return false;
  if (is_array && node.items && !ask(apply_items(*node.items, value, path, used))) return false;
  if (is_array) {
    for (const std::size_t keyword : node.contains) {
      if (!ask(apply_contains(keyword, value, path, used))) return false;
    }
  }
  if (value.kind() == ValueKind::string) {
    for (const std::size_t keyword : node.contents) {
      if (!ask(apply_content(program_.keyword(keyword), value, path))) return false;
    }
  }
  for (const std::size_t keyword : node.in_place) {
    if (!ask(apply_in_place(keyword, value, path, used))) return false;
  }
  if (!has_own) return is_good;
  if (is_object && node.unevaluated_properties &&
      !ask(apply_unevaluated(*node.unevaluated_properties, value, path, own)))
    return false;
  if (is_array && node.unevaluated_items &&
      !ask(apply_unevaluated(*node.unevaluated_items, value, path, own)))
    return false;
  if (marks != nullptr)
    std::transform(own.begin(), own.end(), marks->begin(), marks->begin(), std::logical_or<>());
  return is_good;
}

// Applies a contentSchema to the JSON text in the string (2020-12 Validation §8.5). A string without JSON
// violates contentMediaType, and nothing else.
bool BodyEvaluation::apply_content(const SchemaKeyword& keyword, const Value& value, const BodyPath* path) {
  const ParsedBody content = parse_body(decoded_content(keyword.names[1], value.text()));
  return content.instance == nullptr ||
         apply(keyword.branches.front().node, content.instance->root(), path, nullptr);
}

bool BodyEvaluation::assert_all(const std::vector<std::size_t>& keywords, const Value& value,
                                const BodyPath* path) {
  bool is_good = true;
  for (const std::size_t keyword : keywords) {
    const BodyKeyword& assertion = program_.assertions[keyword];
    if ((assertion.kinds() & mask_of(value.kind())) == 0) continue;
    switch (assertion.judge(value)) {
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
                              ? pattern.matches(without_surrogates(member.name))
                              : pattern.matches(member.name);
  if (matched == Matched::budget && limit_.empty()) {
    limit_ = "a pattern of patternProperties used up its budget of " + std::to_string(kMatchSteps) + " steps";
  }
  return matched == Matched::yes;
}

bool BodyEvaluation::apply_members(const MemberRules& rules, const Value& object, const BodyPath* path,
                                   Marks* marks) {
  bool is_good = true;
  std::size_t ordinal = 0;
  std::size_t expected = 0;  // members mostly come in documented order
  const auto ask_of = [&](const Member& member) {
    const BodyPath here{.up = path, .name = member.name};
    bool is_known = false;
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
    for (const auto& [pattern, node] : rules.patterns) {
      if (matches(pattern, member)) ask(node);
    }
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
    const BodyPath here{.up = path, .name = member.name};
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
    if (at >= rules.prefix.size() && !rules.rest) break;
    const BodyPath here{.up = path, .index = at, .is_item = true};
    is_good =
        apply(at < rules.prefix.size() ? rules.prefix[at] : *rules.rest, item, &here, nullptr) && is_good;
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
    if (!marks[at]) is_good = apply(node, part, &here, nullptr) && is_good;
    marks[at++] = true;
  };
  if (value.kind() == ValueKind::object) {
    for (const Member& member : value.members()) ask(member.value, {.up = path, .name = member.name});
  } else {
    for (const Value item : value.items()) ask(item, {.up = path, .index = at, .is_item = true});
  }
  return is_good;
}

}  // namespace avouch

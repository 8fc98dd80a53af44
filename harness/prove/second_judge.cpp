// SPDX-License-Identifier: MIT
#include "prove/second_judge.h"

#include <utility>

#include "contract/schema/direction.h"
#include "json/number.h"
#include "prove/second_schema.h"

namespace avouch {
namespace {

OpinionRule rule_of(Unsaid unsaid) {
  switch (unsaid) {
    case Unsaid::numbers:
      return OpinionRule::numbers;
    case Unsaid::text:
      return OpinionRule::text;
    case Unsaid::size:
      return OpinionRule::large_body;
    case Unsaid::steps:
      return OpinionRule::steps;
    case Unsaid::failure:
      return OpinionRule::unread;
  }
  return OpinionRule::unread;
}

// Whether a whole number is written with a fraction or exponent: draft 4 distinguishes 1.0 from 1.
bool has_unwritten_integer(const Value& root) {
  std::vector<Value> open = {root};
  while (!open.empty()) {
    const Value at = open.back();
    open.pop_back();
    if (at.kind() == ValueKind::number && is_integer_number(at.text()) && !is_written_as_integer(at.text()))
      return true;
    if (at.kind() == ValueKind::array) {
      for (const Value item : at.items()) open.push_back(item);
    } else if (at.kind() == ValueKind::object) {
      for (const Member& member : at.members()) open.push_back(member.value);
    }
  }
  return false;
}

// By node: whether a way from the root leads there on which the validator knows every keyword. `left_out`: by
// keyword.
std::vector<bool> clear_nodes(const Schema& schema, const std::vector<bool>& left_out) {
  std::vector<bool> is_clear(schema.nodes().size());
  std::vector<std::size_t> open = {0};
  is_clear[0] = true;
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    for (const std::size_t keyword : schema.nodes()[node].keywords) {
      if (left_out[keyword]) continue;
      for (const SchemaBranch& branch : schema.keywords()[keyword].branches) {
        if (is_clear[branch.node]) continue;
        is_clear[branch.node] = true;
        open.push_back(branch.node);
      }
    }
  }
  return is_clear;
}

}  // namespace

// Below an omitted keyword, the validator knows nothing, even if it knows the same place elsewhere. If a
// discriminator selects among alternatives that were not translated exactly, another alternative may match.
std::vector<SecondJudge::Doubt> SecondJudge::doubts_of(const Schema& schema, const SecondSchema& second) {
  std::vector<Doubt> doubts;
  std::vector<bool> left_out;  // keywords that make everything below them doubtful
  for (const SchemaKeyword& keyword : schema.keywords()) {
    const SecondSchema::Translation told = second.translation_of(keyword.place);
    doubts.push_back({.why = told.doubt});
    left_out.push_back(told.is_left_out || (told.doubt && keyword.discriminator));
  }
  const std::vector<bool> is_clear = clear_nodes(schema, left_out);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < left_out.size(); ++i) {
    if (left_out[i]) open.push_back(i);
  }
  std::vector<bool> is_seen(schema.nodes().size());
  while (!open.empty()) {
    const std::size_t above = open.back();
    open.pop_back();
    for (const SchemaBranch& branch : schema.keywords()[above].branches) {
      if (is_seen[branch.node]) continue;
      is_seen[branch.node] = true;
      for (const std::size_t below : schema.nodes()[branch.node].keywords) {
        if (!doubts[below].why)
          doubts[below] = {.why = doubts[above].why, .is_certain = !is_clear[branch.node]};
        open.push_back(below);
      }
    }
  }
  return doubts;
}

SecondJudge::SecondJudge(const Library& library, const Place& at, Dialect dialect, const Schema& schema,
                         const BodyJudge& judge, const SecondValidatorMaker& make)
    : schema_(schema), judge_(judge) {
  if (!schema.faults().empty()) {
    skipped_ = OpinionRule::unread;
    return;
  }
  if (has_unsent(schema)) {
    skipped_ = OpinionRule::one_way;
    return;
  }
  const auto said = second_schema(library, at, dialect);
  if (const auto* rule = std::get_if<OpinionRule>(&said)) {
    skipped_ = *rule;
    return;
  }
  const auto& second = std::get<SecondSchema>(said);
  Result<SecondValidator> validator = make(second.text);
  if (!validator) {
    skipped_ = OpinionRule::unread;
    return;
  }
  validate_ = *std::move(validator);
  has_written_integers_ = second.has_written_integers;
  doubts_ = doubts_of(schema, second);
}

SecondJudge::Said SecondJudge::ask(const Instance& instance) const {
  if (skipped_) return {.skipped = skipped_};
  if (has_written_integers_ && has_unwritten_integer(instance.root()))
    return {.skipped = OpinionRule::written_integer};
  const std::optional<std::vector<KeywordCount>> counts = judge_.counts(instance);
  if (!counts) return {.skipped = OpinionRule::undecided};
  Said said;
  Doubt doubt;
  for (std::size_t i = 0; i < counts->size(); ++i) {
    if ((*counts)[i].unknown > 0) return {.skipped = OpinionRule::undecided};
    const bool is_better = said.violated == nullptr || doubts_[i].rank() < doubt.rank();
    if ((*counts)[i].failures == 0 || !is_better) continue;
    said.violated = &schema_.keywords()[i];
    doubt = doubts_[i];
  }
  if (doubt.why && doubt.is_certain) {
    said.skipped = doubt.why;
    return said;
  }
  const Opinion opinion = validate_(instance);
  if (opinion.accepts == true && doubt.why)
    said.skipped = doubt.why;  // the value is in a place that the validator does not know
  else if (opinion.accepts)
    said.agrees = *opinion.accepts == (said.violated == nullptr);
  else
    said.skipped = rule_of(opinion.unsaid.value_or(Unsaid::failure));
  return said;
}

}  // namespace avouch

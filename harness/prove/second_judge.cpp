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

// By keyword of the schema: why the validator may accept a value that violates it. Below an omitted keyword,
// the validator knows nothing, even if it knows the same place elsewhere. If a discriminator selects among
// alternatives that were not translated exactly, another alternative may match.
std::vector<std::optional<OpinionRule>> doubts_of(const Schema& schema, const SecondSchema& second) {
  std::vector<std::optional<OpinionRule>> doubts;
  std::vector<std::size_t> open;  // keywords that make everything below them doubtful
  for (std::size_t i = 0; i < schema.keywords().size(); ++i) {
    const SchemaKeyword& keyword = schema.keywords()[i];
    const SecondSchema::Translation told = second.translation_of(keyword.place);
    doubts.push_back(told.doubt);
    if (told.is_left_out || (told.doubt && keyword.discriminator)) open.push_back(i);
  }
  std::vector<bool> is_seen(schema.nodes().size());
  while (!open.empty()) {
    const std::size_t above = open.back();
    open.pop_back();
    for (const SchemaBranch& branch : schema.keywords()[above].branches) {
      if (is_seen[branch.node]) continue;
      is_seen[branch.node] = true;
      for (const std::size_t below : schema.nodes()[branch.node].keywords) {
        if (!doubts[below]) doubts[below] = doubts[above];
        open.push_back(below);
      }
    }
  }
  return doubts;
}

}  // namespace

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
  for (std::size_t i = 0; i < counts->size(); ++i) {
    if ((*counts)[i].unknown > 0) return {.skipped = OpinionRule::undecided};
    if ((*counts)[i].failures == 0 || (said.violated != nullptr && !said.skipped)) continue;
    said.violated = &schema_.keywords()[i];
    said.skipped = doubts_[i];
  }
  if (said.skipped) return said;
  const Opinion opinion = validate_(instance);
  if (opinion.accepts)
    said.agrees = *opinion.accepts == (said.violated == nullptr);
  else
    said.skipped = rule_of(opinion.unsaid.value_or(Unsaid::failure));
  return said;
}

}  // namespace avouch

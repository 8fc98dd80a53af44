// SPDX-License-Identifier: MIT
#include "generate/maker/gather/gather.h"

#include <set>
#include <vector>

#include "base/steps.h"
#include "generate/maker/gather/alternatives.h"
#include "generate/maker/gather/assertions.h"
#include "generate/maker/gather/children.h"

namespace avouch {
namespace {

void require_keyword(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  const KeywordTraits traits = traits_of(here.kind);
  if (traits.applies_to != kEveryKind) to.rules.hinted |= traits.applies_to;
  switch (traits.group) {
    case KeywordGroup::value:
      require_assertion(to, index);
      break;
    case KeywordGroup::joined:
      for (const SchemaBranch& branch : here.branches) require_node(to, branch.node);
      break;
    case KeywordGroup::choice:
      require_alternative(to, index);
      break;
    case KeywordGroup::conditional:
      if (here.kind == KeywordKind::condition) {
        require_condition(to, index);
      } else {
        require_dependents(to, index);
      }
      break;
    case KeywordGroup::negation:
      refuse_node(to, here.branches.front().node);
      break;
    case KeywordGroup::members:
    case KeywordGroup::items:
      require_children(to.rules, here);
      break;
  }
}

// If there are several ways to fail, the choices decide.
void refuse_keyword(Gathering& to, std::size_t index) {
  const SchemaKeyword& here = to.keyword(index);
  const KeywordTraits traits = traits_of(here.kind);
  to.rules.kinds &= traits.applies_to;  // values of other kinds pass
  switch (traits.group) {
    case KeywordGroup::value:
      refuse_assertion(to, index);
      break;
    case KeywordGroup::joined:
      if (here.branches.empty()) {
        to.rules.is_impossible = true;
      } else {
        refuse_node(to, here.branches[to.choices.choose(here.branches.size())].node);
      }
      break;
    case KeywordGroup::choice:
      refuse_alternative(to, here);
      break;
    case KeywordGroup::conditional:
      if (here.kind == KeywordKind::condition) {
        refuse_condition(to, here);
      } else {
        refuse_dependents(to, here);
      }
      break;
    case KeywordGroup::negation:
      to.rules.needs_check = true;
      require_node(to, here.branches.front().node);
      break;
    case KeywordGroup::members:
    case KeywordGroup::items:
      refuse_children(to, here);
      break;
  }
}

// Whether the value must have a type that the node does not allow.
bool is_of_wrong_type(const Gathering& to, std::size_t node) {
  if (to.violated == kNoKeyword || to.keyword(to.violated).node != node) return false;
  const KeywordKind kind = to.keyword(to.violated).kind;
  return kind == KeywordKind::type || kind == KeywordKind::never;
}

// Whether a node must accept and reject the value. Where a keyword is to fail, its node is both.
bool is_contradictory(const Gathering& to, const std::set<std::size_t>& other, std::size_t node) {
  return to.value == nullptr && to.violated == kNoKeyword && other.contains(node);
}

}  // namespace

void gather(Gathering& to, const Demand& demand) {
  for (const std::size_t node : demand.nodes) require_node(to, node);
  for (const std::size_t node : demand.refusing) refuse_node(to, node);
}

void require_node(Gathering& to, std::size_t node) {
  // A schema may refer to a node on many ways. What it requires twice, it requires.
  if (!to.required.insert(node).second) return;
  if (is_contradictory(to, to.refused, node)) {
    to.rules.is_impossible = true;
    return;
  }
  const SchemaNode& here = to.context.schema.nodes()[node];
  if (is_of_wrong_type(to, node)) {
    refuse_keyword(to, to.violated);  // no other keyword of the node applies
    return;
  }
  if (here.names != nullptr) to.rules.object.named.push_back(here.names.get());
  if (node == to.taste.goal.node) to.rules.wanted &= to.taste.goal.kinds;
  if (node == to.taste.whole) to.rules.is_full = true;
  Layers layers;
  for (const std::size_t index : here.keywords) {
    if (to.rules.is_impossible) return;
    if (index == to.violated) {
      refuse_keyword(to, index);
    } else if (!layers.take(to.keyword(index).kind, index)) {
      require_keyword(to, index);
    }
  }
  layers.add_to(to.rules);
}

void refuse_node(Gathering& to, std::size_t node) {
  // On many ways, too: alternatives of alternatives would double what is refused at each level.
  if (!to.refused.insert(node).second) return;
  count_steps(1);
  const std::vector<std::size_t>& keywords = to.context.schema.nodes()[node].keywords;
  to.rules.needs_check = true;
  if (keywords.empty() || is_contradictory(to, to.required, node)) {
    to.rules.is_impossible = true;
    return;
  }
  if (to.value != nullptr) return;  // the value exists and is refused already
  refuse_keyword(
      to, keywords[to.choices.choose(keywords.size(),
                                     to.taste.is_random ? to.context.random.below(keywords.size()) : 0)]);
}

}  // namespace avouch

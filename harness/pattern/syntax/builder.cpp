// SPDX-License-Identifier: MIT
#include "pattern/syntax/builder.h"

#include <algorithm>
#include <utility>

namespace avouch {
namespace {

using Kind = PatternNode::Kind;

// Whether the pattern matches every text, because one way to match it has no condition on the text.
bool matches_everything(const PatternTree& tree) {
  std::vector<bool> met;
  met.reserve(tree.nodes.size());
  const auto is_met = [&](PatternIndex node) { return met[node]; };
  for (PatternIndex i = 0; i < tree.nodes.size(); ++i) {
    const PatternParts parts = tree.parts(i);
    switch (tree.nodes[i].kind) {
      case Kind::sequence:
        met.push_back(std::all_of(parts.begin(), parts.end(), is_met));
        break;
      case Kind::choice:
        met.push_back(std::any_of(parts.begin(), parts.end(), is_met));
        break;
      case Kind::repeat:
        met.push_back(tree.nodes[i].fewest == 0 || is_met(*parts.begin()));
        break;
      case Kind::group:
        met.push_back(is_met(*parts.begin()));
        break;
      case Kind::literal:
      case Kind::any:
      case Kind::set:
      case Kind::look:
      case Kind::back:
      case Kind::start:
      case Kind::end:
      case Kind::boundary:
        met.push_back(false);
        break;
    }
  }
  return met.back();
}

}  // namespace

PatternIndex PatternBuilder::make(PatternNode node, std::size_t begin, std::size_t end) {
  node.at = narrowed(begin);
  node.end = narrowed(end);
  tree_.nodes.push_back(node);
  return tree_.root();
}

void PatternBuilder::append(Chain& chain, PatternIndex node) {
  if (chain.last == kNoNode)
    chain.first = node;
  else
    tree_.nodes[chain.last].next = node;
  chain.before_last = std::exchange(chain.last, node);
}

void PatternBuilder::replace_last(Chain& chain, PatternIndex node) {
  if (chain.before_last == kNoNode)
    chain.first = node;
  else
    tree_.nodes[chain.before_last].next = node;
  chain.last = node;
}

PatternIndex PatternBuilder::add(PatternNode node, std::size_t begin, std::size_t end) {
  const PatternIndex made = make(node, begin, end);
  append(open_.back().sequence, made);
  return made;
}

void PatternBuilder::add_literal(char32_t point, std::size_t begin, std::size_t end) {
  const std::uint32_t place = narrowed(tree_.literals.size());
  const PatternIndex last = open_.back().sequence.last;
  tree_.literals.push_back(point);
  literal_at_ = begin;
  if (last == kNoNode || tree_.nodes[last].kind != Kind::literal) {
    add({.kind = Kind::literal, .number = place, .size = 1}, begin, end);
    return;
  }
  ++tree_.nodes[last].size;
  tree_.nodes[last].end = narrowed(end);
}

// Precondition: the last node is a literal of several characters.
PatternIndex PatternBuilder::split_last_character() {
  PatternNode& rest = tree_.nodes[open_.back().sequence.last];
  const std::size_t end = std::exchange(rest.end, narrowed(literal_at_));
  --rest.size;
  return make({.kind = Kind::literal, .number = rest.number + rest.size, .size = 1}, literal_at_, end);
}

void PatternBuilder::repeat(PatternNode repetition, std::size_t end) {
  Chain& sequence = open_.back().sequence;
  const PatternNode& last = tree_.nodes[sequence.last];
  const bool is_split = last.kind == Kind::literal && last.size > 1;
  repetition.kind = Kind::repeat;
  repetition.first_part = is_split ? split_last_character() : sequence.last;
  const PatternIndex made = make(repetition, tree_.nodes[repetition.first_part].at, end);
  if (is_split)
    append(sequence, made);
  else
    replace_last(sequence, made);
}

void PatternBuilder::refer(PatternIndex reference, std::uint32_t group) {
  tree_.nodes[reference].number = group;
  tree_.has_back_references = true;
}

void PatternBuilder::open(PatternNode group, std::size_t begin, std::size_t body) {
  group.at = narrowed(begin);
  open_.push_back({.node = group, .alternatives = {}, .sequence = {}, .sequence_at = body});
  tree_.deepest = std::max(tree_.deepest, depth());
}

void PatternBuilder::end_alternative(std::size_t end, std::size_t next) {
  Open& open = open_.back();
  append(open.alternatives,
         make({.kind = Kind::sequence, .first_part = open.sequence.first}, open.sequence_at, end));
  open.sequence = {};
  open.sequence_at = next;
}

// Returns the alternatives of the innermost open group as one node.
PatternIndex PatternBuilder::end_choice(std::size_t end) {
  end_alternative(end, end);
  const Chain& alternatives = open_.back().alternatives;
  if (alternatives.first == alternatives.last) return alternatives.first;
  return make({.kind = Kind::choice, .first_part = alternatives.first}, tree_.nodes[alternatives.first].at,
              end);
}

PatternNode PatternBuilder::close(std::size_t body_end, std::size_t end) {
  PatternNode group = open_.back().node;
  group.first_part = end_choice(body_end);
  open_.pop_back();
  add(group, group.at, end);
  return group;
}

PatternTree PatternBuilder::take(std::size_t end) && {
  end_choice(end);
  tree_.is_always_met = matches_everything(tree_);
  return std::move(tree_);
}

}  // namespace avouch

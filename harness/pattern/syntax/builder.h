// SPDX-License-Identifier: MIT
// Builds the tree of a pattern: nodes are added to the innermost open group. Used only by the parser.
//
//   PatternBuilder builder;                            // a(b|c)
//   builder.add_literal('a', 0, 1);
//   builder.open({.kind = PatternNode::Kind::group, .number = 1}, 1, 2);
//   builder.add_literal('b', 2, 3);
//   builder.end_alternative(3, 4);
//   builder.add_literal('c', 4, 5);
//   builder.close(5, 6);
//   PatternTree tree = std::move(builder).take(6);
//
// Does not recurse: open groups are kept in a list. Offsets are bytes of the pattern.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pattern/tree.h"

namespace avouch {

// Precondition: `value` fits 32 bits. Patterns come from documents, whose size limit is far below 4 GiB.
constexpr std::uint32_t narrowed(std::size_t value) {
  return static_cast<std::uint32_t>(value);
}

class PatternBuilder {
 public:
  static constexpr bool kTakesLoneBrackets = true;

  PatternBuilder() { open_.emplace_back(); }

  // The tree so far. The caller may add to its members and properties.
  PatternTree& tree() { return tree_; }
  std::size_t depth() const { return open_.size() - 1; }

  PatternIndex add(PatternNode node, std::size_t begin, std::size_t end);
  // Consecutive characters form one node.
  void add_literal(char32_t point, std::size_t begin, std::size_t end);
  // Repeats the last node; of a literal, only its last character. Precondition: a node exists.
  void repeat(PatternNode repetition, std::size_t end);

  // Sets the group number of the back reference.
  void refer(PatternIndex reference, std::uint32_t group);

  void open(PatternNode group, std::size_t begin, std::size_t body);
  // The alternative ends at `end`, and the next one begins at `next`.
  void end_alternative(std::size_t end, std::size_t next);
  // Returns the closed group. Precondition: depth() > 0.
  PatternNode close(std::size_t body_end, std::size_t end);

  // Precondition: depth() == 0.
  PatternTree take(std::size_t end) &&;

 private:
  // Nodes that become the parts of one node.
  struct Chain {
    PatternIndex first = kNoNode;
    PatternIndex before_last = kNoNode;
    PatternIndex last = kNoNode;
  };

  // A group that is not closed yet. The outermost one is the whole pattern.
  struct Open {
    PatternNode node;
    Chain alternatives;
    Chain sequence;  // the current alternative
    std::size_t sequence_at = 0;
  };

  PatternIndex make(PatternNode node, std::size_t begin, std::size_t end);
  void append(Chain& chain, PatternIndex node);
  void replace_last(Chain& chain, PatternIndex node);
  PatternIndex split_last_character();
  PatternIndex end_choice(std::size_t end);

  PatternTree tree_;
  std::vector<Open> open_;
  std::size_t literal_at_ = 0;  // offset of the last literal character
};

}  // namespace avouch

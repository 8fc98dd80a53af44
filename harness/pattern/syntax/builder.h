// SPDX-License-Identifier: MIT
// A pattern's tree while it grows: nodes are added to the innermost open group. For the parser alone.
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
// A list of the groups that are open stands in place of recursion. Places are bytes of the pattern.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pattern/tree.h"

namespace avouch {

// Precondition: `value` fits 32 bits. Patterns are text of a document, whose size is limited far below 4 GiB.
constexpr std::uint32_t narrowed(std::size_t value) {
  return static_cast<std::uint32_t>(value);
}

class PatternBuilder {
 public:
  PatternBuilder() { open_.emplace_back(); }

  // The tree so far: its members and properties are free to be added to.
  PatternTree& tree() { return tree_; }
  std::size_t depth() const { return open_.size() - 1; }

  PatternIndex add(PatternNode node, std::size_t begin, std::size_t end);
  // Characters that follow each other are one node.
  void add_literal(char32_t point, std::size_t begin, std::size_t end);
  // What was added last, a character alone, is repeated. Precondition: there is something.
  void repeat(PatternNode repetition, std::size_t end);

  // The back reference is one to the group of this number.
  void refer(PatternIndex reference, std::uint32_t group);

  void open(PatternNode group, std::size_t begin, std::size_t body);
  // The alternative ends here, and the next one begins there.
  void end_alternative(std::size_t end, std::size_t next);
  // The group that was closed. Precondition: depth() > 0.
  PatternNode close(std::size_t body_end, std::size_t end);

  // Precondition: depth() == 0.
  PatternTree take(std::size_t end) &&;

 private:
  // Nodes that become the parts of one.
  struct Chain {
    PatternIndex first = kNoNode;
    PatternIndex before_last = kNoNode;
    PatternIndex last = kNoNode;
  };

  // A group that is not closed yet; the outermost stands for the whole pattern.
  struct Open {
    PatternNode node;
    Chain alternatives;
    Chain sequence;  // the alternative that is being read
    std::size_t sequence_at = 0;
  };

  PatternIndex make(PatternNode node, std::size_t begin, std::size_t end);
  void append(Chain& chain, PatternIndex node);
  void replace_last(Chain& chain, PatternIndex node);
  PatternIndex split_last_character();
  PatternIndex end_choice(std::size_t end);

  PatternTree tree_;
  std::vector<Open> open_;
  std::size_t literal_at_ = 0;  // where the last literal character stands
};

}  // namespace avouch

// SPDX-License-Identifier: MIT
// The syntax tree of an ECMA-262 regular expression (ECMA-262 2023, Unicode mode). Each pattern is read by
// one parser; the judge's engine, the maker of texts and the measure of lengths all work on what it read.
//
//   Result<PatternTree> tree = parse_pattern("^AC[0-9a-f]{32}$");
//   for (PatternIndex part : tree->parts(tree->root())) use(tree->nodes[part]);   // ^, AC, […]{32}, $
//
// Beyond Unicode mode, what Annex B allows and nothing else could mean is taken as it stands: an escaped
// punctuation mark ("\-"), a brace or bracket that opens nothing ("}"), a class in a range ("[\w-.]": the
// hyphen is itself).
//
// Reading recurses nowhere, however deep the groups are; nodes stand in one list and refer to each other by
// their place in it, so neither does copying or destroying a tree. A plain value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace avouch {

using PatternIndex = std::uint32_t;  // of a node, in PatternTree::nodes
inline constexpr PatternIndex kNoNode = std::numeric_limits<PatternIndex>::max();
inline constexpr std::uint32_t kEndless = std::numeric_limits<std::uint32_t>::max();  // {2,} repeats so often

// What a class or an escape lets a character be.
struct PatternMember {
  enum class Kind : std::uint8_t {
    range,     // first to last
    digit,     // \d
    word,      // \w
    space,     // \s
    property,  // \p{…}: the properties' number `property`
  };

  Kind kind = Kind::range;
  bool is_negative = false;  // \D, \W, \S, \P{…}
  char32_t first = 0;
  char32_t last = 0;
  std::uint32_t property = 0;
};

struct PatternNode {
  enum class Kind : std::uint8_t {
    literal,   // `size` characters of the literals, from number `number` on
    any,       // .
    set,       // one character: one of `size` members, from number `number` on, or (negative) none of them
    sequence,  // its parts, one after the other; none: the empty text
    choice,    // one of its parts
    repeat,    // its part, fewest to most times
    group,     // its part, which `number` refers back to; 0 where nothing does: (?:…)
    look,      // its part matches (or does not) from here on, or up to here
    back,      // what group `number` took
    start,     // ^
    end,       // $
    boundary,  // \b, \B
  };

  Kind kind = Kind::sequence;
  bool is_negative = false;  // [^…], (?!…), (?<!…), \B
  bool is_behind = false;    // (?<=…), (?<!…)
  bool is_lazy = false;      // *?
  std::uint32_t at = 0;      // where in the pattern it begins, in bytes
  std::uint32_t end = 0;     // and ends
  PatternIndex first_part = kNoNode;
  PatternIndex next = kNoNode;  // the part after it, of the node that it is a part of
  std::uint32_t number = 0;
  std::uint32_t size = 0;
  std::uint32_t fewest = 1;
  std::uint32_t most = 1;
};

// The parts of a node, in their order.
class PatternParts {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = PatternIndex;
    using difference_type = std::ptrdiff_t;
    using pointer = const PatternIndex*;
    using reference = PatternIndex;

    Iterator(const std::vector<PatternNode>& nodes, PatternIndex at) : nodes_(&nodes), at_(at) {}
    PatternIndex operator*() const { return at_; }
    Iterator& operator++() {
      at_ = (*nodes_)[at_].next;
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const std::vector<PatternNode>* nodes_;
    PatternIndex at_;
  };

  PatternParts(const std::vector<PatternNode>& nodes, PatternIndex first) : nodes_(nodes), first_(first) {}
  Iterator begin() const { return {nodes_, first_}; }
  Iterator end() const { return {nodes_, kNoNode}; }

 private:
  const std::vector<PatternNode>& nodes_;
  PatternIndex first_;
};

struct PatternTree {
  std::vector<PatternNode> nodes;  // each after its parts, so a loop over them goes upwards; the root is last
  std::u32string literals;
  std::vector<PatternMember> members;
  std::vector<std::string> properties;  // names that ECMA-262 knows, but for scripts: "Lu", "Script=Greek"
  std::size_t deepest = 0;              // of groups within groups
  bool has_back_references = false;
  bool is_always_met = false;  // it matches the empty text anywhere, so every text: "", "a*", "(b|)"

  PatternIndex root() const { return static_cast<PatternIndex>(nodes.size() - 1); }
  PatternParts parts(PatternIndex node) const { return {nodes, nodes[node].first_part}; }
  std::u32string_view literal(const PatternNode& node) const {
    return std::u32string_view(literals).substr(node.number, node.size);
  }
  std::span<const PatternMember> members_of(const PatternNode& set) const {
    return std::span(members).subspan(set.number, set.size);
  }
};

// Errors: what ECMA-262 does not allow, and what no engine here can match whatever it is made of (a surrogate
// alone, a repetition over 65535); the title says after how many characters. Precondition: under 4 GiB.
Result<PatternTree> parse_pattern(std::string_view ecma);

}  // namespace avouch

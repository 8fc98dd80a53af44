// SPDX-License-Identifier: MIT
// The syntax tree of an ECMA-262 regular expression (ECMA-262 2025, Unicode mode). One parser reads all
// patterns; the judge's engine, the text generator and the length measure all use its tree.
//
//   Result<PatternTree> tree = parse_pattern("^AC[0-9a-f]{32}$");
//   for (PatternIndex part : tree->parts(tree->root())) use(tree->nodes[part]);   // ^, AC, […]{32}, $
//
// The parser also accepts these constructs of Annex B, which have only one possible meaning: an escaped
// punctuation mark ("\-"), an unmatched brace or bracket ("}"), a class in a range ("[\w-.]": the hyphen is
// literal).
//
// The modifiers of a group are in its nodes: (?s:.) is [^], and (?m:^$) is (?<!.)(?!.).
//
// The parser does not recurse, however deeply groups are nested. Nodes are in one list and refer to each
// other by index, so copying and destroying a tree do not recurse either. A plain value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace avouch {

using PatternIndex = std::uint32_t;  // index of a node in PatternTree::nodes
inline constexpr PatternIndex kNoNode = std::numeric_limits<PatternIndex>::max();
// The maximum of {2,}. No text has as many characters, so a larger maximum is no limit either.
inline constexpr std::uint32_t kEndless = std::numeric_limits<std::uint32_t>::max();

// A set of characters that a class or an escape permits.
struct PatternMember {
  enum class Kind : std::uint8_t {
    range,     // first to last
    digit,     // \d
    word,      // \w
    space,     // \s
    property,  // \p{…}: index `property` of the properties
  };

  Kind kind = Kind::range;
  bool is_negative = false;  // \D, \W, \S, \P{…}
  char32_t first = 0;
  char32_t last = 0;
  std::uint32_t property = 0;
};

struct PatternNode {
  enum class Kind : std::uint8_t {
    literal,   // `size` characters of the literals, starting at index `number`
    any,       // .
    set,       // one character: one of `size` members, starting at index `number`, or (negative) none of them
    sequence,  // its parts in order; no parts: the empty text
    choice,    // one of its parts
    repeat,    // its part, repeated from fewest to most times
    group,     // its part, captured as group `number`; 0: not captured, (?:…)
    look,      // its part matches (or does not) from here on, or up to here
    back,      // the text that group `number` captured
    start,     // ^
    end,       // $
    boundary,  // \b, \B
  };

  Kind kind = Kind::sequence;
  bool is_negative = false;  // [^…], (?!…), (?<!…), \B
  bool is_behind = false;    // (?<=…), (?<!…)
  bool is_lazy = false;      // *?
  std::uint32_t at = 0;      // start offset in the pattern, in bytes
  std::uint32_t end = 0;     // end offset
  PatternIndex first_part = kNoNode;
  PatternIndex next = kNoNode;  // the next part of the same parent
  std::uint32_t number = 0;
  std::uint32_t size = 0;
  std::uint32_t fewest = 1;
  std::uint32_t most = 1;
};

// The parts of a node, in order.
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

// A construct that ECMA-262 allows and no engine here can match.
struct PatternLimit {
  std::uint32_t at = 0;  // offset in the pattern, in bytes
  std::string_view what;
};

struct PatternTree {
  std::vector<PatternNode> nodes;  // each after its parts, so parts have lower indices; the root is last
  std::u32string literals;
  std::vector<PatternMember> members;
  std::vector<std::string> properties;  // names in ECMA-262, or any name of a script: "Lu", "Script=Greek"
  std::size_t deepest = 0;              // nesting depth of groups
  bool has_back_references = false;
  std::optional<PatternLimit> limit;  // the first one
  bool is_always_met = false;         // it matches the empty text anywhere, so every text: "", "a*", "(b|)"

  PatternIndex root() const { return static_cast<PatternIndex>(nodes.size() - 1); }
  PatternParts parts(PatternIndex node) const { return {nodes, nodes[node].first_part}; }
  std::u32string_view literal(const PatternNode& node) const {
    return std::u32string_view(literals).substr(node.number, node.size);
  }
  std::span<const PatternMember> members_of(const PatternNode& set) const {
    return std::span(members).subspan(set.number, set.size);
  }
};

// Errors: constructs that ECMA-262 does not allow. The title says after how many characters. Precondition:
// under 4 GiB.
Result<PatternTree> parse_pattern(std::string_view ecma);

}  // namespace avouch
